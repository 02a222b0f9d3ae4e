"""Evidence: the sizes, growth rates and shares of whole markets and regions, as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.workbook.desk import Desk, SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import Column, Value, fill_list, lay_out_list
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.sheets import evidence

_COLUMNS = (
    Column("market", "Market", 30),
    Column("figure", "Figure", 10),
    Column("region", "Region", 20),
    Column("start", "From", 8, "number", "year"),
    Column("end", "Year, or to", 9, "number", "year"),
    Column("stated", "As printed", 14, "printed"),
    Column("unit", "Unit", 17),
    Column("value", "Value", 15, "number", "exact"),
    Column("less", "Less by up to", 11, "number", "exact"),
    Column("more", "More by up to", 11, "number", "exact"),
    Column("qualifier", "Claimed rank", 10, "row-note"),
    Column("source", "Source", 27),
    Column("place", "Place in the document", 44, "row-note"),
    Column("record", "Record", 44, "row-note"),
    Column("factor", "Base units", 15, "number", "count"),
    Column("years", "Counted over, years", 10, "number", "count"),
    Column("least", "Other years, least ×", 11, "number", "factor-4"),
    Column("most", "Other years, most ×", 11, "number", "factor-4"),
)


def list_figures(desk: PortfolioDesk) -> Iterator[Mapping[str, Value]]:
    """One record for each figure that is about no segment; ``record`` names it."""
    for market in desk.portfolio.markets:
        own = Desk(desk.book, desk.theme, desk.records, market, ())
        for row in evidence.list_figures(own):
            if not row["segment"]:
                yield {**row, "market": market.name}


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the list, a row for each figure by its record."""
    keys = [str(row["record"]) for row in list_figures(desk)]
    desk.keep(sheet, "figures", lay_out_list(sheet, _COLUMNS, keys))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = (
        "Figures exactly as published, contradictions included; a dash means that the source does "
        "not say. Segments are in the workbooks of the markets."
    )
    head_sheet(desk, sheet, "Evidence", subtitle)
    rows = {str(row["record"]): row for row in list_figures(desk)}
    fill_list(sheet, desk.block("Evidence", "figures"), "Evidence", _COLUMNS, rows)


SHEET: PortfolioSheet = SheetKind(
    "Evidence",
    "record",
    "The sizes, growth rates and shares behind it, exactly as printed.",
    fill,
    plan,
    on_paper=False,
)
