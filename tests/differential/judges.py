"""The two judges of a package, each as a set of places where something is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import frictionless

from marketbook.package import read_package, read_structure
from tests.differential.cases import Case

_HEADER = {
    "blank-header",
    "blank-label",
    "duplicate-label",
    "extra-label",
    "incorrect-label",
    "missing-label",
}
_ROW = {"blank-row", "extra-cell", "missing-cell"}


class Place(NamedTuple):
    """A cell, a row (no field), or a file (line 0). A header is one place: line 1."""

    file: str
    line: int
    field: str


class Fault(NamedTuple):
    """A place, and what is wrong there in the judge's own terms."""

    place: Place
    kind: str


@dataclass(frozen=True)
class Judgement:
    """What a judge finds; `notes` are files and fields of keys that it says it did not compare."""

    faults: set[Fault]
    notes: set[tuple[str, str]] = field(default_factory=set)


def judge_by_us(path: Path) -> Judgement:
    findings = read_structure(read_package(path)).findings
    whole = {"structure.header", "structure.row"}
    faults = {
        Fault(Place(f.file, f.line, "" if f.rule in whole else f.field), f.rule)
        for f in findings
        if f.fails
    }
    return Judgement(faults, {(f.file, f.field) for f in findings if not f.fails})


def judge_by_frictionless(path: Path, case: Case) -> Judgement:
    report = frictionless.validate(str(path))
    assert not report.errors, report.errors
    faults = set()
    for task in report.tasks:
        table = case.get_table(str(task.place))
        for error in task.errors:
            faults.add(Fault(_place(error, table.path, table.primary_key), error.type))
    return Judgement(faults)


def _place(error: frictionless.Error, file: str, primary_key: list[str]) -> Place:
    if error.type in _HEADER:
        return Place(file, 1, "")
    line = getattr(error, "row_number", 0)
    if error.type in _ROW:
        return Place(file, line, "")
    if error.type == "primary-key":
        return Place(file, line, _only(primary_key))
    if error.type == "foreign-key":
        return Place(file, line, _only(error.field_names))
    return Place(file, line, getattr(error, "field_name", ""))


def _only(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ""
