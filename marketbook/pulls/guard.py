"""What a workbook holds that was not pulled: asked before ``build`` writes over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from marketbook.errors import WorkbookError
from marketbook.package import Package
from marketbook.pulls.merge_book import MergedBook, merge_book
from marketbook.pulls.model import EditedBook
from marketbook.pulls.read_book import read_book
from marketbook.workbook.memory import STATE, STATE_COLUMNS, measure_inputs
from marketbook.workbook.sheets.inputs import COLUMNS, TITLES

_INPUTS, _SCENARIOS = "Inputs", "Scenarios"
_MEASURED = ("section", "input", "value", "year")


def list_unpulled(package: Package, path: Path) -> tuple[str, ...]:
    """What would be lost if a workbook were written anew, a sentence each.

    An edit that the tables hold already is not lost, and neither is one of a cell that is output.

    Args:
        package: The package, whose tables the workbook would be built from.
        path: The workbook as it is.

    Raises:
        PackageError: A table that was edited cannot be read line by line.
    """
    try:
        book = read_book(path, package)
        merged = merge_book(book, package)
    except WorkbookError as error:
        return (f"it cannot be told what it holds: {error}",)
    held = [str(remark) for remark in merged.remarks if remark.refuses]
    held += _list_edits(merged)
    if book.kind == "market":
        held += _list_figures(book)
    return tuple(held)


def _list_edits(merged: MergedBook) -> Iterator[str]:
    edited: dict[str, int] = {}
    for table in merged.changes:
        edited[table.table] = len(table.records)
    for conflict in merged.conflicts:
        edited[conflict.table] = edited.get(conflict.table, 0) + 1
    for name, number in edited.items():
        records = "record" if number == 1 else "records"
        yield f"{number:,} {records} of {name} edited and not pulled"


def _list_figures(book: EditedBook) -> Iterator[str]:
    """Published figures and other inputs of a market's workbook that no longer are as built."""
    inputs = load_workbook(book.path, read_only=True, data_only=False)
    try:
        known = [row[2] for row in _read(inputs[STATE], STATE_COLUMNS) if row[0] == "inputs"]
        titles = [TITLES[column] for column in COLUMNS]
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in _read(inputs[_INPUTS], titles)]
    finally:
        inputs.close()
    own = [row for row in rows if row["section"] != _SCENARIOS]
    if known == [measure_inputs([row[name] for name in _MEASURED] for row in own)]:
        return
    places = [str(each) for each in book.remarks if each.place.sheet == _INPUTS]
    yield (
        "a figure on Inputs that is no scenario was changed; published figures belong to the "
        "tables: change them in tables.xlsx" + "".join(f"\n  {place}" for place in places)
    )


def _read(sheet: Worksheet, titles: Sequence[str]) -> Iterator[list[object]]:
    """The rows under the header that has all the titles, their cells in the titles' order."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    top = next((n for n, row in enumerate(rows) if set(titles) <= set(map(str, row))), len(rows))
    at = [[str(cell) for cell in rows[top]].index(title) for title in titles] if rows[top:] else []
    for row in rows[top + 1 :]:
        cells: list[object] = [row[n] if n < len(row) else None for n in at]
        if any(cell is not None for cell in cells):
            yield cells
