"""What was changed in cells that are output: told, because it does not come back to the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.errors import MarketbookError
from marketbook.package import Package
from marketbook.pulls.read import limits
from marketbook.pulls.read.edited import Place, Remark
from marketbook.pulls.read.formulas import is_same_formula
from marketbook.pulls.read.grid import Cell, GridBook, GridSheet
from marketbook.pulls.read.input_lines import (
    SHEET,
    InputLines,
    find_input_lines,
    list_scenario_lines,
)
from marketbook.pulls.read.numbers import is_same_number, read_decimal
from marketbook.pulls.read.origin import Origin
from marketbook.pulls.read.tables import FoundTable, list_title_cells
from marketbook.workbook import grid as built
from marketbook.workbook.address import name_cell
from marketbook.workbook.editing.plan import OWN_SHEETS, TOP
from marketbook.workbook.memory import BASE, STATE, read_state

_MEMORY = (STATE, BASE)
_FROM_TABLES = "this comes from the tables; change it in tables.xlsx"
_ELSEWHERE = "it is not read: records are changed on the sheets of the tables"
_OUTPUT = "it is not read: only the scenarios on Inputs come back from this workbook"
_SHOWN = 60
_CHANGED = Remark(
    Place(STATE),
    "the tables have changed since this workbook was built; its output was not compared",
    refuses=False,
)
Position = tuple[int, int]


def compare_outputs(
    grid: GridBook, origin: Origin, package: Package, tables: Mapping[str, FoundTable]
) -> list[Remark]:
    """What differs from the workbook that the tables give now, as remarks that refuse nothing.

    Args:
        grid: The workbook.
        origin: What it was built from.
        package: The package as it is now.
        tables: The tables that were found in it; the lines above them are output.
    """
    if not _is_current(origin, package):
        return [_CHANGED]
    try:
        book = _make_book(origin, package)
    except MarketbookError as error:
        found = f"output was not compared: {error}"
        return [Remark(Place(STATE), found, refuses=False)]
    if origin.kind == "tables":
        return list(_compare_tables_book(grid, origin, book, tables))
    return list(_compare_market_book(grid, book))


def _is_current(origin: Origin, package: Package) -> bool:
    """Whether the files are those that the workbook was built from."""
    if origin.kind == "tables" and origin.tables.keys() != package.resources.keys():
        return False
    return all(
        name in package.resources
        and read_state(package, package.resources[name]).checksum == known.checksum
        for name, known in origin.tables.items()
    )


def _make_book(origin: Origin, package: Package) -> built.Book:
    """What the tables give now of the workbook, not computed: of its output at least."""
    from marketbook.package import read_structure
    from marketbook.workbook.books import make_market_book
    from marketbook.workbook.editing import make_frame_book
    from marketbook.workbook.records import gather_records

    tables = read_structure(package).tables
    records = gather_records(tables, package.descriptor, package)
    if origin.kind == "tables":
        return make_frame_book(records, "tables")
    return make_market_book(records, origin.market)


def _compare_tables_book(
    grid: GridBook, origin: Origin, book: built.Book, tables: Mapping[str, FoundTable]
) -> Iterator[Remark]:
    for sheet in book.sheets:
        if sheet.title in OWN_SHEETS and sheet.title not in _MEMORY:
            yield from _compare_sheet(grid.find_sheet(sheet.title), sheet, _ELSEWHERE)
    sheets = {sheet.title: sheet for sheet in book.sheets}
    for name, found in tables.items():
        own = sheets.get(origin.tables[name].sheet)
        if own is not None:
            yield from _compare_titles(found, own)


def _compare_titles(found: FoundTable, own: built.Sheet) -> Iterator[Remark]:
    """The lines above a table's header, wherever rows were put in."""
    titles = {str(cell.content) for (row, _), cell in own.cells.items() if row < TOP}
    for row, column in sorted(list_title_cells(found)):
        cell = found.sheet.cell(row, column)
        if cell is not None and cell.text not in titles:
            told = f"'{_shorten(cell.text)}' is no line above a table"
            yield Remark(found.sheet.place(row, column), told, remedy=_ELSEWHERE, refuses=False)


def _compare_market_book(grid: GridBook, book: built.Book) -> Iterator[Remark]:
    state = next(sheet for sheet in book.sheets if sheet.title == STATE)
    if list(_compare_sheet(grid.find_sheet(STATE), state, "")):
        yield _CHANGED  # the figures are of other tables than the scenarios
        return
    moved = False
    lines, _ = find_input_lines(grid)
    inputs = next((sheet for sheet in book.sheets if sheet.title == SHEET), None)
    if lines is not None and inputs is not None:
        remarks = list(_compare_inputs(lines, inputs))
        moved = max(lines.sheet.rows) != max(row for row, _ in inputs.cells)
        yield from _cut(SHEET, remarks)
    for sheet in book.sheets:
        if sheet.title not in (SHEET, *_MEMORY):
            yield from _compare_sheet(grid.find_sheet(sheet.title), sheet, _OUTPUT, loose=moved)
    yield from _tell_strangers(grid, lines, book)


