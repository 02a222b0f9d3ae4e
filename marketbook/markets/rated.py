"""Stated rates as wide as the sizes of their subject allow, and parts beside wholes by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from marketbook.figures import Interval, hull, reach
from marketbook.markets.nesting import Nesting
from marketbook.markets.printed import Rate
from marketbook.markets.series import Series
from marketbook.markets.spans import Span


@dataclass(frozen=True, slots=True, eq=False)
class WideRate:
    """A rate over a known window, with what the sizes of its subject imply taken in.

    Attributes:
        rate: The rate.
        start, end: Its window.
        from_year: The first year that it may be counted from.
        low, high: Its ends in percent a year.
    """

    rate: Rate
    start: int
    end: int
    from_year: int
    low: float
    high: float

    @property
    def interval(self) -> Interval:
        """Both ends."""
        return Interval(self.low, self.high)

    @property
    def window(self) -> tuple[int, int]:
        """First and last year."""
        return self.start, self.end

    def counts(self, year: int) -> tuple[int, int]:
        """Years from ``year`` to the end of the window, read in both ways.

        Whether a rate holds for the year from the base year to its window is open.
        """
        count = self.end - year
        return count, count - (year < self.start)


def widen_rate(rate: Rate, spans: Iterable[Span]) -> WideRate | None:
    """A rate as wide as its sizes allow; none where its window is open."""
    if rate.start is None or rate.end is None:
        return None
    from_year = rate.start if rate.from_year is None else rate.from_year
    ends = hull([rate.interval, *(span.implied for span in spans)])
    return WideRate(rate, rate.start, rate.end, from_year, ends.low, ends.high)


@dataclass(frozen=True, slots=True, eq=False)
class RatedPair:
    """The series of a part and of a whole with rates that cannot be the same.

    Attributes:
        nesting: What the one is to the other.
        own, of_whole: The two rates.
    """

    nesting: Nesting
    own: WideRate
    of_whole: WideRate

    @property
    def is_faster(self) -> bool:
        """Whether the part grows faster than the whole."""
        return not reach(self.own.low, self.of_whole.high)


def pair_rates(
    nestings: Iterable[Nesting], rated: Mapping[Series, list[WideRate]]
) -> Iterator[RatedPair]:
    """Parts and wholes whose rates cannot be the same."""
    for nesting in nestings:
        for own in rated.get(nesting.part, ()):
            for of_whole in rated.get(nesting.whole, ()):
                if not own.interval.meets(of_whole.interval):
                    yield RatedPair(nesting, own, of_whole)


def group_rates(
    pairs: Iterable[tuple[Rate, Series, bool]], wide: Mapping[Rate, WideRate]
) -> dict[Series, list[WideRate]]:
    """The rates over a known window that are of each series."""
    found: dict[Series, list[WideRate]] = defaultdict(list)
    for rate, series, is_own in pairs:
        if is_own and rate in wide:
            found[series].append(wide[rate])
    return dict(found)
