"""Growth of a series by itself, and figures moved to another year by it.

The growth of a series is the widest span of what its source states for it and of what its sizes,
taken one after the other, imply. It holds from the first to the last year that either covers.
Whether a stated rate also holds for the year from the base year to its window is open, so that a
move over that year is as wide as both readings. Where the source prints the market for both years,
it shows that the year grew by a rate of its own: then it is only counted on that a part did not
shrink in it, and only where neither the market nor the part's own rate does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from marketbook.figures import Interval, Ranged, grow, hull, implied_interval
from marketbook.markets.printed import Rate
from marketbook.markets.series import Series


@dataclass(frozen=True, slots=True)
class Growth(Ranged):
    """Growth of a series in percent a year, and the years that it holds for.

    Attributes:
        low, high: Its ends.
        from_year, to_year: First and last year.
        still_year: From this year on it is known that the series did not shrink.
        open_year: A window's start of which it is open whether the rate already holds for the
            year before it; none where sizes settle that.
        windows: First and last years of its stated rates, where no base year leaves open from
            when on they count.
    """

    low: float
    high: float
    from_year: int
    to_year: int
    still_year: int
    open_year: int | None = None
    windows: frozenset[tuple[int, int]] = frozenset()

    def move(
        self, value: float, end: Literal["low", "high"], year: int, to_year: int
    ) -> float | None:
        """One end of a value, in base units, in another year; none where no growth is known."""
        ahead = to_year > year
        slower = ahead if end == "low" else not ahead
        # over a year of which only this much is known, a move may count on no more
        since = self.still_year if slower else self.from_year
        first, last = min(year, to_year), max(year, to_year)
        if since > first or last > self.to_year:
            return None
        growth, count = self.low if slower else self.high, to_year - year
        is_open = int(self.open_year is not None and first < self.open_year)
        fewer = count - is_open if ahead else count + is_open
        both = grow(value, growth, count), grow(value, growth, fewer)
        return min(both) if end == "low" else max(both)

    def move_both(self, ends: Interval, year: int, to_year: int) -> Interval | None:
        """As :meth:`move`, both ends; the high one infinite where only the low one is known."""
        low = self.move(ends.low, "low", year, to_year)
        high = self.move(ends.high, "high", year, to_year)
        return None if low is None else Interval(low, math.inf if high is None else high)

    def is_fixed(self, year: int, to_year: int) -> bool:
        """Whether it is known what a value of one year is in the other.

        That is only so from one end of the growth, or of a stated rate, to the other; between them
        it may grow ever faster or slower.
        """
        move = (min(year, to_year), max(year, to_year))
        return move == (self.from_year, self.to_year) or move in self.windows

    def move_freely(
        self, value: float, end: Literal["low", "high"], year: int, to_year: int
    ) -> float | None:
        """As :meth:`move`, with growth from none to double where a stated rate leaves it open."""
        if self.is_fixed(year, to_year):
            return self.move(value, end, year, to_year)
        room = none_to_double(self.interval)
        return replace(self, low=room.low, high=room.high).move(value, end, year, to_year)


def none_to_double(rate: Interval) -> Interval:
    """Where growth of a year lies that a rate over several does not fix, in percent a year.

    A market that grows evenly ever faster, or fades evenly, does not leave the range from none to
    double the rate.
    """
    return Interval(min(rate.low * 2, 0.0), max(rate.high * 2, 0.0))


def find_growth(series: Series, rates: Iterable[Rate]) -> Growth | None:
    """Growth of a series by its own rates and sizes; none where neither is known."""
    own = list(rates)
    stated, implied = _stated(own), _implied(series)
    if implied is None:
        return stated
    # a rate without a period says how fast, and not when
    ends = hull([implied.interval, *(rate.interval for rate in own)])
    if stated is None:
        return replace(implied, low=ends.low, high=ends.high)
    if implied.to_year < stated.from_year or stated.to_year < implied.from_year:
        # of two spans with a gap between them, the stated one
        return replace(stated, low=ends.low, high=ends.high, open_year=_open(stated, implied))
    first = min(stated.from_year, implied.from_year)
    return replace(
        stated,
        low=ends.low,
        high=ends.high,
        from_year=first,
        to_year=max(stated.to_year, implied.to_year),
        still_year=min(stated.still_year, first),
        open_year=_open(stated, implied),
    )


def _open(stated: Growth, implied: Growth) -> int | None:
    start = stated.open_year
    settled = start is not None and implied.from_year < start <= implied.to_year
    return None if settled else start


def _stated(rates: list[Rate]) -> Growth | None:
    dated = [rate for rate in rates if rate.from_year is not None]
    ends = [rate.end for rate in rates if rate.end is not None]
    if not dated or not ends:
        return None
    growth = hull(rate.interval for rate in rates)
    return Growth(
        growth.low,
        growth.high,
        min(rate.from_year for rate in dated if rate.from_year is not None),
        max(ends),
        min(rate.still_year for rate in dated if rate.still_year is not None),
        min(rate.start for rate in dated if rate.start is not None),
        frozenset(
            (rate.start, rate.end)
            for rate in dated
            if rate.start is not None and rate.end is not None
            if rate.base_year is None or rate.base_year >= rate.start
        ),
    )


def _implied(series: Series) -> Growth | None:
    """What the printed sizes imply, one after the other."""
    ordered = sorted(series.settled, key=lambda size: size.at)
    steps = [(one, two) for one, two in pairwise(ordered) if two.at > one.at]
    if not steps:
        return None
    growth = hull(
        implied_interval(one.interval, two.interval, two.at - one.at) for one, two in steps
    )
    first, last = steps[0][0].at, steps[-1][1].at
    return Growth(growth.low, growth.high, first, last, first)
