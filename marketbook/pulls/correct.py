"""A misprint read as something else: proved, then written with the arithmetic, or refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, Literal

import polars as pl

from marketbook.audit.fixes import tell_evidence
from marketbook.changes import RecordChange
from marketbook.errors import PackageError
from marketbook.markets.corrections import (
    FIGURES,
    TABLE,
    Correction,
    find_row,
    name_units,
    tell_printed,
)
from marketbook.package import Package, lock_package, read_package, read_sound
from marketbook.package.contract import complete_tables, make_empty, refuse_misfits
from marketbook.pulls.merge.current import CurrentTable, refuse_unreadable
from marketbook.pulls.new_table import add_table
from marketbook.pulls.put import name_record, put_records, set_record
from marketbook.rules.proof import Proof, find_misfits, judge_families, prove_corrections

Tables = Mapping[str, pl.DataFrame]
Row = Mapping[str, Any]
_NUMBER = re.compile(r"[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_WAIVERS = "waivers"


@dataclass(frozen=True, slots=True)
class Misprint:
    """What a person says of a figure.

    Attributes:
        record: The figure, ``table:id``, or its place as the check prints it.
        value: The number that it is read as, in ``unit``, as text: ``13.7``, ``1,239.3``.
        unit: Id of the unit that it is read in; empty where the printed one is right.
        because: Why it is a misprint.
    """

    record: str
    value: str
    unit: str
    because: str


@dataclass(frozen=True, slots=True)
class CorrectResult:
    """What became of a correction.

    Attributes:
        record: The figure, ``table:id``.
        printed: The figure as printed, with its unit.
        reading: The figure as it is read.
        outcome: ``written``, ``unchanged`` where it stood there already, or ``refused``.
        proof: What the audit says of it.
        faults: Errors that the package would have beside those that the proof names.
        waivers: Rules whose waivers for the settled findings were deleted.
        written: Files that were written, inside the package.
    """

    record: str
    printed: str
    reading: str
    outcome: Literal["written", "unchanged", "refused"]
    proof: Proof
    faults: tuple[str, ...] = ()
    waivers: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where it was refused."""
        return int(self.outcome == "refused")


@dataclass(frozen=True, slots=True)
class _Plan:
    """A package, and the correction that is to be written into it."""

    package: Package
    correction: Correction
    result: CorrectResult


def correct_figure(misprint: Misprint, path: Path, today: dt.date | None = None) -> CorrectResult:
    """Read a misprint as what the audit proves, and write that down.

    The correction is written where an error goes with it and none comes, with the arithmetic of
    that error; a waiver of what it settles is deleted. Otherwise nothing is written.

    Raises:
        PackageError: There is no such figure or unit, the value is none, or the package, or one of
            its tables, could not be read or written.
        RuleError: A rule of the audit failed itself.
    """
    value = _read_value(misprint.value)
    if not misprint.because.strip():
        raise PackageError("there is no reason", "why it is a misprint, in a sentence: --because")
    with lock_package(path):
        package = read_package(path)
        refuse_unreadable(package)
        tables = _read_tables(package)
        misprint = replace(misprint, record=name_record(misprint.record, package))
        correction = _make_correction(misprint, value, tables)
        result = _prove(correction, tables, package)
        if result.outcome == "refused":
            return result
        return _write(_Plan(package, correction, result), today or dt.date.today())


def _read_value(text: str) -> float:
    if not _NUMBER.fullmatch(text.strip()):
        raise PackageError(f"'{text}' is not a number", "digits, such as 13.7 or 1,239.3")
    return float(text.replace(",", ""))


def _read_tables(package: Package) -> dict[str, pl.DataFrame]:
    # hashes are brought up to date with what is written
    structure = read_sound(package, hashes=False)
    refuse_misfits(structure.tables)
    return complete_tables(structure.tables)


def _make_correction(misprint: Misprint, value: float, tables: Tables) -> Correction:
    reason = " ".join(misprint.because.split())
    correction = Correction(misprint.record, "", value, misprint.unit, reason, 0)
    row = find_row(correction, tables)
    if row is None:
        raise PackageError(
            f"there is no figure '{misprint.record}'{_hint_record(misprint.record, tables)}",
            f"table:id of one of {', '.join(FIGURES)}, or the file and line that the check prints",
        )
    columns = FIGURES[correction.table]
    # the unit that is printed is no reading of it
    same = bool(columns.unit) and row[columns.unit] == correction.unit
    correction = replace(correction, stated=row["stated"] or "", unit="" if same else misprint.unit)
    if value == row[columns.value] and not correction.unit:
        printed = tell_printed(row, correction.table, name_units(tables))
        raise PackageError(
            f"{misprint.record} is printed as {printed}",
            "another value, or another unit (--unit)",
        )
    fault = find_misfits({**tables, TABLE: _put_in(correction, tables)}).get(correction.record)
    if fault:
        raise PackageError(f"the correction of {correction.record} {fault}")
    return correction


