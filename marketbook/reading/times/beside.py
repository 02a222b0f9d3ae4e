"""The year of a size or share that stands nearest to it in its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.times.model import BREAKS, NUMBERS, Time, crosses, last_of_forecast, row_end


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


def _years_after(
    text: str, mentions: Sequence[Mention], number: Mention, right: int
) -> list[Mention]:
    """Years behind a figure that no other figure of its kind parts from it."""
    others = ("money", "count") if number.kind in ("money", "count") else NUMBERS
    begin = row_end(text, mentions, number)
    found = [
        year
        for year in mentions
        if year.kind == "year"
        and number.end <= year.start < right
        and not crosses(mentions, begin, year.start, others)
        and not BREAKS.search(text[number.end : year.start])
        and (
            not crosses(mentions, begin, year.start, NUMBERS)
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
            if other.start >= year.end and other.kind in NUMBERS and other.start < right
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
    others = ("money", "count") if leads else NUMBERS
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
