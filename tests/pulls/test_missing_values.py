"""A column that says in its own way that nothing is known is written in that way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

import marketbook as mb
from marketbook.package import read_package, refresh_descriptor
from tests.conftest import WritePackage
from tests.pulls.setting import add_row, edit_book, set_cell, write_tables

ROWS = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "size", "type": "number", "missingValues": ["-99", "n/a"]},
        {"name": "note", "type": "string", "missingValues": ["x"]},
        {"name": "open", "type": "boolean", "missingValues": ["?"]},
        {"name": "day", "type": "date"},
    ],
    "primaryKey": ["id"],
    "missingValues": ["", "-"],
}
TEXT = """id,size,note,open,day
a,-99,x,true,-
b,n/a,,false,
c,2.50,y,?,2025-01-31
"""


@pytest.fixture
def book(write_package: WritePackage) -> Path:
    """The workbook of a table with missing values of every kind."""
    root = write_package({"rows": ROWS}, {"rows": TEXT})
    refresh_descriptor(read_package(root))
    return write_tables(root)


def pull(book: Path) -> str:
    root = book.parent.parent
    assert mb.pull(book, root, apply=True).outcome == "applied"
    return (root / "tables" / "rows.csv").read_text(encoding="utf-8")


def test_untouched_it_holds_what_the_table_holds(book: Path) -> None:
    edit_book(book, lambda _: None)
    assert mb.pull(book, book.parent.parent).outcome == "unchanged"


def test_cleared_cells(book: Path) -> None:
    def clear(edited: Workbook) -> None:
        for name in ("size", "note", "day"):
            set_cell(edited, "rows", "c", name, None)

    edit_book(book, clear)
    assert pull(book) == TEXT.replace("c,2.50,y,?,2025-01-31", "c,-99,x,?,")


def test_a_record_without_them(book: Path) -> None:
    edit_book(book, lambda edited: add_row(edited, "rows", {"id": "d"}))
    assert pull(book) == f"{TEXT}d,-99,x,?,\n"


def test_columns_that_the_workbook_does_not_have(book: Path) -> None:
    """They came into the table after it was built."""
    root = book.parent.parent
    file = root / "datapackage.json"
    content = json.loads(file.read_bytes())
    new = {"name": "new", "type": "string", "missingValues": ["none"]}
    content["resources"][0]["schema"]["fields"].append(new)
    file.write_text(json.dumps(content), encoding="utf-8")
    lines = TEXT.replace("\n", ",none\n").replace("day,none", "day,new")
    (root / "tables" / "rows.csv").write_text(lines, encoding="utf-8", newline="\n")
    refresh_descriptor(read_package(root))
    edit_book(book, lambda edited: add_row(edited, "rows", {"id": "d"}))
    assert pull(book) == f"{lines}d,-99,x,?,,none\n"
