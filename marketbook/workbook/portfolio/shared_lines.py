"""Lines that all markets share: the chosen scenario, the years of each, the years of all."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.workbook.grid import Block
from marketbook.workbook.lines import Line
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio import figures
from marketbook.workbook.portfolio.desk import PortfolioDesk

NUMBER = ("chosen",)
COMMON = ("common",)
_SECTION = "All markets"


def inside_key(market: MarketModel) -> tuple[str, str]:
    """Row that says which years a market has."""
    return ("inside", market.market_id)


def list_shared(desk: PortfolioDesk, block: Block) -> Iterator[Line]:
    """The lines in the order of the sheet."""
    yield Line(
        NUMBER, _SECTION, "Chosen scenario", "chosen", "number",
        "Its place among low, base and high; chosen on Summary.",
        first=("=MATCH(scenario,scenario_names,0)", "count"),
    )  # fmt: skip
    for market in desk.portfolio.markets:
        yield _inside(desk, block, market)
    yield _common(desk, block)


def _inside(desk: PortfolioDesk, block: Block, market: MarketModel) -> Line:
    inputs = desk.block("Inputs", "inputs")
    key = inside_key(market)
    first, last = (block.at(key, place).column_locked for place in ("first", "second"))
    head = lambda year: block.at("header", year).row_locked  # noqa: E731
    return Line(
        key, _SECTION, f"Years of {market.name}", "all", "1 = yes",
        "From its first published size to the last year shown, of Inputs.",
        lambda year: f"=IF(AND({head(year)}>={first},{head(year)}<={last}),1,0)",
        "count-or-dash",
        first=(f"=MIN({figures.points(desk, market, 'year')})", "year"),
        second=(f"={inputs.at((market.market_id, 'last'), 'value')}", "year"),
    )  # fmt: skip


def _common(desk: PortfolioDesk, block: Block) -> Line:
    markets = desk.portfolio.markets
    top, bottom = inside_key(markets[0]), inside_key(markets[-1])
    return Line(
        COMMON, _SECTION, "Years that all markets have", "all", "1 = yes",
        "Markets are compared in these years only. Assumptions: the first and the last of them.",
        lambda year: f"=MIN({block.down(year, top, bottom)})",
        "count-or-dash",
        first=(f"=MAX({block.down('first', top, bottom)})", "year"),
        second=(f"=MIN({block.down('second', top, bottom)})", "year"),
    )  # fmt: skip
