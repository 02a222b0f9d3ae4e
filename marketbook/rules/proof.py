"""Corrections are proved: with each a finding goes, and no new one comes.

A family with corrections is audited as it is read, and once more for each of its corrections with
that one left out. What an audit says more without a correction is what the correction settles;
what it says more with it, the correction brings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any

import polars as pl

from marketbook.findings import Finding
from marketbook.markets.corrections import (
    FIGURES,
    TABLE,
    Correction,
    find_fault,
    find_row,
    name_units,
    read_corrections,
    tell_printed,
    tell_reading,
)
from marketbook.markets.cutting import keep_family, read_parents
from marketbook.markets.trees import find_heads
from marketbook.rules import RULES
from marketbook.rules.rule import MarketRule
from marketbook.rules.run import Audit, RuleRun, run_rules

Row = Mapping[str, Any]
Tables = Mapping[str, pl.DataFrame]
Judge = Callable[[Tables], Iterable[Finding]]
"""What the audit finds in tables that hold whole families of markets."""

OF_A_FIGURE = "corrections.of-a-printed-figure"
SETTLES = "corrections.settles-a-finding"
BRINGS = "corrections.brings-no-finding"

CORRECTION_RULES = {
    BRINGS: "No correction causes an error that is not there without it.",
    OF_A_FIGURE: "Every correction quotes its figure as printed, and gives it a possible value.",
    SETTLES: "Every correction removes an error that is there without it.",
}
"""What is checked of the corrections, by rule id; each has a page, and all are errors."""

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the audit says of one correction.

    Attributes:
        correction: The correction.
        market: The market of the figure.
        printed: The figure as printed, with its unit: ``13.7 USD million``.
        reading: The figure as it is read, with its unit: ``13.7 USD billion``.
        settled: Errors that are there without it, and gone with it.
        brought: Errors that are there only with it.
        left: Errors about the figure that are there either way.
    """

    correction: Correction
    market: str
    printed: str
    reading: str
    settled: tuple[Finding, ...]
    brought: tuple[Finding, ...]
    left: tuple[Finding, ...]


def prove(tables: Tables, files: Mapping[str, str]) -> Audit:
    """What is wrong with the corrections, and the findings that they settle, marked as such.

    Args:
        tables: Complete typed tables: all, or at least those of the families with corrections.
        files: Path of each table's file inside the package.

    Raises:
        RuleError: A rule failed itself instead of judging the data.
    """
    corrections = read_corrections(tables)
    if not corrections:
        return Audit((), ())
    file, misfits = files.get(TABLE, ""), find_misfits(tables)
    proofs = list(prove_corrections(tables, partial(judge_families, files=files)))
    findings = [*_list_settled(proofs)]
    for record, text in misfits.items():
        row = find_row(corrections[record], tables)
        market = row["market_id"] if row else ""
        findings.append(_find(corrections[record], file, OF_A_FIGURE, text, market))
    for proof in proofs:
        findings += _list_faults(proof, file)
    runs = [RuleRun(OF_A_FIGURE, len(corrections))]
    runs += [RuleRun(rule, len(proofs)) for rule in (BRINGS, SETTLES)]
    return Audit(tuple(sorted(findings)), tuple(sorted(runs, key=lambda run: run.rule)))


def judge_families(tables: Tables, files: Mapping[str, str]) -> tuple[Finding, ...]:
    """The errors in the figures of whole families; arguments as of :func:`prove`."""
    of_families = (one for one in RULES if isinstance(one, MarketRule) and one.scope != "Markets")
    rules = [rule for rule in of_families if rule.severity == "error"]
    return run_rules(tables, rules, files).findings


def find_misfits(tables: Tables) -> dict[str, str]:
    """What is wrong with corrections beside the tables, by record; none of them is applied."""
    found = {record: _find_misfit(one, tables) for record, one in read_corrections(tables).items()}
    return {record: text for record, text in found.items() if text}


