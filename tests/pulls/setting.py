"""What the tests of pulling share: a small package, its workbook, and ways to edit both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from marketbook.package import read_package, read_structure, refresh_descriptor
from marketbook.workbook.build import write_book, zip_parts
from marketbook.workbook.editing import make_tables_book
from marketbook.workbook.records import gather_records

ROOT = Path(__file__).parents[2]
THINGS = {
    "fields": [
        {"name": "thing_id", "type": "string", "constraints": {"required": True}},
        {"name": "kind_id", "type": "string"},
        {"name": "amount", "type": "number"},
        {"name": "stated", "type": "string"},
        {"name": "year", "type": "year"},
        {"name": "kept", "type": "boolean"},
        {"name": "seen_on", "type": "date"},
        {"name": "note", "type": "string"},
    ],
    "primaryKey": ["thing_id"],
    "foreignKeys": [
        {"fields": ["kind_id"], "reference": {"resource": "kinds", "fields": ["kind_id"]}}
    ],
}  # fmt: skip
KINDS = {
    "fields": [
        {"name": "kind_id", "type": "string"},
        {"name": "name", "type": "string", "constraints": {"required": True}},
    ],
    "primaryKey": ["kind_id"],
}
THINGS_TEXT = '''thing_id,kind_id,amount,stated,year,kept,seen_on,note
ant,small,1.50,1.50,2024,true,2025-01-31,
bee,small,2,"2,000.0",2025,false,,"busy, they say"
cat,large,0.00025,18.50,,true,,"says ""no"""
dog,large,1239.3,"1,239.3",2030,,,in a kennel
'''
KINDS_TEXT = "kind_id,name\nlarge,Large\nsmall,Small\n"
Edit = Callable[[Workbook], None]


def write_tables(root: Path) -> Path:
    """Writes tables.xlsx of the package at ``root`` into its folder workbooks."""
    package = read_package(root)
    records = gather_records(read_structure(package).tables, package.descriptor, package)
    file = root / "workbooks" / "tables.xlsx"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(zip_parts(write_book(make_tables_book(records, "tables"))))
    return file


def edit_book(file: Path, change: Edit, to: Path | None = None) -> Path:
    """Opens a workbook as another program would, changes it, and saves it."""
    book = openpyxl.load_workbook(file)
    change(book)
    book.save(to or file)
    return to or file


def find_header(sheet: Worksheet, name: str) -> tuple[int, int]:
    """Row and column of a header."""
    for row in sheet.iter_rows(max_row=10):
        for cell in row:
            if cell.value == name:
                return cell.row, cell.column
    raise AssertionError(f"no header {name} on {sheet.title}")


def find_row(sheet: Worksheet, key: str, column: str) -> int:
    """The row whose cell in a column holds a text."""
    top, left = find_header(sheet, column)
    for row in range(top + 1, sheet.max_row + 1):
        if sheet.cell(row, left).value == key:
            return row
    raise AssertionError(f"no {key} on {sheet.title}")


def set_cell(book: Workbook, table: str, key: str, column: str, value: object) -> None:
    """Changes one cell of the record with a key in its table's first column."""
    sheet = book[table]
    _, left = find_header(sheet, column)
    sheet.cell(find_row(sheet, key, str(sheet.cell(4, 1).value)), left).value = value


def remove_row(book: Workbook, table: str, key: str) -> None:
    sheet = book[table]
    sheet.delete_rows(find_row(sheet, key, str(sheet.cell(4, 1).value)))


def add_row(book: Workbook, table: str, cells: Mapping[str, object]) -> int:
    """Types a record into the first free row below a table; returns the row."""
    sheet = book[table]
    row = 5
    while any(cell.value is not None for cell in sheet[row]):
        row += 1
    for name, value in cells.items():
        sheet.cell(row, find_header(sheet, name)[1]).value = value
    return row


def read_files(root: Path) -> dict[str, bytes]:
    """The tables and the descriptor, to the byte."""
    files = [root / "datapackage.json", *sorted((root / "tables").iterdir())]
    return {file.name: file.read_bytes() for file in files}


def change_file(root: Path, table: str, old: str, new: str) -> None:
    """Changes a CSV as an editor of text would."""
    file = root / "tables" / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    refresh_descriptor(read_package(root))


def states_true_hashes(root: Path) -> bool:
    """Whether the descriptor's hashes are those of the files."""
    stated = json.loads((root / "datapackage.json").read_bytes())["resources"]
    return all(
        each["hash"] == f"sha256:{hashlib.sha256((root / each['path']).read_bytes()).hexdigest()}"
        for each in stated
    )


def list_left_over(root: Path) -> list[str]:
    """Files that only this tool makes for itself."""
    return sorted(path.name for path in root.rglob("*") if path.name.startswith("."))
