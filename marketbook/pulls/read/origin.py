"""What a workbook remembers: the package and the state of the tables it was built from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from marketbook.changes import TableState, read_state
from marketbook.errors import WorkbookError
from marketbook.package import Package, split_records, split_row
from marketbook.package.rows import is_record
from marketbook.pulls.read import limits
from marketbook.pulls.read.grid import GridBook, GridSheet
from marketbook.schema import TableSchema
from marketbook.workbook.memory import BASE, BASE_COLUMNS, LAYOUT, STATE, STATE_COLUMNS

_ANEW = "enter your edits in a workbook that 'marketbook build' has just made"
_OURS = "a workbook that 'marketbook build' made"
_INPUTS = "the workbook of tables or of one market"
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table as State names it: its file's checksum, its sheet, its Excel table."""

    name: str
    checksum: str
    sheet: str
    table: str


@dataclass(frozen=True, slots=True)
class Origin:
    """State and Base of a workbook.

    Attributes:
        kind: ``tables``, or ``market``.
        market: Id of the market of a market's workbook.
        package: Name of the package.
        version: Its version.
        tables: The tables it was built from, by name.
        base: The same tables as they were.
        output: Checksum of all that it only shows; empty where it remembers none.
    """

    kind: Literal["tables", "market"]
    market: str
    package: str
    version: str
    tables: Mapping[str, KnownTable]
    base: Mapping[str, TableState]
    output: str


def read_origin(book: GridBook, package: Package) -> Origin:
    """Reads State and Base.

    Raises:
        WorkbookError: They are missing or damaged, of another version of the lay-out, or of
            another package.
    """
    rows = list(_list_rows(book, STATE, STATE_COLUMNS))
    _refuse_layout(rows)
    name, version = _find_package(rows, package)
    market = next((row["Name"] for row in rows if row["Kind"] == "market"), "")
    tables = {
        row["Name"]: KnownTable(row["Name"], row["State"], row["Sheet"], row["Excel table"])
        for row in rows
        if row["Kind"] == "table"
    }
    if not tables:
        raise WorkbookError("sheet State names no table", _OURS, _ANEW)
    texts = _read_base(book, tables, whole=not market)
    base = {known: read_state(text, _find_schema(package, known)) for known, text in texts.items()}
    output = _find_checksum(rows, "output")
    return Origin("market" if market else "tables", market, name, version, tables, base, output)


def is_portfolio(book: GridBook) -> bool:
    """Whether a workbook is the one of all markets, which is all output.

    Raises:
        WorkbookError: State is missing or damaged.
    """
    return _is_portfolio(list(_list_rows(book, STATE, STATE_COLUMNS)))


def _is_portfolio(rows: Sequence[Row]) -> bool:
    return any(row["Kind"] == "layout" and row["Name"].startswith("portfolio") for row in rows)


def find_checksum(book: GridBook) -> str:
    """The checksum of inputs that State remembers; empty where it remembers none."""
    return _find_checksum(_list_rows(book, STATE, STATE_COLUMNS), "inputs")


def _find_checksum(rows: Iterable[Row], kind: str) -> str:
    return next((row["State"] for row in rows if row["Kind"] == kind), "")


def _refuse_layout(rows: Sequence[Row]) -> None:
    layout = next((row["State"] for row in rows if row["Kind"] == "layout"), "")
    if _is_portfolio(rows):
        remedy = "edit tables.xlsx, or the scenarios in a market's workbook"
        raise WorkbookError("it is the portfolio, which is all output", _INPUTS, remedy)
    if layout != LAYOUT:
        found = f"its sheet State says layout {layout or 'nothing'}"
        remedy = f"pull it with the version of marketbook that built it, or {_ANEW}"
        raise WorkbookError(found, f"layout {LAYOUT}, which this version writes", remedy)


def _find_package(rows: Sequence[Row], package: Package) -> tuple[str, str]:
    row = next((row for row in rows if row["Kind"] == "package"), None)
    if row is None:
        raise WorkbookError("its sheet State names no package", _OURS, _ANEW)
    if row["Name"] != package.name:
        found = f"it was built from the package '{row['Name']}'"
        raise WorkbookError(found, f"'{package.name}'", "name the folder of its own package")
    return row["Name"], row["State"]


def _read_base(book: GridBook, tables: Mapping[str, KnownTable], *, whole: bool) -> dict[str, str]:
    """The text of each table's file as it was."""
    lines: dict[str, dict[tuple[int, int], str]] = {name: {} for name in tables}
    for row in _list_rows(book, BASE, BASE_COLUMNS):
        place = _read_place(row)
        if row["Table"] not in lines or place in lines[row["Table"]]:
            raise _tell_damaged(row["Table"])
        lines[row["Table"]][place] = row["Text"]
    return {name: _join(known, lines[name], whole=whole) for name, known in tables.items()}


def _find_schema(package: Package, table: str) -> TableSchema:
    """The schema of a table now; without any where the package has no such table any more."""
    resource = package.resources.get(table)
    return TableSchema(table, "", "", ()) if resource is None else resource.schema


def _read_place(row: Row) -> tuple[int, int]:
    """Number of the line and of its part."""
    numbers = (row["Line"], row["Part"])
    if not all(text.isascii() and text.isdigit() and len(text) < 10 for text in numbers):
        raise _tell_damaged(row["Table"])
    return int(row["Line"]), int(row["Part"])


def _join(known: KnownTable, parts: Mapping[tuple[int, int], str], *, whole: bool) -> str:
    """The text of a file from its lines; a market's workbook holds some of them."""
    lines: dict[int, str] = {}
    for line, part in sorted(parts):
        lines[line] = lines.get(line, "") + parts[line, part]
    text = "\n".join(lines.values())
    if not _is_table(text):
        raise _tell_damaged(known.name)
    if whole:
        found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if f"sha256:{found}" != known.checksum:
            raise _tell_damaged(known.name)
    return text


def _is_table(text: str) -> bool:
    """Whether a text is a header and rows as wide as it, so that it can be read as a table."""
    records = split_records(text)
    if not records or not all(is_record(each, one_line=False) for each in records):
        return False
    header, *rows = map(split_row, records)
    alone = header != [""] and len(set(header)) == len(header)
    return alone and all(len(row) == len(header) for row in rows)


def _tell_damaged(table: str) -> WorkbookError:
    found = f"what the sheets State and Base remember of the table '{table[:80]}' does not fit"
    return WorkbookError(found, "both sheets as they were built", _ANEW)


def _list_rows(book: GridBook, title: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a sheet that we wrote for ourselves, as texts by column."""
    sheet = _find_sheet(book, title)
    top, places = _find_header(sheet, columns)
    for row, cells in sheet.list_rows():
        if row > top:
            found = {name: cells[at].text if at in cells else "" for name, at in places.items()}
            if any(found.values()):
                yield found


def _find_sheet(book: GridBook, title: str) -> GridSheet:
    sheet = book.find_sheet(title) or next(iter(book.find_table(title)), None)
    if sheet is None:
        raise WorkbookError(f"it has no sheet {title}", _OURS, _ANEW)
    return sheet


def _find_header(sheet: GridSheet, columns: Sequence[str]) -> tuple[int, dict[str, int]]:
    for row, cells in islice(sheet.list_rows(), limits.HEADER_ROWS):
        places = {cell.text: column for column, cell in cells.items()}
        if set(columns) <= places.keys():
            return row, {name: places[name] for name in columns}
    wanted = f"a row with {', '.join(columns)}"
    raise WorkbookError(f"its sheet {sheet.title} has lost its header", wanted, _ANEW)
