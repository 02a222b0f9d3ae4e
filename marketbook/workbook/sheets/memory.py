"""State and Base of a market's workbook: the scenarios as they were when it was built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marketbook.package import Package, split_records, split_row
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import LEFT, TOP, head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.memory import (
    BASE,
    BASE_COLUMNS,
    STATE,
    STATE_COLUMNS,
    FileState,
    describe_output,
    describe_package,
    list_lines,
    measure_inputs,
    read_state,
)
from marketbook.workbook.sheets.input_lines import Line
from marketbook.workbook.sheets.input_lines import list_lines as list_inputs
from marketbook.workbook.theme import measure_text

TABLE = "scenarios"
_INPUTS = "Inputs"
_ROOM, _NARROWEST, _WIDEST = 4.0, 9.0, 120.0


def fill_state(desk: Desk, sheet: Sheet) -> None:
    """Puts the package, the market, its scenarios, checksums of its other inputs and of output."""
    subtitle = "Identifies the version of the tables this workbook was built from. Do not edit."
    head_sheet(desk, sheet, STATE, subtitle)
    put_texts(sheet, STATE, STATE_COLUMNS, list(_list_state(desk)))


def fill_base(desk: Desk, sheet: Sheet) -> None:
    """Puts the header and this market's lines of the scenarios."""
    subtitle = "The scenarios as they were when this workbook was built. Do not edit."
    head_sheet(desk, sheet, BASE, subtitle)
    rows: list[Sequence[str]] = []
    if (package := desk.records.package) is not None:
        state = read_state(package, package.resources[TABLE])
        rows += list_lines(TABLE, _select_lines(state, desk.market.market_id))
    put_texts(sheet, BASE, BASE_COLUMNS, rows)


def remembers(package: Package | None) -> bool:
    """Whether a market's workbook has something to remember: the scenarios of a package."""
    return package is not None and TABLE in package.resources


def _list_state(desk: Desk) -> Iterator[Sequence[str]]:
    package = desk.records.package
    if package is None:
        return
    yield from describe_package(package, "market")
    market = desk.market.market_id
    yield ("market", market, "", "", "", "", "")
    resource = package.resources[TABLE]
    state = read_state(package, resource)
    records = str(len(desk.records.of(TABLE, market)))
    yield ("table", TABLE, state.checksum, resource.path, _INPUTS, _INPUTS, records)
    others = [line for line in list_inputs(desk.market) if line.key[0] != "scenario"]
    yield describe_inputs("published figures", others)
    yield describe_output(desk.book.sheets)


def describe_inputs(name: str, lines: Sequence[Line]) -> Sequence[str]:
    """The row of ``State`` for inputs that no table takes back: a checksum of their cells."""
    cells = ((line.section, line.name, line.value, line.year or "–") for line in lines)
    return ("inputs", name, measure_inputs(cells), "", _INPUTS, _INPUTS, str(len(lines)))


def _select_lines(state: FileState, market: str) -> str:
    """The header and the lines about one market, as a file."""
    header, *lines = split_records(state.text)
    columns = split_row(header)
    if "market_id" not in columns:
        return f"{header}\n"
    at = columns.index("market_id")
    own = [line for line in lines if split_row(line)[at : at + 1] == [market]]
    return "".join(f"{line}\n" for line in (header, *own))


def put_texts(
    sheet: Sheet, name: str, headers: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """Puts a table of texts at the sheet's corner; what is empty stays so."""
    block = sheet.lay_out(["header", *range(len(rows))], headers, top=TOP, left=LEFT)
    for n, header in enumerate(headers):
        sheet.put_text(block.at("header", header), header, "column-heading")
        for key, row in enumerate(rows):
            sheet.put_text(block.at(key, header), row[n], "entry")
        needed = max(measure_text(text) for text in (header, *(row[n] for row in rows)))
        width = min(max(needed + _ROOM, _NARROWEST), _WIDEST)
        sheet.widths[block.columns[header]] = round(width, 1)
    sheet.mark_table(name, block, headers, headed=True)
    sheet.frozen_at = sheet.lay_out(["first"], ["left"], top=TOP + 1, left=LEFT).at("first", "left")
    sheet.repeated_rows = (TOP, TOP)


SHEETS: tuple[MarketSheet, ...] = (
    SheetKind(
        STATE,
        "check",
        "Which state of the tables this workbook was built from.",
        fill_state,
        is_hidden=True,
    ),
    SheetKind(
        BASE,
        "check",
        "The scenarios as they were then, line by line.",
        fill_base,
        is_hidden=True,
    ),
)
