"""The same values under two sets of years."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marketbook.figures import FLOAT_NOISE, divide, power, reach
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Size
from marketbook.markets.series import Series

CHANCE = -6.0
"""Logarithm of how likely it may be that values of two publishers are alike by chance.

A value of three significant digits is met by chance once in some hundred to thousand times, two
of them once in some ten thousand to a million: only what is rarer than that counts.
"""

_STAYS = 12
"""A value printed for more years than this says nothing of a shift."""


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """Two or more values that a series prints so many years later than another, or than itself.

    Attributes:
        series, other: The two series; one and the same where it repeats its own values.
        years: Years from the values of the one to those of the other.
        values: How many different values are alike.
        first, last: The first and the last such size of the one.
        other_first, other_last: The same two values in the other.
    """

    series: Series
    other: Series
    years: int
    values: int
    first: Size
    last: Size
    other_first: Size
    other_last: Size


def find_shifts(
    series: Iterable[Series],
    pairs: Iterable[tuple[Series, Series]],
    publisher_of: Callable[[Series], str],
) -> list[Shift]:
    """Series that print two or more values of another one, or of their own, under other years.

    Values that may well stay the same, as a slow growth is lost in their rounding, are no shift,
    nor are values of two publishers of so few digits that it may be chance.
    """
    doubled = [one for one in series if len(one.printed) - len(_by_amount(one)) > 1]
    found = [shift for one in doubled for shift in _compare(one, one, is_own=True)]
    for one, other in pairs:
        is_own = publisher_of(one) == publisher_of(other) != ""
        found += _compare(one, other, is_own=is_own)
    return found


def _by_amount(series: Series) -> Mapping[float, list[Size]]:
    return group_by(series.printed, lambda size: _whole(size.money))


def _whole(money: float) -> float:
    """The amount without its decimals; one beyond all numbers stays what it is."""
    return round(money) if math.isfinite(money) else money


def _compare(one: Series, other: Series, *, is_own: bool) -> Iterator[Shift]:
    alike: dict[int, list[tuple[Size, Size]]] = defaultdict(list)
    others = _by_amount(other)
    for amount, sizes in _by_amount(one).items():
        for size, again in _pair_years(sizes, others.get(amount, ())):
            years = again.at - size.at
            # within one series each pair is met from both sides
            if years > 0 or (years and one is not other):
                alike[years].append((size, again))
    for years, pairs in sorted(alike.items()):
        # logarithm of how likely it is that all the values are alike by chance
        spreads = (max(_spread(size), _spread(again)) - 1 for size, again in pairs)
        chance = sum(math.log10(max(spread, FLOAT_NOISE)) for spread in spreads)
        if (is_own or chance <= CHANCE) and (shift := _read(one, other, years, pairs)):
            yield shift


def _pair_years(sizes: Iterable[Size], others: Iterable[Size]) -> Iterator[tuple[Size, Size]]:
    """Each year's first size of a value beside the first of each year of the other."""
    here, there = ({size.at: size for size in reversed(list(found))} for found in (sizes, others))
    if max(len(here), len(there)) <= _STAYS:
        yield from ((size, other) for size in here.values() for other in there.values())


def _spread(size: Size) -> float:
    return size.high / size.low if size.low > 0 else math.inf


def _read(
    one: Series, other: Series, years: int, pairs: Sequence[tuple[Size, Size]]
) -> Shift | None:
    ordered = sorted(pairs, key=lambda pair: pair[0].at)
    (first, other_first), (last, other_last) = ordered[0], ordered[-1]
    values = len({_whole(size.money) for size, _ in pairs})
    if values < 2 or first.at == last.at or _may_be_flat([size for size, _ in ordered], years):
        return None
    return Shift(one, other, years, values, first, last, other_first, other_last)


def _may_be_flat(sizes: Sequence[Size], years: int) -> bool:
    """Whether the growth between the values, over the shift, is lost in the rounding of one."""
    part = abs(years) / (sizes[-1].at - sizes[0].at)
    grown = divide(max(size.low for size in sizes), min(size.high for size in sizes))
    return reach(power(grown, part), min(_spread(size) for size in sizes))
