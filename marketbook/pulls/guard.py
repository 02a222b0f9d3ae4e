"""What a workbook holds that was not pulled: asked before ``build`` writes over it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from marketbook.errors import WorkbookError
from marketbook.package import Package
from marketbook.pulls.merge.book import MergedBook, merge_book
from marketbook.pulls.read.book import read_book
from marketbook.pulls.read.edited import EditedBook
from marketbook.workbook.memory import STATE, STATE_COLUMNS, measure_inputs
from marketbook.workbook.sheets.inputs import TITLES

_INPUTS, _SCENARIOS = "Inputs", "Scenarios"
_MEASURED = ("section", "input", "value", "year")
_PORTFOLIO = "portfolio workbook of marketbook"
# Far more than a portfolio of a thousand markets; what claims more is not looked into.
_LARGEST = 1 << 28


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
        return _list_portfolio(path, error)
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
    try:
        remembered, rows = _read_inputs(book.path)
    except KeyError:
        yield f"the sheet {_INPUTS} or {STATE} was renamed or taken away"
        return
    own = [row for row in rows if row[0] != _SCENARIOS]
    if _find_checksum(remembered) == measure_inputs(own):
        return
    places = [str(each) for each in book.remarks if each.place.sheet == _INPUTS]
    yield (
        "a figure on Inputs that is no scenario was changed; published figures belong to the "
        "tables: change them in tables.xlsx" + "".join(f"\n    {place}" for place in places)
    )


def _list_portfolio(path: Path, error: WorkbookError) -> tuple[str, ...]:
    """The same for a workbook that nothing can be pulled from: the portfolio, or a stranger's."""
    unknown = (f"it cannot be told what it holds: {error}",)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                return unknown
        remembered, rows = _read_inputs(path)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, InvalidFileException):
        return unknown
    if _PORTFOLIO not in (row[1] for row in remembered):
        return unknown
    if _find_checksum(remembered) == measure_inputs(rows):
        return ()
    return (
        "an input was changed; scenarios belong to tables.xlsx or the workbook of their market, "
        "published figures to tables.xlsx",
    )


def _find_checksum(remembered: Sequence[Sequence[object]]) -> object:
    return next((row[2] for row in remembered if row[0] == "inputs"), None)


def _read_inputs(path: Path) -> tuple[list[list[object]], list[list[object]]]:
    """The rows of State, and of every line of Inputs the cells that its checksum is of.

    Raises:
        KeyError: A sheet is missing.
    """
    book = load_workbook(path, read_only=True)
    try:
        titles = [TITLES[column] for column in _MEASURED]
        return _read(book[STATE], STATE_COLUMNS), _read(book[_INPUTS], titles)
    finally:
        book.close()


def _read(sheet: Worksheet, titles: Sequence[str]) -> list[list[object]]:
    """The rows under the header that has all the titles, their cells in the titles' order."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    top = next((n for n, row in enumerate(rows) if set(titles) <= set(map(str, row))), len(rows))
    at = [[str(cell) for cell in rows[top]].index(title) for title in titles] if rows[top:] else []
    found: list[list[object]] = [
        [row[n] if n < len(row) else None for n in at] for row in rows[top + 1 :]
    ]
    return [cells for cells in found if any(cell is not None for cell in cells)]
