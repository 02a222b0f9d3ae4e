"""The year of a size or share that stands nearest to it in its clause."""

from __future__ import annotations

import re

from marketbook.reading.mentions import Mention
from marketbook.reading.times.abroad import find_year_abroad
from marketbook.reading.times.model import (
    AMOUNTS,
    BREAKS,
    NUMBERS,
    Spot,
    Time,
    last_of_forecast,
)


def find_year(spot: Spot) -> Time:
    """The year of a size or share: the one that stands nearest to it in its clause."""
    if spot.guide.language.code != "en":
        return find_year_abroad(spot)
    if _TODAY.match(spot.behind):
        return Time()
    after, before = _years_after(spot), _years_before(spot)
    if after and (
        not before or _is_near(spot, after[0]) or not _opens(spot.text, before[-1], spot.left)
    ):
        return _year_of(after[0])
    if before:
        return Time(before[-1].year)
    return _end_of_span(spot) or _only_year(spot) or last_of_forecast(spot.behind, spot.guide)


def _end_of_span(spot: Spot) -> Time | None:
    """``grows at 6% between 2024 and 2029 to $7 billion``: where growth leads to, at its end."""
    before = [each for each in spot.all("period") if each.start < spot.number.start]
    if not before or spot.number.kind != "money" or not spot.near(before[-1], AMOUNTS):
        return None
    leads = _LEADS_TO.search(spot.text, before[-1].end, spot.number.start)
    return Time(before[-1].end_year) if leads else None


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


def _only_year(spot: Spot) -> Time | None:
    """The only year of a clause, where it stands after "in" and no other time does."""
    years = {each.year for each in spot.all("year")}
    if len(years) != 1 or re.search(r"\bby\s+(?:the end of\s+)?(?:19|20)\d\d", spot.clause):
        return None
    year = years.pop()
    said = re.search(rf"\bin\s+{year}\b", spot.clause)
    return Time(year, why="the year is the only one of its clause") if said else None


def _year_of(mention: Mention) -> Time:
    if mention.kind == "period":
        return Time(mention.end_year, why="the year is the last of the period next to it")
    return Time(mention.year)


def _is_near(spot: Spot, year: Mention) -> bool:
    between = spot.text[spot.number.end : year.start]
    return len(between.split()) < 9 and not BREAKS.search(between)


def _opens(text: str, year: Mention, left: int) -> bool:
    """Whether a year opens its clause: ``In 2024, …``, ``2024: …``, or is its label's."""
    return len(text[left : year.start].strip(" ,(").split()) < 4


_NOT_BEHIND = re.compile(
    r"(?i)\b(?:since|from|than in|compared (?:to|with)|over)\s+$",
)
_NOT_BEFORE = re.compile(
    r"(?i)\b(?:since|than in|from|founded in|compared (?:to|with)|versus|vs|launched in)\s+$"
)
_AT = re.compile(r"\b(?:by|in|of the)\s+(?:the\s+end\s+of\s+)?$")
_EXPECTED = re.compile(
    r"(?i)\b(?:reach\w*|expected|projected|forecast\w*|anticipated|to|surpass|exceed)\b"
)


def _years_after(spot: Spot) -> list[Mention]:
    """Years behind a figure that no other figure of its kind parts from it."""
    text, number, begin = spot.text, spot.number, spot.row_end()
    others = AMOUNTS if number.kind in AMOUNTS else NUMBERS
    found = [
        year
        for year in spot.all("year")
        if number.end <= year.start
        and not spot.parts(begin, year.start, others)
        and not BREAKS.search(text[number.end : year.start])
        and (not spot.parts(begin, year.start, NUMBERS) or _AT.search(spot.lead(year)))
        and not _NOT_BEHIND.search(spot.lead(year))
        and not _belongs_right(spot, year)
    ]
    if found or number.kind != "money":
        return found
    expected = _EXPECTED.search(text, max(0, number.start - 50), number.start)
    return [
        period
        for period in spot.all("period")
        if expected and number.end <= period.start and spot.near(period, AMOUNTS)
    ]


def _belongs_right(spot: Spot, year: Mention) -> bool:
    """``… and by 2030 USD 5 billion``: a year right before the next figure is that one's."""
    later = (
        each
        for each in spot.statement.mentions
        if year.end <= each.start < spot.right and each.kind in NUMBERS
    )
    after = next(later, None)
    if after is None:
        return False
    between = spot.text[year.end : after.start]
    return (len(between.split()) < 3 and ":" in between[:3]) or bool(
        len(between.split()) < 7
        and re.search(r"(?:,|\band)\s+(?:in|by)\s+$", spot.lead(year))
        and not re.search(r"\band\b|,\s*\w+\s*$", between)
    )


def _years_before(spot: Spot) -> list[Mention]:
    """Years before a figure with no other figure between them; growth may lead up to it."""
    text, number = spot.text, spot.number
    leads = number.kind in AMOUNTS and _GREW_TO.search(text, spot.left, number.start)
    others = AMOUNTS if leads else NUMBERS
    return [
        year
        for year in spot.all("year")
        if year.end <= number.start
        and spot.near(year, others)
        and not _NOT_BEFORE.search(spot.lead(year))
    ]
