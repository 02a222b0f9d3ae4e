"""What a stated growth rate would be right for, in words: other years, other sizes."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.figures import Interval, cut_interval, grow, implied_interval
from marketbook.markets import Family
from marketbook.markets.judged import Judged
from marketbook.markets.printed import Size
from marketbook.markets.spans import Span, room_beside
from marketbook.rules.words import span, tell_sizes, years

_SLIPS = {10.0: "decimal point", 1e3: "unit", 1e6: "unit"}


def explain(judged: Judged, family: Family) -> str:
    """The first other reading that gives the stated rate, in words."""
    pair = judged.span
    if pair.rate.is_bound:
        return "the bound is not met"
    readings = (
        _find_slip(pair)
        or _find_misprint(pair)
        or _find_cut(pair)
        or _find_other_years(pair)
        or _find_other_base(judged)
        or _find_one_year(pair, family)
        or _find_other_sizes(pair, family)
        or _find_total(pair)
        or _find_first_years(pair)
    )
    return readings or "no other span fits"


def _find_slip(pair: Span) -> str:
    """Whether one of the two sizes with its point moved, or in another unit, gives the rate."""
    for times, what in _SLIPS.items():
        for factor, sides in ((times, ("larger", "smaller")), (1 / times, ("smaller", "larger"))):
            if _fits_sizes(pair, pair.end.interval.times(factor), pair.rate.interval):
                return (
                    f"it fits if {pair.end.printed} were {times:,.0f} times {sides[0]}, or "
                    f"{pair.begin.printed} {sides[1]}: a likely slip of the {what}"
                )
    return ""


def _find_misprint(pair: Span) -> str:
    """Whether the stated rate is another number of the same growth."""
    stated, end = pair.rate.interval, pair.end.interval
    if pair.years > 1 and _total_growth(pair).meets(stated):
        return "it is the growth over all the years together, not that of a year"
    if _fits_sizes(pair, end, Interval(-stated.high, -stated.low)):
        return "it fits with the other sign"
    if abs(pair.rate.value) < 1 and _fits_sizes(pair, end, stated.times(100)):
        return "it fits if it is a fraction, 100 times as much in percent"
    return ""


def _find_cut(pair: Span) -> str:
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
    return f"it fits only if {', or if '.join(ways)}" if ways else ""


def _cut(size: Size) -> Interval:
    """What a size can be if its digits were cut instead of rounded, in base units."""
    return cut_interval(size.value, size.stated).times(size.unit.factor)


def _find_other_years(pair: Span) -> str:
    for count, why in _other_spans(pair):
        if count > 0 and _grows(pair.begin.interval, pair.end.interval, count, pair):
            return f"it fits over {years(count)}, {why}"
    return ""


def _other_spans(pair: Span) -> Iterator[tuple[int, str]]:
    rate = pair.rate
    if rate.start_year is not None and rate.end_year is not None:
        length = rate.end_year - rate.start_year
        printed = f"printed label {rate.start_year} to {rate.end_year}"
        yield length, f"the span of the {printed}"
        yield length + 1, f"the years of the {printed} counted inclusively"
    yield pair.years - 1, "one year fewer than the sizes span"
    yield pair.years + 1, "the years counted inclusively"


def _find_other_base(judged: Judged) -> str:
    pair, base = judged.span, judged.base
    if base is None or base.at >= pair.begin.at:
        return ""
    whole, end = pair.end.at - base.at, pair.end.interval
    if _grows(base.interval, end, whole, pair):
        return f"it fits from the base year {base.year} over {years(whole)}"
    if _grows(base.interval, end, pair.years, pair):
        return (
            f"it fits from {base.printed} {base.unit.name} in the base year {base.year}, but over "
            f"{years(pair.years)}, {years(whole - pair.years)} too few"
        )
    return ""


def _find_one_year(pair: Span, family: Family) -> str:
    first, begin = pair.begin.at, pair.begin.interval
    steps = [(begin, size.interval) for size in family.sound_sizes(pair.series, first + 1)]
    before = [(size.interval, begin) for size in family.sound_sizes(pair.series, first - 1)]
    for found, start in ((steps, first), (before, first - 1)):
        if any(_grows(one, two, 1, pair) for one, two in found):
            return f"it is the growth of the one year {start} to {start + 1}, not a CAGR"
    return ""


def _find_other_sizes(pair: Span, family: Family) -> str:
    """Other printed sizes of the subject between which the rate fits, the nearest years first."""
    printed = [year for year in pair.series.by_year if family.sound_sizes(pair.series, year)]
    spans = sorted(
        (abs(first - pair.begin.at) + abs(last - pair.end.at), first, last)
        for first in printed
        for last in printed
        if first < last and (first == pair.begin.at or last == pair.end.at)
    )
    for _, first, last in spans:
        begin, end = (family.sound_sizes(pair.series, year)[0] for year in (first, last))
        if _grows(begin.interval, end.interval, last - first, pair):
            return (
                f"it fits {tell_sizes(begin, end)} over {years(last - first)} ({first} to {last})"
            )
    return ""


def _find_total(pair: Span) -> str:
    for count in {pair.years, pair.years - pair.outside} - {0}:
        if _total_growth(pair).times(1 / count).meets(pair.rate.interval):
            return "it is the total growth divided by the years, not a CAGR"
    return ""


def _find_first_years(pair: Span) -> str:
    if not pair.outside or pair.rate.start is None:
        return ""
    grown = "a year " if pair.outside > 1 else ""
    return (
        f"counted from {pair.rate.start} it fits only after growth of {span(pair.first_growth)} "
        f"{grown}from {pair.begin.year}"
    )


def _total_growth(pair: Span) -> Interval:
    """Growth over all years together, in percent."""
    ratio = pair.end.interval.over(pair.begin.interval)
    return Interval(ratio.low - 1, ratio.high - 1).times(100)


def _fits_sizes(pair: Span, end: Interval, stated: Interval) -> bool:
    """Whether two sizes give a rate, where years outside its window may grow up to double it."""
    if not pair.outside:
        return implied_interval(pair.begin.interval, end, pair.years).meets(stated)
    count = pair.outside - pair.years
    base = Interval(grow(end.low, stated.high, count), grow(end.high, stated.low, count))
    first = implied_interval(pair.begin.interval, base, pair.outside)
    return first.meets(room_beside(stated, pair.window))


def _grows(begin: Interval, end: Interval, count: int, pair: Span) -> bool:
    return implied_interval(begin, end, count).meets(pair.rate.interval)
