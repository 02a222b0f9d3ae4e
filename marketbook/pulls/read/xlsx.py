"""Reads the cells of an xlsx file: what was typed, never what a formula computed.

openpyxl is not used here: it also reads charts, pivot tables and drawings, which are of no use to
us and much to go wrong in a file from elsewhere, and it turns the digits of a cell into a number
before anyone could look at them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketbook.errors import WorkbookError
from marketbook.pulls.read.grid import (
    Budget,
    Cell,
    CellKind,
    GridBook,
    GridSheet,
    open_sheet,
    read_address,
    read_area,
)
from marketbook.pulls.read.markup import Attributes, Element, Walk, read_tree, walk_part
from marketbook.pulls.read.xlsx_parts import (
    Relation,
    decode,
    read_looks,
    read_relations,
    read_strings,
    read_table,
    refuse_long,
)
from marketbook.workbook.archive import Archive

_ZERO_1900, _ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
# Excel counts a 29 February 1900 that never was: earlier days are not what they seem.
_FIRST_DAY_1900, _LAST_DAY = 61, 2_958_466
_NOTES = ("comments", "threadedComment")
_TRUE = ("true", "1", "on")


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all sheets share."""

    strings: list[str]
    looks: list[CellKind]
    starts_1904: bool
    budget: Budget


def read_xlsx(archive: Archive) -> GridBook:
    """Every cell of every sheet.

    Raises:
        WorkbookError: A part is missing, damaged, or beyond the limits.
    """
    part = _find_workbook(archive)
    root = read_tree(archive, part)
    relations = read_relations(archive, part)
    targets = {r.kind: r.target for r in relations.values() if not r.outside}
    strings, styles = targets.get("sharedStrings"), targets.get("styles")
    shared = _Shared(
        read_strings(archive, strings, Budget()) if strings else [],
        read_looks(archive, styles) if styles else [],
        any(p.attributes.get("date1904") in _TRUE for p in root.find_all("workbookPr")),
        Budget(),
    )
    return GridBook(_read_sheets(archive, root, relations, shared))


def _find_workbook(archive: Archive) -> str:
    for relation in read_relations(archive, "").values():
        if relation.kind == "officeDocument" and not relation.outside:
            return relation.target
    return "xl/workbook.xml"


def _read_sheets(
    archive: Archive, root: Element, relations: Mapping[str, Relation], shared: _Shared
) -> dict[str, GridSheet]:
    sheets: dict[str, GridSheet] = {}
    parts: set[str] = set()
    for entry in root.find_all("sheet"):
        relation = relations.get(entry.attributes.get("id", ""))
        if relation is None or relation.kind != "worksheet":
            continue  # a sheet that is only a chart has no cells
        sheet = open_sheet(sheets, entry.attributes.get("name", ""))
        if relation.target in parts:
            found = f"sheet {sheet.title} has the cells of another sheet"
            raise WorkbookError(found, "cells of its own", "build the workbook again")
        parts.add(relation.target)
        _read_sheet(archive, sheet, relation.target, shared)
    return sheets


def _read_sheet(archive: Archive, sheet: GridSheet, part: str, shared: _Shared) -> None:
    walk_part(archive, _SheetWalk(part, sheet, shared))
    for relation in read_relations(archive, part).values():
        sheet.noted = sheet.noted or relation.kind in _NOTES
        if relation.kind == "table" and not relation.outside:
            read_table(archive, relation.target, sheet)


