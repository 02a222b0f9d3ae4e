"""The sizes that a stated growth rate spans, and the growth that they imply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from marketbook.figures import Interval, grow, implied_growth, implied_interval, reach
from marketbook.markets.grouping import group_by
from marketbook.markets.growth import none_to_double
from marketbook.markets.printed import Rate, Size, is_money
from marketbook.markets.series import MOST_REPEATS, Series


@dataclass(frozen=True, eq=False)
class Span:
    """A rate with two sizes of its subject, from one year to another.

    Attributes:
        rate: The rate.
        series: The series of the two sizes.
        begin, end: The two sizes.
        is_own: Whether the series is one that the rate is of: in its unit, or in money where it
            leaves the unit open.
        is_sound: Whether no other size contradicts either of the two.
    """

    rate: Rate
    series: Series
    begin: Size
    end: Size
    is_own: bool
    is_sound: bool

    @property
    def years(self) -> int:
        """Years between the two sizes."""
        return self.end.at - self.begin.at

    @cached_property
    def implied(self) -> Interval:
        """Growth that the two sizes imply over all the years, in percent a year."""
        return implied_interval(self.begin.interval, self.end.interval, self.years)

    @property
    def implied_digits(self) -> float:
        """The same of the printed digits, without their rounding."""
        return implied_growth(self.begin.money, self.end.money, self.years)

    @property
    def outside(self) -> int:
        """Years between the two sizes that are outside the rate's window."""
        start, end = self.rate.start, self.rate.end
        before = 0 if start is None else max(start - self.begin.at, 0)
        return before + (0 if end is None else max(self.end.at - end, 0))

    @property
    def missing(self) -> int:
        """Years of the rate's window that are outside the two sizes."""
        start, end = self.rate.start, self.rate.end
        early = 0 if start is None else max(self.begin.at - start, 0)
        return early + (0 if end is None else max(end - self.end.at, 0))

    @property
    def window(self) -> int | None:
        """Years of the rate's window; none where it is open."""
        start, end = self.rate.start, self.rate.end
        return None if start is None or end is None else end - start

    @property
    def beside_growth(self) -> Interval:
        """What the years that only the sizes, or only the window hold must grow by, in percent."""
        count = self.years - self.outside if self.outside else self.window or 0
        slow, fast = (grow(1.0, rate, count) for rate in (self.rate.low, self.rate.high))
        least, most = self.end.low / self.begin.high, self.end.high / self.begin.low
        if self.outside:
            growths = (
                implied_growth(fast, least, self.outside),
                implied_growth(slow, most, self.outside),
            )
        else:
            growths = (
                implied_growth(most, slow, self.missing),
                implied_growth(least, fast, self.missing),
            )
        return Interval(*growths)

    @cached_property
    def fits(self) -> bool:
        """Whether the rate is that of the two sizes over all the years between them."""
        return self.implied.meets(self.rate.interval)

    @cached_property
    def agrees(self) -> bool:
        """Whether the rate fits, or may be about other years than those between the two sizes.

        What a size before the window, or a window before the first or after the last size, leaves
        open is how much grew in the years that only one of the two holds.
        Where the source prints the whole for both years, the years before the window are known to
        have grown otherwise.
        """
        if self.fits or self.may_grow_apart:
            return True
        known = self.outside or (self.missing and self.window is not None)
        return bool(known and self._can_grow(self.beside_growth))

    @property
    def room(self) -> Interval:
        """What the years that only the sizes or only the window hold may have grown by."""
        return room_beside(self.rate.interval, self.window)

    def _can_grow(self, needed: Interval) -> bool:
        """Whether these years can have grown by what the sizes need, in percent a year.

        Where they need nothing at all, the years were miscounted: a miscount is as near to nothing
        as the digits are fine, so that room for nothing must come with room for a quarter of the
        rate.
        """
        rate = self.rate
        if not needed.meets(self.room):
            return False
        if not needed.low <= 0 <= needed.high:
            return True
        return not (needed.high * 4 <= rate.low or rate.high <= needed.low * 4)

    @property
    def first_size(self) -> Interval:
        """The size at the window's start, counted back from the end at the rate, in base units."""
        start = self.begin.at if self.rate.start is None else self.rate.start
        count = start - self.end.at
        return Interval(
            grow(self.end.low, self.rate.high, count), grow(self.end.high, self.rate.low, count)
        )

    @property
    def may_grow_apart(self) -> bool:
        """Whether a part grew in the years before the window so that its weight may have changed.

        Beside the whole, whose growth in these years is printed, it at most halves or doubles.
        """
        first = self.rate.first
        if not self.outside or not self.rate.is_apart or first is None:
            return False
        needed, count = self.beside_growth, self.outside
        low, high, slow, fast = (
            grow(1.0, growth, count) for growth in (needed.low, needed.high, first.low, first.high)
        )
        return reach(low, fast * 2) and reach(slow / 2, high)


A_TENTH = 10.0
"""Percent a year by which a market may shrink or grow in a year of which nothing is printed.

World trade in goods fell by 12 % in 2009 and by 5 % in 2020 (World Trade Organization, volumes);
single markets of those years are the falls that publishers leave out most often.
"""


A_QUARTER = 25.0
"""The same for the years beside a rate of one year, which says nothing of any other.

New cars sold in the United States fell by 21 % in 2009 (Bureau of Economic Analysis).
"""


