"""The one module that knows A1: letters, dollar signs, sheet quotes, and R1C1 for comparing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

# Stand around a sheet's name while a formula is under way; the private-use area cannot occur in
# a name or a text. `settle` turns them into `Sheet!` or, on the sheet itself, into nothing.
_OPEN, _CLOSE = "\ue000", "\ue001"
_SHEET_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_PLAIN_SHEET = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LOOKS_LIKE_CELL = re.compile(r"(?i)([a-z]{1,3}\d+|r\d*c\d*|r|c)")
_CELL = re.compile(r"(?<![A-Za-z0-9_.\[])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![A-Za-z0-9_(\]])")
_TEXT = re.compile(r'("(?:[^"]|"")*")')

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384


@cache
def name_column(column: int) -> str:
    """Letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number_column(letters: str) -> int:
    """Column counted from 1 of its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def name_cell(row: int, column: int) -> str:
    """Address of a cell, relative: ``B7``."""
    return f"{name_column(column)}{row}"


def quote_sheet(name: str) -> str:
    """Sheet name as a formula writes it, quoted where it has to be."""
    if _PLAIN_SHEET.fullmatch(name) and not _LOOKS_LIKE_CELL.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def is_cell_like(name: str) -> bool:
    """Whether a name could be taken for a cell's address, so that Excel refuses it."""
    return _LOOKS_LIKE_CELL.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell, or a rectangle of cells, of one sheet. As text it is its address in a formula.

    Attributes:
        sheet: Title of the sheet.
        top, left, bottom, right: Rows and columns counted from 1, both ends included.
        rows_locked, columns_locked: Whether rows and columns carry a dollar sign.
        is_range: Whether a formula takes it for a range even where it is one cell (``K6:K6``):
            IronCalc 0.9.1 refuses a cell alone in SUMIFS and its like.
    """

    sheet: str
    top: int
    left: int
    bottom: int
    right: int
    rows_locked: bool = False
    columns_locked: bool = False
    is_range: bool = field(default=False, compare=False)

    @property
    def locked(self) -> Ref:
        """The same cells, with dollar signs on both."""
        return self._lock(True, True)

    @property
    def column_locked(self) -> Ref:
        """The same cells, with a dollar sign on the column."""
        return self._lock(self.rows_locked, True)

    @property
    def row_locked(self) -> Ref:
        """The same cells, with a dollar sign on the row."""
        return self._lock(True, self.columns_locked)

    @property
    def is_cell(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right

    @property
    def plain(self) -> str:
        """Address without sheet and dollar signs, as sheet parts and tables write it."""
        first = name_cell(self.top, self.left)
        return first if self.is_cell else f"{first}:{name_cell(self.bottom, self.right)}"

    @property
    def absolute(self) -> str:
        """Address with sheet and dollar signs, as defined names and charts write it."""
        return f"{quote_sheet(self.sheet)}!{self.locked._local(is_range=False)}"

    def to(self, other: Ref) -> Ref:
        """The rectangle from this cell to ``other``, locked as this one is."""
        return Ref(
            self.sheet, self.top, self.left, other.bottom, other.right,
            self.rows_locked, self.columns_locked, is_range=True,
        )  # fmt: skip

    def beside(self, columns: int) -> Ref:
        """The cells so many columns to the right, or to the left where it is below 0."""
        return replace(self, left=self.left + columns, right=self.right + columns)

    def _lock(self, rows: bool, columns: bool) -> Ref:
        # not replace(), which takes twice as long: a workbook of a market locks thousands
        return Ref(
            self.sheet, self.top, self.left, self.bottom, self.right,
            rows, columns, self.is_range,
        )  # fmt: skip

    def _local(self, *, is_range: bool) -> str:
        first = self._corner(self.top, self.left)
        alone = self.is_cell and not is_range
        return first if alone else f"{first}:{self._corner(self.bottom, self.right)}"

    def _corner(self, row: int, column: int) -> str:
        return f"{'$' * self.columns_locked}{name_column(column)}{'$' * self.rows_locked}{row}"

    def __str__(self) -> str:
        return f"{_OPEN}{self.sheet}{_CLOSE}{self._local(is_range=self.is_range)}"


def settle(formula: str, sheet: str) -> str:
    """Formula text for one sheet: references name other sheets, never their own."""

    def name(found: re.Match[str]) -> str:
        return "" if found[1] == sheet else f"{quote_sheet(found[1])}!"

    return _SHEET_MARK.sub(name, formula)


def write_r1c1(formula: str, row: int, column: int) -> str:
    """A formula as R1C1 seen from its cell, so that equal formulas compare equal."""

    def turn(found: re.Match[str]) -> str:
        column_lock, letters, row_lock, digits = found.groups()
        rows = digits if row_lock else f"[{int(digits) - row}]"
        columns = number_column(letters)
        return f"R{rows}C{columns if column_lock else f'[{columns - column}]'}"

    parts = _TEXT.split(formula)
    return "".join(part if part.startswith('"') else _CELL.sub(turn, part) for part in parts)
