"""The period of a growth: of one year, of several, or open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.forms.rates import YEARLY
from marketbook.reading.refuse.reasons import LEADS_UP
from marketbook.reading.times.beside import belongs_right
from marketbook.reading.times.counted import (
    complete_period,
    count_span,
    find_year_counted,
    take_year_before,
)
from marketbook.reading.times.judged import LAST, SPAN, TOLD, Figure, Years
from marketbook.reading.times.model import (
    AMOUNTS,
    BREAKS,
    ONLY_YEAR,
    Spot,
    Time,
    is_base,
    is_compared,
    years_in,
)
from marketbook.reading.times.periods import find_period
from marketbook.reading.times.sizes import pair_years
from marketbook.reading.words.lexicons import lexicons

OPEN_GROWTH = "growth of one year, or over a period that is not stated"
_IN_TOTAL = "growth in all, not of one year"


def period_of(spot: Spot, figure: Figure, years: Years) -> Time | str:
    """The period of a judged rate, increment or multiple, or why it is no growth of one year."""
    flags, growth = figure.form.flags, figure.form.kind == "growth_rate"
    if ("one-year" in flags or "plain" in flags) and not _YEARLY.match(
        spot.text[spot.row()[-1].end :]
    ):
        return _one_year(spot, figure, years)
    sizes = _years_of_sizes(spot, figure, years)
    time = find_period(spot, sizes if growth else ())
    time = count_span(spot, time, years.get(LAST, ()))
    if time.start is None and time.end is None:
        return (_leads_to(spot) if growth else None) or time
    return complete_period(complete_period(time, sizes), years_in(spot.statement))


_YEARLY = re.compile(rf"(?i)^\s*{YEARLY}\b")


def _one_year(spot: Spot, figure: Figure, years: Years) -> Time | str:
    """The year of a growth that is said by a verb, or why it is of several years."""
    plain = "plain" in figure.form.flags
    span = _one_year_span(spot)
    if span is not None:
        return span
    before = find_year_counted(spot, years.get(LAST, ()), years.get(SPAN, ()))
    alone = pair_years(spot) or _year_grown_abroad(spot)
    year = before.year if before else alone or _single_year(spot)
    against = _AGAINST.match(spot.text)
    if against and plain and int(against[1]) + 1 not in years.get(LAST, ()):
        return _IN_TOTAL
    total = _SEVERAL.search(_around(spot)) or _IN_ALL.match(spot.text, spot.number.end)
    if total and not alone and plain:
        return _IN_TOTAL
    if year is not None:
        return Time(start=year - 1, end=year)
    near = take_year_before(spot, years.get(TOLD, ()), ())
    if near.year is not None and plain:
        return Time(start=near.year - 1, end=near.year, why=near.why)
    sizes = sorted({*_years_of_sizes(spot, figure, years)} & years_in(spot.statement))
    if len(sizes) == 2 and sizes[1] - sizes[0] == 1:
        return Time(start=sizes[0], end=sizes[1], why=_OF_SIZES)
    if LEADS_UP.match(spot.text[spot.number.end :]):
        return Time()
    if not plain or spot.statement.language in lexicons():
        said = years_in(spot.statement)
        only = said.pop() if len(said) == 1 else 0
        return Time(start=only - 1, end=only, why=ONLY_YEAR) if only else Time()
    return _IN_TOTAL if spot.all("period") else Time(why=OPEN_GROWTH)


_OF_SIZES = "the period is that of the sizes next to it"


def _around(spot: Spot) -> str:
    """The clause, without what goes on to another verb behind the rate."""
    end = spot.number.end
    stop = next((e.start for e in spot.statement.mentions if e.start > end), spot.right)
    then = _THEN.search(spot.text, end, stop)
    return spot.text[spot.left : then.start() if then else stop]


_AGAINST = re.compile(
    r"(?i)\W*(?:compared (?:to|with)|in comparison (?:to|with)|relative to|against|versus|since)\s"
    r"(?:the (?:year |level of )?)?((?:19|20)\d\d),"
)
"""A sentence that opens with an earlier year: growth since then, if that is not the last year."""
_THEN = re.compile(r"\b(?:and|but|before|after|which|while)\b")
_SEVERAL = re.compile(
    r"(?i)\bin (?:total|all)\b|\bcumulative|\b(?:over|in|during) the (?:next|past|last|"
    r"coming) (?!year\b|12)\w+ (?:years|decades?)\b|(?<!for a )\bdecade\b|"
    r"\bsince (?:then\b|(?:19|20)?$)"
)
_IN_ALL = re.compile(
    r"\s+(?:year )?(?:by|through|until) (?:the end of )?20\d\d\b|"
    r",? from [^.;%]{3,50}? in (?:19|20)\d\d to\b"
)
"""``to grow 40% by 2030``: what grows up to a year, or from one amount to another, in all."""


def _one_year_span(spot: Spot) -> Time | None:
    """``YoY growth 2024-2025``: the only period of its clause, if it is of one year."""
    spans = {(each.start_year, each.end_year) for each in spot.all("period")}
    start, end = spans.pop() if len(spans) == 1 else (None, None)
    return Time(start=start, end=end) if start and end and end - start == 1 else None


def _year_grown_abroad(spot: Spot) -> int | None:
    """``4,2 Mio. € en 2024, contre 4 en 2023, soit +5 %``: the later of two years, abroad."""
    years = {each.year or 0 for each in spot.all("year") if each.start < spot.number.start}
    if spot.statement.language == "en" or len(years) != 2 or max(years) - min(years) != 1:
        return None
    return max(years)


def _single_year(spot: Spot) -> int | None:
    """The year of a growth that is of one year; the one after "up 4% from 2023"."""
    if spot.all("period"):
        return None
    base = next((each.year or 0 for each in spot.all("year") if is_base(spot, each)), 0)
    if base:
        later = {each.year for each in spot.all("year")} - {base}
        return base + 1 if not later or base + 1 in later else None
    years = [each for each in spot.all("year") if not is_compared(spot, each)]
    near = [year for year in years if spot.near(year, ("percent",))]
    if not near:
        alone = {year.year for year in years}
        return alone.pop() if len(alone) == 1 else None
    before = [year for year in near if year.end <= spot.number.start]
    behind = [year for year in near if year.start >= spot.number.end]
    parted = behind and (
        BREAKS.search(spot.text, spot.number.end, behind[0].start) or belongs_right(spot, behind[0])
    )
    return (behind[0] if behind and not (before and parted) else before[-1]).year


def _years_of_sizes(spot: Spot, figure: Figure, years: Years) -> Sequence[int]:
    """The years of the sizes of its subject; of a volume, where its clause states one."""
    region, segment = figure.subject.region, figure.subject.segment
    volume = " by volume" if spot.all("count") and not spot.all("money") else ""
    return years.get((region, f"{segment}{volume}"), ())


_GROWS_TO = re.compile(
    r"(?i)\b(?:(?:grow|rise|increase|expand|climb) to|reach|hit|exceed|surpass|cross|top)\s"
    r"[^.;,]{0,40}$"
)


def _leads_to(spot: Spot) -> Time | None:
    """``to $6 billion in 2029 at a CAGR of 8 %``: the rate ends with the size it leads to."""
    ahead = _UP_TO.match(spot.behind)
    reached = next((e for e in spot.all("year") if ahead and e.start > spot.number.end), None)
    if reached and spot.parts(spot.number.end, reached.start, AMOUNTS):
        return Time(end=reached.year, why=_LED_TO)
    years = [each for each in spot.all("year") if each.start < spot.number.start]
    amounts = [
        each
        for each in spot.statement.mentions
        if each.kind in AMOUNTS and years and spot.left <= each.start < years[-1].start
    ]
    if not amounts or not _GROWS_TO.search(spot.text, spot.left, amounts[-1].start):
        return None
    return Time(end=years[-1].year, why=_LED_TO)


_LED_TO = "the period ends with the size that the rate leads to"
_UP_TO = re.compile(rf"(?i)\s*(?:{YEARLY}\s)?to\s(?:[a-z]+\s){{0,3}}(?:[$€£₹¥]|[A-Z]{{3}}|\d)")
