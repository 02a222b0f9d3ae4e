"""Stated rates as wide as their sizes allow, beside those of wholes and of all parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from marketbook.figures import Ranged, divide, grow, hull, implied_growth, reach
from marketbook.markets.codes import Codes
from marketbook.markets.lists import FullList
from marketbook.markets.nesting import Cut, Nesting
from marketbook.markets.printed import Rate, Size
from marketbook.markets.series import Series
from marketbook.markets.spans import Span


@dataclass(frozen=True, slots=True, eq=False)
class WideRate(Ranged):
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

    @property
    def horizon(self) -> int:
        """The first year that ends a window of the two."""
        return min(self.own.end, self.of_whole.end)


def pair_rates(
    nestings: Iterable[Nesting], rated: Mapping[Series, list[WideRate]]
) -> Iterator[RatedPair]:
    """Parts and wholes whose rates cannot be the same."""
    for nesting in nestings:
        for own in rated.get(nesting.part, ()):
            for of_whole in rated.get(nesting.whole, ()):
                if not own.interval.meets(of_whole.interval):
                    yield RatedPair(nesting, own, of_whole)


Subject = tuple[str, str]
Window = tuple[int, int]


@dataclass(frozen=True, eq=False)
class RateSet:
    """Rates over one window of parts of a whole.

    Attributes:
        name: What makes them up: the segments of an axis, the regions of a list, parts with shares.
        region: The whole, which is a market in this region.
        is_full: Whether the parts are all that there are.
    """

    name: str
    region: str
    rates: tuple[WideRate, ...]
    is_full: bool = True

    @property
    def window(self) -> Window:
        """First and last year of the window."""
        return self.rates[0].window

    @cached_property
    def least(self) -> float:
        """The rate that none of them is below, in percent a year."""
        return min(rate.low for rate in self.rates)

    @cached_property
    def most(self) -> float:
        """The rate that none of them is above, in percent a year."""
        return max(rate.high for rate in self.rates)


@dataclass(frozen=True, slots=True, eq=False)
class Average:
    """What the rates of a set can average to.

    Attributes:
        rates: The set.
        low, high: The least and the most, in percent a year; the one may be above the other where
            no rate of the whole is left.
        whole: The size of the whole by whose parts they are weighted; none where nothing is known
            of the weights.
    """

    rates: RateSet
    low: float
    high: float
    whole: Size | None = None

    def gap(self, of_whole: WideRate) -> float:
        """How far the rate of the whole is from it, in points; below 0 where the two meet."""
        return max(of_whole.low - self.high, self.low - of_whole.high)

    def fits(self, of_whole: WideRate) -> bool:
        """Whether the two meet."""
        return reach(of_whole.low, self.high) and reach(self.low, of_whole.high)


def find_rate_sets(
    wide: Iterable[WideRate], cuts: Iterable[Cut], lists: Iterable[FullList], codes: Codes
) -> list[RateSet]:
    """The sets of one source and market."""
    known: dict[Window, dict[Subject, WideRate]] = defaultdict(dict)
    for one in wide:
        known[one.window].setdefault(one.rate.subject, one)
    groups = [*_group_axes(known, codes), *_group_lists(lists), *_group_shares(cuts)]
    return [
        RateSet(name, region, tuple(rates[part] for part in parts))
        for name, region, parts in groups
        for rates in known.values()
        if all(part in rates for part in parts)
    ]


_Group = tuple[str, str, Sequence[Subject]]


def _group_axes(
    known: Mapping[Window, Mapping[Subject, WideRate]], codes: Codes
) -> Iterator[_Group]:
    """Segments of complete axes, in each region that rates are about."""
    cut = sorted({subject for rates in known.values() for subject in rates if subject[1]})
    pairs = sorted({(codes.axis_of(segment), region) for region, segment in cut})
    for axis, region in pairs:
        if tops := sorted(codes.full_axes.get(axis, ())):
            yield f"segments by {codes.name(axis)}", region, [(region, top) for top in tops]


def _group_lists(lists: Iterable[FullList]) -> Iterator[_Group]:
    for one in lists:
        parts = [(region, "") for region in sorted(one.parts)]
        yield f"regions of the list {one.name}", one.whole, parts


def _group_shares(cuts: Iterable[Cut]) -> Iterator[_Group]:
    """Parts whose printed shares of one year add up to the whole.

    The digits, as a small part that nobody names may hide in what they are rounded by.
    """
    for cut in cuts:
        total, parts = sum(part.money for part in cut.parts), [part.subject for part in cut.parts]
        is_full = reach(total, cut.whole.money) and reach(cut.whole.money, total)
        if 1 < len(parts) == cut.of_shares == len(set(parts)) and is_full:
            yield f"parts with a share in {cut.whole.year}", cut.whole.region, parts


def weigh(
    rates: RateSet, of_whole: WideRate, whole: Size, lows: Mapping[Subject, float]
) -> Average | None:
    """What the rates of a set average to, by what the parts hold at the start.

    A part that holds at least w of the whole keeps the whole from growing as its fastest part by
    w times what it lags behind; what no figure is known of may be all of the fastest or slowest.

    Args:
        rates: The set.
        of_whole: The rate of the whole over the same window.
        whole: A size of the whole at the start of the window, or in the base year before.
        lows: The least that each part with a size of that year is, in base units.

    Returns:
        As wide as both readings of the window make it; none where the window is over.
    """
    counts = of_whole.counts(whole.at)
    if min(counts) <= 0:
        return None
    weights = [
        (rate, divide(lows[rate.rate.subject], whole.high))
        for rate in rates.rates
        if rate.rate.subject in lows
    ]
    lows_, highs = zip(*(_limit(rates, weights, count) for count in counts), strict=True)
    return Average(rates, min(lows_), max(highs), whole)


def _limit(
    rates: RateSet, weights: Sequence[tuple[WideRate, float]], count: int
) -> tuple[float, float]:
    slowest, fastest = grow(1.0, rates.least, count), grow(1.0, rates.most, count)
    least = slowest + sum(
        weight * (grow(1.0, rate.low, count) - slowest) for rate, weight in weights
    )
    most = fastest - sum(
        weight * (fastest - grow(1.0, rate.high, count)) for rate, weight in weights
    )
    return implied_growth(1.0, least, count), implied_growth(1.0, most, count)
