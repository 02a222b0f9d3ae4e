"""Evidence: every size, growth rate and share of the market as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from marketbook.figures import last_digit
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import Column, Value, fill_list, lay_out_list
from marketbook.workbook.market import WORLD
from marketbook.workbook.records import Record

_NOTHING = "nothing"
_COLUMNS = (
    Column("figure", "Figure", 10),
    Column("region", "Region", 19),
    Column("segment", "Segment", 26),
    Column("of", "Share of", 13, "row-note"),
    Column("start", "From", 7, "number", "year"),
    Column("end", "Year, or to", 8, "number", "year"),
    Column("stated", "As printed", 13, "printed"),
    Column("unit", "Unit", 16),
    Column("value", "Value", 14, "number", "exact"),
    Column("half", "Printed to ±", 10, "number", "exact"),
    Column("qualifier", "Said to be", 9, "row-note"),
    Column("status", "Status", 10, "row-note"),
    Column("source", "Source", 25),
    Column("place", "Where it stands", 36, "row-note"),
    Column("note", "Note", 50, "row-note"),
    Column("record", "Record", 34, "row-note"),
)


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the list, a row for each figure by its record."""
    records = [str(row["record"]) for row in list_figures(desk)]
    desk.keep(sheet, "figures", lay_out_list(sheet, _COLUMNS, records or [_NOTHING]))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = (
        f"{desk.market.name}. Figures exactly as printed, contradictions included; a dash means "
        "that the source does not say."
    )
    head_sheet(desk, sheet, "Evidence", subtitle)
    rows = {str(row["record"]): row for row in list_figures(desk)}
    block = desk.block("Evidence", "figures")
    fill_list(sheet, block, "Evidence", _COLUMNS, rows or {_NOTHING: {}})


def list_figures(desk: Desk) -> Iterator[Mapping[str, Value]]:
    """One record for each figure: sizes, growth rates, shares; the whole and regions first."""
    units = desk.records.by_key("units", "unit_id")
    for row in _regions_first(desk, "sizes"):
        yield _record(desk, row, "Size", "size_id", "sizes") | {
            "end": row["year"],
            "value": row["value"],
            "unit": units[row["unit_id"]]["name"],
            "status": row["status"],
        }
    for row in _regions_first(desk, "growth_rates"):
        yield _record(desk, row, "Growth", "growth_rate_id", "growth_rates") | {
            "start": row["start_year"],
            "end": row["end_year"],
            "value": row["rate_percent"],
            "unit": "percent a year",
        }
    for row in _regions_first(desk, "shares"):
        yield _record(desk, row, "Share", "share_id", "shares") | {
            "end": row["year"],
            "value": row["share_percent"],
            "unit": f"percent of {units[row['unit_id']]['name']}" if row["unit_id"] else "percent",
            "of": _name(desk, "regions", "region_id", row["of_region_id"]),
        }


def _regions_first(desk: Desk, table: str) -> list[Record]:
    """Rows about the world, then about regions, then about segments."""
    rows = desk.records.of(table, desk.market.market_id)
    return sorted(rows, key=lambda row: (row["segment_id"] is not None, row["region_id"] != WORLD))


def _record(desk: Desk, row: Record, figure: str, key: str, table: str) -> dict[str, Value]:
    return {
        "figure": figure,
        "region": _name(desk, "regions", "region_id", row["region_id"]),
        "segment": _name(desk, "segments", "segment_id", row["segment_id"]),
        "stated": row["stated"],
        "half": half_digit(row["stated"]),
        "qualifier": row["qualifier"],
        "source": row["source_id"],
        "place": row["locator"],
        "note": row["note"],
        "record": f"{table}:{row[key]}",
    }


def half_digit(stated: str) -> float:
    """Half a unit of the last printed digit: how far the true value may lie from it."""
    return float(Decimal(repr(last_digit(stated))) / 2)


def _name(desk: Desk, table: str, key: str, value: str | None) -> str | None:
    found = desk.records.by_key(table, key).get(value or "")
    return found["name"] if found else value


SHEET: MarketSheet = SheetKind(
    "Evidence",
    "record",
    "Every size, growth rate and share exactly as printed, with its place in its source.",
    plan,
    fill,
)
