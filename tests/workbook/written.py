"""The sample book as the writer writes it, and as openpyxl reads it again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl.workbook import Workbook

from marketbook.workbook.grid import Book, Cell, Sheet
from marketbook.workbook.theme import read_theme
from marketbook.workbook.writer.parts import Parts, write_parts, zip_parts
from tests.workbook.sample_book import CREATED, Results, make_book


@cache
def sample() -> tuple[Book, Results]:
    return make_book()


@cache
def parts() -> Parts:
    book, results = sample()
    return write_parts(book, read_theme(), results)


def parse(name: str) -> ET.Element:
    return ET.fromstring(parts()[name])  # noqa: S314


@cache
def read_back(*, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(zip_parts(parts())), data_only=values)


def every_cell() -> Iterator[tuple[Sheet, int, int, Cell]]:
    for sheet in sample()[0].sheets:
        for (row, column), cell in sheet.cells.items():
            yield sheet, row, column, cell


def sheet_part(title: str) -> str:
    titles = [sheet.title for sheet in sample()[0].sheets]
    return f"xl/worksheets/sheet{titles.index(title) + 1}.xml"


def small_book() -> tuple[Book, Sheet]:
    book = Book("Small", "", "0B5D7A", CREATED)
    return book, book.add_sheet("Only", "input")
