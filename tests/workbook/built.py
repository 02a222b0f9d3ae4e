"""A built workbook as tests look at it: its desk, its results, its parts, its cells as written."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from marketbook.workbook.address import Ref, number_column
from marketbook.workbook.build import write_book
from marketbook.workbook.desk import Desk
from marketbook.workbook.evaluate import evaluate_book, load_book
from marketbook.workbook.grid import Book, Cell, Result, Sheet
from marketbook.workbook.writer.parts import zip_parts

NS = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}


@dataclass(frozen=True)
class Written:
    """One cell as the file has it."""

    sheet: str
    row: int
    column: int
    kind: str
    formula: str | None
    value: str | None
    style: int


@dataclass
class Built:
    """A workbook with all that made it."""

    desk: Desk
    results: dict[tuple[str, int, int], Result]

    @cached_property
    def parts(self) -> dict[str, str]:
        """The file, written when a test asks for it."""
        return write_book(self.desk.book)

    @property
    def name(self) -> str:
        return self.desk.market.market_id

    @cached_property
    def content(self) -> bytes:
        return zip_parts(self.parts)

    def save(self, path: Path) -> Path:
        path.write_bytes(self.content)
        return path

    def save_to_memory(self) -> io.BytesIO:
        return io.BytesIO(self.content)

    def value(self, ref: Ref) -> Result | float | str | None:
        """What a cell holds or computes to."""
        sheet = next(s for s in self.desk.book.sheets if s.title == ref.sheet)
        cell = sheet.cells.get((ref.top, ref.left))
        if cell is None:
            return None
        if cell.kind == "formula":
            return self.results[ref.sheet, ref.top, ref.left]
        return cell.content

    @cached_property
    def trees(self) -> dict[str, ET.Element]:
        """Every part, parsed."""
        return {name: ET.fromstring(text) for name, text in self.parts.items()}  # noqa: S314

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """Part of each sheet by its title."""
        sheets = self.trees["xl/workbook.xml"].findall("m:sheets/m:sheet", NS)
        return {
            str(sheet.get("name")): f"xl/worksheets/sheet{n}.xml"
            for n, sheet in enumerate(sheets, 1)
        }

    @cached_property
    def strings(self) -> list[str]:
        items = self.trees["xl/sharedStrings.xml"].findall("m:si", NS)
        return ["".join(t.text or "" for t in item.iter(f"{{{NS['m']}}}t")) for item in items]

    @cached_property
    def cells(self) -> tuple[Written, ...]:
        """Every cell of every sheet as written, read once for all that tests ask of them."""
        return tuple(
            self._read(title, cell)
            for title, part in self.sheet_parts.items()
            for cell in self.trees[part].iterfind("m:sheetData/m:row/m:c", NS)
        )

    def _read(self, sheet: str, cell: ET.Element) -> Written:
        letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", str(cell.get("r"))).groups()  # type: ignore[union-attr]
        kind = cell.get("t", "n")
        inside = {part.tag: part.text or "" for part in cell}
        value = inside.get(f"{{{NS['m']}}}v")
        if kind == "s" and value is not None:
            value = self.strings[int(value)]
        return Written(
            sheet, int(digits), number_column(letters), kind,
            inside.get(f"{{{NS['m']}}}f"), value, int(cell.get("s", "0")),
        )  # fmt: skip


class Opened:
    """A book open in IronCalc: cells are changed, and the others follow."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._model = load_book(book)
        self._sheets = {sheet.title: n for n, sheet in enumerate(book.sheets)}

    def enter(self, entries: Iterable[tuple[Ref, float | str]]) -> None:
        """Changes some cells as a person would, and computes."""
        for ref, content in entries:
            is_text = isinstance(content, str)
            model = self._model
            update = model.update_cell_with_text if is_text else model.update_cell_with_number
            update(self._sheets[ref.sheet], ref.top, ref.left, content)
        self._model.evaluate()

    def restore(self, ref: Ref) -> None:
        """Brings back what the book has in a cell."""
        sheet = self._book.sheets[self._sheets[ref.sheet]]
        self.enter([(ref, sheet.cells[ref.top, ref.left].content)])

    def value(self, ref: Ref) -> Result | None:
        """What a cell holds or computes to."""
        return self._model.get_cell_value(self._sheets[ref.sheet], ref.top, ref.left)


def finish(desk: Desk) -> Built:
    """Computes a workbook."""
    return Built(desk, evaluate_book(desk.book))


def change(desk: Desk, ref: Ref, content: float | str) -> None:
    """Enters something else in a cell, as a person would."""
    sheet = next(s for s in desk.book.sheets if s.title == ref.sheet)
    sheet.cells[ref.top, ref.left] = _enter(sheet, ref, content)


def with_changes(book: Book, entries: Iterable[tuple[Ref, float | str]]) -> Book:
    """A book with something else in some cells; the book itself stays as it is."""
    sheets = {sheet.title: sheet for sheet in book.sheets}
    for ref, content in entries:
        sheet = sheets[ref.sheet]
        cells = {**sheet.cells, (ref.top, ref.left): _enter(sheet, ref, content)}
        sheets[ref.sheet] = replace(sheet, cells=cells)
    return replace(book, sheets=list(sheets.values()))


def _enter(sheet: Sheet, ref: Ref, content: float | str) -> Cell:
    kind = "text" if isinstance(content, str) else "number"
    return sheet.cells[ref.top, ref.left]._replace(kind=kind, content=content)
