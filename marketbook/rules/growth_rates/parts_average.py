"""Growth rates that the parts of a whole can average to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marketbook.figures import Interval, divide, grow, implied_growth, reach
from marketbook.markets import Family, Publication
from marketbook.markets.cut_sums import Addend, CutSum, add_cut, keep_apart
from marketbook.markets.nesting import Cut
from marketbook.markets.printed import Size
from marketbook.markets.rated import Average, RateSet, Subject, WideRate, weigh
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import difference, in_unit, percent, span, years


@rule("growth_rates.parts-average", reads=("growth_rates", "sizes", "units"))
def parts_average(family: Family) -> Verdicts:
    """The growth of a whole is an average of that of its parts."""
    wrong: set[WideRate] = set()
    for publication in family.publications:
        for of_whole, average in _find_averages(publication, family):
            if _reaches(of_whole, average):
                yield None
            else:
                wrong.add(of_whole)
                yield _contradict(of_whole, average)
    for weighted in _weigh_parts(family):
        if weighted.rate not in wrong:
            yield None if weighted.fits else _contradict_weighted(weighted)


def _find_averages(publication: Publication, family: Family) -> Iterator[tuple[WideRate, Average]]:
    """Each rate of a market with the average of its parts that it is furthest from."""
    sets = family.rate_sets[publication]
    wrong = {added.whole for added in publication.cut_sums if added.is_wrong} if sets else set()
    wholes = [family.wide_rates[rate] for rate in publication.rates if rate in family.wide_rates]
    for of_whole in wholes:
        averages = [
            average
            for rates in sorted(sets, key=lambda rates: rates.name)
            if (rates.region, "") == of_whole.rate.subject and rates.window == of_whole.window
            for average in _average(rates, of_whole, publication, family.slips.doubtful | wrong)
        ]
        if averages:
            yield of_whole, max(averages, key=lambda average: _gap(of_whole, average))


def _average(
    rates: RateSet, of_whole: WideRate, publication: Publication, doubtful: frozenset[Size]
) -> Iterator[Average]:
    """By the rates alone, and by what their parts are of each size of the whole at the start."""
    yield Average(rates, rates.least, rates.most)
    for series in publication.series_of(rates.region):
        for whole in series.sizes:
            # parts that do not add up to their whole say nothing of how it grows
            is_sound = doubtful.isdisjoint((whole, whole.origin))
            if is_sound and of_whole.from_year <= whole.at <= of_whole.start:
                lows = _find_lows(rates, whole, publication, doubtful)
                if average := weigh(rates, of_whole, whole, lows):
                    yield average


def _find_lows(
    rates: RateSet, whole: Size, publication: Publication, doubtful: frozenset[Size]
) -> dict[Subject, float]:
    found: dict[Subject, float] = {}
    for rate in rates.rates:
        subject = rate.rate.subject
        series = publication.series_by_subject.get((*subject, whole.measure))
        sizes = series.by_year.get(whole.at, ()) if series else ()
        lows = [size.low for size in sizes if size.origin not in doubtful]
        if lows:
            found[subject] = min(lows)
    return found


def _gap(of_whole: WideRate, average: Average) -> float:
    """How far a rate is from what the parts average to; below 0 where the two meet."""
    return max(of_whole.low - average.high, average.low - of_whole.high)


def _reaches(of_whole: WideRate, average: Average) -> bool:
    return reach(of_whole.low, average.high) and reach(average.low, of_whole.high)


def _contradict(of_whole: WideRate, average: Average) -> Contradiction:
    rate, parts = of_whole.rate, average.rates
    is_fast = not reach(of_whole.low, average.high)
    limit = average.high if is_fast else average.low
    named = f"the rates of the {len(parts.rates)} {parts.name}, which make up the whole,"
    # where the two limits cross, no rate of the whole is left
    ends = Interval(*sorted((average.low, average.high)))
    if average.whole:
        least = "at most" if is_fast else "at least"
        own, then = _grow(of_whole, average.whole, limit)
        arithmetic = (
            f"average to {span(ends)} by what they hold of it in {average.whole.year}: "
            f"{_tell_grown(of_whole, average.whole, own, then, least)}; check the rates, the "
            "shares and their periods"
        )
        worth = abs(divide(then, own) - 1)
    else:
        side = "faster than its fastest" if is_fast else "slower than its slowest"
        worth = abs(rate.value - limit) / 100
        arithmetic = (
            f"lie between {percent(ends.low)} and {percent(ends.high)} %: a whole cannot grow "
            f"{side} part, and here it does by {percent(worth * 100)} points; check the period of "
            "each"
        )
    message = f"states {rate.stated} %, but {named} {arithmetic}, or waive it with the reason"
    return Contradiction(rate, message, rate.stated, span(ends), worth, "rate_percent")


def _grow(of_whole: WideRate, whole: Size, limit: float) -> tuple[float, float]:
    """The whole at the end of the window by its own rate, and by another one, in base units."""
    count = of_whole.end - whole.at
    return grow(whole.money, of_whole.rate.value, count), grow(whole.money, limit, count)


def _tell_grown(of_whole: WideRate, whole: Size, own: float, then: float, least: str) -> str:
    unit = whole.unit
    gap = difference(then / unit.factor, own / unit.factor, unit.name)
    return (
        f"{whole.told} would be {in_unit(own, unit)} in {of_whole.end} at the one and "
        f"{in_unit(then, unit)} {least} at the other, {gap}"
    )


def _contradict_weighted(weighted: _Weighted) -> Contradiction:
    whole, rate, count = weighted.added.whole, weighted.rate.rate, weighted.count
    unit, then = whole.unit, weighted.least
    own = grow(whole.money, rate.value, count)
    limit = f"{percent(implied_growth(whole.money, then, count))} % at least"
    kind = "regions" if weighted.added.is_regions else "segments"
    gap = difference(then / unit.factor, own / unit.factor, unit.name)
    message = (
        f"states {rate.stated} %, by which {whole.told} in {whole.year} would be "
        f"{in_unit(own, unit)} in {weighted.rate.end}, but its {weighted.parts} {kind} grow by "
        f"their own rates to {in_unit(then, unit)} at least, {gap}: over {years(count)} that is "
        f"{limit}; check the rates, the shares and their periods, or waive it with the reason"
    )
    worth = abs(divide(then, own) - 1)
    return Contradiction(rate, message, rate.stated, limit, worth, "rate_percent")


@dataclass(frozen=True, slots=True, eq=False)
class _Weighted:
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


def _weigh_parts(family: Family) -> Iterator[_Weighted]:
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


def _weigh(rate: WideRate, cut: Cut, family: Family) -> _Weighted | None:
    """One sum; none where a figure of it is doubtful, or fewer than two parts have a rate."""
    added = keep_apart(add_cut(cut, lambda _: ()), family.codes)
    rated = [(part, own) for part in added.parts if (own := _find_rate(part, rate, family))]
    if len(rated) < 2 or not family.slips.doubtful.isdisjoint(added.sizes):
        return None
    counts, whole = rate.counts(added.whole.at), added.whole
    sums = [[grow(part.low, own.low, count) for part, own in rated] for count in counts]
    most = [grow(whole.high, rate.high, count) for count in counts]
    too_much = all(not reach(sum(one), limit) for one, limit in zip(sums, most, strict=True))
    # what one part alone outgrows, or what is too much from the start, has its own finding
    is_new = reach(max(sums[0]), most[0]) and reach(added.low, whole.high)
    least = sum(sums[0])
    ratio = divide(least, most[0])
    return _Weighted(rate, added, len(rated), counts[0], least, ratio, not (too_much and is_new))


def _find_rate(part: Addend, of_whole: WideRate, family: Family) -> WideRate | None:
    """The rate of a part over the same window; of several the slowest."""
    size = part.size
    publication = family.by_key[size.source, size.market]
    series = publication.series_by_subject[(*size.subject, size.measure)]
    rates = [one for one in family.rated.get(series, ()) if one.window == of_whole.window]
    return min(rates, key=lambda one: one.low, default=None)
