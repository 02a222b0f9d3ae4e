"""A workbook's checks and the audit say the same of the same figures, on any package.

Where the audit finds nothing no sheet says CHECK; where it finds something the workbook says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import polars as pl
import pytest

from marketbook.errors import WorkbookError
from marketbook.package import read_package, read_structure
from marketbook.starter.new import start_package
from marketbook.workbook.books import set_desk
from marketbook.workbook.desk import Desk
from marketbook.workbook.evaluate import evaluate_book
from marketbook.workbook.portfolio.book import list_portfolio_books, set_portfolio_desk
from marketbook.workbook.portfolio.checks import list_checks as list_portfolio_checks
from marketbook.workbook.portfolio.desk import PortfolioDesk
from marketbook.workbook.read_market import list_markets
from marketbook.workbook.records import Records, gather_records
from marketbook.workbook.sheets.audit_checks import find_findings
from marketbook.workbook.sheets.check import Check, word_of
from marketbook.workbook.sheets.checklist import list_checks
from tests.rules.faults import PLANTS, plant_fault
from tests.rules.markets import as_frames, build_package, merge
from tests.rules.pages import read_cases

FIGURES = ("sizes", "growth_rates", "shares", "claims")
LIVE = (
    "growth_rates.agrees-with-sizes", "sizes.one-per-subject", "sizes.publishers-agree",
    "shares.sum-to-whole", "claims.largest-has-largest-share", "claims.fastest-can-be-fastest",
)  # fmt: skip
"""Rules that Checks computes itself; of the others every fifth case will do."""
_OF_FIGURES = [case for case in read_cases() if case.rule.partition(".")[0] in FIGURES]
CASES = [
    *(case for case in _OF_FIGURES if case.rule in LIVE),
    *[case for case in _OF_FIGURES if case.rule not in LIVE][::5],
]
CHUNK = 16


@dataclass(frozen=True)
class Verdict:
    """One line of Checks: what it checks, and the word it comes to."""

    check: Check
    word: str


def read_words(desk: Desk | PortfolioDesk, checks: list[Check]) -> tuple[list[Verdict], str]:
    """The word of every check, and the master check, as IronCalc computes them."""
    results = evaluate_book(desk.book)
    block, master = desk.block("Checks", "checks"), desk.book.names["master_check"]
    found = []
    for check in checks:
        at = block.at(check.key, "result")
        found.append(Verdict(check, str(results[at.sheet, at.top, at.left])))
    return found, str(results[master.sheet, master.top, master.left])


def list_differences(records: Records, market: str, computed: set[str]) -> Iterator[str]:
    """What a market's workbook says otherwise than the audit; notes rules that it computes."""
    desk = set_desk(records, market)
    verdicts, master = read_words(desk, list_checks(desk))
    computed |= {verdict.check.rule for verdict in verdicts if verdict.check.value != ""}
    findings = find_findings(records, market)
    said: dict[tuple[str, str], set[str]] = {}
    for verdict in verdicts:
        check = verdict.check
        said.setdefault((check.rule, check.record), set()).add(verdict.word)
        if not check.rule and verdict.word == "CHECK":
            yield f"{market}: {check.subject} says CHECK of figures that nobody changed"
    known: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        known.setdefault((finding.rule, finding.record), set()).add(word_of(finding))
    for key, words in known.items():
        if not words <= said.get(key, set()):
            yield f"{market}: {key} is {words} to the audit, {said.get(key)} to the workbook"
    for key, words in said.items():
        if key[0] and not words - {"OK"} <= known.get(key, set()):
            yield f"{market}: {key} is {words} to the workbook, {known.get(key)} to the audit"
    if (master == "CHECK") != any(finding.fails for finding in findings):
        yield f"{market}: the master check says {master}"


@dataclass
class Look:
    """The differences of all markets of a package, and of its portfolio; rules they compute."""

    differences: list[str] = field(default_factory=list)
    computed: set[str] = field(default_factory=set)


