"""A finding accepted as it is, because the source prints it so: written with its arithmetic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from marketbook.audit import check_package
from marketbook.audit.fixes import tell_evidence
from marketbook.audit.waivers import refuse_rule
from marketbook.changes import RecordChange
from marketbook.errors import PackageError
from marketbook.findings import Finding
from marketbook.package import lock_package, read_package
from marketbook.pulls.merge.current import CurrentTable, refuse_unreadable
from marketbook.pulls.new_table import add_table
from marketbook.pulls.put import name_record, put_records, set_record

TABLE = "waivers"
_HOLDS = dt.timedelta(days=365)
"""How long a waiver holds before it is to be looked at again."""


@dataclass(frozen=True, slots=True)
class WaiveResult:
    """What became of a waiver.

    Attributes:
        record: The record of the finding, ``table:id``.
        rule: The rule whose finding is accepted.
        evidence: The arithmetic.
        review_by: Last day on which the waiver holds.
        outcome: ``written``, ``unchanged`` where it stood there already, or ``refused``.
        faults: Errors that the package would have with it.
        written: Files that were written, inside the package.
    """

    record: str
    rule: str
    evidence: str
    review_by: dt.date
    outcome: Literal["written", "unchanged", "refused"]
    faults: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where it was refused."""
        return int(self.outcome == "refused")


def waive_finding(
    record: str, rule: str, because: str, path: Path, today: dt.date | None = None
) -> WaiveResult:
    """Accept a finding, and write that down with the arithmetic; it holds for a year.

    A waiver that is there already gets the new reason, and a year from today.

    Args:
        record: The record of the finding, ``table:id``, or its place as the check prints it.
        rule: The rule whose finding is accepted.
        because: Why the figure is left as it is.
        path: The package's folder, or its descriptor.
        today: Day of the decision; none means today.

    Raises:
        PackageError: There is no such finding, it cannot be waived, there is no reason, or the
            package, or one of its tables, could not be read or written.
        RuleError: A rule of the audit failed itself.
    """
    reason, rule = " ".join(because.split()), rule.strip().rstrip(":")
    if not reason:
        raise PackageError("there is no reason", "why it is left so, in a sentence: --because")
    day = today or dt.date.today()
    with lock_package(path):
        package = read_package(path)
        refuse_unreadable(package)
        name = name_record(record, package)
        found = _find(name, rule, check_package(package, today=day).findings)
        result = WaiveResult(name, rule, tell_evidence(found), day + _HOLDS, "written")
        if TABLE not in package.resources:
            package = add_table(package, TABLE)
        put = put_records(package, {TABLE: partial(_change, result, reason, day)})
    if put.faults:
        return replace(result, outcome="refused", faults=put.faults)
    outcome = "written" if put.written else "unchanged"
    return replace(result, outcome=outcome, written=put.written)


def _find(record: str, rule: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of a rule on a record, those that are waived already too."""
    about = [one for one in findings if one.record == record and not one.corrected]
    found = [one for one in about if one.rule == rule]
    if why := refuse_rule(rule) if found else "":
        raise PackageError(why)
    if not found:
        others = sorted({one.rule for one in about if not one.waived})
        raise PackageError(
            f"there is no finding of {rule} on {record}",
            f"one that 'marketbook check' prints{f', such as {others[0]}' if others else ''}",
        )
    return found


def _change(
    result: WaiveResult, reason: str, today: dt.date, current: CurrentTable
) -> tuple[RecordChange, ...]:
    """The waiver that is new, or has another reason, or ends soon."""
    key = (result.rule, result.record)
    cells = {
        "rule": result.rule,
        "record": result.record,
        "reason": reason,
        "evidence": result.evidence,
        "decided_on": today.isoformat(),
        "review_by": result.review_by.isoformat(),
    }
    change = set_record(current, key, cells)
    return (change,) if change.fields else ()


def tell_result(result: WaiveResult) -> Iterator[str]:
    """What became of a waiver, line by line."""
    yield f"{result.record}: {result.rule} is accepted until {result.review_by}"
    yield from (f"  new: {fault}" for fault in result.faults)
    if result.outcome == "written":
        yield f"written   {', '.join(result.written)}"
    elif result.outcome == "unchanged":
        yield "nothing to write: this waiver is already recorded"
    else:
        yield "nothing was written: this would cause an error that is not there now"
