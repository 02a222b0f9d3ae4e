"""The year of a figure, and the period of a rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from text_to_num import text2num

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.words.lexicons import any_language

_NUMBERS = ("money", "percent", "times", "count")
BREAKS = re.compile(
    r"(?i)\b(?:and (?:between|from|over|is|are|was|will|the|by|in|to|expected|projected|forecast|"
    r"further|reach)|which|that|since|as per|according to|driven by|launched|founded|report)\b|;"
)
FORECAST_PERIOD = re.compile(
    r"(?i)\b(?:forecast(?:ed|ing)?|projection|projected|prediction|analysis|assessment|study|"
    r"review|research|coming|next (?:few|several))\s+(?:period|years|time\s?frame|horizon)\b|"
    rf"{any_language('forecast')}"
)


@dataclass(frozen=True, slots=True)
class Time:
    """When a figure is of; what is open is None.

    Attributes:
        year: Of a size or share.
        start: First year of a rate.
        end: Last year of a rate.
        why: What was inferred; empty where the clause says it.
    """

    year: int | None = None
    start: int | None = None
    end: int | None = None
    why: str = ""


def find_year(
    text: str, mentions: Sequence[Mention], number: Mention, left: int, right: int, guide: Guide
) -> Time:
    """The year of a size or share: the one that stands nearest to it in its clause.

    Args:
        text: The sentence.
        mentions: All its numbers and years.
        number: The figure.
        left: Where its clause begins.
        right: Where it ends.
        guide: The document's periods, for "the forecast period".
    """
    if _TODAY.match(text[number.end : right]):
        return Time()
    after = _years_after(text, mentions, number, right)
    before = _years_before(text, mentions, number, left)
    behind = after and (
        _is_near(text, number, after[0]) or not _opens(text, before[-1], left) if before else True
    )
    if behind:
        return _year_of(after[0])
    if before:
        return _year_of(before[-1])
    spanned = _end_of_span(text, mentions, number, left)
    if spanned is not None:
        return spanned
    return _only_year(text, mentions, left, right) or last_of_forecast(
        text[number.end : right], guide
    )


def _end_of_span(text: str, mentions: Sequence[Mention], number: Mention, left: int) -> Time | None:
    """``grows at 6% between 2024 and 2029 to $7 billion``: where growth leads to, at its end."""
    before = [
        other for other in mentions if other.kind == "period" and left <= other.start < number.start
    ]
    if not before or number.kind != "money":
        return None
    between = text[before[-1].end : number.start]
    if crosses(mentions, before[-1].end, number.start, ("money", "count")) or not _LEADS_TO.search(
        between
    ):
        return None
    return Time(before[-1].end_year)


_LEADS_TO = re.compile(
    r"(?i)(?:\bto|\breach(?:ing|ed|es)?|\b(?:exceed|surpass|pass|top)(?:s|ing)?|"
    r"\b(?:settled|ended|arriv\w+)(?: up)? at|\btotall?ing)\s+"
    r"(?:(?:a |an |the |about |around |nearly |just |over |estimated |value of )*)$"
)
_GREW_TO = re.compile(
    r"(?i)(?:%|percent|per cent|Prozent|por ciento)\s*(?:of (?:the )?(?:market|revenues?|"
    r"sales)\s*)?(?:,\s*)?(?:year[- ]on[- ]year\s+)?(?:to|auf|a|à|(?:and\s+)?(?:nearly |almost |"
    r"has )?reached|,?\s*reaching|amounting to|worth|equal to|equivalent to)\s+(?:(?:a |about |"
    r"around |nearly |just |over |rund )*)$"
)
_TODAY = re.compile(
    r"\s*(?:today|now|currently|at present)\b(?!\s*\(?(?:in )?(?:19|20)\d\d)", re.IGNORECASE
)
LAST_OF_FORECAST = re.compile(
    r"(?i)\b(?:by|at|till|until|over)\s+(?:the\s+)?(?:(?:end|close|conclusion) of\s+)?(?:the\s+)?"
    r"(?:forecast(?:ed|ing)?|analysis|assessment|projection|research|study|review)\s+"
    r"(?:period|timeframe|timeline|horizon)\b"
)


def _only_year(text: str, mentions: Sequence[Mention], left: int, right: int) -> Time | None:
    """The only year of a clause, where it stands after "in" and no other time does."""
    years = {
        other.year for other in mentions if other.kind == "year" and left <= other.start < right
    }
    clause = text[left:right]
    if len(years) != 1 or re.search(r"\bby\s+(?:the end of\s+)?(?:19|20)\d\d", clause):
        return None
    year = years.pop()
    if not re.search(rf"\bin\s+{year}\b", clause):
        return None
    return Time(year, why="the year is the only one of its clause")


def last_of_forecast(after: str, guide: Guide) -> Time:
    """The last year of the forecast period, where a text speaks of its end."""
    if LAST_OF_FORECAST.search(after) and guide.forecast:
        return Time(guide.forecast[1], why="the year is the last of the forecast period")
    return Time()


def _year_of(mention: Mention) -> Time:
    if mention.kind == "period":
        return Time(mention.end_year, why="the year is the last of the period next to it")
    return Time(mention.year)


def _is_near(text: str, number: Mention, year: Mention) -> bool:
    return len(text[number.end : year.start].split()) < 9 and not BREAKS.search(
        text[number.end : year.start]
    )


def _opens(text: str, year: Mention, left: int) -> bool:
    """Whether a year opens its clause: ``In 2024, …``, ``2024: …``, or is its label's."""
    return len(text[left : year.start].strip(" ,(").split()) < 4


