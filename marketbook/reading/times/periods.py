"""The period of a rate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from text_to_num import text2num

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.times.model import (
    BREAKS,
    FORECAST_PERIOD,
    NUMBERS,
    Time,
    crosses,
    row_end,
)
from marketbook.reading.words.lexicons import any_language


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
    end = row_end(text, mentions, number)
    after = [
        period
        for period in periods
        if period.start >= number.end and not crosses(mentions, end, period.start, apart)
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
        if not behind or crosses(mentions, number.end, year.start, NUMBERS):
            continue
        word = _OPEN.search(text[number.end : year.start])
        if word:
            first = _SINCE.fullmatch(word[1])
            return Time(start=year.year) if first else Time(end=year.year)
    return _end_before(text, mentions, number)
