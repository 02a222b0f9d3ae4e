"""Finds the tables in an edited workbook: by Excel table, by sheet, or by the header alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marketbook.pulls.read import limits
from marketbook.pulls.read.edited import Place, Remark
from marketbook.pulls.read.grid import Area, Cell, GridBook, GridSheet
from marketbook.pulls.read.origin import KnownTable
from marketbook.workbook.editing.names import name_headers
from marketbook.workbook.editing.plan import OWN_SHEETS

_TO_PULL = "rename it back, or build the workbook again and enter your edits there"
_TITLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table in its sheet.

    Attributes:
        name: Name of the table.
        sheet: Its sheet.
        top: Row of its header.
        columns: Where each column stands, in the order of the workbook.
    """

    name: str
    sheet: GridSheet
    top: int
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Search:
    """What was found of all tables.

    Attributes:
        tables: The tables that are there as they should be, by name.
        remarks: What is wrong with the others, and sheets that are no tables.
    """

    tables: Mapping[str, FoundTable]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    """The row of a sheet that looks most like a table's header, with its texts by column."""

    row: int
    texts: Mapping[int, str]


def find_tables(
    book: GridBook, known: Iterable[KnownTable], columns: Mapping[str, Sequence[str]]
) -> Search:
    """Looks for every table.

    Args:
        book: The workbook.
        known: The tables that State names.
        columns: The columns of each as it was built.
    """
    tables = list(known)
    sheets = _assign(book, tables, columns)
    found: dict[str, FoundTable] = {}
    remarks = _refuse_copies(book, sheets, columns)
    for table in tables:
        sheet = sheets.get(table.name)
        if sheet is None:
            remarks.append(_tell_lost(table))
            continue
        placed, faults = _place(table, sheet, columns[table.name])
        remarks += faults
        if placed is not None:
            found[table.name] = placed
    remarks += _tell_strangers(book, sheets)
    remarks += _tell_notes(book)
    return Search(found, tuple(remarks))


def _assign(
    book: GridBook, tables: Sequence[KnownTable], columns: Mapping[str, Sequence[str]]
) -> dict[str, GridSheet]:
    """The sheet of each table; what is named surely comes before what only looks like it.

    Two tables of the same columns that lost their names cannot be told apart: neither is found.
    """
    sheets: dict[str, GridSheet] = {}
    for table in tables:
        holding = book.find_table(table.table)
        same = [sheet for sheet in holding if sheet.title.casefold() == table.sheet.casefold()]
        if holding:
            sheets[table.name] = (same or holding)[0]
    for table in tables:
        sheet = book.find_sheet(table.sheet)
        if table.name not in sheets and sheet is not None and sheet not in sheets.values():
            sheets[table.name] = sheet
    lost = [columns[table.name] for table in tables if table.name not in sheets]
    for table in tables:
        own = columns[table.name]
        if table.name not in sheets and sum(set(own) == set(other) for other in lost) == 1:
            free = (sheet for sheet in _list_free(book, sheets) if has_header(sheet, own))
            sheet = next(free, None)
            if sheet is not None:
                sheets[table.name] = sheet
    return sheets


def _list_free(book: GridBook, sheets: Mapping[str, GridSheet]) -> list[GridSheet]:
    taken = {sheet.title for sheet in sheets.values()}
    return [
        sheet
        for sheet in book.sheets.values()
        if sheet.title not in taken and sheet.title not in OWN_SHEETS
    ]


def has_header(sheet: GridSheet, columns: Sequence[str]) -> bool:
    """Whether a sheet holds a table's whole header."""
    headers = name_headers(columns)
    header = _find_header(sheet, headers, None)
    return header is not None and set(headers) <= set(header.texts.values())


def _refuse_copies(
    book: GridBook, sheets: Mapping[str, GridSheet], columns: Mapping[str, Sequence[str]]
) -> list[Remark]:
    remarks: list[Remark] = []
    for sheet in _list_free(book, sheets):
        for name, own in sheets.items():
            if has_header(sheet, columns[name]):
                found = f"a second sheet with the table {name}, beside {own.title}"
                remedy = "delete the one that does not count"
                remarks.append(Remark(Place(sheet.title), found, "one sheet for it", remedy))
                break
    return remarks