def _find_misfit(correction: Correction, tables: Tables) -> str:
    table = correction.table
    if table not in FIGURES:
        return f"names the table '{table}'; only {', '.join(FIGURES)} have figures to correct"
    row = find_row(correction, tables)
    if row is not None:
        return find_fault(row, correction, name_units(tables))
    keys = tables[table][FIGURES[table].key].to_list() if table in tables else []
    near = get_close_matches(correction.id, keys, 1)
    hint = f"; nearest: {table}:{near[0]}" if near else ""
    return (
        f"names a record that is not in {table}{hint}; change the record, or delete the correction"
    )


def prove_corrections(
    tables: Tables, judge: Judge, records: Collection[str] | None = None
) -> Iterator[Proof]:
    """What the audit says of each correction that fits its figure.

    Args:
        tables: Typed tables, each with its ``_line`` column.
        judge: Audits whole families; it is asked once for each family with corrections, and once
            for each of them.
        records: The records to prove; none means all.
    """
    misfits, heads = find_misfits(tables), find_heads(read_parents(tables))
    groups: dict[str, list[tuple[Correction, Row]]] = defaultdict(list)
    for record, correction in read_corrections(tables).items():
        if record in misfits or (records is not None and record not in records):
            continue
        if (row := find_row(correction, tables)) is not None:
            market: str = row["market_id"]
            groups[heads.get(market, market)].append((correction, row))
    for head, group in groups.items():
        yield from _prove(keep_family(tables, head), group, judge)


def _prove(
    family: Tables, group: Iterable[tuple[Correction, Row]], judge: Judge
) -> Iterator[Proof]:
    after, units = _list_errors(judge(family)), name_units(family)
    for correction, row in group:
        others = family[TABLE].filter(pl.col("record") != correction.record)
        before = _list_errors(judge({**family, TABLE: others}))
        yield Proof(
            correction,
            row["market_id"],
            tell_printed(row, correction.table, units),
            tell_reading(row, correction, units),
            tuple(finding for key, finding in before.items() if key not in after),
            tuple(finding for key, finding in after.items() if key not in before),
            tuple(
                finding
                for key, finding in after.items()
                if key in before and finding.record == correction.record
            ),
        )


def _list_errors(findings: Iterable[Finding]) -> dict[_Key, Finding]:
    """The errors, whatever their figures are: of a rule and a record there is one."""
    errors = sorted(finding for finding in findings if finding.severity == "error")
    return {(finding.rule, finding.record): finding for finding in errors}


def _list_settled(proofs: Iterable[Proof]) -> Iterable[Finding]:
    """What the corrections settle, once each."""
    found: dict[_Key, Finding] = {}
    for proof in proofs:
        by = f"{tell_correction(proof)}: {proof.correction.reason}"
        for one in proof.settled:
            found.setdefault((one.rule, one.record), one.correct(by))
    return found.values()


def tell_correction(proof: Proof) -> str:
    """What is read as what: ``sizes:iomt-2025-japan is read as 13.7 USD billion``."""
    return f"{proof.correction.record} is read as {proof.reading}"


def _list_faults(proof: Proof, file: str) -> Iterator[Finding]:
    read = tell_correction(proof)
    brought, left = ("; ".join(map(str, found)) for found in (proof.brought, proof.left))
    if brought:
        text = "which causes a new error; change the value, or delete the correction"
        yield _find(proof.correction, file, BRINGS, f"{read}, {text}: {brought}", proof.market)
    if not proof.settled:
        text = "but the audit finds nothing wrong with it as printed; delete the correction"
        if left:
            text = f"which settles nothing; change the value, or waive the finding: {left}"
        yield _find(proof.correction, file, SETTLES, f"{read}, {text}", proof.market)


def _find(correction: Correction, file: str, rule: str, text: str, market: str) -> Finding:
    return Finding(
        file=file,
        line=correction.line,
        rule=rule,
        severity="error",
        message=text,
        table=TABLE,
        record=f"{TABLE}:{correction.record}",
        market=market,
    )
