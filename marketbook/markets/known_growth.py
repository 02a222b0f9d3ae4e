"""How fast each subject grows over a window: by its stated rate, or else by its sizes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.figures import Interval, grow, implied_growth, implied_interval
from marketbook.markets.printed import Rate, Size, is_money
from marketbook.markets.series import Series, group_by_year, widen
from marketbook.markets.sources import Source
from marketbook.markets.spans import room_beside

Window = tuple[int, int]
"""First and last year; 0 where one is open."""


@dataclass(frozen=True, slots=True, eq=False)
class KnownGrowth:
    """Growth of a subject over a window, in percent a year.

    Attributes:
        window: The years.
        value: The stated rate, or what the printed sizes imply.
        ends: All that it can be. Where the first size is that of a year before the forecast, the
            years up to its start may have grown otherwise: see
            :func:`~marketbook.markets.spans.room_beside`.
        near: The same with half of that room: of two such subjects the one with little and the
            other with much is as unlikely as the one with least or with most.
        stated: The rate as printed; empty where the growth is that of the sizes.
        is_early: Whether the first size is that of a year before the forecast.
    """

    window: Window
    value: float
    ends: Interval
    near: Interval
    stated: str = ""
    is_early: bool = False

    def may_be_with(self, other: KnownGrowth) -> bool:
        """Whether the windows of both may be the same years."""
        return all(
            one == two or not one or not two
            for one, two in zip(self.window, other.window, strict=True)
        )


Subject = tuple[str, str]
"""Region and segment."""


def know_growth(
    source: Source, rates: Iterable[Rate], series: Iterable[Series], doubtful: frozenset[Size]
) -> dict[Subject, list[KnownGrowth]]:
    """Growth of each region and segment, in money: by stated rates, or else by sizes."""
    found: dict[Subject, list[KnownGrowth]] = defaultdict(list)
    for rate in rates:
        if rate.is_money:
            window = rate.start or 0, rate.end or 0
            growth = KnownGrowth(window, rate.value, rate.interval, rate.interval, rate.stated)
            found[rate.subject].append(growth)
    stated = {(subject, one.window) for subject, known in found.items() for one in known}
    start, end = source.forecast_start, source.forecast_end
    if start is None or end is None or end <= start:
        return found
    for one in series:
        if is_money(one.measure) and (one.subject, (start, end)) not in stated:
            sound = group_by_year(size for size in one.sizes if size.origin not in doubtful)
            # of the year that the forecast starts from, or of one not long before it
            begins = [
                year
                for year in sound
                if year <= start and year in (start - 1, start, source.base_year)
            ]
            if begins and end in sound:
                ends = widen(sound[max(begins)]), widen(sound[end])
                found[one.subject] += _grow(*ends, (start, end))
    return found


def _grow(begin: Size, end: Size, window: Window) -> Iterator[KnownGrowth]:
    """What two sizes imply for the forecast; what may be nothing has no growth."""
    if begin.low <= 0 or end.low <= 0:
        return
    growth = implied_interval(begin.interval, end.interval, end.at - begin.at)
    room = room_beside(growth)
    half = Interval((growth.low + room.low) / 2, (growth.high + room.high) / 2)
    ends, near = (_start_later(begin, end, first, window[0]) for first in (room, half))
    value = implied_growth(begin.money, end.money, end.at - begin.at)
    yield KnownGrowth(window, value, ends, near, is_early=begin.at < window[0])


def _start_later(begin: Size, end: Size, first: Interval, start: int) -> Interval:
    """Growth from a later year on, where the years up to it grew by so much a year."""
    early = start - begin.at
    sizes = Interval(grow(begin.low, first.low, early), grow(begin.high, first.high, early))
    return implied_interval(sizes, end.interval, end.at - start)
