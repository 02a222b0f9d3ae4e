"""The lines of the sheet Inputs in a market's workbook, wherever they were moved to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from marketbook.pulls.read import limits
from marketbook.pulls.read.edited import Place, Remark
from marketbook.pulls.read.grid import Cell, GridBook, GridSheet
from marketbook.pulls.read.origin import find_checksum
from marketbook.workbook.memory import measure_inputs
from marketbook.workbook.sheets.input_lines import SCENARIO_TERMS, TITLES

SHEET = "Inputs"
_SCENARIOS = "Scenarios"
_MEASURED = ("section", "input", "value", "year")
_NUMBERS = ("number", "percent", "date", "time")
_REMEDY = "put it back; build the workbook again to see it"
# As workbooks of earlier versions have it.
_RENAMED = {"Where it stands, and notes": TITLES["place"]}


@dataclass(frozen=True, slots=True)
class InputLines:
    """Inputs as it was found.

    Attributes:
        sheet: The sheet.
        top: Row of the header.
        columns: Where each column stands, by its key in ``TITLES``.
        rows: Rows of each line, by its name; one each as a rule.
    """

    sheet: GridSheet
    top: int
    columns: Mapping[str, int]
    rows: Mapping[str, tuple[int, ...]]

    def read_line(self, row: int) -> dict[str, Cell]:
        """The cells of a line by column; those that are empty are left out."""
        cells = self.sheet.rows.get(row, {})
        return {key: cells[at] for key, at in self.columns.items() if at in cells}


def name_line(name: str, key: str) -> str:
    """Name of a scenario's line, such as ``Growth factor, low``."""
    return f"{name}, {key}"


def list_scenario_lines() -> set[str]:
    """Names of all lines that hold scenarios."""
    keys = ("low", "base", "high")
    return {name_line(name, key) for _, name, _, _ in SCENARIO_TERMS for key in keys}


def find_input_lines(grid: GridBook) -> tuple[InputLines | None, list[Remark]]:
    """Finds Inputs by its Excel table or its name, and its lines by theirs."""
    found = [lines for lines in map(_find_lines, grid.sheets.values()) if lines is not None]
    if len(found) == 1:
        return found[0], []
    if found:
        titles = [lines.sheet.title for lines in found]
        told = f"the inputs are there twice: on {' and '.join(titles)}"
        remedy = "delete the sheet that does not count"
        return None, [Remark(Place(titles[1]), told, "one sheet of inputs", remedy)]
    sheet = next(iter(grid.find_table(SHEET)), None) or grid.find_sheet(SHEET)
    if sheet is None:
        place = Place(SHEET)
        return None, [Remark(place, "the sheet is gone", f"the sheet {SHEET}", _REMEDY)]
    told = "the header of the inputs is not as it was"
    return None, [Remark(Place(sheet.title), told, ", ".join(TITLES.values()), _REMEDY)]


def _find_lines(sheet: GridSheet) -> InputLines | None:
    """The lines below a header of inputs; none for a sheet without one."""
    for row, cells in islice(sheet.list_rows(), limits.HEADER_ROWS):
        titles = (
            (column, cell.text.strip()) for column, cell in sorted(cells.items(), reverse=True)
        )
        places = {_RENAMED.get(title, title): column for column, title in titles}
        if set(TITLES.values()) <= places.keys():
            columns = {key: places[title] for key, title in TITLES.items()}
            return InputLines(sheet, row, columns, _list_rows(sheet, row, columns["input"]))
    return None


def has_changed_inputs(grid: GridBook, *, scenarios: bool) -> bool:
    """Whether inputs are not as they were when the workbook was built, by the checksum in State.

    Args:
        grid: The workbook.
        scenarios: Whether scenarios are among the inputs that were measured.
    """
    lines, _ = find_input_lines(grid)
    if lines is None:
        return True
    rows = [
        {key: _measure(cell) for key, cell in lines.read_line(row).items()}
        for row in sorted(lines.sheet.rows)
        if row > lines.top
    ]
    measured = [[row.get(key) for key in _MEASURED] for row in rows if row.keys() & set(_MEASURED)]
    own = [row for row in measured if scenarios or row[0] != _SCENARIOS]
    return measure_inputs(own) != find_checksum(grid)


def _measure(cell: Cell) -> object:
    """What was measured when the workbook was built: a number, or a text."""
    number = cell.number or cell.text
    return float(number) if cell.kind in _NUMBERS else cell.text


def _list_rows(sheet: GridSheet, top: int, column: int) -> dict[str, tuple[int, ...]]:
    rows: dict[str, tuple[int, ...]] = {}
    for row, cells in sheet.list_rows():
        if row > top and column in cells:
            name = cells[column].text.strip()
            rows[name] = (*rows.get(name, ()), row)
    return rows
