"""Regions: shares and sizes by year, the rest of the world, and the countries inside."""

from __future__ import annotations

from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_series, head_sheet, lay_out_series, mark_series
from marketbook.workbook.grid import Sheet
from marketbook.workbook.series_charts import beside, put_charts
from marketbook.workbook.sheets.part_charts import draw_share_lines, draw_sizes
from marketbook.workbook.sheets.parts import (
    TITLES,
    PartsWriter,
    list_keys,
)


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the lines."""
    lay_out_series(desk, sheet, list_keys(desk.market, desk.market.regions))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the regions, then what lies inside them."""
    market = desk.market
    subtitle = (
        f"{market.brief} by region, {market.unit}. Published shares of the chosen scenario's "
        "total; a region with growth of its own moves by it."
    )
    head_sheet(desk, sheet, "Regions", subtitle)
    block = desk.block("Regions", "lines")
    head_series(desk, sheet, block, TITLES)
    writer = PartsWriter(desk, sheet, market.region)
    writer.put_group(
        market.regions, unnamed="1 − the named regions; negative if they exceed the whole."
    )
    mark_series(desk, sheet, block, "Regions", TITLES)
    if market.regions.parts:
        drawn = [make(desk, block, market.regions) for make in (draw_sizes, draw_share_lines)]
        put_charts(sheet, drawn, beside(block))


SHEET: MarketSheet = SheetKind(
    "Regions",
    "calculation",
    "Shares and sizes by region and year, the remainder, and the countries inside.",
    fill,
    plan,
    wanted=lambda desk: bool(desk.market.places),
    missing="no source publishes a share or size of a region",
)
