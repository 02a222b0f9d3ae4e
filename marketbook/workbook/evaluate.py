"""Computes a book's formulas with IronCalc, in memory, without a spreadsheet program."""

from __future__ import annotations

import tempfile
from pathlib import Path

import ironcalc

from marketbook.errors import WorkbookError
from marketbook.workbook.address import name_cell
from marketbook.workbook.grid import Book, Result
from marketbook.workbook.writer.bare import write_bare_parts
from marketbook.workbook.writer.parts import zip_parts

_SHOWN = 5


def evaluate_book(book: Book) -> dict[tuple[str, int, int], Result]:
    """The value of every formula, by sheet title, row and column.

    Raises:
        WorkbookError: A formula gives an error or nothing; all such cells are named.
    """
    results: dict[tuple[str, int, int], Result] = {}
    if not any(cell.kind == "formula" for sheet in book.sheets for cell in sheet.cells.values()):
        return results
    model = load_book(book)
    wrong: list[str] = []
    for n, sheet in enumerate(book.sheets):
        for (row, column), cell in sheet.cells.items():
            if cell.kind != "formula":
                continue
            value = model.get_cell_value(n, row, column)
            if value is None or (isinstance(value, str) and value.startswith("#")):
                wrong.append(
                    f"{sheet.title}!{name_cell(row, column)} ={cell.content} gives {value}"
                )
                continue
            results[sheet.title, row, column] = value
    if wrong:
        raise WorkbookError(
            f"the workbook '{book.title}' cannot be computed, as {len(wrong)} of its formulas have "
            "no value",
            remedy="this is a fault of Marketbook: report it with the figures of that market",
            problems=wrong[:_SHOWN],
        )
    return results


def load_book(book: Book) -> ironcalc.Model:
    """A book in the engine, computed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(zip_parts(write_bare_parts(book), level=0))
        model = ironcalc.load_from_xlsx(str(path))
    model.evaluate()
    return model
