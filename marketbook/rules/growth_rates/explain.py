"""What a stated growth rate would be right for, in words: other years, other sizes.

What the rate or a size would be after one slip of a digit, the point or the unit is looked for
among all figures together, and is in the finding beside this.
"""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.figures import Interval, cut_interval, implied_interval
from marketbook.markets import Family
from marketbook.markets.judged import Judged
from marketbook.markets.printed import Size
from marketbook.markets.spans import Span
from marketbook.rules.words import span, tell_sizes, years

_THINKABLE = Interval(-75.0, 300.0)
"""Growth in percent a year: to less than a quarter, or more than four times, explains nothing."""


def explain(judged: Judged, family: Family) -> str:
    """The first other reading that gives the stated rate, in words."""
    pair = judged.span
    if pair.rate.is_bound:
        return "the bound is not met"
    readings = (*_find_misprints(pair), *_find_cuts(pair))
    if readings:
        return readings[0]
    for begin, end, count, words in _list_spans(judged, family):
        if count > 0 and _grows(begin.interval, end.interval, count, pair):
            return words
    return next(_find_totals(pair), "no other span fits")


def _find_misprints(pair: Span) -> Iterator[str]:
    """Whether the stated rate is another number of the same growth."""
    stated = pair.rate.interval
    if pair.years > 1 and _total_growth(pair).meets(stated):
        yield "it is the total growth over all the years, not the growth per year"
    if pair.implied.meets(Interval(-stated.high, -stated.low)):
        yield "it fits with the other sign"


def _find_cuts(pair: Span) -> Iterator[str]:
    """Whether one of the three figures was cut, or rounded up, instead of rounded."""
    value, step = pair.rate.value, pair.rate.step
    ways = [
        f"{size.printed} was cut instead of rounded"
        for size, begin, end in (
            (pair.begin, _cut(pair.begin), pair.end.interval),
            (pair.end, pair.begin.interval, _cut(pair.end)),
        )
        if size.is_printed and _grows(begin, end, pair.years, pair)
    ]
    if pair.implied.meets(Interval(value, value + step)):
        ways.insert(0, "the rate was cut instead of rounded")
    elif pair.implied.meets(Interval(value - step, value)):
        ways.insert(0, "the rate was rounded up")
    if ways:
        yield f"it fits only if {', or if '.join(ways)}"


def _cut(size: Size) -> Interval:
    """What a size can be if its digits were cut instead of rounded, in base units."""
    return cut_interval(size.value, size.stated).times(size.unit.factor)


def _list_spans(judged: Judged, family: Family) -> Iterator[tuple[Size, Size, int, str]]:
    """Two sizes, for how many years the rate may have been counted between them, and the words."""
    pair, base = judged.span, judged.base
    for count, why in _list_counts(pair):
        yield pair.begin, pair.end, count, f"it fits over {years(count)}, {why}"
    if base and base.at < pair.begin.at:
        whole = pair.end.at - base.at
        words = f"it fits from the base year {base.year} over {years(whole)}"
        yield base, pair.end, whole, words
        words = (
            f"it fits from {base.printed} {base.unit.name} in the base year {base.year}, but over "
            f"{years(pair.years)}, {years(whole - pair.years)} too few"
        )
        yield base, pair.end, pair.years, words
    first = pair.begin.at
    for begin, end in (
        *((pair.begin, size) for size in family.sound_sizes(pair.series, first + 1)),
        *((size, pair.begin) for size in family.sound_sizes(pair.series, first - 1)),
    ):
        words = f"it is the growth of the single year {begin.year} to {end.year}, not a CAGR"
        yield begin, end, 1, words
    for begin, end in _list_others(pair, family):
        count = end.at - begin.at
        words = f"it fits {tell_sizes(begin, end)} over {years(count)} ({begin.year} to {end.year})"
        yield begin, end, count, words


def _list_counts(pair: Span) -> Iterator[tuple[int, str]]:
    rate = pair.rate
    if rate.start_year is not None and rate.end_year is not None:
        length = rate.end_year - rate.start_year
        printed = f"printed label {rate.start_year} to {rate.end_year}"
        yield length, f"the span of the {printed}"
        yield length + 1, f"the years of the {printed} counted inclusively"
    yield pair.years - 1, "one year fewer than the sizes span"
    yield pair.years + 1, "the years counted inclusively"


def _list_others(pair: Span, family: Family) -> list[tuple[Size, Size]]:
    """Other printed sizes of the subject that share a year with the two, the nearest first."""
    near, far = pair.begin.at, pair.end.at
    sizes = [family.sound_sizes(pair.series, year) for year in pair.series.by_year]
    firsts = [found[0] for found in sizes if found]
    pairs = [
        (begin, end)
        for begin in firsts
        for end in firsts
        if begin.at < end.at and (begin.at == near or end.at == far)
    ]
    return sorted(
        pairs, key=lambda two: (abs(two[0].at - near) + abs(two[1].at - far), two[0].at, two[1].at)
    )


def _find_totals(pair: Span) -> Iterator[str]:
    for count in {pair.years, pair.years - pair.outside} - {0}:
        if _total_growth(pair).times(1 / count).meets(pair.rate.interval):
            yield "it is the total growth divided by the years, not a CAGR"
    if pair.outside and pair.rate.start is not None and pair.beside_growth.meets(_THINKABLE):
        grown = "a year " if pair.outside > 1 else ""
        yield (
            f"counted from {pair.rate.start} it fits only after growth of "
            f"{span(pair.beside_growth)} {grown}from {pair.begin.year}"
        )


def _total_growth(pair: Span) -> Interval:
    """Growth over all years together, in percent."""
    ratio = pair.end.interval.over(pair.begin.interval)
    return Interval(ratio.low - 1, ratio.high - 1).times(100)


def _grows(begin: Interval, end: Interval, count: int, pair: Span) -> bool:
    return implied_interval(begin, end, count).meets(pair.rate.interval)
