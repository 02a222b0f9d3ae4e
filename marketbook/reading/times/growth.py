"""The period of a growth: of one year, of several, or open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.forms.rates import YEARLY
from marketbook.reading.guide import Guide
from marketbook.reading.judged import LAST, Figure, Years
from marketbook.reading.mentions import Mention
from marketbook.reading.refuse import LEADS_UP
from marketbook.reading.subjects import Statement
from marketbook.reading.times.counted import complete_period, count_back
from marketbook.reading.times.model import BREAKS, Time, crosses
from marketbook.reading.times.periods import find_period
from marketbook.reading.times.relative import TAKEN, find_year_before
from marketbook.reading.times.sizes import year_of, year_taken
from marketbook.reading.words.lexicons import any_language, lexicons


def _single_year(
    text: str, mentions: Sequence[Mention], number: Mention, left: int, right: int
) -> int | None:
    """The year of a growth that is of one year; the one after "up 4% from 2023"."""
    years = [other for other in mentions if other.kind == "year" and left <= other.start < right]
    if any(other.kind == "period" and left <= other.start < right for other in mentions):
        return None
    near = [
        year
        for year in years
        if not crosses(
            mentions, min(year.end, number.end), max(year.start, number.start), ("percent",)
        )
    ]
    if not near:
        alone = {year.year for year in years}
        return alone.pop() if len(alone) == 1 else None
    base = next((year for year in near if _FROM_BASE.match(text[number.end : year.start])), None)
    if base is None or base.year is None:
        before = [year for year in near if year.end <= number.start]
        behind = [year for year in near if year.start >= number.end]
        own = behind and (not before or not BREAKS.search(text[number.end : behind[0].start]))
        return (behind[0] if own else before[-1]).year
    later = {year.year for year in years} - {base.year}
    return base.year + 1 if not later or later == {base.year + 1} else None


_FROM_BASE = re.compile(
    r"^[\s-]*(?:year[- ]on[- ]year\s+|(?:[\w-]+\s+){1,2}?)?(?:from|on|over|than|compared (?:to|"
    rf"with)|versus|vs\.?|against|more than|{any_language('than')})\s+(?:in\s+|the\s+)?$"
)


_YEARLESS = ("growth_rate", "increment", "multiple")


def years_here(
    statement: Statement, figures: Sequence[Figure], guide: Guide, before: Years
) -> Years:
    """Years of the sizes of a sentence by their subject, for rates without a period."""
    years: Years = {}
    for figure in figures:
        if figure.verdict.form.kind == "size":
            time = year_of(statement, figure, guide, before)
            if time.year is not None and time.why != TAKEN:
                volume = " by volume" if figure.number.kind == "count" else ""
                key = (figure.subject.region, f"{figure.subject.segment}{volume}")
                years.setdefault(key, []).append(time.year)
    return years


_ONLY_YEAR = "the year is the only one of its sentence"
OPEN_GROWTH = "growth of one year, or over a period that is not said"
_SEVERAL = re.compile(
    r"(?i)\bin (?:total|all)\b|\bcumulative|\b(?:over|in|during) the (?:next|past|last|"
    r"coming) (?!year\b|12)\w+ (?:years|decades?)\b|\bdecade\b"
)


def _one_year_span(statement: Statement, figure: Figure) -> Time | None:
    """``YoY growth 2024-2025``: the only period of its clause, if it is of one year."""
    within = statement.within("period", figure.left, figure.right)
    spans = {(each.start_year, each.end_year) for each in within}
    start, end = spans.pop() if len(spans) == 1 else (None, None)
    return Time(start=start, end=end) if start and end and end - start == 1 else None


def _year_grown(statement: Statement, figure: Figure) -> int | None:
    """``4,2 Mio. € en 2024, contre 4 en 2023, soit +5 %``: the later of two years, abroad."""
    said = statement.within("year", figure.left, figure.number.start)
    years = {each.year for each in said if each.year}
    if statement.language == "en" or len(years) != 2 or max(years) - min(years) != 1:
        return None
    return max(years)


_YEARLY = re.compile(rf"(?i)^\s*{YEARLY}\b")


def find_time(statement: Statement, figure: Figure, guide: Guide, years: Years) -> Time | str:
    """When a figure is of, or why it is no figure of one year."""
    form = figure.verdict.form
    if form.kind not in _YEARLESS:
        return year_of(statement, figure, guide, years)
    sizes = _years_of_sizes(statement, figure, years)
    args = (statement.text, statement.mentions, figure.number, figure.left, figure.right)
    yearly = _YEARLY.match(statement.text[figure.number.end : figure.right])
    if ("one-year" in form.flags or "plain" in form.flags) and not yearly:
        span = _one_year_span(statement, figure)
        if span is not None:
            return span
        before = find_year_before(
            statement, figure.number, figure.left, figure.right, years.get(LAST, ())
        )
        alone = _year_behind(statement, figure) or _year_grown(statement, figure)
        year = before.year if before else alone or _single_year(*args)
        several = _SEVERAL.search(statement.text[figure.left : figure.right])
        total = several or _IN_ALL.match(statement.text[figure.number.end :])
        if total and not alone and "plain" in form.flags:
            return "growth in all, not of one year"
        if year is not None:
            return Time(start=year - 1, end=year)
        near = year_taken(statement, figure, years)
        if near.year is not None and "plain" in form.flags:
            return Time(start=near.year - 1, end=near.year, why=near.why)
        if LEADS_UP.match(statement.text[figure.number.end :]):
            return Time()
        if "one-year" in form.flags or statement.language in lexicons():
            said = {each.year for each in statement.mentions if each.kind == "year" and each.year}
            only = said.pop() if len(said) == 1 else 0
            return Time(start=only - 1, end=only, why=_ONLY_YEAR) if only else Time()
        spans = statement.within("period", figure.left, figure.right)
        return "growth in all, not of one year" if spans else Time(why=OPEN_GROWTH)
    time = find_period(*args, guide, sizes if form.kind == "growth_rate" else ())
    counted = count_back(statement, figure.left, figure.right)
    if counted.end and (time.start is None or time.why):
        return counted
    if time.start is None and time.end is None:
        return (
            _one_year(statement, figure)
            or _leads_to(statement, figure)
            or (_period_in_heads(statement) if statement.block.kind == "row" else time)
        )
    return complete_period(time, sizes)


def _year_behind(statement: Statement, figure: Figure) -> int | None:
    """``including a rise of 1.1% in 2025 alone``: a year right behind the rate."""
    behind = _IN_YEAR.match(statement.text[figure.number.end : figure.right])
    return int(behind["year"]) if behind else None


_IN_ALL = re.compile(r"\s+by (?:the end of )?20\d\d\b|,? from [^.;%]{3,50}? in (?:19|20)\d\d to\b")
"""``to grow 40% by 2030``: what grows up to a year, or from one amount to another, in all."""
_IN_YEAR = re.compile(r"\s+in (?P<year>(?:19|20)\d\d) alone\b")


def _years_of_sizes(statement: Statement, figure: Figure, years: Years) -> Sequence[int]:
    """The years of the sizes of its subject; of a volume, where its clause states one."""
    region, segment = figure.subject.region, figure.subject.segment
    kinds = {each.kind for each in statement.mentions if figure.left <= each.start < figure.right}
    if "count" in kinds and "money" not in kinds:
        return years.get((region, f"{segment} by volume"), ())
    return years.get((region, segment), ())


_GROWS_TO = re.compile(
    r"(?i)\b(?:(?:grow|rise|increase|expand|climb) to|reach|hit|exceed|surpass|cross|top)\s"
    r"[^.;,]{0,40}$"
)


def _leads_to(statement: Statement, figure: Figure) -> Time | None:
    """``to $6 billion in 2029 at a CAGR of 8 %``: the rate ends with the size it leads to."""
    if figure.verdict.form.kind != "growth_rate":
        return None
    years = statement.within("year", figure.left, figure.number.start)
    amounts = [
        each
        for each in statement.mentions
        if each.kind in ("money", "count") and years and figure.left <= each.start < years[-1].start
    ]
    if not amounts or not _GROWS_TO.search(statement.text[figure.left : amounts[-1].start]):
        return None
    return Time(end=years[-1].year, why="the period ends with the size that the rate leads to")


def _one_year(statement: Statement, figure: Figure) -> Time | None:
    """``A growth rate of 5 % in 2022, year on year``: one year, where it is no compound rate."""
    said = statement.text[figure.left : figure.right]
    if figure.verdict.form.kind != "growth_rate" or not (
        _YEAR_ON_YEAR.search(said) or (_PAST.search(said) and not _COMPOUND.search(said))
    ):
        return None
    year = _single_year(
        statement.text, statement.mentions, figure.number, figure.left, figure.right
    )
    return Time(start=year - 1, end=year) if year else None


_PAST = re.compile(r"\b(?:were|grew|rose|posted|recorded|saw)\b")
_COMPOUND = re.compile(rf"(?i)\bCAGR\b|\bcompound|\bforecast|\bexpect|\bsince\b|{YEARLY}")
_YEAR_ON_YEAR = re.compile(r"(?i)\byear[- ]o(?:ver|n)[- ]year\b|\byoy\b|\by-o-y\b")


def _period_in_heads(statement: Statement) -> Time:
    match = re.search(r"((?:19|20)\d\d)\s?(?:-|–|to)\s?((?:19|20)\d\d)", statement.block.caption)
    if match:
        return Time(start=int(match[1]), end=int(match[2]), why="the period is that of its heading")
    return Time()