def _hint_record(record: str, tables: Tables) -> str:
    known = [
        f"{name}:{key}"
        for name, columns in FIGURES.items()
        if name in tables
        for key in tables[name][columns.key]
    ]
    near = get_close_matches(record, known, 1)
    return f"; nearest: '{near[0]}'" if near else ""


def _put_in(correction: Correction, tables: Tables) -> pl.DataFrame:
    """The corrections with one more, or with another one of its record."""
    held = tables.get(TABLE, make_empty(TABLE))
    cells = {
        "record": correction.record,
        "stated": correction.stated,
        "value": correction.value,
        "unit_id": correction.unit or None,
        "reason": correction.reason,
        "_line": correction.line,
    }
    row = pl.DataFrame([cells], schema={name: held.schema[name] for name in cells})
    others = held.filter(pl.col("record") != correction.record)
    return pl.concat([others, row], how="diagonal")


def _prove(correction: Correction, tables: Tables, package: Package) -> CorrectResult:
    files = {name: resource.path for name, resource in package.resources.items()}
    corrected = {**tables, TABLE: _put_in(correction, tables)}
    judge = partial(judge_families, files=files)
    [proof] = prove_corrections(corrected, judge, (correction.record,))
    outcome = "written" if proof.settled and not proof.brought else "refused"
    return CorrectResult(correction.record, proof.printed, proof.reading, outcome, proof)


def _write(plan: _Plan, today: dt.date) -> CorrectResult:
    """Write the correction where nothing else stands against it."""
    package = plan.package if TABLE in plan.package.resources else add_table(plan.package, TABLE)
    wanted = {TABLE: partial(_change_corrections, plan, today)}
    if _WAIVERS in package.resources:
        wanted[_WAIVERS] = partial(_delete_waivers, plan.result.proof)
    put = put_records(package, wanted)
    if put.faults:
        return replace(plan.result, outcome="refused", faults=put.faults)
    if not put.written:
        return replace(plan.result, outcome="unchanged")
    waivers = tuple(change.key[0] for change in put.changes.get(_WAIVERS, ()))
    return replace(plan.result, waivers=waivers, written=put.written)


def _change_corrections(
    plan: _Plan, today: dt.date, current: CurrentTable
) -> tuple[RecordChange, ...]:
    """The record that is new, or reads otherwise."""
    key, cells = (plan.correction.record,), _write_cells(plan, today)
    old = current.state.records.get(key)
    said = ("stated", "value", "unit_id", "reason")
    if old is not None and all(old.get(name, "") == cells[name] for name in said):
        return ()
    return (set_record(current, key, cells),)


def _write_cells(plan: _Plan, today: dt.date) -> dict[str, str]:
    correction = plan.correction
    return {
        "record": correction.record,
        "stated": correction.stated,
        "value": correction.digits.replace(",", ""),
        "unit_id": correction.unit,
        "reason": correction.reason,
        "evidence": tell_evidence(plan.result.proof.settled),
        "decided_on": today.isoformat(),
    }


def _delete_waivers(proof: Proof, current: CurrentTable) -> tuple[RecordChange, ...]:
    """The waivers of what the correction settles: there is nothing left for them to accept."""
    settled = {(finding.rule, finding.record) for finding in proof.settled}
    return tuple(
        RecordChange(_WAIVERS, key, "removed", ())
        for key, cells in current.state.records.items()
        if (cells["rule"], cells["record"]) in settled
    )


def tell_result(result: CorrectResult) -> Iterator[str]:
    """What became of a correction, line by line."""
    verb = "is read as" if result.outcome != "refused" else "would be read as"
    yield f"{result.record}: printed {result.printed}, {verb} {result.reading}"
    yield from (f"  settled: {finding}" for finding in result.proof.settled)
    yield from (f"  new: {finding}" for finding in result.proof.brought)
    yield from (f"  still: {finding}" for finding in result.proof.left)
    yield from (f"  new: {fault}" for fault in result.faults)
    yield from (f"  waiver deleted: {rule}" for rule in result.waivers)
    yield _conclude(result)


def _conclude(result: CorrectResult) -> str:
    if result.outcome == "written":
        return f"written   {', '.join(result.written)}"
    if result.outcome == "unchanged":
        return "nothing to write: this correction is already recorded"
    if result.proof.brought or result.faults:
        return "nothing was written: this would cause an error that is not there now"
    if result.proof.left:
        return "nothing was written: with this reading the figures still contradict each other"
    return "nothing was written: nothing contradicts the figure as printed"