def crosses(mentions: Sequence[Mention], start: int, end: int, kinds: Sequence[str]) -> bool:
    """Whether a number of some kinds stands between two points."""
    return any(
        start <= other.start and other.end <= end and other.kind in kinds and not other.tied
        for other in mentions
    )


def _row_end(text: str, mentions: Sequence[Mention], number: Mention) -> int:
    """Where a row of numbers that begins with this one ends: ``51% and 22%``."""
    end = number.end
    for other in mentions:
        if (
            other.start >= end
            and other.kind == number.kind
            and re.fullmatch(r"\s*(?:,|,?\s*and|to|/)\s*", text[end : other.start])
        ):
            end = other.end
    return end


def _years_after(
    text: str, mentions: Sequence[Mention], number: Mention, right: int
) -> list[Mention]:
    """Years behind a figure that no other figure of its kind parts from it."""
    others = ("money", "count") if number.kind in ("money", "count") else _NUMBERS
    begin = _row_end(text, mentions, number)
    found = [
        year
        for year in mentions
        if year.kind == "year"
        and number.end <= year.start < right
        and not crosses(mentions, begin, year.start, others)
        and not BREAKS.search(text[number.end : year.start])
        and (
            not crosses(mentions, begin, year.start, _NUMBERS)
            or re.search(r"\b(?:by|in|of the)\s+(?:the\s+end\s+of\s+)?$", text[: year.start])
        )
        and not re.search(
            r"\b(?:since|from|than in|compared (?:to|with)|over)\s+$",
            text[: year.start],
            re.IGNORECASE,
        )
        and not _belongs_right(text, mentions, year, right)
    ]
    if found:
        return found
    return [
        period
        for period in mentions
        if period.kind == "period"
        and number.end <= period.start < right
        and number.kind == "money"
        and not crosses(mentions, number.end, period.start, others)
        and re.search(
            r"\b(?:reach\w*|expected|projected|forecast\w*|anticipated|to|surpass|exceed)\b",
            text[max(0, number.start - 50) : number.start],
            re.IGNORECASE,
        )
    ]


def _belongs_right(text: str, mentions: Sequence[Mention], year: Mention, right: int) -> bool:
    """``… and by 2030 USD 5 billion``: a year right before the next figure is that one's."""
    after = next(
        (
            other
            for other in mentions
            if other.start >= year.end and other.kind in _NUMBERS and other.start < right
        ),
        None,
    )
    if after is None:
        return False
    between, before = text[year.end : after.start], text[: year.start]
    return (len(between.split()) < 3 and ":" in between[:3]) or bool(
        re.search(r"(?:,|\band)\s+(?:in|by)\s+$", before)
        and len(between.split()) < 7
        and not re.search(r"\band\b|,\s*\w+\s*$", between)
    )


def _years_before(
    text: str, mentions: Sequence[Mention], number: Mention, left: int
) -> list[Mention]:
    """Years before a figure with no other figure between them; growth may lead up to it."""
    leads = number.kind in ("money", "count") and _GREW_TO.search(text[left : number.start])
    others = ("money", "count") if leads else _NUMBERS
    return [
        year
        for year in mentions
        if year.kind == "year"
        and left <= year.start
        and year.end <= number.start
        and not crosses(mentions, year.end, number.start, others)
        and not re.search(
            r"\b(?:since|than in|from|founded in|compared (?:to|with)|versus|vs|launched in)\s+$",
            text[: year.start],
            re.IGNORECASE,
        )
    ]


