"""Sizes of several sources about one subject, in a common year."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from marketbook.figures import divide
from marketbook.markets.growth import Growth
from marketbook.markets.printed import Size
from marketbook.markets.series import Series

SLIP = 1000.0**0.5
"""From here on two figures are nearer to a factor of a thousand than to each other."""

ORDER = 10.0**0.5
"""From here on two figures are nearer to a factor of ten than to each other."""

FindGrowth = Callable[[Series], Growth | None]


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Two sizes of one subject from two sources, moved to one year where none is shared.

    Attributes:
        series, other_series: The two series, in the order of their sources.
        size, other: The two sizes as printed.
        low, high, other_low, other_high: Both in the common year, in base units.
    """

    series: Series
    other_series: Series
    size: Size
    other: Size
    low: float
    high: float
    other_low: float
    other_high: float

    @property
    def apart(self) -> float:
        """The least factor between the two; below 1 where they meet."""
        return max(divide(self.low, self.other_high), divide(self.other_low, self.high))

    @property
    def is_moved(self) -> bool:
        """Whether the two are printed for different years."""
        return self.size.year != self.other.year


def pair_subjects(series: Iterable[Series]) -> list[tuple[Series, Series]]:
    """Printed series of two sources about the same subject, in the order of the sources."""
    subjects: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for one in series:
        if one.printed:
            subjects[one.market, *one.subject, one.measure].append(one)
    return [
        pair
        for found in subjects.values()
        for pair in combinations(sorted(found, key=lambda one: one.source), 2)
    ]


def put_beside(pairs: Iterable[tuple[Series, Series]], growth_of: FindGrowth) -> list[list[Beside]]:
    """Sizes of two series in each year that they share, or else moved to a common one.

    Sizes that another one of their own source contradicts are left out.
    """
    found = (_put_beside(one, two, growth_of) for one, two in pairs)
    return [sizes for sizes in found if sizes]


def _put_beside(one: Series, two: Series, growth_of: FindGrowth) -> list[Beside]:
    sizes, others = _settled(one), _settled(two)
    same = [
        Beside(one, two, size, other, size.low, size.high, other.low, other.high)
        for size in sizes
        for other in others
        if size.year == other.year
    ]
    if same:
        return same
    growth, other_growth = growth_of(one), growth_of(two)
    return [
        moved
        for size in sizes
        for other in others
        for moved in _move(one, two, size, other, growth, other_growth)
    ]


def _settled(series: Series) -> list[Size]:
    return [size for size in series.printed if size not in series.rivals]


def _move(
    one: Series,
    two: Series,
    size: Size,
    other: Size,
    growth: Growth | None,
    other_growth: Growth | None,
) -> Iterator[Beside]:
    """Both in one year: the other one moved to it, or else the one to the other's."""
    if (ends := _ends(other, other_growth, size.at)) is not None:
        yield Beside(one, two, size, other, size.low, size.high, *ends)
    elif (ends := _ends(size, growth, other.at)) is not None:
        yield Beside(one, two, size, other, *ends, other.low, other.high)


def _ends(size: Size, growth: Growth | None, year: int) -> tuple[float, float] | None:
    low = growth.move(size.low, "low", size.at, year) if growth else None
    if growth is None or low is None:
        return None
    high = growth.move(size.high, "high", size.at, year)
    return low, math.inf if high is None else high
