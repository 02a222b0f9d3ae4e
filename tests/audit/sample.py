"""A made-up report with one of everything, and the golden files beside it."""

from __future__ import annotations

import os
from pathlib import Path

from marketbook.audit.fixes import Fix
from marketbook.audit.report import Report
from marketbook.findings import Finding, Place, Suspicion
from marketbook.rule_pages import Example, RulePage
from marketbook.rules.run import RuleRun

GOLDEN = Path(__file__).parent / "golden"

AGREES = "growth_rates.agrees-with-sizes"
WITHIN = "sizes.part-within-whole"

FINDINGS = (
    Finding(
        file="tables/growth_rates.csv",
        line=4,
        rule=AGREES,
        severity="error",
        message=(
            "states 31.0 %, but 10.0 → 40.0 over 6 years is 25.86 to 26.12 %; no other span fits; "
            "check the digits, or waive it with the reason"
        ),
        table="growth_rates",
        record="growth_rates:example-2026-2032",
        market="example",
        region="world",
        stated="31.0",
        implied="25.86 to 26.12 %",
        worth=0.263,
        conflict=(
            Place("growth_rates:example-2026-2032", "tables/growth_rates.csv", 4),
            Place("sizes:example-2026", "tables/sizes.csv", 2),
            Place("sizes:example-2032", "tables/sizes.csv", 3),
        ),
        suspects=(
            Suspicion(
                "growth_rates:example-2026-2032", (25.86, 26.12), "%", "26.0 %", "digit", True
            ),
            Suspicion("sizes:example-2026", (7.9, None), "USD billion", "", "", False),
        ),
    ),
    Finding(
        file="tables/growth_rates.csv",
        line=7,
        rule=AGREES,
        severity="error",
        message="states 9.5 %, but 20 → 30 over 4 years is 9.74 to 11.60 %, cut and not rounded",
        table="growth_rates",
        record="growth_rates:example-europe",
        market="example",
        region="europe",
        segment="example-type-software",
        year=2026,
        stated="9.5",
        implied="9.74 to 11.60 %",
        worth=0.01,
        waived="The publisher cuts its rates; the sizes are right.",
    ),
    Finding(
        file="tables/shares.csv",
        line=3,
        rule="shares.sum-to-whole",
        severity="note",
        message="the interval is wide: 97.5 to 102.5 %, [so] a pass means little | 50 % | US$5",
        table="shares",
        record="shares:example-2026-europe",
        market="example",
    ),
    Finding(
        file="tables/sizes.csv",
        line=0,
        rule="structure.header",
        severity="error",
        message="the header lacks 'stated' (found: 'value\nstatd'); add it",
        table="sizes",
        field="stated",
    ),
    Finding(
        file="tables/sizes.csv",
        line=12,
        rule=WITHIN,
        severity="error",
        message="Japan 13.7 is more than <the whole> & its 5 %: see [1](2), {0}, \x1b[31m",
        table="sizes",
        record="sizes:example-2026-japan",
        market="example",
        region="japan",
        year=2026,
        worth=float("inf"),
    ),
    Finding(
        file="tables/sizes.csv",
        line=13,
        rule="sizes.unit-slip",
        severity="error",
        message="states 13.7 USD million in 2025, 4,796 times less than its siblings",
        table="sizes",
        record="sizes:example-2025-japan",
        market="example",
        region="japan",
        year=2025,
        stated="13.7",
        corrected="sizes:example-2025-japan is read as 13.7 USD billion: all others are in billion",
    ),
)

RUNS = (
    RuleRun(AGREES, 9),
    RuleRun("growth_rates.window-fits", 0, "needs source_periods"),
    RuleRun("shares.country-in-region", 0),
    RuleRun("shares.sum-to-whole", 3),
    RuleRun("sizes.one-per-subject", 1204),
    RuleRun(WITHIN, 0, "needs source_periods"),
)

REPORT = Report(
    package="example-markets",
    version="1.0.0",
    tables=(("growth_rates", 9), ("shares", 30), ("sizes", 1204)),
    findings=tuple(sorted(FINDINGS)),
    runs=RUNS,
    fixes={
        FINDINGS[0].suspects[0]: Fix(
            "If the document confirms it, read growth_rates:example-2026-2032 as 26.0 %: a row of "
            "tables/corrections.csv. Everything fits then, and the figure stays as printed.",
            "tables/corrections.csv",
            2,
            'growth_rates:example-2026-2032,31.0,26.0,,One slip,"10.0 → 40.0, 26",2026-11-30\n',
        )
    },
)

CLEAN = Report(
    package="example-markets",
    version="",
    tables=(("sizes", 1),),
    findings=(),
    runs=(RuleRun("sizes.one-per-subject", 1), RuleRun(WITHIN, 1)),
)


PAGES = {
    AGREES: RulePage(
        id=AGREES,
        says="A stated growth rate agrees with the sizes it spans.",
        severity="error",
        why="Either the rate or a size is wrong.",
        examples=(
            Example("It fits", passes=True, tables="", findings=()),
            Example(
                "It does not",
                passes=False,
                tables="",
                findings=("states 31.0 %, but 10.0 → 40.0 over 6 years is 25.86 to 26.12 %",),
            ),
        ),
    ),
    "shares.sum-to-whole": RulePage(
        id="shares.sum-to-whole",
        says="Shares of a complete axis sum to the whole.",
        severity="note",
        why="A share is missing or wrong.",
        examples=(Example("Less", passes=False, tables="", findings=("sum to 90 %",)),),
    ),
}


def assert_golden(name: str, text: str) -> None:
    """Compare with the golden file, or write it where ``MARKETBOOK_PIN`` is set."""
    path = GOLDEN / name
    if os.environ.get("MARKETBOOK_PIN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