def room_beside(rate: Interval, window: int | None = None) -> Interval:
    """What years beside the window of a rate may have grown by, in percent a year.

    From none to double the rate (:func:`~.growth.none_to_double`). A single bad or good year may
    add a tenth either way, and years beside a window of a single one a quarter.
    """
    least = A_QUARTER if window == 1 else A_TENTH
    room = none_to_double(rate)
    return Interval(min(room.low, -least), max(room.high, least))


def pair_with_series(
    rates: Iterable[Rate], series: Iterable[Series]
) -> list[tuple[Rate, Series, bool]]:
    """Each rate with the series of its subject, and whether it is of that series.

    A rate that says of which unit it is goes with the series in that currency or count. One
    that leaves it open is the growth of money, though it may turn out to be that of the numbers
    of things beside it.
    """
    subjects = group_by(series, lambda one: one.subject)
    found: list[tuple[Rate, Series, bool]] = []
    for rate in rates:
        near = [
            one
            for one in subjects.get(rate.subject, ())
            if not rate.measure or rate.measure == one.measure
        ]
        found += [(rate, one, bool(rate.measure) or is_money(one.measure)) for one in near]
    return found


def find_spans(
    pairs: Iterable[tuple[Rate, Series, bool]],
    slipped: frozenset[Size],
    doubtful: frozenset[Size],
) -> dict[Rate, list[Span]]:
    """The sizes that each rate spans; a rate that leaves its unit open in the likely ones.

    The begin is the last size not after the window's start (else the first one inside), the end
    is the first size not before the window's end (else the last one inside). What grew before the
    window or after it may have grown at another rate: the base year counts, and one year either
    way, as labels and periods are often a year apart; where no two such sizes are printed, any
    before and after the window. Of a rate that leaves its start open, the begin is the size from
    which the growth comes nearest to it; where no size is printed at its end, it spans none. A
    share of a printed total is a size too;
    slips of the unit are left out. Of two sizes of one year that contradict each other one may be
    right: there is a span for each; of very many only for the first ones.

    Args:
        pairs: Rates with their series, as :func:`pair_with_series` finds them.
        slipped: Sizes in the wrong unit.
        doubtful: Sizes that another one contradicts; spans of them are not sound.
    """
    found: dict[Rate, list[Span]] = {}
    for rate, series, is_own in pairs:
        years = _possible(series, slipped)
        chosen = _choose_years(rate, years)
        if chosen is None:
            continue
        begin_year, end_year = chosen
        found.setdefault(rate, []).extend(
            Span(rate, series, begin, end, is_own, doubtful.isdisjoint((begin.origin, end.origin)))
            for begin in years[begin_year][:MOST_REPEATS]
            for end in years[end_year][:MOST_REPEATS]
        )
    likely = {rate: _of_likely_unit(spans) for rate, spans in found.items()}
    return {rate: spans for rate, spans in likely.items() if spans}


def _possible(series: Series, slipped: frozenset[Size]) -> Mapping[int, tuple[Size, ...]]:
    if not slipped:
        return series.by_year
    kept = {
        year: tuple(size for size in sizes if size.origin not in slipped)
        for year, sizes in series.by_year.items()
    }
    return {year: sizes for year, sizes in kept.items() if sizes}


def _choose_years(rate: Rate, sizes: Mapping[int, tuple[Size, ...]]) -> tuple[int, int] | None:
    start, end = rate.start, rate.end
    near = [
        year
        for year in sizes
        if (start is None or year >= start - 1 or year == rate.base_year)
        and (end is None or year <= end + 1)
    ]
    return _span_window(rate, near, sizes) or _span_window(rate, list(sizes), sizes)


def _span_window(
    rate: Rate, years: Sequence[int], sizes: Mapping[int, tuple[Size, ...]]
) -> tuple[int, int] | None:
    """The last year not after a window's start and the first not before its end, or what is inside.

    None where these two have no year of the window between them.
    """
    if not years:
        return None
    start, end = rate.start, rate.end
    finish = min((year for year in years if end is not None and year >= end), default=max(years))
    if start is None:
        begin = _find_start(rate, [year for year in years if year < finish], finish, sizes)
    else:
        begin = max((year for year in years if year <= start), default=min(years))
    # growth from an open start up to a year of which no size is printed may all lie ahead of them
    is_ahead = start is None and end is not None and finish < end
    inside = not is_ahead and (start is None or finish > start) and (end is None or begin < end)
    return (begin, finish) if finish > begin and inside else None


def _find_start(
    rate: Rate, years: Sequence[int], finish: int, sizes: Mapping[int, tuple[Size, ...]]
) -> int:
    """Of a rate that leaves its start open the year from which growth comes nearest to it."""

    def gap(year: int) -> float:
        first, last = (sizes[one][0].money for one in (year, finish))
        return abs(implied_growth(first, last, finish - year) - rate.value)

    return min(sorted(years), key=gap, default=finish)


def _of_likely_unit(spans: list[Span]) -> list[Span]:
    """Of several units the one in which the rate agrees: that says more of the unit than money.

    A rate that leaves its unit open and does not agree with numbers of things may be that of money
    which is not printed.
    """
    ranks: dict[Series, int] = {}
    for span in spans:
        rank = span.agrees * 2 + span.is_own
        ranks[span.series] = max(rank, ranks.get(span.series, 0))
    best = max(ranks.values())
    return [span for span in spans if ranks[span.series] == best] if best else []
