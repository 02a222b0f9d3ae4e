"""Where the forecast lines of one market are in the portfolio."""

from __future__ import annotations

from marketbook.workbook.forecast_lines import ForecastLines, Places
from marketbook.workbook.grid import Block
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio import figures
from marketbook.workbook.portfolio.desk import PortfolioDesk
from marketbook.workbook.portfolio.inputs import SCENARIOS
from marketbook.workbook.portfolio.shared_lines import inside_key


def find_market_lines(desk: PortfolioDesk, block: Block, market: MarketModel) -> ForecastLines:
    """The forecast lines of one market, against the block they are in."""
    own, inputs = market.market_id, desk.block("Inputs", "inputs")
    return ForecastLines(
        Places(
            block,
            desk.years,
            (own,),
            SCENARIOS,
            section=lambda _: market.name,
            result=lambda scenario: (market.name, f"{scenario.title()} scenario"),
            unit=desk.portfolio.unit.name,
            number=desk.portfolio.size_number,
            point_years=str(figures.points(desk, market, "year")),
            point_sizes=str(figures.points(desk, market, "size")),
            base_year=str(inputs.at((own, "base_year"), "value").locked),
            growth=str(inputs.at((own, "growth"), "value").locked),
            last_year=str(block.at(inside_key(market), "second").locked),
            term=lambda name, scenario: (
                inputs.at((own, "scenario", name, scenario), "value").locked
            ),
            inside=lambda year: str(block.at(inside_key(market), year).row_locked),
        )
    )
