"""Sources: the documents behind the markets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.workbook.desk import Desk, SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import Column, Value, write_list
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.sheets.sources import list_sources

_COLUMNS = (
    Column("market", "Market", 34),
    Column("title", "Title", 40),
    Column("publisher", "Publisher", 28),
    Column("edition", "Edition", 10),
    Column("base", "Base year", 12),
    Column("forecast", "Forecast periods", 26),
    Column("figures", "Figures taken", 10, "number", "count"),
    Column("note", "Note", 60, "row-note"),
)


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = "The documents that the markets' figures come from, a line for each market."
    head_sheet(desk, sheet, "Sources", subtitle)
    write_list(sheet, "Sources", _COLUMNS, _list_rows(desk))


def _list_rows(desk: PortfolioDesk) -> Iterator[Mapping[str, Value]]:
    for market in desk.portfolio.markets:
        own = Desk(desk.book, desk.theme, desk.records, market, ())
        for row in list_sources(own):
            yield {**row, "market": market.name}


SHEET: PortfolioSheet = SheetKind(
    "Sources",
    "record",
    "The documents the figures come from.",
    fill,
)
