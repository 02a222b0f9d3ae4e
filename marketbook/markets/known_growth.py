"""How fast each subject grows over a window: by its stated rate, or else by its sizes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.figures import Interval, grow, implied_growth, implied_interval
from marketbook.markets.printed import Rate, Size, is_money
from marketbook.markets.series import Series, widen
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
    for one in series:
        if start is None or end is None or not is_money(one.measure):
            continue
        if (one.subject, (start, end)) not in stated:
            sizes = _find_ends(one, source, doubtful)
            found[one.subject] += [_grow(*ends, (start, end)) for ends in sizes]
    return found


def _find_ends(
    series: Series, source: Source, doubtful: frozenset[Size]
) -> Iterator[tuple[Size, Size]]:
    """A size at the start of the forecast, or not long before it, and the one at its end."""
    start, end = source.forecast_start or 0, source.forecast_end or 0
    sound = {
        year: kept
        for year, sizes in series.by_year.items()
        if (kept := [size for size in sizes if size.origin not in doubtful])
    }
    near = [year for year in sound if start - 1 <= year <= start or year == source.base_year]
    begins = [year for year in near if year <= start]
    if begins and end in sound and end > start:
        ends = widen(sound[max(begins)]), widen(sound[end])
        # what may be nothing has no growth
        if all(size.low > 0 for size in ends):
            yield ends


def _grow(begin: Size, end: Size, window: Window) -> KnownGrowth:
    """What two sizes imply for the forecast."""
    growth = implied_interval(begin.interval, end.interval, end.at - begin.at)
    room = room_beside(growth)
    half = Interval((growth.low + room.low) / 2, (growth.high + room.high) / 2)
    ends, near = (_start_later(begin, end, first, window[0]) for first in (room, half))
    value = implied_growth(begin.money, end.money, end.at - begin.at)
    return KnownGrowth(window, value, ends, near, is_early=begin.at < window[0])


def _start_later(begin: Size, end: Size, first: Interval, start: int) -> Interval:
    """Growth from a later year on, where the years up to it grew by so much a year."""
    early = start - begin.at
    sizes = Interval(grow(begin.low, first.low, early), grow(begin.high, first.high, early))
    return implied_interval(sizes, end.interval, end.at - start)
