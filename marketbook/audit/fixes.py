"""Rows of the table of corrections that would settle findings: for editors that apply fixes.

The print is never overwritten: only the document says what is right. A correction that the audit
does not prove is an error of the next check.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from marketbook.findings import Finding, Suspicion
from marketbook.markets.corrections import TABLE, Correction, find_row, name_units, read_corrections
from marketbook.package import Package
from marketbook.together.misprints import Kind

_COLUMNS = ("record", "stated", "value", "unit_id", "reason", "evidence", "decided_on")
_ADVICE = re.compile(r"(; check|\. Check) [^;]*$")
_ELSEWHERE: tuple[Kind, ...] = ("exchange", "year", "whole")
"""Slips that another number of the same figure cannot make good."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A line to put into a file.

    Attributes:
        file: Path inside the package, with forward slashes.
        line: The line before which it goes; one more than the file has for its end.
        text: The line, with its end.
    """

    says: str
    file: str
    line: int
    text: str


def find_only_reading(finding: Finding) -> Suspicion | None:
    """The reading with which everything fits; none where there are several."""
    found = [one for one in finding.suspects if one.repair and one.fits_all]
    return found[0] if len(found) == 1 else None


def find_fixes(
    findings: Iterable[Finding],
    package: Package,
    tables: Mapping[str, pl.DataFrame],
    today: dt.date,
) -> dict[Suspicion, Fix]:
    """For each reading that alone makes everything fit, the row that `marketbook correct` writes.

    Args:
        findings: What is open.
        package: The package.
        tables: Its tables, typed, each with its ``_line`` column.
        today: Day of the decision.

    Returns:
        None for a package whose corrections are not in one plain file, in the order of its schema.
    """
    resource = package.resources.get(TABLE)
    if resource is None or TABLE not in tables or not resource.is_plain:
        return {}
    if [field.name for field in resource.schema.fields] != [*_COLUMNS]:
        return {}
    lines = tables[TABLE].select("record", "_line").rows()
    found: dict[Suspicion, Fix] = {}
    for finding in findings:
        only = find_only_reading(finding) if finding.fails else None
        if only is None or only in found:
            continue
        for row in _correct(only, finding, tables, today):
            line = min((n for record, n in lines if record > only.record), default=None)
            end = max((n for _, n in lines), default=1) + 1
            says = (
                f"If the document confirms it, read {only.record} as {only.repair}: a row of "
                f"{resource.path}. Everything fits then, and the figure stays as printed."
            )
            found[only] = Fix(says, resource.path, line or end, row)
    return found


def _correct(
    only: Suspicion, finding: Finding, tables: Mapping[str, pl.DataFrame], today: dt.date
) -> Iterator[str]:
    """The row, where the reading is another number or unit of the figure."""
    digits, _, unit = only.repair.partition(" ")
    units = [
        id_ for id_, name in name_units(tables).items() if only.kind == "unit" and name == unit
    ]
    figure = find_row(Correction(only.record, "", 0.0, "", "", 0), tables)
    is_known = only.record in read_corrections(tables)
    if figure is None or is_known or only.kind in _ELSEWHERE or (only.kind == "unit" and not units):
        return
    stated, slip = figure["stated"] or "", only.kind.replace("-", " ")
    reason = f"One slip from the print ({slip}): with {only.repair} all figures fit together."
    evidence = tell_evidence([finding])
    value, unit_id = digits.replace(",", ""), "".join(units[:1])
    text = io.StringIO()
    row = (only.record, stated, value, unit_id, reason, evidence, today.isoformat())
    csv.writer(text, lineterminator="\n").writerow(row)
    yield text.getvalue()


def tell_evidence(findings: Iterable[Finding]) -> str:
    """The arithmetic: what findings say, without what they advise."""
    told = (f"{one.rule} on {one.record}: {_ADVICE.sub('', one.message)}" for one in findings)
    return "; ".join(told)
