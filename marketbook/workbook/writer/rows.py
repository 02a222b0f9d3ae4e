"""The rows of a sheet as text, with the value of each formula.

openpyxl cannot write a value beside a formula, and spends far longer on a cell than the cell's
text is worth; so it is given none, and ``<sheetData>`` is filled here. A text is a number in the
table of shared strings and so never a formula; ``tests/workbook/test_writer.py`` reads all of it
back through openpyxl and fails where the two no longer agree.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import itemgetter

from marketbook.errors import WorkbookError
from marketbook.workbook.address import name_cell, name_column
from marketbook.workbook.grid import Cell, Result, Results, Sheet
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


@dataclass(slots=True)
class RowWriter:
    """Writes the rows of one book with its styles, strings and results.

    Without results every formula has 0 for a value: what an engine computes from.
    """

    number_style: NumberStyle
    strings: Strings
    results: Results | None = None
    _styles: dict[tuple[str, str], str] = field(default_factory=dict)

    def write(self, sheet: Sheet) -> str:
        """The rows of a sheet.

        Raises:
            WorkbookError: A text that XML cannot hold; a formula that has no value, or an error.
        """
        rows: dict[int, list[str]] = {row: [] for row in sheet.heights}
        for (row, column), cell in sorted(sheet.cells.items(), key=itemgetter(0)):
            head = f'<c r="{name_column(column)}{row}"{self._style(cell)}'
            if cell.kind == "formula":
                text = self._write_formula(sheet.title, row, column, str(cell.content))
            else:
                text = self._write_content(cell)
            rows.setdefault(row, []).append(head + text)
        heights, folded = sheet.heights, sheet.folded
        return "".join(
            f'<row r="{row}"{_height(heights.get(row))}{_FOLD * (row in folded)}>'
            f"{''.join(cells)}</row>"
            for row, cells in sorted(rows.items())
        )

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

    def _write_formula(self, sheet: str, row: int, column: int, formula: str) -> str:
        value = 0.0 if self.results is None else self.results.get((sheet, row, column))
        written = _write_value(value)
        if written is None:
            place = f"{sheet}!{name_cell(row, column)}"
            raise WorkbookError(f"the formula in {place} has no value: {value}", "a value")
        kind, text = written
        return f"{kind}><f>{escape(formula)}</f><v>{text}</v></c>"


def measure_area(sheet: Sheet) -> str:
    """Address of the used cells, from A1 on."""
    rows, columns = sheet.size()
    return f"A1:{name_cell(rows, columns)}"


def _write_value(value: Result | None) -> tuple[str, str] | None:
    """Type and text of a formula's value; nothing for an error."""
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, (int, float)) and math.isfinite(value):
        return "", write_result(value)
    if isinstance(value, str) and value not in _ERRORS:
        return ' t="str"', escape(value)
    return None


def _height(height: float | None) -> str:
    return f' ht="{height:g}" customHeight="1"' if height else ""


def _keep(text: str) -> str:
    return ' xml:space="preserve"' if text != text.strip() or "  " in text or "\n" in text else ""