def _tell_strangers(grid: GridBook, lines: InputLines | None, book: built.Book) -> Iterator[Remark]:
    known = {sheet.title for sheet in book.sheets} | set(_MEMORY)
    for sheet in grid.sheets.values():
        if lines is not None and sheet is lines.sheet:
            continue
        if sheet.title not in known and sheet.rows:
            told = "a sheet that was not built; nothing was read of it"
            yield Remark(Place(sheet.title), told, refuses=False)


def _compare_inputs(found: InputLines, inputs: built.Sheet) -> Iterator[Remark]:
    """Line by line by their names: what is no scenario belongs to the tables."""
    grid = GridBook({SHEET: _turn(inputs)})
    wanted, _ = find_input_lines(grid)
    if wanted is None:
        return
    scenarios = list_scenario_lines()
    for name, rows in found.rows.items():
        own = wanted.rows.get(name, ())
        for row, line in zip(rows, own, strict=False):
            free = {"value", "place"} if name in scenarios else set[str]()
            yield from _compare_line(found, row, wanted.read_line(line), free)
        for row in rows[len(own) :]:
            place = found.sheet.place(row, found.columns["input"])
            told = f"the line '{_shorten(name)}' is not in the tables"
            yield Remark(place, told, remedy=_FROM_TABLES, refuses=False)
    for name in wanted.rows.keys() - found.rows.keys() - scenarios:
        told = f"the line '{_shorten(name)}' is gone"
        yield Remark(Place(found.sheet.title), told, remedy=_FROM_TABLES, refuses=False)


def _compare_line(
    found: InputLines, row: int, wanted: Mapping[str, Cell], free: set[str]
) -> Iterator[Remark]:
    held = found.read_line(row)
    for key, column in found.columns.items():
        if key not in free and not _is_same(held.get(key), wanted.get(key)):
            place = found.sheet.place(row, column)
            yield _tell_change(place, held.get(key), wanted.get(key), _FROM_TABLES)


def _compare_sheet(
    found: GridSheet | None, own: built.Sheet, remedy: str, *, loose: bool = False
) -> Iterator[Remark]:
    if found is None:
        yield Remark(Place(own.title), "the sheet is gone", remedy=_OUTPUT, refuses=False)
        return
    wanted = _list_cells(_turn(own))
    held = _list_cells(found)
    changed = [
        at
        for at in sorted(wanted.keys() | held.keys())
        if not _is_same(held.get(at), wanted.get(at), loose=loose)
    ]
    remarks = [
        _tell_change(Place(own.title, name_cell(*at)), held.get(at), wanted.get(at), remedy)
        for at in changed[: limits.MOST_TOLD]
    ]
    yield from _cut(own.title, remarks, len(changed))


def _cut(title: str, remarks: list[Remark], all_of_them: int = 0) -> Iterator[Remark]:
    """The first remarks of a sheet, and how many more there are."""
    count = max(all_of_them, len(remarks))
    yield from remarks[: limits.MOST_TOLD]
    if count > limits.MOST_TOLD:
        told = f"{count - limits.MOST_TOLD:,} more cells differ"
        yield Remark(Place(title), told, refuses=False)


def _turn(sheet: built.Sheet) -> GridSheet:
    """A sheet that was just made, as if it had been read."""
    turned = GridSheet(sheet.title)
    for (row, column), cell in sheet.cells.items():
        if cell.content != "":
            kind = "number" if cell.kind == "number" else cell.kind
            text = f"={cell.content}" if cell.kind == "formula" else str(cell.content)
            turned.rows.setdefault(row, {})[column] = Cell(kind, text)
    return turned


def _list_cells(sheet: GridSheet) -> dict[Position, Cell]:
    return {(row, column): c for row, cells in sheet.rows.items() for column, c in cells.items()}


def _is_same(found: Cell | None, wanted: Cell | None, *, loose: bool = False) -> bool:
    """Whether a cell says what it should; ``loose`` asks of formulas only that they are there."""
    if found is None or wanted is None:
        return found is wanted
    if "formula" in (found.kind, wanted.kind):
        # one that shares its text with another cell says nothing of itself
        alike = loose or found.text == "=" or is_same_formula(found.text, wanted.text)
        return found.kind == wanted.kind and alike
    # some writers make texts of numbers, or numbers of texts: it reads the same
    number = read_decimal(found.number or found.text)
    return found.text == wanted.text or is_same_number(number, read_decimal(wanted.text))


def _tell_change(place: Place, found: Cell | None, wanted: Cell | None, remedy: str) -> Remark:
    told = f"'{_shorten(found.text)}' stands here" if found is not None else "the cell is empty"
    expected = (
        f"'{_shorten(wanted.text)}', as it is built now" if wanted is not None else "an empty cell"
    )
    return Remark(place, told, expected, remedy, refuses=False)


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
