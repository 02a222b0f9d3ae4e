"""The rows of a sheet as text, with room for the value of each formula.

openpyxl cannot write a value beside a formula, and spends far longer on a cell than the cell's
text is worth; so it is given none, and ``<sheetData>`` is filled here. A text is a number in the
table of shared strings and so never a formula; ``tests/workbook/test_writer.py`` reads all of it
back through openpyxl and fails where the two no longer agree.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from marketbook.errors import WorkbookError
from marketbook.workbook.address import name_cell, name_column
from marketbook.workbook.grid import Cell, Sheet
from marketbook.workbook.results import Result
from marketbook.workbook.writer.holes import Template, Values
from marketbook.workbook.writer.text import (
    HEAD,
    MAIN,
    escape,
    escape_cell,
    write_number,
    write_result,
)

NumberStyle = Callable[[str, str], int]

_ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!")
)
_FOLD = ' hidden="1" outlineLevel="1"'


@dataclass(slots=True)
class Strings:
    """The texts of a book, each once."""

    known: dict[str, int] = field(default_factory=dict)
    uses: int = 0

    def number(self, text: str) -> int:
        """Number of a text."""
        self.uses += 1
        return self.known.setdefault(text, len(self.known))

    def write(self) -> str:
        """The shared strings part."""
        items = "".join(f"<si><t{_keep(text)}>{escape_cell(text)}</t></si>" for text in self.known)
        counts = f'count="{self.uses}" uniqueCount="{len(self.known)}"'
        return f'{HEAD}<sst xmlns="{MAIN}" {counts}>{items}</sst>'


class Formula(NamedTuple):
    """A formula cell in two halves: between them goes its value's type, after them its value."""

    row: int
    column: int
    head: str
    formula: str


class Row(NamedTuple):
    """The cells of a row: texts, empty where a formula waits; the formulas by their place there."""

    texts: list[str]
    formulas: dict[int, Formula]

    def fill(self, write: Callable[[Formula], str]) -> str:
        """The cells with every formula written."""
        if not self.formulas:
            return "".join(self.texts)
        texts = self.texts.copy()
        for n, formula in self.formulas.items():
            texts[n] = write(formula)
        return "".join(texts)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet, by their numbers, top to bottom."""

    sheet: str
    rows: Mapping[int, Row]

    def fill(self, values: Values) -> str:
        """The rows with the value of every formula, as high as their sheet says by now.

        Raises:
            WorkbookError: A formula has no value, or an error for one.
        """

        def write(formula: Formula) -> str:
            return _write_value(formula, values.results.get((self.sheet, *formula[:2])), self.sheet)

        sheet = values.sheets[self.sheet]
        heights, folded = sheet.heights, sheet.folded
        cells = dict.fromkeys(heights, "") | {r: one.fill(write) for r, one in self.rows.items()}
        return "".join(
            f'<row r="{row}"{_height(heights.get(row))}{_FOLD * (row in folded)}>{text}</row>'
            for row, text in sorted(cells.items())
        )

    def fill_blank(self) -> str:
        """The rows with 0 for every value: what an engine computes from."""
        return "".join(
            f'<row r="{row}">{cells.fill(_write_blank)}</row>' for row, cells in self.rows.items()
        )


@dataclass(slots=True)
class RowWriter:
    """Writes the rows of one book with its styles and strings."""

    number_style: NumberStyle
    strings: Strings
    _styles: dict[tuple[str, str], str] = field(default_factory=dict)

    def write(self, sheet: Sheet) -> Rows:
        """The rows of a sheet."""
        rows: dict[int, Row] = {}
        for (row, column), cell in sorted(sheet.cells.items(), key=itemgetter(0)):
            if row not in rows:
                rows[row] = Row([], {})
            texts, formulas = rows[row]
            head = f'<c r="{name_column(column)}{row}"{self._style(cell)}'
            if cell.kind == "formula":
                formula = f"><f>{escape(str(cell.content))}</f>"
                formulas[len(texts)] = Formula(row, column, head, formula)
                texts.append("")
            else:
                texts.append(f"{head}{self._write_content(cell)}")
        return Rows(sheet.title, rows)

    def _style(self, cell: Cell) -> str:
        key = (cell.style, cell.number)
        found = self._styles.get(key)
        if found is None:
            found = self._styles[key] = f' s="{self.number_style(*key)}"'
        return found

    def _write_content(self, cell: Cell) -> str:
        if cell.kind == "number":
            return f"><v>{write_number(float(cell.content))}</v></c>"
        text = str(cell.content)
        return f' t="s"><v>{self.strings.number(text)}</v></c>' if text else "/>"


def measure_area(sheet: Sheet) -> str:
    """Address of the used cells, from A1 on."""
    rows, columns = sheet.size()
    return f"A1:{name_cell(rows, columns)}"


def open_sheet(text: str, rows: Rows) -> Template:
    """A sheet part whose rows are still missing, with the rows in their place."""
    before, _, after = text.partition("<sheetData/>")
    return (f"{before}<sheetData>", rows, f"</sheetData>{after}")


def _write_value(cell: Formula, value: Result | None, sheet: str) -> str:
    if isinstance(value, bool):
        return f'{cell.head} t="b"{cell.formula}<v>{int(value)}</v></c>'
    if isinstance(value, (int, float)) and math.isfinite(value):
        return f"{cell.head}{cell.formula}<v>{write_result(value)}</v></c>"
    if isinstance(value, str) and value not in _ERRORS:
        return f'{cell.head} t="str"{cell.formula}<v>{escape(value)}</v></c>'
    place = f"{sheet}!{name_cell(cell.row, cell.column)}"
    raise WorkbookError(f"the formula in {place} has no value: {value}", "a value")


def _write_blank(cell: Formula) -> str:
    return f"{cell.head}{cell.formula}<v>0</v></c>"


def _height(height: float | None) -> str:
    return f' ht="{height:g}" customHeight="1"' if height else ""


def _keep(text: str) -> str:
    return ' xml:space="preserve"' if text != text.strip() or "  " in text or "\n" in text else ""
