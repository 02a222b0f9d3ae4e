"""Wholes whose parts grow, each by its own rate, from what they are at the start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marketbook.figures import divide, reach
from marketbook.markets import Family
from marketbook.markets.cut_sums import Addend, CutSum, add_cut, keep_apart
from marketbook.markets.nesting import Cut
from marketbook.markets.printed import Size
from marketbook.markets.rated import WideRate, factor


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """A whole beside the sum of its parts, at the end of their window.

    Attributes:
        rate: The rate of the whole.
        added: The whole and its parts at the start of the window, or in the base year before.
        parts: How many of the parts have rates over the same window.
        count: Years to the end of the window.
        least: What these parts add up to then, at least, in base units.
        ratio: The same, as a multiple of the most that the whole would be.
        fits: Whether the parts fit into the whole then.
    """

    rate: WideRate
    added: CutSum
    parts: int
    count: int
    least: float
    ratio: float
    fits: bool


def weigh_parts(family: Family) -> Iterator[Weighted]:
    """Each rate of a whole beside the worst sum of its parts, where their rates are unlike it."""
    unlike = {pair.nesting.whole: None for pair in family.unlike_rates if pair.nesting.is_near}
    cuts = _group_cuts(family) if unlike else {}
    for series in unlike:
        for rate in family.rated[series]:
            found = [
                weighted
                for whole in series.sizes
                if rate.from_year <= whole.at <= rate.start
                for cut in cuts.get(whole, ())
                if (weighted := _weigh(rate, cut, family))
            ]
            if found:
                yield max(found, key=lambda weighted: weighted.ratio)


def _group_cuts(family: Family) -> Mapping[Size, list[Cut]]:
    cuts: dict[Size, list[Cut]] = defaultdict(list)
    for publication in family.publications:
        for cut in publication.cuts:
            cuts[cut.whole].append(cut)
    return cuts


def _weigh(rate: WideRate, cut: Cut, family: Family) -> Weighted | None:
    """One sum; none where a figure of it is doubtful, or fewer than two parts have a rate."""
    added = keep_apart(add_cut(cut, (), family.codes), family.codes)
    rated = [(part, own) for part in added.parts if (own := _find_rate(part, rate, family))]
    if len(rated) < 2 or not family.slips.doubtful.isdisjoint(added.sizes):
        return None
    counts, whole = rate.counts(added.whole.at), added.whole
    sums = [[part.low * factor(own.low, count) for part, own in rated] for count in counts]
    most = [whole.high * factor(rate.high, count) for count in counts]
    too_much = all(not reach(sum(one), limit) for one, limit in zip(sums, most, strict=True))
    # what one part alone outgrows, or what is too much from the start, has its own finding
    is_new = reach(max(sums[0]), most[0]) and reach(added.low, whole.high)
    least = sum(sums[0])
    ratio = divide(least, most[0])
    return Weighted(rate, added, len(rated), counts[0], least, ratio, not (too_much and is_new))


def _find_rate(part: Addend, of_whole: WideRate, family: Family) -> WideRate | None:
    """The rate of a part over the same window; of several the slowest."""
    size = part.size
    publication = family.by_key[size.source, size.market]
    series = publication.series_by_subject[(*size.subject, size.measure)]
    rates = [one for one in family.rated.get(series, ()) if one.window == of_whole.window]
    return min(rates, key=lambda one: one.low, default=None)
