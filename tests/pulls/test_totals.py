"""A row of totals is no record: Excel's own, a typed one, one that lost its formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

import marketbook as mb
from marketbook.pulls.read.book import read_grid
from tests.pulls.open_document import write_ods
from tests.pulls.setting import add_row, edit_book, set_cell

LEFT_OUT = "a row of totals under the table, which is not read"
AMOUNTS = 1.5 + 2 + 0.00025 + 1239.3


def add(cells: Mapping[str, object]) -> Callable[[Workbook], None]:
    return lambda book: add_row(book, "things", cells) and None


def declare(book: Workbook, label: str = "Total", rows: int = 1) -> None:
    """Excel's totals row: part of the table, and named in it."""
    table = book["things"].tables["things"]
    corner, end = table.ref.split(":")
    row = int(re.sub("[A-Z]", "", end)) + rows
    table.ref = f"{corner}:{re.sub('[0-9]', '', end)}{row}"
    table.totalsRowCount = 1
    table.tableColumns[0].totalsRowLabel = label


@pytest.mark.parametrize(
    "cells",
    [
        {"thing_id": "Total", "amount": "=SUBTOTAL(109,things[amount])"},
        {"thing_id": "Gesamtsumme:", "amount": "=SUM(C5:C8)"},
        {"thing_id": "Average", "amount": "=AVERAGE(things[amount])"},
        {"amount": "=_xlfn.STDEV.S(C5:C8)"},
        {"amount": "=SUBTOTAL(109,things[amount])", "note": "sums"},
    ],
)
def test_what_sums_with_a_formula_is_left_out(
    root: Path, file: Path, cells: Mapping[str, object]
) -> None:
    edit_book(file, add(cells))
    result = mb.pull(file, root)
    assert (result.outcome, [remark.found for remark in result.remarks]) == (
        "unchanged",
        [LEFT_OUT],
    )


@pytest.mark.parametrize(
    "cells",
    [
        {"thing_id": "Total"},
        {"thing_id": "Total", "amount": AMOUNTS},
        {"thing_id": "All of it", "amount": "=SUBTOTAL(109,things[amount])"},
        {"thing_id": "All of it", "amount": AMOUNTS},
        {"amount": AMOUNTS},
    ],
)
def test_what_the_file_calls_totals_is_left_out(
    root: Path, file: Path, cells: Mapping[str, object]
) -> None:
    def change(book: Workbook) -> None:
        add_row(book, "things", cells)
        declare(book, "All of it")

    edit_book(file, change)
    result = mb.pull(file, root)
    assert (result.outcome, [remark.found for remark in result.remarks]) == (
        "unchanged",
        [LEFT_OUT],
    )


@pytest.mark.parametrize("cells", [{}, {"amount": AMOUNTS}, {"amount": AMOUNTS, "year": 6079}])
def test_a_word_and_sums_are_refused(root: Path, file: Path, cells: Mapping[str, object]) -> None:
    edit_book(file, add({"thing_id": "Total", **cells}))
    (remark,) = mb.pull(file, root).remarks
    assert str(remark) == (
        "things!A9: 'Total' and nothing but sums: a row of totals, not a record; expected records "
        "alone; delete the row; if it is a record, give it another name"
    )
    assert remark.refuses


@pytest.mark.parametrize(
    "cells",
    [
        {"thing_id": "total", "amount": 7},
        {"thing_id": "total", "note": "the whole house"},
        {"thing_id": "totality"},
        {"thing_id": "eel", "amount": AMOUNTS},
    ],
)
def test_a_record_stays_one(root: Path, file: Path, cells: Mapping[str, object]) -> None:
    edit_book(file, add(cells))
    result = mb.pull(file, root)
    assert [(one.kind, one.key) for one in result.changes[0].records] == [
        ("added", (cells["thing_id"],))
    ]
    assert result.remarks == ()


def test_a_record_where_the_file_has_its_totals_stays_one(root: Path, file: Path) -> None:
    """A program that does not know of totals may have moved the rows."""

    def change(book: Workbook) -> None:
        declare(book, rows=0)
        set_cell(book, "things", "dog", "amount", 5)

    edit_book(file, change)
    result = mb.pull(file, root)
    assert [one.record for one in result.changes[0].records] == ["things:dog"]
    edit_book(file, lambda book: set_cell(book, "things", "dog", "amount", "=SUM(C5:C7)"))
    assert mb.pull(file, root).outcome == "refused"


def test_in_open_document(root: Path, file: Path) -> None:
    """Its ranges say nothing of totals: a row below one is judged by what it holds."""
    for cells, outcome in (
        ({"thing_id": "Total", "amount": "=SUM(C5:C8)"}, "unchanged"),
        ({"thing_id": "Total", "amount": AMOUNTS}, "refused"),
        ({"thing_id": "eel", "amount": AMOUNTS}, "would-apply"),
    ):
        edited = edit_book(file, add(cells), root / "edited.xlsx")
        (root / "edited.ods").write_bytes(write_ods(read_grid(edited)))
        assert mb.pull(root / "edited.ods", root).outcome == outcome