def find_period(
    text: str,
    mentions: Sequence[Mention],
    number: Mention,
    left: int,
    right: int,
    guide: Guide,
    sizes: Sequence[int],
) -> Time:
    """The period of a rate: in its clause, else "the forecast period", else its sizes' years.

    Args:
        text: The sentence.
        mentions: All its numbers and years.
        number: The rate.
        left: Where its clause begins.
        right: Where it ends.
        guide: The document's periods.
        sizes: Years of the sizes in the same sentence and of the same subject, in order.
    """
    stated = _stated_period(text, mentions, number, left, right)
    if stated is not None:
        return stated
    if FORECAST_PERIOD.search(text[left:right]) and guide.forecast:
        start, end = guide.forecast
        return Time(start=start, end=end, why="the period is the document's forecast period")
    if len(set(sizes)) > 1 and not FORECAST_PERIOD.search(text[left:right]):
        return _span_of(sizes, {year.year for year in mentions if year.kind == "year"})
    return Time()


def _span_of(sizes: Sequence[int], here: set[int | None]) -> Time:
    """The period of the sizes beside a rate; one that leads up to a year begins at the last."""
    why = "the period is that of the sizes next to it"
    own = [year for year in sizes if year in here]
    if len(set(own)) == 1 and own[0] == max(sizes):
        return Time(start=max(year for year in sizes if year < own[0]), end=own[0], why=why)
    return Time(start=min(sizes), end=max(sizes), why=why)


def _stated_period(
    text: str, mentions: Sequence[Mention], number: Mention, left: int, right: int
) -> Time | None:
    periods = [
        other for other in mentions if other.kind == "period" and left <= other.start < right
    ]
    apart = ("money",) if number.kind == "money" else ("percent",)
    row_end = _row_end(text, mentions, number)
    after = [
        period
        for period in periods
        if period.start >= number.end and not crosses(mentions, row_end, period.start, apart)
    ]
    before = [
        period
        for period in periods
        if period.end <= number.start and not crosses(mentions, period.end, number.start, apart)
    ]
    opens = [period for period in periods if len(text[left : period.start].strip().split()) < 2]
    if not after and not before and len(periods) == len(opens) == 1:
        return Time(start=opens[0].start_year, end=opens[0].end_year)
    near = [period for period in after if not BREAKS.search(text[number.end : period.start])]
    if after or before:
        period = near[0] if near else before[-1] if before else after[0]
        return Time(start=period.start_year, end=period.end_year)
    return _open_period(text, mentions, number, left, right)


_OPEN = re.compile(
    r"(?i)\b(through|to|by|until|till|up to|towards|from|since|starting|end of|"
    rf"{any_language('until', 'since')})\W+"
    r"(?:(?:the|its|an?)\s+)?(?:estimated\s+)?(?:end of\s+)?(?:year\s+)?$"
)


_UNTIL = re.compile(rf"(?i){any_language('until')}\W*$")
_UNTIL_BEHIND = re.compile(r"\s?[年년]?度?(?:まで|까지)")


def _end_before(text: str, mentions: Sequence[Mention], number: Mention) -> Time | None:
    """``D'ici à 2030, … 6 %``, ``2030年まで年率6%``: the end of a period before a rate."""
    for year in reversed(mentions):
        if year.kind != "year" or year.end > number.start:
            continue
        near = not crosses(mentions, year.end, number.start, ("percent",))
        said = _UNTIL.search(text[max(0, year.start - 20) : year.start])
        if near and (said or _UNTIL_BEHIND.match(text, year.end)):
            return Time(end=year.year)
    return None


_SINCE = re.compile(rf"(?i)from|since|starting|{any_language('since')}")
_SPAN = re.compile(
    r"(?i)\b(?P<years>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[- ]year\s+"
    r"(?:CAGR|compound|(?:annual )?growth rate)"
)


def _open_period(
    text: str, mentions: Sequence[Mention], number: Mention, left: int, right: int
) -> Time | None:
    """A period of which one end is printed: ``through 2030``, ``seven-year CAGR from 2023``."""
    time, said = _one_end(text, mentions, number, right), _SPAN.search(text[left:right])
    if time is None or said is None:
        return time
    years = int(text2num(said["years"].lower(), "en"))
    if time.start:
        return Time(start=time.start, end=time.start + years)
    return Time(start=time.end - years, end=time.end) if time.end else time


def _one_end(text: str, mentions: Sequence[Mention], number: Mention, right: int) -> Time | None:
    for year in mentions:
        behind = year.kind == "year" and number.end <= year.start < right
        if not behind or crosses(mentions, number.end, year.start, _NUMBERS):
            continue
        word = _OPEN.search(text[number.end : year.start])
        if word:
            first = _SINCE.fullmatch(word[1])
            return Time(start=year.year) if first else Time(end=year.year)
    return _end_before(text, mentions, number)
