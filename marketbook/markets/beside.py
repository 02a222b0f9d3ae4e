"""Sizes of several sources about one subject, in a common year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from marketbook.figures import Interval, divide
from marketbook.markets.grouping import group_by
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
        own, others: Both in the common year, in base units.
    """

    series: Series
    other_series: Series
    size: Size
    other: Size
    own: Interval
    others: Interval

    @property
    def is_smaller(self) -> bool:
        """Whether the first is surely smaller."""
        return self.own.high < self.others.low

    @property
    def apart(self) -> float:
        """The least factor between the two; below 1 where they meet."""
        return max(divide(self.own.low, self.others.high), divide(self.others.low, self.own.high))

    @property
    def turned(self) -> Beside:
        """The same from the other side."""
        return Beside(self.other_series, self.series, self.other, self.size, self.others, self.own)

    @property
    def is_moved(self) -> bool:
        """Whether the two are printed for different years."""
        return self.size.year != self.other.year


def pair_subjects(series: Iterable[Series]) -> list[tuple[Series, Series]]:
    """Printed series of two sources about the same subject, in the order of the sources."""
    printed = (one for one in series if one.printed)
    subjects = group_by(printed, lambda one: (one.market, *one.subject, one.measure))
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
    pairs = [(size, other) for size in one.settled for other in two.settled]
    same = [
        Beside(one, two, size, other, size.interval, other.interval)
        for size, other in pairs
        if size.year == other.year
    ]
    return same or list(_move(one, two, pairs, growth_of))


def _move(
    one: Series, two: Series, pairs: Iterable[tuple[Size, Size]], growth_of: FindGrowth
) -> Iterator[Beside]:
    """Both in one year: the other one moved to it, or else the one to the other's."""
    growth, growth_of_other = growth_of(one), growth_of(two)
    for size, other in pairs:
        own, others = size.interval, other.interval
        if growth_of_other and (far := growth_of_other.move_both(others, other.at, size.at)):
            yield Beside(one, two, size, other, own, far)
        elif growth and (far := growth.move_both(own, size.at, other.at)):
            yield Beside(one, two, size, other, far, others)
