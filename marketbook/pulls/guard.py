"""What a workbook holds that was not pulled: asked before ``build`` writes over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from marketbook.errors import WorkbookError
from marketbook.package import Package
from marketbook.pulls.merge.book import MergedBook, merge_book
from marketbook.pulls.read.book import read_edits, read_grid
from marketbook.pulls.read.edited import EditedBook
from marketbook.pulls.read.grid import GridBook
from marketbook.pulls.read.input_lines import SHEET, has_changed_inputs
from marketbook.pulls.read.origin import is_portfolio
from marketbook.text import count


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
        grid = read_grid(path)
        if is_portfolio(grid):
            return tuple(_list_inputs(grid))
        book = read_edits(grid, path, package)
        merged = merge_book(book, package)
    except WorkbookError as error:
        return (f"its contents cannot be read: {error}",)
    held = [str(remark) for remark in merged.remarks if remark.refuses]
    held += _list_edits(merged)
    if book.kind == "market":
        held += _list_figures(grid, book)
    return tuple(held)


def _list_edits(merged: MergedBook) -> Iterator[str]:
    edited: dict[str, int] = {}
    for table in merged.changes:
        edited[table.table] = len(table.records)
    for conflict in merged.conflicts:
        edited[conflict.table] = edited.get(conflict.table, 0) + 1
    for name, number in edited.items():
        yield f"{count(number, 'record')} of {name} edited and not pulled"


def _list_figures(grid: GridBook, book: EditedBook) -> Iterator[str]:
    """Published figures and other inputs of a market's workbook that no longer are as built."""
    if has_changed_inputs(grid, scenarios=False):
        places = [str(each) for each in book.remarks if each.place.sheet == SHEET]
        yield (
            "a figure on Inputs that is not a scenario was changed; published figures belong to "
            "the tables: change them in tables.xlsx" + "".join(f"\n    {place}" for place in places)
        )


def _list_inputs(grid: GridBook) -> Iterator[str]:
    """The same for the portfolio, from which nothing can be pulled."""
    if has_changed_inputs(grid, scenarios=True):
        yield (
            "an input was changed; scenarios belong to tables.xlsx or the workbook of their "
            "market, published figures to tables.xlsx"
        )
