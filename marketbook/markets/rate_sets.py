"""Parts that make up their whole, all with growth rates over one window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from marketbook.figures import divide, implied_growth, reach
from marketbook.markets.codes import Codes
from marketbook.markets.lists import FullList
from marketbook.markets.nesting import Cut
from marketbook.markets.printed import Size
from marketbook.markets.rated import WideRate, factor

Subject = tuple[str, str]
Window = tuple[int, int]


@dataclass(frozen=True, eq=False)
class RateSet:
    """Rates over one window of the parts that make up a whole.

    Attributes:
        name: What makes them up: the segments of an axis, the regions of a list, parts with shares.
        region: The whole, which is a market in this region.
        rates: The rates, one of each part.
    """

    name: str
    region: str
    rates: tuple[WideRate, ...]

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
    slowest, fastest = factor(rates.least, count), factor(rates.most, count)
    least = slowest + sum(weight * (factor(rate.low, count) - slowest) for rate, weight in weights)
    most = fastest - sum(weight * (fastest - factor(rate.high, count)) for rate, weight in weights)
    return implied_growth(1.0, least, count), implied_growth(1.0, most, count)
