"""The page's first view: markets side by side, and what contradicts what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marketbook import forecasts
from marketbook.exports.page.charts import Part, draw_bars
from marketbook.exports.page.draw import Drawing
from marketbook.exports.page.lines import BASE, Scale, list_totals
from marketbook.exports.page.links import make_href
from marketbook.exports.page.problems import Problem, count_verdicts, group_by_market
from marketbook.exports.page.words import (
    MISSING,
    Cell,
    Table,
    say,
    tabulate,
    write_number,
    write_percent,
)
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio.model import Nesting, Portfolio, model_portfolio
from marketbook.workbook.read_market import list_markets
from marketbook.workbook.records import Records

_MOST_HEADLINES = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """Markets side by side.

    Attributes:
        markets: Their sizes in the years that all have, growth, findings; none without sizes.
        drawing: Their sizes in those years; none for a single market.
        nested: Sentences on markets that are part of others.
        apart: Markets that cannot stand beside the others, each with the reason.
        headlines: The first contradictions to know: those in money, then the gravest others.
        loose: The other contradictions that are about no single market.
    """

    markets: Table | None
    drawing: Drawing | None
    nested: tuple[Cell, ...]
    apart: tuple[Cell, ...]
    headlines: tuple[Problem, ...]
    loose: tuple[Problem, ...]


def view_overview(records: Records, problems: Sequence[Problem], *, is_drawn: bool) -> Overview:
    """The overview of a package."""
    headlines = tuple(sorted(problems, key=lambda one: not one.money)[:_MOST_HEADLINES])
    loose = tuple(one for one in problems if not one.market and one not in headlines)
    if not list_markets(records):
        return Overview(None, None, (), (), headlines, loose)
    portfolio = model_portfolio(records)
    return Overview(
        _tabulate(portfolio, problems),
        _draw(portfolio) if is_drawn else None,
        tuple(_tell_nested(portfolio, nesting) for nesting in portfolio.nestings),
        tuple(say(f"{one.name}: {one.reason}") for one in portfolio.apart),
        headlines,
        loose,
    )


def _draw(portfolio: Portfolio) -> Drawing | None:
    """The markets that have a size in both common years; none where they are too few."""
    ends = [
        [_size(portfolio, market, year) for year in portfolio.common]
        for market in portfolio.markets
    ]
    parts = [
        Part(market.name, begin, end)
        for market, (begin, end) in zip(portfolio.markets, ends, strict=True)
        if begin is not None and end is not None
    ]
    scale = Scale(portfolio.unit.name, 1.0, _count_digits(portfolio))
    return draw_bars(parts, portfolio.common, scale, "above") if len(parts) > 1 else None


def _tabulate(portfolio: Portfolio, problems: Sequence[Problem]) -> Table:
    first, last = portfolio.common
    found = group_by_market(problems)
    heads = (
        str(first), str(last), "Times", "Growth a year", "Growth as published", "Findings",
        "Publishers",
    )  # fmt: skip
    rows = [
        _row(portfolio, market, found.get(market.market_id, ())) for market in portfolio.markets
    ]
    unit = portfolio.unit.name
    caption = f"Size of each market{portfolio.where} in {first} and {last}, {unit}, base scenario"
    numbers = [head for head in heads if head != "Findings"]
    return tabulate(caption, ["Market", *heads], rows, numbers)


def _row(portfolio: Portfolio, market: MarketModel, found: Sequence[Problem]) -> Iterator[Cell]:
    first, last = portfolio.common
    begin, end = (_size(portfolio, market, year) for year in (first, last))
    place = make_href(f"market/{market.market_id}")
    yield say(portfolio.full_names[market.market_id], place)
    yield say(_write(portfolio, begin))
    yield say(_write(portfolio, end))
    both = begin and end and last > first
    yield say(f"{write_number(end / begin, 1)}×" if begin and end else MISSING)
    yield say(
        write_percent(forecasts.imply_rate(begin, end, last - first)) if begin and end and both
        else MISSING
    )  # fmt: skip
    yield say(_tell_growth(market))
    yield say(count_verdicts(found), f"{place}/findings" if found else "")
    yield say(market.publishers)


def _tell_growth(market: MarketModel) -> str:
    figure = market.growth.figure
    if figure.assumed or not figure.record:
        return MISSING
    years = f", {figure.period[0]} to {figure.period[1]}" if None not in figure.period else ""
    return f"{figure.stated.replace(' percent', ' %')}{years}"


def _size(portfolio: Portfolio, market: MarketModel, year: int) -> float | None:
    """Size of a market in the unit that all are shown in; none outside its years."""
    size = list_totals(market)[BASE].get(year)
    own = next(unit for unit in portfolio.units if unit.id == market.unit_id)
    return None if size is None else size * (own.factor / portfolio.unit.factor)


def _write(portfolio: Portfolio, size: float | None) -> str:
    return MISSING if size is None else write_number(size, _count_digits(portfolio))


def _count_digits(portfolio: Portfolio) -> int:
    return int(portfolio.size_number.rpartition("-")[2])


def _tell_nested(portfolio: Portfolio, nesting: Nesting) -> Cell:
    """What share of the market around it a market is, at both ends of the common years."""
    shares: list[str] = []
    for year in dict.fromkeys(portfolio.common):
        inner, outer = (
            _size(portfolio, market, year) for market in (nesting.child, nesting.parent)
        )
        if inner is not None and outer:
            shares.append(f"{write_percent(inner / outer, 0)} of it in {year}")
    told = ", ".join(shares) or "no year in common"
    names = portfolio.full_names
    child, parent = (names[m.market_id] for m in (nesting.child, nesting.parent))
    return say(f"{child} is part of {parent}: {told}.")
