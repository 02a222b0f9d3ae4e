"""A judged number as a fact: when it is, what it is a share of, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from marketbook.reading.counted_years import complete_period, count_back
from marketbook.reading.facts import Fact, Sure
from marketbook.reading.forms import Form
from marketbook.reading.forms.rates import FALL, YEARLY
from marketbook.reading.guide import Guide
from marketbook.reading.judged import LAST, Figure, Years
from marketbook.reading.mentions import Mention, print_number
from marketbook.reading.refuse import LEADS_UP
from marketbook.reading.relative_years import TAKEN, find_year_before
from marketbook.reading.single_years import single_year
from marketbook.reading.status import status_of
from marketbook.reading.subjects import Statement, Subject
from marketbook.reading.subjects.others import read_other_market
from marketbook.reading.subjects.subject import MARKET
from marketbook.reading.times_of import Time, find_period
from marketbook.reading.wholes import find_whole
from marketbook.reading.words.lexicons import any_language, falls_abroad, lexicons
from marketbook.reading.words.scales import FACTORS
from marketbook.reading.years import LAID_OUT, year_of, year_taken

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


def make_fact(statement: Statement, figure: Figure, guide: Guide, years: Years) -> Fact | str:
    """The fact of a judged number, or the reason why it is left out.

    Args:
        statement: The sentence.
        figure: The number with its form and subject.
        guide: What is known of the document.
        years: Years of the sizes of the paragraph, and under ``LAST`` of the sentence before.
    """
    form, number, subject = figure.verdict.form, figure.number, figure.subject
    time = _time(statement, figure, guide, years)
    if isinstance(time, str):
        return time
    kind = form.kind or "size"
    of_region, of_why = (
        find_whole(statement, number, figure.right, subject, guide) if kind == "share" else ("", "")
    )
    value = _value(statement, figure)
    reasons = [*_reasons(form, subject, time, guide), *([of_why] if of_why else [])]
    other = read_other_market(statement.text, subject.other) if subject.other else ""
    reasons += [f"it is of another market: {other}"] if other else []
    sure: Sure = "low" if other else _sureness(form, reasons)
    weak = [*_list_weak_words(statement, figure)]
    fact = Fact(
        kind=kind,
        market=other or guide.market,
        region=subject.region or guide.home,
        axis=subject.axis,
        segment=subject.segment,
        of_region=of_region,
        year=time.year if kind not in _YEARLESS else None,
        start_year=time.start if kind in _YEARLESS else None,
        end_year=time.end if kind in _YEARLESS else None,
        value=value,
        unit=number.unit,
        stated=number.stated,
        printed=print_number(replace(number, value=value)),
        qualifier=number.qualifier,
        sure="medium" if weak and sure == "high" else sure,
        why="; ".join([*reasons, *weak]),
        places=(statement.block.place,),
        said=statement.text[:600],
    )
    return _complete(fact, statement, figure, guide)


def _value(statement: Statement, figure: Figure) -> float:
    value, form = figure.number.value or 0.0, figure.verdict.form
    said = statement.text[figure.verdict.cue : figure.number.start]
    fell = "falls" in form.flags or _FALLING.match(said) or falls(statement, figure.number)
    return -abs(value) if fell and form.kind == "growth_rate" else value


_FALLING = re.compile(rf"(?i)\W*(?:{FALL}|(?:\w+\s+)?down|lower)\b")
"""Words that a form begins with, where its rate is of a fall."""


def _complete(fact: Fact, statement: Statement, figure: Figure, guide: Guide) -> Fact:
    """What only a size has, or only a rate or share."""
    before = statement.text[figure.left : figure.number.start]
    if fact.kind == "size":
        return replace(fact, status=status_of(before, fact.year, guide))
    if fact.kind in ("growth_rate", "share") and _is_of_volume(
        statement, figure.number, figure.left, figure.right
    ):
        return replace(fact, of_unit="units")
    return fact


_ONLY_YEAR = "the year is the only one of its sentence"
_OPEN_GROWTH = "growth of one year, or over a period that is not said"
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


def falls(statement: Statement, number: Mention) -> bool:
    """Whether the words around a rate say that it is of a fall."""
    text, around = statement.text, [each for each in statement.mentions if each.kind != "year"]
    begin = max((each.end for each in around if each.end <= number.start), default=0)
    stop = min((each.start for each in around if each.start >= number.end), default=len(text))
    return bool(
        _FALLS.search(text[: number.start][-60:])
        or _A_FALL.match(text[number.end :])
        or falls_abroad(statement.language, text[begin : number.start], text[number.end : stop])
    )


_FALLS = re.compile(
    rf"(?i)(?:negative (?:CAGR|growth)|{FALL}|contraction)\b[^,;%]{{0,45}}$|"
    r"\bdown(?: by)?\s*(?:about |around |nearly |almost |over )?$|"
    r"\b(?:fall|drop|declines?|decrease|reduction|dip|slump)s? of\s*(?:about |around |nearly )?$"
)
_A_FALL = re.compile(
    r"[\s-]*(?:\w+\s)?(?:decrease|decline|drop|fall|contraction|dip|slump|downturn|reduction|less|lower|fewer)\b"
)


def _time(statement: Statement, figure: Figure, guide: Guide, years: Years) -> Time | str:
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
        year = before.year if before else alone or single_year(*args)
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
        return "growth in all, not of one year" if spans else Time(why=_OPEN_GROWTH)
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
    year = single_year(statement.text, statement.mentions, figure.number, figure.left, figure.right)
    return Time(start=year - 1, end=year) if year else None


_PAST = re.compile(r"\b(?:were|grew|rose|posted|recorded|saw)\b")
_COMPOUND = re.compile(rf"(?i)\bCAGR\b|\bcompound|\bforecast|\bexpect|\bsince\b|{YEARLY}")
_YEAR_ON_YEAR = re.compile(r"(?i)\byear[- ]o(?:ver|n)[- ]year\b|\byoy\b|\by-o-y\b")


def _period_in_heads(statement: Statement) -> Time:
    match = re.search(r"((?:19|20)\d\d)\s?(?:-|–|to)\s?((?:19|20)\d\d)", statement.block.caption)
    if match:
        return Time(start=int(match[1]), end=int(match[2]), why="the period is that of its heading")
    return Time()


def _reasons(form: Form, subject: Subject, time: Time, guide: Guide) -> list[str]:
    reasons = [*subject.why]
    if time.why:
        reasons.append(time.why)
    if form.kind in ("size", "share") and time.year is None:
        reasons.append("the year is not said")
    if form.kind == "growth_rate" and time.start is None and time.end is None and not time.why:
        reasons.append("the period is not said")
    if (
        not subject.explicit
        and not subject.segment
        and not (guide.home_said and form.kind != "share")
    ):
        reasons.append("whom it is about is not said")
    if form.sure != "high" and not subject.explicit:
        reasons.append("the words near it are weak")
    return reasons


def _list_weak_words(statement: Statement, figure: Figure) -> Iterator[str]:
    """What a figure lacks of those that are nearly always read as they are meant."""
    block, subject = statement.block, figure.subject
    if figure.number.unit in FACTORS:
        yield "its currency or unit is not said"
    if block.kind not in LAID_OUT and not _SPEAKS.search(statement.text):
        yield "its sentence does not speak of a market"
    if subject.segment and not subject.axis:
        yield "the segment is in no list"


_SPEAKS = re.compile(rf"{MARKET.pattern}|\b(?:CAGR|compound annual)\b")


def _sureness(form: Form, reasons: Sequence[str]) -> Sure:
    if form.sure == "low" or len(reasons) > 2 or _OPEN_GROWTH in reasons:
        return "low"
    return "medium" if reasons else "high"


_VOLUME = re.compile(
    rf"(?i){any_language('in_units')}|"
    r"\bvolumes?\b|\btransactions\b|\bunits?\s+(?:sales|shipments?|terms)\b|\bshipments?\b|\btonn(?:es?|age)\b|"
    r"\bsquare met\w+|\blit(?:er|re)s\b"
)
_VALUE = re.compile(
    r"\bvalue\b|\brevenues?\b|(?<!unit )(?<!volume )\bsales\b|\bworth\b|[$€£₹]", re.IGNORECASE
)


def _is_of_volume(statement: Statement, number: Mention, left: int, right: int) -> bool:
    """Whether a rate or share is of what is sold, weighed or measured, not of money."""
    text = statement.text
    if re.match(
        r"\s*of (?:the )?(?:total |market )?(?:value|revenues?|turnover)\b", text[number.end :]
    ):
        return False
    behind = re.match(
        r"\s*of (?:\w+\s){1,3}?by volume\b|\s*of (?:the )?(?:total )?(?:unit |volume|shipments)",
        text[number.end :],
    )
    before = text[left : number.start]
    words = [match.start() for match in _VOLUME.finditer(before)]
    values = [match.start() for match in _VALUE.finditer(before)]
    here = [
        other.kind
        for other in statement.mentions
        if other.kind in ("money", "count") and left <= other.start < right
    ]
    counted = "count" in here and "money" not in here and not _VALUE.search(before)
    return bool(behind) or counted or bool(words and max(words) > max(values, default=-1))
