"""Reads the cells of an OpenDocument file, zipped or flat, from its content as it streams by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from marketbook.errors import WorkbookError
from marketbook.pulls.read import limits
from marketbook.pulls.read.formulas import respell_open_formula
from marketbook.pulls.read.grid import (
    Area,
    Budget,
    Cell,
    GridBook,
    GridSheet,
    open_sheet,
    read_area,
)
from marketbook.pulls.read.markup import Attributes, Walk, walk_part
from marketbook.pulls.read.xlsx import read_iso, read_number
from marketbook.workbook.archive import Archive

CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = ("table-cell", "covered-table-cell")
_SCRIPT = "{urn:oasis:names:tc:opendocument:xmlns:script:1.0}"
# LibreOffice writes a list of Basic libraries into every flat file, with modules or without.
_EMPTY_LANGUAGE = "ooo:Basic"
_SPACE = re.compile(r"[ \t\r\n]+")
# A sheet's name in quotes or plain, then a cell; twice for both corners.
_RANGE = re.compile(
    r"\$?(?P<sheet>'(?:[^']|'')*'|[^.':]*)\.\$?(?P<one>[A-Z]+\$?[0-9]+)"
    r"(?::\$?(?:'(?:[^']|'')*'|[^.':]*)\.\$?(?P<other>[A-Z]+\$?[0-9]+))?"
)
# Elements that run something, or bring in what stands elsewhere.
_REFUSED = {
    "table-source": "a link to another file",
    "cell-range-source": "a link to another file",
    "dde-link": "a link to another program (DDE)",
    "dde-source": "a link to another program (DDE)",
    "event-listener": "a macro",
    "module": "a macro",
    "library-linked": "a macro",
    "object-ole": "an embedded object",
    "plugin": "an embedded object",
    "applet": "an embedded object",
    "floating-frame": "an embedded object",
}
# Money is a number with a sign.
_NUMBERS = ("float", "currency", "percentage")


# What stands on a sheet, not in its cells: a flat file has charts with tables of their own here.
_SKIPPED = ("annotation", "frame", "custom-shape", "g", "control", "shapes", "forms")


def read_ods(archive: Archive, part: str = CONTENT) -> GridBook:
    """Every cell of every sheet.

    Args:
        archive: The file.
        part: The part that holds the content.

    Raises:
        WorkbookError: The content is missing, damaged, beyond the limits, or runs something.
    """
    walk = _ContentWalk(part)
    walk_part(archive, walk)
    for name, address in walk.ranges.items():
        _place_table(walk.sheets, name, address)
    return GridBook(walk.sheets)


def _place_table(sheets: dict[str, GridSheet], name: str, address: str) -> None:
    found = _RANGE.fullmatch(address)
    if found is None:
        return
    title = found["sheet"]
    plain = title[1:-1].replace("''", "'") if title.startswith("'") else title
    if plain in sheets:
        sheets[plain].tables[name] = read_area(f"{found['one']}:{found['other'] or found['one']}")


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    attributes: Attributes
    paragraphs: list[str] = field(default_factory=list[str])


class _ContentWalk(Walk):
    """Goes through sheets, rows and cells. Blank rows and cells are only counted, never made."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.sheets: dict[str, GridSheet] = {}
        self.ranges: dict[str, str] = {}
        self._budget = Budget()
        self._sheet = GridSheet("")
        self._row = self._column = 1
        self._repeats = 1
        self._cells: list[tuple[int, int, Cell]] = []
        self._cell: _Open | None = None
        self._skipped = 0

    def enter(self, name: str, attributes: Attributes) -> None:
        if name in _REFUSED:
            found = f"it holds {_REFUSED[name]}"
            raise WorkbookError(found, "cells alone", "remove it, or build the workbook again")
        if name == "script" and attributes.get(f"{_SCRIPT}language") != _EMPTY_LANGUAGE:
            raise WorkbookError("it holds a macro", "cells alone", "remove it")
        if self._skipped or name in _SKIPPED:
            self._sheet.noted = self._sheet.noted or name == "annotation"
            self._skipped += 1
        elif self._cell is not None:
            self._enter_content(name, attributes)
        elif name == "table":
            self._enter_sheet(attributes)
        elif name == "table-row":
            self._column, self._cells = 1, []
            self._repeats = _count(attributes, f"{_TABLE}number-rows-repeated")
        elif name in _CELLS:
            self._cell = _Open(attributes)
        elif name == "database-range":
            self._keep_range(attributes)

    def _enter_sheet(self, attributes: Attributes) -> None:
        title = attributes.get(f"{_TABLE}name", "")
        if "table" in self.path[:-1]:
            raise WorkbookError(f"there is a sheet inside {self._sheet.title}", "plain sheets")
        self._sheet = open_sheet(self.sheets, title)
        self._row = 1

    def _keep_range(self, attributes: Attributes) -> None:
        name = attributes.get(f"{_TABLE}name", "")
        self.ranges[name] = attributes.get(f"{_TABLE}target-range-address", "")
        if len(self.ranges) > limits.MOST_AREAS:
            raise WorkbookError(f"it has more than {limits.MOST_AREAS:,} ranges", "fewer")

    def _enter_content(self, name: str, attributes: Attributes) -> None:
        """Inside a cell: its paragraphs."""
        if name in _CELLS or name == "table":
            raise WorkbookError(f"there is a table inside a cell of {self._sheet.title}", "text")
        if name == "p" and self._cell is not None:
            self._cell.paragraphs.append("")
        elif name == "s":
            self._add(" " * min(_count(attributes, f"{_TEXT}c"), limits.MOST_CELL_CHARACTERS))
        elif name in ("tab", "line-break"):
            self._add("\t" if name == "tab" else "\n")

    def _add(self, text: str) -> None:
        if self._cell is None or not self._cell.paragraphs:
            return
        self._cell.paragraphs[-1] += text
        if len(self._cell.paragraphs[-1]) > 2 * limits.MOST_CELL_CHARACTERS:
            at = self._sheet.place(self._row, self._column)
            allowed = f"at most {limits.MOST_CELL_CHARACTERS:,} characters"
            raise WorkbookError(f"{at} holds too long a text", allowed, "shorten it")

    def read_text(self, text: str) -> None:
        if self._cell is not None and not self._skipped and "p" in self.path:
            plain = _SPACE.sub(" ", text)
            held = self._cell.paragraphs[-1]
            self._add(plain.lstrip(" ") if not held or held.endswith(" ") else plain)

    def leave(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name in _CELLS and self._cell is not None:
            self._leave_cell(self._cell, covered=name != "table-cell")
        elif name == "table-row":
            self._leave_row()

    def _leave_cell(self, held: _Open, *, covered: bool) -> None:
        self._cell = None
        cell = _read_cell(held)
        repeats = _count(held.attributes, f"{_TABLE}number-columns-repeated")
        if cell is not None:
            self._refuse_many(repeats)
            self._cells += [(self._row, self._column + n, cell) for n in range(repeats)]
        if not covered:
            self._note_merged(held.attributes)
        self._column += repeats

    def _note_merged(self, attributes: Attributes) -> None:
        across = _count(attributes, f"{_TABLE}number-columns-spanned")
        down = _count(attributes, f"{_TABLE}number-rows-spanned")
        if across > 1 or down > 1:
            row, column = self._row, self._column
            self._sheet.merge(Area(row, column, row + down - 1, column + across - 1))

    def _leave_row(self) -> None:
        if self._cells:
            self._refuse_many(self._repeats * len(self._cells))
            for down in range(self._repeats):
                for row, column, cell in self._cells:
                    self._budget.put(self._sheet, row + down, column, cell)
        self._row += self._repeats
        self._cells = []

    def _refuse_many(self, cells: int) -> None:
        if cells > self._budget.cells:
            at = self._sheet.place(self._row, min(self._column, 16_384))
            found = f"{at} is repeated {cells:,} times"
            allowed = f"at most {limits.MOST_CELLS:,} cells with something in them"
            raise WorkbookError(found, allowed, "remove what is not part of the tables")


def _count(attributes: Attributes, name: str) -> int:
    """How often something is repeated; at least once."""
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _read_cell(held: _Open) -> Cell | None:
    attributes, text = held.attributes, "\n".join(held.paragraphs)
    formula = attributes.get(f"{_TABLE}formula")
    if formula is not None:
        return Cell("formula", respell_open_formula(formula))
    kind = attributes.get(f"{_OFFICE}value-type", "string" if text else "")
    if attributes.get(f"{_EXTENDED}value-type") == "error":
        return Cell("error", text)
    if kind in _NUMBERS:
        # a format with a part of its own for negatives is no percentage to LibreOffice
        look = "percent" if kind == "percentage" or "%" in text else "number"
        return read_number(attributes.get(f"{_OFFICE}value", ""), look)
    if kind == "boolean":
        return Cell("boolean", attributes.get(f"{_OFFICE}boolean-value", ""))
    if kind == "date":
        return _read_date(attributes.get(f"{_OFFICE}date-value", ""))
    if kind == "time":
        return Cell("time", text)
    text = attributes.get(f"{_OFFICE}string-value", text)
    return Cell("text", text) if text else None


def _read_date(text: str) -> Cell:
    day = read_iso(text)
    return Cell("date", day) if day else Cell("unknown", text)
