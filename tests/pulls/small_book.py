"""A small package with a column of each type, its workbook of tables, and ways to change that."""

from __future__ import annotations

import atexit
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import openpyxl
from openpyxl.workbook import Workbook

from marketbook.changes import TableState
from marketbook.package import Package, read_package, read_structure
from marketbook.pulls.read import outputs
from marketbook.pulls.read.book import read_book
from marketbook.pulls.read.edited import EditedBook, EditedTable, Remark
from marketbook.pulls.read.origin import Origin
from marketbook.workbook.build import write_book, zip_parts
from marketbook.workbook.editing import make_tables_book
from marketbook.workbook.grid import Book
from marketbook.workbook.records import gather_records

PROFILES = "https://datapackage.org/profiles/2.0"
PRINTED = "[0-9]{1,3}((,[0-9]{3})+|[0-9]*)(\\.[0-9]+)?"
FIGURES = {
    "title": "Figures",
    "description": "One of each.",
    "fields": [
        {"name": "figure_id", "type": "string", "constraints": {"required": True}},
        {"name": "stated", "type": "string", "constraints": {"pattern": PRINTED}},
        {"name": "value", "type": "number"},
        {"name": "rate_percent", "type": "number", "unit": "percent"},
        {"name": "year", "type": "year"},
        {"name": "pages", "type": "integer"},
        {"name": "complete", "type": "boolean"},
        {"name": "month", "type": "yearmonth"},
        {"name": "decided_on", "type": "date"},
        {"name": "tags", "type": "list"},
        {"name": "note", "type": "string"},
    ],
    "primaryKey": ["figure_id"],
}
PLACES = {
    "title": "Places",
    "description": "Codes with zeros in front.",
    "fields": [
        {"name": "place_id", "type": "string", "constraints": {"required": True}},
        {"name": "code", "type": "string", "constraints": {"pattern": "[0-9]{3}"}},
    ],
    "primaryKey": ["place_id"],
}
FIGURES_TEXT = """\
figure_id,stated,value,rate_percent,year,pages,complete,month,decided_on,tags,note
a-1,"1,239.3",1239.3,18.5,2025,141,true,2025-08,2026-11-21,"one,two",First
a-2,18.50,18.50,0.5,2030,,false,,,,
a-3,141,0.3333333333333333,,0850,9007199254740993,,1999-12,1890-05-01,,"quoted ""word"", comma"
"""
PLACES_TEXT = "place_id,code\nafrica,002\nworld,001\n"
TOP = 4


def _make_folder() -> Path:
    root = Path(mkdtemp(prefix="marketbook-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    (root / "tables").mkdir()
    texts = {"figures": FIGURES_TEXT, "places": PLACES_TEXT}
    schemas = {"figures": FIGURES, "places": PLACES}
    resources = [
        {
            "name": name,
            "type": "table",
            "path": f"tables/{name}.csv",
            "encoding": "utf-8",
            "schema": {"$schema": f"{PROFILES}/tableschema.json", **schema},
        }
        for name, schema in schemas.items()
    ]
    for name, text in texts.items():
        (root / "tables" / f"{name}.csv").write_bytes(text.encode())
    whole = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "small",
        "version": "1.0.0",
        "resources": resources,
    }
    (root / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
    return root


@cache
def small_package() -> Package:
    """The package, on disk for as long as the tests run."""
    return read_package(_make_folder())


@contextmanager
def building_once() -> Generator[None]:
    """What a workbook is compared with is built once for each package, to save time."""
    made: dict[tuple[str, str, str], Book] = {}
    make = outputs._make_book

    def make_once(memory: Origin, package: Package) -> Book:
        key = (memory.kind, memory.market, str(package.root))
        if key not in made:
            made[key] = make(memory, package)
        return made[key]

    outputs._make_book = make_once
    yield
    outputs._make_book = make


def build_book(package: Package) -> bytes:
    records = gather_records(read_structure(package).tables, package.descriptor, package)
    return zip_parts(write_book(make_tables_book(records, "tables")))


@cache
def small_book() -> bytes:
    """Its workbook of tables, untouched."""
    return build_book(small_package())


def edit(change: Callable[[Workbook], object], content: bytes | None = None) -> bytes:
    """The workbook after openpyxl loaded it, changed it and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(content or small_book()))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def rewrite(change: Callable[[dict[str, str]], object], content: bytes | None = None) -> bytes:
    """The workbook after its parts were changed as text."""
    with zipfile.ZipFile(io.BytesIO(content or small_book())) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    change(parts)
    return pack(parts)


def pack(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in parts.items():
            new.writestr(name, text)
    return packed.getvalue()


def read(content: bytes, folder: Path, package: Package | None = None) -> EditedBook:
    path = folder / "edited.xlsx"
    path.write_bytes(content)
    return read_book(path, package or small_package())


def list_rows(table: EditedTable) -> list[tuple[str, ...]]:
    """The records in the columns of the workbook, header first."""
    cells = [tuple(record.cells[name] for name in table.columns) for record in table.records]
    return [table.columns, *cells]


def base_rows(state: TableState) -> list[tuple[str, ...]]:
    cells = [tuple(record[name] for name in state.columns) for record in state.records.values()]
    return [state.columns, *cells]


def is_untouched(book: EditedBook) -> bool:
    """Whether every table reads back as the text of its file, and nothing is said."""
    same = {name: list_rows(t) == base_rows(book.base[name]) for name, t in book.tables.items()}
    return same == dict.fromkeys(book.base, True) and not book.remarks


def refusals(book: EditedBook) -> list[Remark]:
    return [remark for remark in book.remarks if remark.refuses]