def look_at(tables: Mapping[str, pl.DataFrame]) -> Look:
    """Computes the workbooks of a package, and compares them with its audit."""
    look = Look()
    records = gather_records(tables, {})
    for market in list_markets(records):
        look.differences += list_differences(records, market, look.computed)
    if list_portfolio_books(records):
        look.differences += list_portfolio_differences(records)
    return look


@cache
def look_at_case(n: int) -> Look:
    """A case of the rule pages, computed once for all tests of this module."""
    try:
        return look_at(with_sizes(CASES[n].tables))
    except WorkbookError as error:
        return Look([str(error)[:300]])


def list_portfolio_differences(records: Records) -> list[str]:
    """Lines of the portfolio that say CHECK or NOTE where the audit is silent."""
    desk = set_portfolio_desk(records)
    verdicts, master = read_words(desk, list_portfolio_checks(desk))
    known = {(one.rule, one.record): word_of(one) for one in records.findings}
    found = [
        f"portfolio: {verdict.check.subject} says {verdict.word}"
        for verdict in verdicts
        if verdict.word == "CHECK" and known.get((verdict.check.rule, verdict.check.record)) is None
    ]
    silent = not any(one.fails for one in records.findings)
    return found + ([f"portfolio: {master}"] if silent and master == "CHECK" else [])


def with_sizes(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables of a case, with a size of each market that has none, so that it has a workbook."""
    made = list_markets(gather_records(tables, {}))
    figures = pl.concat([tables[name].select("market_id", "source_id") for name in FIGURES])
    rows = figures.filter(~pl.col("market_id").is_in(made)).unique("market_id").sort("market_id")
    world = tables["regions"].filter(pl.col("kind") == "world")["region_id"].to_list()
    records = [
        {
            "_line": 1000 + line, "size_id": f"added-{row['market_id']}", "year": 2025,
            "value": 1000.0, "stated": "1,000", "unit_id": "usd-billion", "status": "actual",
            "locator": "table", "region_id": (world or ["world"])[0], **row,
        }
        for line, row in enumerate(rows.to_dicts())
    ]  # fmt: skip
    sizes = tables["sizes"]
    full = [{column: record.get(column) for column in sizes.schema} for record in records]
    return {**tables, "sizes": sizes.vstack(pl.DataFrame(full, schema=sizes.schema))}


@pytest.mark.parametrize("first", range(0, len(CASES), CHUNK))
def test_cases_of_the_rule_pages(first: int) -> None:
    cases = range(first, min(first + CHUNK, len(CASES)))
    looks = {str(CASES[n]): look_at_case(n).differences for n in cases}
    assert {case: found for case, found in looks.items() if found} == {}


@pytest.mark.parametrize("rule", LIVE)
def test_a_rule_is_computed_and_not_only_reported(rule: str) -> None:
    """Cases of it, both ways, have a line with a formula."""
    live = {
        case.passes for n, case in enumerate(CASES)
        if case.rule == rule and rule in look_at_case(n).computed
    }  # fmt: skip
    assert live == {True, False}


@pytest.mark.parametrize("tables", [(), ("regions", "shares")])
def test_new_packages(tmp_path: Path, tables: tuple[str, ...]) -> None:
    start_package(tmp_path / "made", tables=tables)
    assert look_at(read_structure(read_package(tmp_path / "made")).tables).differences == []


@pytest.mark.parametrize("first", range(0, 12, 4))
def test_generated_markets(first: int) -> None:
    packages = [build_package(Random(seed), f"p{seed}") for seed in range(first, first + 4)]
    assert look_at(as_frames(merge(packages))).differences == []


@pytest.mark.parametrize("kind", PLANTS)
def test_planted_faults(kind: str) -> None:
    # of forty packages that were tried, a small one with figures of every kind
    tables, what = plant_fault(Random(f"{kind}-10"), build_package(Random(10), "p10"), kind)
    assert look_at(as_frames(tables)).differences == [], what