class _SheetWalk(Walk):
    """Goes through a sheet: rows, cells, and merged areas."""

    def __init__(self, part: str, sheet: GridSheet, shared: _Shared) -> None:
        super().__init__(part)
        self._sheet, self._shared = sheet, shared
        self._row = self._column = 0
        self._cell: Attributes = {}
        self._pieces: dict[str, list[str]] = {}
        self._length = 0

    def enter(self, name: str, attributes: Attributes) -> None:
        if name == "c" and self.path[-3:-1] == ["sheetData", "row"]:
            self._enter_cell(attributes)
        elif name == "row" and self.path[-2] == "sheetData":
            self._row = _read_count(attributes.get("r"), self._row + 1)
            self._column = 0
        elif name == "mergeCell":
            self._sheet.merge(read_area(attributes.get("ref", "")))
        elif name == "f" and self.path[-2] == "c":
            self._pieces["f"] = [] if attributes.get("t") != "shared" else [""]

    def _enter_cell(self, attributes: Attributes) -> None:
        self._cell, self._pieces, self._length = attributes, {}, 0
        if "r" in attributes:
            self._row, self._column = read_address(attributes["r"])
        else:
            self._column += 1

    def read_text(self, text: str) -> None:
        inner = self.path[-1]
        if inner in ("v", "f") and self.path[-2] == "c":
            self._pieces.setdefault(inner, []).append(text)
        elif inner == "t" and "is" in self.path and "rPh" not in self.path:
            self._length += len(text)
            refuse_long(self.part, self._length)
            self._pieces.setdefault("t", []).append(text)

    def leave(self, name: str) -> None:
        if name != "c" or self.path[-3:-1] != ["sheetData", "row"]:
            return
        cell = self._read_cell()
        if cell is not None:
            self._shared.budget.put(self._sheet, self._row, self._column, cell)

    def _read_cell(self) -> Cell | None:
        pieces = {name: "".join(found) for name, found in self._pieces.items()}
        if "f" in pieces:
            return Cell("formula", f"={pieces['f']}")
        kind, value = self._cell.get("t", "n"), pieces.get("v", "")
        if kind == "inlineStr":
            value = decode(pieces.get("t", ""))
        elif kind == "str":
            value = decode(value)
        elif kind == "s" and value:
            value = self._find_string(value)
        if not value:
            return None
        if kind in ("inlineStr", "str", "s"):
            return Cell("text", value)
        return self._read_plain(kind, value.strip())

    def _find_string(self, text: str) -> str:
        strings = self._shared.strings
        number = _read_count(text.strip(), -1)
        if not 0 <= number < len(strings):
            at = self._sheet.place(self._row, self._column)
            found = f"{at} refers to the shared text {text[:20]}, and there is none"
            raise WorkbookError(found, "a whole workbook", "save it again in your editor")
        return strings[number]

    def _read_plain(self, kind: str, value: str) -> Cell:
        if kind == "b":
            return Cell("boolean", "true" if value in _TRUE else "false")
        if kind == "e":
            return Cell("error", value)
        if kind == "d":
            return Cell("date", read_iso(value)) if read_iso(value) else Cell("unknown", value)
        return read_number(value, self._find_look(), self._shared.starts_1904)

    def _find_look(self) -> CellKind:
        looks = self._shared.looks
        style = _read_count(self._cell.get("s"), 0)
        return looks[style] if style < len(looks) else "number"


def read_number(text: str, look: CellKind, starts_1904: bool = False) -> Cell:
    """The cell of a number as it is shown: a number, a percentage, a date or a time."""
    try:
        value = float(text)
    except ValueError:
        return Cell("unknown", text)
    if not math.isfinite(value):
        return Cell("unknown", text)
    if look == "date":
        day = _find_day(value, starts_1904)
        return Cell("date", day, text) if day else Cell("number", text)
    return Cell(look, text, text if look == "time" else "")


def _find_day(serial: float, starts_1904: bool) -> str:
    """The date of a count of days; empty where there is none."""
    first = 0 if starts_1904 else _FIRST_DAY_1900
    if not first <= serial < _LAST_DAY - (1462 if starts_1904 else 0):
        return ""
    zero = _ZERO_1904 if starts_1904 else _ZERO_1900
    return tell_moment(zero + timedelta(seconds=round(serial * 86_400)))


def tell_moment(moment: datetime) -> str:
    """A date, with its time unless that is midnight."""
    whole = moment.time().isoformat() == "00:00:00"
    return moment.date().isoformat() if whole else moment.isoformat(timespec="seconds")


def read_iso(text: str) -> str:
    """A date that the file writes as text; empty where it is none."""
    try:
        return tell_moment(datetime.fromisoformat(text).replace(tzinfo=None))
    except ValueError:
        return ""


def _read_count(text: str | None, otherwise: int) -> int:
    """A whole number of an attribute; beyond every sheet where it is none."""
    if text is None:
        return otherwise
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 2**31
