"""Forecast: every market by year in one unit, under each scenario and each of the four methods.

The arithmetic is that of ``forecasts.py`` and of the market workbooks, line for line.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.forecast_lines import list_keys
from marketbook.workbook.frame import head_series, head_sheet, lay_out_series, mark_series
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.lines import put_lines
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.inputs import SCENARIOS
from marketbook.workbook.portfolio.market_lines import find_market_lines
from marketbook.workbook.portfolio.shared_lines import COMMON, NUMBER, inside_key, list_shared
from marketbook.workbook.series_charts import SCENARIO_LOOKS, beside, draw_lines, put_charts

_MOST_CHARTS = 12
TITLES = {
    "section": "Section", "line": "Line", "third": "Scenario", "unit": "Unit",
    "first": "Assumption or first year", "second": "Times in all, or last year",
    "growth": "Growth a year", "change": "–", "how": "How it is derived",
}  # fmt: skip


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the lines and names the cells that other sheets use."""
    markets = desk.portfolio.markets
    keys: list[Hashable] = [NUMBER, *(inside_key(market) for market in markets), COMMON]
    for market in markets:
        keys += list_keys((market.market_id,), SCENARIOS)
    block = lay_out_series(desk, sheet, keys)
    desk.book.define_name("scenario_number", block.at(NUMBER, "first"))
    desk.book.define_name("common_first", block.at(COMMON, "first"))
    desk.book.define_name("common_last", block.at(COMMON, "second"))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the lines."""
    subtitle = (
        f"Every market, {desk.portfolio.unit.name}. A market's three scenarios on top, their "
        "working below. Outside its own years a market has a dash."
    )
    head_sheet(desk, sheet, "Forecast", subtitle)
    block = desk.block("Forecast", "lines")
    head_series(desk, sheet, block, TITLES)
    put_lines(desk, sheet, block, list_shared(desk, block))
    for market in desk.portfolio.markets:
        put_lines(desk, sheet, block, find_market_lines(desk, block, market).list_lines())
        working = list_keys((market.market_id,), SCENARIOS)[len(SCENARIOS) :]
        sheet.folded_rows.append((block.rows[working[0]], block.rows[working[-1]]))
    mark_series(desk, sheet, block, "Forecast", TITLES)
    _put_charts(desk, sheet, block)


def _put_charts(desk: PortfolioDesk, sheet: Sheet, block: Block) -> None:
    """A chart for each market: its three scenarios over its own years."""
    charts = [
        (f'="{market.name}, {desk.portfolio.unit.name}"', partial(_draw, desk, block, market))
        for market in desk.portfolio.markets[:_MOST_CHARTS]
    ]
    put_charts(sheet, charts, beside(block))


def _draw(desk: PortfolioDesk, block: Block, market: MarketModel, title: Ref) -> Chart:
    keys = [("result", market.market_id, scenario) for scenario in SCENARIOS]
    what = f"the size of {market.name} under the low, base and high scenario"
    years, unit = market.years, desk.portfolio.unit.name
    return draw_lines(block, keys, years, title, what, desk.size_number, unit, SCENARIO_LOOKS)


SHEET: PortfolioSheet = SheetKind(
    "Forecast",
    "calculation",
    "Every market by year: the published sizes, the four methods, the three scenarios.",
    fill,
    plan,
    on_paper=False,
)
