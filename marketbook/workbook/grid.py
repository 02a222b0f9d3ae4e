"""The one door to the grid: books, sheets, blocks that know their place, and what cells hold.

Only ``put_text``, ``put_number``, ``put_date`` and ``put_formula`` touch cells, and only a block
that was laid out hands out places to put things.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from marketbook.errors import WorkbookError
from marketbook.workbook import address
from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart

CellKind = Literal["text", "number", "formula"]
OfferKind = Literal["list", "decimal", "whole", "date", "textLength", "any"]
LONGEST_TEXT = 32_767
_FORBIDDEN = set("[]:*?/\\")
_DAY_ZERO = date(1899, 12, 30)
_REFUSALS = {
    "decimal": "Enter a number {}.",
    "whole": "Enter a whole number {}.",
    "date": "Enter a date, such as 2026-11-21.",
    "textLength": "Enter a text of a length {}.",
}

Result = float | str | bool
Results = Mapping[tuple[str, int, int], Result]


class Cell(NamedTuple):
    """What one cell holds.

    ``style`` and ``number`` name entries of the theme; an empty number means the style's own.
    """

    kind: CellKind
    content: str | float
    style: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A laid-out rectangle that knows the place of every row and column by its key."""

    sheet: str
    rows: Mapping[Hashable, int]
    columns: Mapping[Hashable, int]

    def at(self, row: Hashable, column: Hashable) -> Ref:
        """The cell of a row and a column."""
        try:
            r, c = self.rows[row], self.columns[column]
        except KeyError:
            raise self._tell_missing(row, column) from None
        return Ref(self.sheet, r, c, r, c)

    def across(self, row: Hashable, first: Hashable, last: Hashable) -> Ref:
        """The cells of one row from one column to another."""
        return self.at(row, first).to(self.at(row, last))

    def down(self, column: Hashable, first: Hashable, last: Hashable) -> Ref:
        """The cells of one column from one row to another."""
        return self.at(first, column).to(self.at(last, column))

    @property
    def area(self) -> Ref:
        """All its cells."""
        rows, columns = self.rows.values(), self.columns.values()
        return Ref(self.sheet, min(rows), min(columns), max(rows), max(columns))

    def _tell_missing(self, row: Hashable, column: Hashable) -> WorkbookError:
        what, key, known = "column", column, list(self.columns)
        if row not in self.rows:
            what, key, known = "row", row, list(self.rows)
        return WorkbookError(
            f"no {what} of sheet {self.sheet} is called {key!r}", f"one of {known[:12]}"
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Cells marked up as an Excel table; ``headed`` where the first row is its header."""

    name: str
    area: Ref
    columns: tuple[str, ...]
    headed: bool = True

    def column(self, title: str) -> str:
        """Structured reference to a column's body, for formulas."""
        if title not in self.columns:
            raise WorkbookError(f"table {self.name} has no column '{title}'")
        return f"{self.name}[{title}]"


@dataclass(frozen=True, slots=True)
class Offer:
    """A drop-down, a bound on what may be entered, or a hint alone; each may have a hint.

    Attributes:
        kind: ``list``; a bound on a number, on a date as Excel's count of days, or on the length
            of a text; ``any`` for a hint alone.
        source: Cells or words of a list.
        low, high: Bounds; one of them may be missing.
        above: Whether ``low`` itself is too low; only where there is no ``high``.
        strict: Whether anything else is refused, or only warned of.
    """

    area: Ref
    kind: OfferKind
    source: Ref | tuple[str, ...] | None = None
    low: float | None = None
    high: float | None = None
    title: str = ""
    hint: str = ""
    strict: bool = True
    above: bool = False

    @property
    def operator(self) -> str:
        """How the bounds are compared, in the words of the file format."""
        if self.low is None:
            return "lessThanOrEqual"
        if self.high is not None:
            return "between"
        return "greaterThan" if self.above else "greaterThanOrEqual"

    @property
    def bounds(self) -> tuple[str, ...]:
        """The bounds there are, with all their digits."""
        return tuple(f"{bound:.15g}" for bound in (self.low, self.high) if bound is not None)

    @property
    def refusal(self) -> str:
        """What is said to whoever enters something else."""
        if self.kind == "list":
            return "Choose one of the list."
        if self.kind == "any":
            return ""
        told = {
            "between": "from {} to {}",
            "greaterThan": "above {}",
            "greaterThanOrEqual": "of {} or more",
            "lessThanOrEqual": "of {} or less",
        }
        return _REFUSALS[self.kind].format(told[self.operator].format(*self.bounds))


@dataclass(frozen=True, slots=True)
class Flag:
    """Cells that take on a style of the theme while they hold a word."""

    area: Ref
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Signal:
    """Cells that take on a style of the theme while a formula holds; the first that does wins."""

    area: Ref
    cases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scale:
    """Cells shaded by size, from paper to the accent: a heat map."""

    area: Ref


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another place of the book."""

    at: Ref
    to: Ref
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart with its top left cell; width and height in pixels."""

    chart: Chart
    at: Ref
    width: int
    height: int


@dataclass(slots=True)
class Sheet:
    """One sheet under construction. ``kind`` is an entry of the theme: it colours the tab.

    ``column_styles`` are style and number format of the cells of a column that hold nothing yet.
    ``is_printed`` is false for what only programs read, ``is_hidden`` for what nobody should see;
    ``folded_rows`` are working rows, first and last, that a reader unfolds; ``printed_rows`` is the
    last row that is printed where not all are, ``break_above`` begins a page; ``parts_at`` is where
    a sheet that one page does not hold is parted, its first chart where there is none.
    """

    title: str
    kind: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    flags: list[Flag | Signal | Scale] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    charts: list[PlacedChart] = field(default_factory=list)
    frozen_at: Ref | None = None
    repeated_rows: tuple[int, int] | None = None
    column_styles: dict[int, tuple[str, str]] = field(default_factory=dict)
    zoom: int = 100
    portrait: bool = False
    one_page: bool = False
    printed_columns: int | None = None
    is_printed: bool = True
    is_hidden: bool = False
    folded_rows: list[tuple[int, int]] = field(default_factory=list)
    printed_rows: int | None = None
    break_above: int | None = None
    parts_at: int | None = None
    last_row: int = 1
    last_column: int = 1

    def lay_out(
        self, rows: Sequence[Hashable], columns: Sequence[Hashable], *, top: int, left: int
    ) -> Block:
        """A block with a row and a column for each key, from a corner on.

        Raises:
            WorkbookError: A key occurs twice.
        """
        block = Block(
            self.title,
            {key: top + n for n, key in enumerate(rows)},
            {key: left + n for n, key in enumerate(columns)},
        )
        if len(block.rows) != len(rows) or len(block.columns) != len(columns):
            raise WorkbookError(f"sheet {self.title}: a block has a row or column twice")
        return block

    def put_text(self, at: Ref, text: str, style: str = "text", number: str = "") -> None:
        """Put a text; it never becomes a formula, whatever it begins with."""
        if len(text) > LONGEST_TEXT:
            raise WorkbookError(
                f"sheet {self.title}: a text of {len(text):,} characters",
                f"at most {LONGEST_TEXT:,}",
                "shorten it in its table",
            )
        self._put(at, Cell("text", text, style, number))

    def put_number(self, at: Ref, value: float, style: str = "number", number: str = "") -> None:
        """Put a number as it is; ``number`` names a number format of the theme."""
        if not math.isfinite(value):
            raise WorkbookError(f"sheet {self.title}: {value} is no number for a cell")
        self._put(at, Cell("number", value, style, number))

    def put_date(self, at: Ref, value: date, style: str = "number", number: str = "date") -> None:
        """Put a date, as Excel's count of days."""
        self._put(at, Cell("number", count_days(value), style, number))

    def put_formula(
        self, at: Ref, formula: str, style: str = "calculation", number: str = ""
    ) -> None:
        """Put a formula, beginning with ``=``, whose references come from blocks and tables."""
        if not formula.startswith("="):
            raise WorkbookError(f"sheet {self.title}: '{formula}' does not begin with =")
        self._put(at, Cell("formula", address.settle(formula[1:], self.title), style, number))

    def mark_table(self, name: str, block: Block, titles: Sequence[str], headed: bool) -> Table:
        """Mark a block up as an Excel table, its columns called ``titles``."""
        table = Table(name, block.area, tuple(titles), headed)
        self.tables.append(table)
        return table

    def widen(self, block: Block, widths: Mapping[Any, float]) -> None:
        """Set the widths of a block's columns, in characters."""
        for key, width in widths.items():
            self.widths[block.columns[key]] = width

    @property
    def folded(self) -> frozenset[int]:
        """All working rows that a reader unfolds."""
        return frozenset(n for first, last in self.folded_rows for n in range(first, last + 1))

    def size(self) -> tuple[int, int]:
        """Last used row and column; 1, 1 for an empty sheet."""
        return self.last_row, self.last_column

    def _put(self, at: Ref, cell: Cell) -> None:
        if at.sheet != self.title or not at.is_cell:
            raise WorkbookError(f"sheet {self.title}: {at.plain} of {at.sheet} is no cell of it")
        if (at.top, at.left) in self.cells:
            raise WorkbookError(f"sheet {self.title}: {at.plain} is already taken")
        self.cells[at.top, at.left] = cell
        self.last_row = max(self.last_row, at.top)
        self.last_column = max(self.last_column, at.left)


@dataclass(slots=True)
class Book:
    """One workbook under construction."""

    title: str
    subject: str
    accent: str
    created: str
    sheets: list[Sheet] = field(default_factory=list)
    names: dict[str, Ref] = field(default_factory=dict)

    def add_sheet(self, title: str, kind: str) -> Sheet:
        """A new sheet behind the others.

        Raises:
            WorkbookError: Excel would refuse the title.
        """
        taken = title.casefold() in {sheet.title.casefold() for sheet in self.sheets}
        if taken or not title or len(title) > 31 or _FORBIDDEN & set(title) or "'" in title:
            raise WorkbookError(
                f"'{title}' cannot be a sheet's title",
                "a new one of 1 to 31 characters without []:*?/\\ and quotes",
            )
        sheet = Sheet(title, kind)
        self.sheets.append(sheet)
        return sheet

    def define_name(self, name: str, ref: Ref) -> str:
        """Give cells a name that formulas can use; returns the name.

        Raises:
            WorkbookError: The name is taken, or looks like an address.
        """
        taken = name.casefold() in {known.casefold() for known in self.names}
        if taken or address.is_cell_like(name) or not name.isidentifier():
            raise WorkbookError(f"'{name}' cannot name cells: it is taken or looks like an address")
        self.names[name] = ref
        return name


def count_days(value: date) -> float:
    """The number that Excel keeps for a date; right from 1 March 1900 on."""
    return float((value - _DAY_ZERO).days)
