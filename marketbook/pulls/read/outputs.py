"""What was changed in cells that are output: told, because it does not come back to the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

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
from marketbook.text import clip
from marketbook.workbook.editing.plan import OWN_SHEETS, TOP
from marketbook.workbook.grid import Book
from marketbook.workbook.memory import BASE, STATE, STATE_COLUMNS, describe_output, read_state

_FROM_TABLES = "this comes from the tables; change it in tables.xlsx"
_ELSEWHERE = "it is not read: records are changed on the sheets of the tables"
_OUTPUT = "it is not read: only the scenarios on Inputs come back from this workbook"
_CHANGED = "the tables have changed since this workbook was built; its output was not compared"
_OTHER_VERSION = "another version of Marketbook built this workbook; its output was not compared"
_SHOWN = 60


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
        return [_tell(Place(STATE), _CHANGED)]
    try:
        book = _make_book(origin, package)
    except MarketbookError as error:
        return [_tell(Place(STATE), f"output was not compared: {error}")]
    if describe_output(book.sheets)[STATE_COLUMNS.index("State")] != origin.output:
        return [_tell(Place(STATE), _OTHER_VERSION)]
    wanted = _make_grid(book)
    if origin.kind == "tables":
        return list(_compare_tables_book(grid, origin, wanted, tables))
    return list(_compare_market_book(grid, wanted))


def _is_current(origin: Origin, package: Package) -> bool:
    """Whether the files are those that the workbook was built from."""
    if origin.kind == "tables" and origin.tables.keys() != package.resources.keys():
        return False
    return all(
        name in package.resources
        and read_state(package, package.resources[name]).checksum == known.checksum
        for name, known in origin.tables.items()
    )


def _make_book(origin: Origin, package: Package) -> Book:
    """What the tables give now of the workbook, not computed."""
    from marketbook.package import read_structure
    from marketbook.workbook.books import make_market_book
    from marketbook.workbook.editing import make_frame_book
    from marketbook.workbook.records import gather_records

    records = gather_records(read_structure(package).tables, package.descriptor, package)
    if origin.kind == "tables":
        return make_frame_book(records, "tables")
    return make_market_book(records, origin.market)


def _make_grid(book: Book) -> GridBook:
    """A workbook as if it had been read."""
    sheets = {sheet.title: GridSheet(sheet.title) for sheet in book.sheets}
    for sheet in book.sheets:
        for (row, column), cell in sheet.cells.items():
            text = f"={cell.content}" if cell.kind == "formula" else str(cell.content)
            if cell.content != "":
                sheets[sheet.title].rows.setdefault(row, {})[column] = Cell(cell.kind, text)
    return GridBook(sheets)


def _compare_tables_book(
    grid: GridBook, origin: Origin, wanted: GridBook, tables: Mapping[str, FoundTable]
) -> Iterator[Remark]:
    for title, sheet in wanted.sheets.items():
        if title in OWN_SHEETS and title not in (STATE, BASE):
            yield from _compare_sheet(grid.find_sheet(title), sheet, _ELSEWHERE)
    for name, found in tables.items():
        own = wanted.sheets.get(origin.tables[name].sheet)
        if own is not None:
            yield from _compare_titles(found, own)


def _compare_titles(found: FoundTable, own: GridSheet) -> Iterator[Remark]:
    """The lines above a table's header, wherever rows were put in."""
    titles = {cell.text for row in range(1, TOP) for cell in own.rows.get(row, {}).values()}
    for row, column in sorted(list_title_cells(found)):
        cell = found.sheet.cell(row, column)
        if cell is not None and cell.text not in titles:
            told = f"'{clip(cell.text, _SHOWN)}' is not a line above a table"
            yield _tell(found.sheet.place(row, column), told, _ELSEWHERE)


def _compare_market_book(grid: GridBook, wanted: GridBook) -> Iterator[Remark]:
    if any(_compare_sheet(grid.find_sheet(STATE), wanted.sheets[STATE], "")):
        # its figures are of other tables than the scenarios
        yield _tell(Place(STATE), _CHANGED)
        return
    found, own = find_input_lines(grid)[0], find_input_lines(wanted)[0]
    moved = False
    if found is not None and own is not None:
        moved = max(found.sheet.rows) != max(own.sheet.rows)
        yield from _cut(SHEET, list(_compare_inputs(found, own)))
    for title, sheet in wanted.sheets.items():
        if title not in (SHEET, STATE, BASE):
            yield from _compare_sheet(grid.find_sheet(title), sheet, _OUTPUT, loose=moved)
    for sheet in grid.sheets.values():
        is_inputs = found is not None and sheet is found.sheet
        if sheet.rows and not is_inputs and sheet.title not in (*wanted.sheets, STATE, BASE):
            yield _tell(Place(sheet.title), "a sheet that was not built; nothing was read from it")


def _compare_inputs(found: InputLines, wanted: InputLines) -> Iterator[Remark]:
    """Line by line by their names: what is no scenario belongs to the tables."""
    scenarios = list_scenario_lines()
    for name, rows in found.rows.items():
        own = wanted.rows.get(name, ())
        free = {"value", "place"} if name in scenarios else set[str]()
        for row, line in zip(rows, own, strict=False):
            yield from _compare_line(found, row, wanted.read_line(line), free)
        for row in rows[len(own) :]:
            place = found.sheet.place(row, found.columns["input"])
            yield _tell(
                place, f"the line '{clip(name, _SHOWN)}' is not in the tables", _FROM_TABLES
            )
    for name in wanted.rows.keys() - found.rows.keys() - scenarios:
        place = Place(found.sheet.title)
        yield _tell(place, f"the line '{clip(name, _SHOWN)}' is gone", _FROM_TABLES)


def _compare_line(
    found: InputLines, row: int, wanted: Mapping[str, Cell], free: Collection[str]
) -> Iterator[Remark]:
    held = found.read_line(row)
    for key, column in found.columns.items():
        if key not in free and not _is_same(held.get(key), wanted.get(key)):
            place = found.sheet.place(row, column)
            yield _tell_change(place, held.get(key), wanted.get(key), _FROM_TABLES)


def _compare_sheet(
    found: GridSheet | None, own: GridSheet, remedy: str, *, loose: bool = False
) -> Iterator[Remark]:
    if found is None:
        yield _tell(Place(own.title), "the sheet is gone", _OUTPUT)
        return
    places = {(row, column) for one in (found, own) for row in one.rows for column in one.rows[row]}
    changed = [
        at for at in sorted(places) if not _is_same(found.cell(*at), own.cell(*at), loose=loose)
    ]
    remarks = [
        _tell_change(own.place(*at), found.cell(*at), own.cell(*at), remedy)
        for at in changed[: limits.MOST_TOLD]
    ]
    yield from _cut(own.title, remarks, len(changed))


def _cut(title: str, remarks: list[Remark], all_of_them: int = 0) -> Iterator[Remark]:
    """The first remarks of a sheet, and how many more there are."""
    count = max(all_of_them, len(remarks))
    yield from remarks[: limits.MOST_TOLD]
    if count > limits.MOST_TOLD:
        yield _tell(Place(title), f"{count - limits.MOST_TOLD:,} more cells differ")


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
    told = f"'{clip(found.text, _SHOWN)}' is here" if found is not None else "the cell is empty"
    expected = (
        f"'{clip(wanted.text, _SHOWN)}', as it is built now"
        if wanted is not None
        else "an empty cell"
    )
    return Remark(place, told, expected, remedy, refuses=False)


def _tell(place: Place, found: str, remedy: str = "") -> Remark:
    return Remark(place, found, remedy=remedy, refuses=False)
