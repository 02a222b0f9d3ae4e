"""A workbook as it was read, whatever its format: sheets, their cells, merged areas, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from marketbook.errors import WorkbookError
from marketbook.pulls.read import limits
from marketbook.pulls.read.edited import Place
from marketbook.workbook.address import MAX_COLUMNS, MAX_ROWS, name_cell, number_column

CellKind = Literal[
    "text", "number", "percent", "date", "time", "boolean", "error", "formula", "unknown"
]
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


class Cell(NamedTuple):
    """What one cell holds.

    Attributes:
        kind: What it is. A number that is shown as a percentage, a date or a time is that.
        text: The text; the digits of a number, percentages as the fraction that is kept; a date
            as ``2025-08-31``, with ``T`` and the time where it has one; ``true`` or ``false``;
            the name of an error; a formula with its ``=``.
        number: For a date or a time the number that is kept, where the file has one.
    """

    kind: CellKind
    text: str
    number: str = ""


class Area(NamedTuple):
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class GridSheet:
    """One sheet: cells with something in them by row and column, counted from 1.

    ``totals`` are the rows that an Excel table says are its totals, with their labels. ``noted``
    says that there are notes or comments on cells.
    """

    title: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict[int, dict[int, Cell]])
    merged: list[Area] = field(default_factory=list[Area])
    tables: dict[str, Area] = field(default_factory=dict[str, Area])
    totals: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    noted: bool = False

    def place(self, row: int, column: int) -> Place:
        """The address of a cell."""
        return Place(self.title, name_cell(row, column))

    def cell(self, row: int, column: int) -> Cell | None:
        """A cell; none where nothing is in it."""
        return self.rows.get(row, {}).get(column)

    def list_rows(self) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Rows with something in them, from the top."""
        for row in sorted(self.rows):
            yield row, self.rows[row]

    def merge(self, area: Area) -> None:
        """Takes note of a merged area.

        Raises:
            WorkbookError: There are too many.
        """
        self.merged.append(area)
        if len(self.merged) > limits.MOST_AREAS:
            found = f"sheet {self.title} has more than {limits.MOST_AREAS:,} merged areas"
            raise WorkbookError(found, "none in a table", "take the merged cells apart")


@dataclass(frozen=True, slots=True)
class GridBook:
    """The sheets of a workbook in their order, by title."""

    sheets: Mapping[str, GridSheet]

    def find_table(self, name: str) -> list[GridSheet]:
        """Sheets with a table of that name; capitals do not matter."""
        wanted = name.casefold()
        return [
            sheet for sheet in self.sheets.values() if wanted in map(str.casefold, sheet.tables)
        ]

    def find_sheet(self, title: str) -> GridSheet | None:
        """The sheet of a title; capitals do not matter."""
        wanted = title.casefold()
        found = (sheet for sheet in self.sheets.values() if sheet.title.casefold() == wanted)
        return next(found, None)


@dataclass(slots=True)
class Budget:
    """How many more cells and characters may be read, all sheets together."""

    cells: int = limits.MOST_CELLS
    characters: int = limits.MOST_CHARACTERS

    def put(self, sheet: GridSheet, row: int, column: int, cell: Cell) -> None:
        """Puts a cell on its sheet.

        Raises:
            WorkbookError: It is one too many, too long, off the sheet, or there already.
        """
        self.cells -= 1
        self.spend(len(cell.text))
        if self.cells < 0:
            found = f"more than {limits.MOST_CELLS:,} cells have something in them"
            raise WorkbookError(found, "fewer", "remove what is not part of the tables")
        if not (0 < row <= MAX_ROWS and 0 < column <= MAX_COLUMNS):
            found = f"sheet {sheet.title} has a cell in row {row:,}, column {column:,}"
            raise WorkbookError(found, "a cell that a sheet has", "build the workbook again")
        if sheet.rows.setdefault(row, {}).setdefault(column, cell) is not cell:
            found = f"{sheet.place(row, column)} is there twice"
            raise WorkbookError(found, "each cell once", "save it again in your editor")
        if len(cell.text) > limits.MOST_CELL_CHARACTERS:
            found = f"{sheet.place(row, column)} holds {len(cell.text):,} characters"
            allowed = f"at most {limits.MOST_CELL_CHARACTERS:,}"
            raise WorkbookError(found, allowed, "shorten it")

    def spend(self, characters: int) -> None:
        """Counts characters that are kept.

        Raises:
            WorkbookError: They are too many.
        """
        self.characters -= characters
        if self.characters < 0:
            found = f"its texts have more than {limits.MOST_CHARACTERS:,} characters"
            raise WorkbookError(found, "fewer", "remove what is not part of the tables")


def open_sheet(sheets: dict[str, GridSheet], title: str) -> GridSheet:
    """A new sheet behind the others.

    Raises:
        WorkbookError: There are too many, or its title is taken or too long.
    """
    if title in sheets:
        raise WorkbookError(f"two sheets are called {title}", "names that differ", "rename one")
    if len(sheets) >= limits.MOST_SHEETS:
        found = f"it has more than {limits.MOST_SHEETS} sheets"
        raise WorkbookError(found, "fewer", "remove the ones that are not needed")
    if len(title) > limits.MOST_TITLE_CHARACTERS:
        found = f"a sheet is called {title[:40]!r}… ({len(title):,} characters)"
        raise WorkbookError(found, f"at most {limits.MOST_TITLE_CHARACTERS}", "rename it")
    sheets[title] = GridSheet(title)
    return sheets[title]


def read_address(text: str) -> tuple[int, int]:
    """Row and column of an address such as C12.

    Raises:
        WorkbookError: It is none.
    """
    found = _CELL.fullmatch(text)
    if found is None:
        raise WorkbookError(f"{text[:40]!r} is not the address of a cell", "one such as C12")
    return int(found[2]), number_column(found[1])


def read_area(text: str) -> Area:
    """The cells of an address such as A4:M18, or of one cell.

    Raises:
        WorkbookError: It is none.
    """
    found = _AREA.fullmatch(text.replace("$", ""))
    if found is None:
        raise WorkbookError(f"{text[:40]!r} is not an address of cells", "one such as A4:M18")
    top, left = int(found[2]), number_column(found[1])
    bottom, right = int(found[4] or top), number_column(found[3] or found[1])
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
