"""Data: every published and forecast figure in one flat table, for pivot tables and other tools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.flat import WHOLE, FlatRow, list_published, name_line
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import Column, Value, head_list, lay_out_list, put_value
from marketbook.workbook.market import REST, Group
from marketbook.workbook.sheets import forecast
from marketbook.workbook.sheets.parts import rest_key, sheet_of, size_key

_COLUMNS = (
    Column("kind", "Kind", 12),
    Column("market", "Market", 26),
    Column("region", "Region", 20),
    Column("cut", "Cut", 18),
    Column("segment", "Segment", 28),
    Column("year", "Year", 8, "number", "year"),
    Column("start_year", "From", 8, "number", "year"),
    Column("end_year", "To", 8, "number", "year"),
    Column("value", "Value", 15, "number", "exact"),
    Column("unit", "Unit", 16),
    Column("reading", "Reading", 15, "number", "exact"),
    Column("reading_unit", "Unit of reading", 16),
    Column("share_of", "Share of", 14),
    Column("scenario", "Scenario", 12),
    Column("source", "Source", 32),
    Column("stated", "As printed", 12, "printed"),
    Column("verdict", "Verdict", 10),
    Column("is_disputed", "Disputed", 10),
    Column("record", "Record", 34, "row-note"),
)
_VALUES = ("value", "reading")
_FORECAST, _CHOSEN, _OURS = "Forecast", "Chosen", "Marketbook"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its words, and the cell that its values come from; none where it is printed."""

    texts: dict[str, Value]
    value: Ref | None = None


def _list_rows(desk: Desk) -> list[_Row]:
    published = list_published(desk.records, desk.market.market_id)
    return [*map(_tell, published), *_list_forecasts(desk)]


def _tell(row: FlatRow) -> _Row:
    disputed = "yes" if row.is_disputed else "no"
    return _Row({c.key: getattr(row, c.key) for c in _COLUMNS} | {"is_disputed": disputed})


def _list_forecasts(desk: Desk) -> Iterator[_Row]:
    """The whole under each scenario, the parts under the chosen one."""
    whole = desk.market.region
    for scenario in desk.market.scenarios:
        about = whole, "", WHOLE, scenario.name
        yield from _list_line(desk, "Forecast", forecast.result_key(scenario.key), *about)
    for group in desk.market.cuts:
        for cut, row, name in _list_parts(group):
            about = name_line(desk.market, cut, name)
            yield from _list_line(desk, sheet_of(group), row, *about, _CHOSEN)


def _list_parts(group: Group) -> Iterator[tuple[Group, tuple[str, ...], str]]:
    """The cut, the row and the name of each part, and of what the parts leave."""
    for cut in (group, *group.inside):
        yield from ((cut, size_key(cut.key, part.key), part.name) for part in cut.parts)
        if cut.parts:
            rest = size_key(cut.key, REST) if cut is group else rest_key(cut)
            yield cut, rest, cut.rest_name


def _list_line(
    desk: Desk, sheet: str, row: tuple[str, ...], region: str, cut: str, segment: str, scenario: str
) -> Iterator[_Row]:
    block = desk.block(sheet, "lines")
    for year in desk.years:
        texts: dict[str, Value] = {
            "kind": _FORECAST, "market": desk.market.name, "region": region, "cut": cut,
            "segment": segment, "year": float(year), "unit": desk.market.unit,
            "reading_unit": desk.market.unit, "is_disputed": "no", "scenario": scenario,
            "source": _OURS,
        }  # fmt: skip
        yield _Row(texts, block.at(row, year))


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the list."""
    keys = range(len(_list_rows(desk)))
    desk.keep(sheet, "data", lay_out_list(sheet, _COLUMNS, list(keys)))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = (
        f"{desk.market.brief}: one row for each figure, for pivot tables and other programs. "
        "Forecasts follow Inputs and the chosen scenario."
    )
    head_sheet(desk, sheet, "Data", subtitle)
    block = desk.block("Data", "data")
    head_list(sheet, block, _COLUMNS)
    for number, row in enumerate(_list_rows(desk)):
        for column in _COLUMNS:
            at = block.at(number, column.key)
            if column.key in _VALUES and row.value is not None:
                sheet.put_formula(at, f"={row.value}", "link", desk.size_number)
            else:
                put_value(sheet, at, row.texts.get(column.key), column)
    sheet.mark_table("Data", block, [column.title for column in _COLUMNS], headed=True)


SHEET: MarketSheet = SheetKind(
    "Data",
    "record",
    "Every published and forecast figure in one flat table, ready for a pivot table.",
    fill,
    plan,
    on_paper=False,
    plans_late=True,
)
