"""Units sold times the price of one, beside the value of a market."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from marketbook.figures import Interval, divide
from marketbook.markets import Family, Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Size, Statistic, is_money
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import ends, ends_in_unit, gap_of


class _Sold(NamedTuple):
    """Units sold, in base units and as printed: a statistic, or a size that is counted."""

    interval: Interval
    words: str


@rule(
    "statistics.price-times-units-is-value",
    "statistics",
    "sizes",
    "units",
    "regions",
    severity="note",
)
def price_times_units_is_value(family: Family) -> Verdicts:
    """Units sold, times the price of one, give the value of the market."""
    for publication in family.publications:
        for (region, year), prices in _group_prices(publication).items():
            sold = _find_sold(publication, region, year)
            # two prices, or two counts, are of different things
            if len(prices) == len(sold) == 1:
                yield from _judge(prices[0], sold[0], year, publication, family.slips.doubtful)


def _group_prices(publication: Publication) -> dict[tuple[str, int], list[Statistic]]:
    prices = (
        one
        for one in publication.statistics
        if one.kind == "price" and one.value and one.unit and len(one.period) == 4
    )
    return group_by(prices, lambda one: (one.region, int(one.period)))


def _find_sold(publication: Publication, region: str, year: int) -> list[_Sold]:
    """Units sold in a year; where no statistic says so, the sizes that are counted."""
    stated = [
        _Sold(one.interval.times(one.unit.factor), f"{one.told} sold ({one.cite})")
        for one in publication.statistics
        if one.kind == "units-sold" and one.value and one.unit
        if (one.region, one.period) == (region, str(year))
    ]
    return stated or [
        _Sold(size.interval, f"{size.told} ({size.cite})")
        for series in publication.series_of(region)
        if not is_money(series.measure)
        for size in series.printed
        if size.at == year
    ]


def _judge(
    price: Statistic, sold: _Sold, year: int, publication: Publication, doubtful: frozenset[Size]
) -> Verdicts:
    if price.unit is None:
        return
    each = price.interval.times(price.unit.factor)
    value = Interval(each.low * sold.interval.low, each.high * sold.interval.high)
    sizes = [
        size
        for series in publication.series_of(price.region)
        if series.measure == price.unit.measure
        for size in series.printed
        if size.at == year and size not in doubtful
    ]
    if sizes:
        fits = any(value.meets(size.interval) for size in sizes)
        yield None if fits else _contradict(price, sold, value, sizes)


def _contradict(
    price: Statistic, sold: _Sold, value: Interval, sizes: Sequence[Size]
) -> Contradiction:
    size = min(sizes, key=lambda size: abs(size.money - value.middle))
    gap = gap_of(size.money, value.middle, size.unit)
    product = ends_in_unit(value, size.unit)
    message = (
        f"states a price of {price.told} in {price.period}, which times {sold.words} is {product}, "
        f"but {size.cite} states {size.told}: {gap}; one of the three is wrong, or the market "
        "covers more, or less, than these units"
    )
    sold_for = size.interval.over(sold.interval)
    factor = price.unit.factor if price.unit else 1.0
    implied = f"{ends(sold_for.low / factor, sold_for.high / factor)}"
    worth = abs(divide(size.money, value.middle) - 1)
    return contradict(price, message, implied, worth)
