"""Growth rates that the parts of a whole can average to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from marketbook.figures import (
    NOTHING_LEFT,
    UNBOUNDED,
    Interval,
    divide,
    grow,
    implied_growth,
    reach,
)
from marketbook.markets import Family, Publication
from marketbook.markets.cut_sums import Addend, add_cut, keep_apart
from marketbook.markets.grouping import group_by
from marketbook.markets.nesting import Cut
from marketbook.markets.printed import Size
from marketbook.markets.rated import Average, RateSet, Subject, WideRate, weigh
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import gap_of, in_unit, percent, span


@rule("growth_rates.parts-average", "growth_rates", "sizes", "units")
def parts_average(family: Family) -> Verdicts:
    """The growth of a whole is an average of that of its parts."""
    wrong: set[WideRate] = set()
    for of_whole, averages in chain(_average_all(family), _average_some(family)):
        furthest = max(averages, key=lambda one: one.gap(of_whole))
        if furthest.fits(of_whole):
            yield None
        elif of_whole not in wrong:
            wrong.add(of_whole)
            yield _contradict(of_whole, furthest)


def _average_all(family: Family) -> Iterator[tuple[WideRate, list[Average]]]:
    """Each rate of a market with what the rates of all its parts average to."""
    for publication in family.publications:
        sets = sorted(family.rate_sets[publication], key=lambda rates: rates.name)
        # parts that do not add up to their whole say nothing of how it grows
        wrong = {added.whole for added in publication.cut_sums if added.is_wrong} if sets else ()
        doubtful = family.slips.doubtful.union(wrong)
        for rate in publication.rates:
            of_whole = family.wide_rates.get(rate)
            averages = [
                average
                for rates in sets
                if of_whole and (rates.region, "") == rate.subject
                if rates.window == of_whole.window
                for average in _average(rates, of_whole, publication, doubtful)
            ]
            if of_whole and averages:
                yield of_whole, averages


def _average(
    rates: RateSet, of_whole: WideRate, publication: Publication, doubtful: frozenset[Size]
) -> Iterator[Average]:
    """By the rates alone, and by what their parts are of each size of the whole at the start."""
    yield Average(rates, rates.least, rates.most)
    for series in publication.series_of(rates.region):
        for whole in series.sizes:
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


def _average_some(family: Family) -> Iterator[tuple[WideRate, list[Average]]]:
    """Each rate of a whole with the least that some of its parts allow, which grow otherwise."""
    unlike = {pair.nesting.whole: None for pair in family.unlike_rates if pair.nesting.is_near}
    every = (cut for publication in family.publications for cut in publication.cuts)
    cuts = group_by(every, lambda cut: cut.whole) if unlike else {}
    for series in unlike:
        for rate in family.rated[series]:
            averages = [
                average
                for whole in series.sizes
                if rate.from_year <= whole.at <= rate.start
                for cut in cuts.get(whole, ())
                if (average := _add_up(rate, cut, family))
            ]
            if averages:
                yield rate, averages


def _add_up(rate: WideRate, cut: Cut, family: Family) -> Average | None:
    """Of one cut; none where a figure of it is doubtful, or fewer than two parts have a rate."""
    added = keep_apart(add_cut(cut, lambda _: ()), family.codes)
    rated = [(part, own) for part in added.parts if (own := _find_rate(part, rate, family))]
    if len(rated) < 2 or not family.slips.doubtful.isdisjoint(added.sizes):
        return None
    counts, most = rate.counts(added.whole.at), added.whole.high
    sums = [sum(grow(part.low, own.low, count) for part, own in rated) for count in counts]
    # what one part alone outgrows, or what is too much from the start, has its own finding
    alone = max(grow(part.low, own.low, counts[0]) for part, own in rated)
    is_new = reach(alone, grow(most, rate.high, counts[0])) and reach(added.low, most)
    least = min(implied_growth(most, one, count) for one, count in zip(sums, counts, strict=True))
    name, region = "regions" if added.is_regions else "segments", added.whole.region
    rates = RateSet(name, region, tuple(own for _, own in rated), is_full=False)
    return Average(rates, least if is_new else NOTHING_LEFT, UNBOUNDED, added.whole)


def _find_rate(part: Addend, of_whole: WideRate, family: Family) -> WideRate | None:
    """The rate of a part over the same window; of several the slowest."""
    size = part.size
    publication = family.by_key[size.source, size.market]
    series = publication.series_by_subject[(*size.subject, size.measure)]
    rates = [one for one in family.rated.get(series, ()) if one.window == of_whole.window]
    return min(rates, key=lambda one: one.low, default=None)


def _contradict(of_whole: WideRate, average: Average) -> Contradiction:
    rate, parts = of_whole.rate, average.rates
    is_fast = not reach(of_whole.low, average.high)
    limit = average.high if is_fast else average.low
    # where the two limits cross, no rate of the whole is left
    ends = Interval(*sorted((average.low, average.high)))
    if average.whole:
        arithmetic, worth = _weigh(of_whole, average.whole, limit, "most" if is_fast else "least")
        arithmetic = f"average to {span(ends)} by what they hold of {arithmetic}"
    else:
        side = "faster than its fastest" if is_fast else "slower than its slowest"
        worth = abs(rate.value - limit) / 100
        arithmetic = (
            f"lie between {percent(ends.low)} and {percent(ends.high)} %: a whole cannot grow "
            f"{side} part, and here it does by {percent(worth * 100)} points; check the period of "
            "each"
        )
    all_ = ", which make up the whole," if parts.is_full else ""
    message = (
        f"states {rate.stated} %, but the rates of {'the' if parts.is_full else 'its'} "
        f"{len(parts.rates)} {parts.name}{all_} {arithmetic}, or waive it with the reason"
    )
    return contradict(rate, message, span(ends), worth)


def _weigh(of_whole: WideRate, whole: Size, limit: float, end: str) -> tuple[str, float]:
    """What the whole would be by its own rate and by another, and how far the two are apart."""
    count, unit = of_whole.end - whole.at, whole.unit
    own, then = (grow(whole.money, rate, count) for rate in (of_whole.rate.value, limit))
    told = (
        f"it in {whole.year}: {whole.told} would be {in_unit(own, unit)} in {of_whole.end} at the "
        f"one and {in_unit(then, unit)} at {end} at the other, {gap_of(then, own, unit)}; check "
        "the rates, the shares and their periods"
    )
    return told, abs(divide(then, own) - 1)