def _tell_lost(table: KnownTable) -> Remark:
    found = f"the table {table.name} is not in the workbook: its sheet was deleted or emptied"
    remedy = "to remove records, delete their rows; build the workbook again to get the sheet back"
    return Remark(Place(table.sheet), found, f"the sheet {table.sheet}", remedy)


def _tell_strangers(book: GridBook, sheets: Mapping[str, GridSheet]) -> list[Remark]:
    return [
        Remark(
            Place(sheet.title),
            "a sheet that is not a table; nothing was read from it",
            refuses=False,
        )
        for sheet in _list_free(book, sheets)
        if sheet.rows
    ]


def _tell_notes(book: GridBook) -> list[Remark]:
    found = "notes or comments on cells, which are not read"
    return [
        Remark(Place(sheet.title), found, refuses=False)
        for sheet in book.sheets.values()
        if sheet.noted
    ]


def _place(
    table: KnownTable, sheet: GridSheet, columns: Sequence[str]
) -> tuple[FoundTable | None, list[Remark]]:
    """A table with the place of each of its columns, or what is wrong with its header."""
    headers = name_headers(columns)
    header = _find_header(sheet, headers, _find_area(sheet, table.table))
    if header is None:
        found = f"no header of the table {table.name} within the first {limits.HEADER_ROWS} rows"
        remedy = "put the header back: build the workbook again to see it"
        return None, [Remark(Place(sheet.title), found, ", ".join(headers), remedy)]
    remarks = _judge_header(sheet, header, headers)
    if remarks:
        return None, remarks
    names = dict(zip(headers, columns, strict=True))
    placed = {names[text]: column for column, text in sorted(header.texts.items())}
    return FoundTable(table.name, sheet, header.row, placed), []


def _find_area(sheet: GridSheet, name: str) -> Area | None:
    wanted = name.casefold()
    return next((area for n, area in sheet.tables.items() if n.casefold() == wanted), None)


def _find_header(sheet: GridSheet, headers: Sequence[str], area: Area | None) -> _Header | None:
    """The row with the most headers, the topmost of equals; the Excel table's own before others."""
    rows = [row for row, _ in zip(sorted(sheet.rows), range(limits.HEADER_ROWS), strict=False)]
    if area is not None and area.top in sheet.rows:
        rows = [area.top, *rows]
    wanted, best, most = set(headers), None, 0
    for row in rows:
        texts = _read_texts(sheet.rows[row])
        matching = len(wanted & set(texts.values()))
        if matching > most:
            best, most = _Header(row, texts), matching
    return best if most * 2 >= len(wanted) else None


def _read_texts(cells: Mapping[int, Cell]) -> dict[int, str]:
    texts = {column: cell.text.strip() for column, cell in cells.items()}
    return {column: text for column, text in texts.items() if text}


def _judge_header(sheet: GridSheet, header: _Header, headers: Sequence[str]) -> list[Remark]:
    """Columns that are there twice, unknown, or missing; unknown and missing are one renamed."""
    seen: set[str] = set()
    remarks: list[Remark] = []
    missing = [name for name in headers if name not in header.texts.values()]
    for column, text in sorted(header.texts.items()):
        place = sheet.place(header.row, column)
        if text in seen:
            found = f"a second column '{text[:80]}'"
            remarks.append(Remark(place, found, "each column once", "delete one of them"))
        elif text not in headers:
            remarks.append(_tell_unknown(place, text, missing))
        seen.add(text)
    if missing and not remarks:
        place = sheet.place(header.row, max(header.texts, default=1) + 1)
        found = f"no column {', '.join(missing)}"
        remedy = "put it back with its cells; to empty a column, clear its cells"
        remarks.append(Remark(place, found, ", ".join(headers), remedy))
    return remarks


def _tell_unknown(place: Place, text: str, missing: Sequence[str]) -> Remark:
    found = f"the column '{text[:80]}', which the table does not have"
    if missing:
        return Remark(place, found, f"'{missing[0]}', which is missing", _TO_PULL)
    remedy = "remove it; a new column has to be added to the schema and the CSV first"
    return Remark(place, found, "the columns of the schema", remedy)


def list_title_cells(table: FoundTable) -> set[tuple[int, int]]:
    """Cells above the header that hold the sheet's title and what it is for."""
    first = min(table.columns.values())
    rows = [row for row in sorted(table.sheet.rows) if row < table.top][:_TITLE_ROWS]
    return {(row, first) for row in rows} | {(row, 1) for row in rows}
