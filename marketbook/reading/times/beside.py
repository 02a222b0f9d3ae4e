"""The year of a size or share that stands nearest to it in its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from marketbook.reading.forms.rates import YEARLY
from marketbook.reading.mentions import Mention
from marketbook.reading.times.abroad import find_year_abroad
from marketbook.reading.times.model import (
    AHEAD,
    AMOUNTS,
    BREAKS,
    LAST_OF_FORECAST,
    NUMBERS,
    UNTIL,
    Spot,
    Time,
    is_compared,
    last_of_forecast,
    owner_of,
)

_Found = tuple[int, Time]
"""A year, and how far it is from its figure: in words, with more where something parts them."""


def find_year(spot: Spot) -> Time:
    """The year of a size or share: the one that stands nearest to it in its clause."""
    if spot.guide.language.code != "en":
        return find_year_abroad(spot)
    if _TODAY.match(spot.behind):
        return Time()
    found = [*_years_behind(spot), *_ends_of_periods(spot)]
    ends = LAST_OF_FORECAST.match(spot.behind.lstrip())
    found += () if ends else _years_before(spot)
    if found:
        return min(found, key=lambda each: each[0])[1]
    return (None if ends else _only_year(spot)) or last_of_forecast(spot.behind, spot.guide)


_AGAINST = re.compile(
    r"(?i)\b(?:since|from|than(?: in| during)?|compared (?:to|with)|over|on|versus|vs\.?|against|"
    r"(?:founded|launched) in|(?:record|peak|high) of)\s+(?:that of\s+|its\s+|the\s+)?$"
)
"""Before a year that a figure is only compared with."""


def _years_behind(spot: Spot) -> Iterator[_Found]:
    """Years behind a figure that no other figure of its kind parts from it."""
    row = spot.row()
    if spot.number is not row[-1] and any(_opens_row(spot, each, row) for each in spot.all("year")):
        return
    begin = row[-1].end
    others = AMOUNTS if spot.number.kind in AMOUNTS else NUMBERS
    for year in spot.all("year"):
        if year.start < begin:
            continue
        if spot.parts(begin, year.start, others):
            break
        between, lead = spot.text[begin : year.start], spot.lead(year)
        if BREAKS.search(between) or _AGAINST.search(lead) or belongs_right(spot, year):
            continue
        words, crossed = len(between.split()), spot.parts(begin, year.start, NUMBERS)
        yield words if words < 9 and not crossed else 30 + words, Time(year.year)


def _opens_row(spot: Spot, year: Mention, row: Sequence[Mention]) -> bool:
    """``in 2023 it was 3 billion, and 5 billion is expected for 2028``: each year has its own."""
    return (
        year.end <= row[0].start
        and spot.near(year, NUMBERS)
        and not _AGAINST.search(spot.lead(year))
        and bool(AHEAD.search(spot.text, row[-2].end, spot.right))
    )


def belongs_right(spot: Spot, year: Mention) -> bool:
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
        and re.search(
            r"(?:,|\b(?:and|but|while))\s+(?:[a-z]+\s+)?(?:in|by|for)\s+$", spot.lead(year)
        )
        and not re.search(r"\band\b|,\s*\w+\s*$", between)
    )


def _years_before(spot: Spot) -> Iterator[_Found]:
    """Years before a figure with no other figure between them; growth may lead up to it."""
    number = spot.number
    before = (year for year in reversed(spot.all("year")) if year.end <= number.start)
    near = list(takewhile(lambda year: spot.near(year, AMOUNTS), before))
    for year in reversed(near):
        if not _is_parted(spot, year) or spot.near(year, NUMBERS):
            between = spot.text[year.end : number.start]
            if _ITS_VALUE.fullmatch(between):
                yield 1, Time(year.year)
            lead = spot.lead(year)
            owner = owner_of(spot, year)
            against = _AGAINST.search(lead) and not lead.endswith("over ")
            against = against or is_compared(spot, year)
            moves = owner and owner.kind in AMOUNTS and _MOVES_ON.match(between)
            if against or moves:
                continue
            opens = len(spot.text[spot.left : year.start].strip(" ,(").split()) < 4
            words = len(between.split())
            yield (9 if opens else 22) + min(words, 20), Time(year.year)


_MOVES_ON = re.compile(
    rf"\s*,?\s*(?:to\s(?!\w+\s+(?:to|by)\b)|(?:and\s)?[^,;]{{0,40}}?{AHEAD.pattern[4:]})"
)
"""``3 billion in 2024 to 5 billion``, ``in 2024 and will be 5 billion``: on to another year."""
_ITS_VALUE = re.compile(
    r"\s?\(|['’]s?\s|['’]?s?\s(?:(?:market|sales|total|record)\s)?(?:size|value|valuation|revenues?|"
    r"sales|level|total|figure|estimate|turnover)\s(?:of|at)\s"
)
"""``from its 2025 value of $3 billion``: the year is of the amount, whatever stands before it."""


def _is_parted(spot: Spot, year: Mention) -> bool:
    """Whether a rate parts a year from a number: not ``in 2022 sales rose by 8% to $5 billion``."""
    if spot.number.kind not in AMOUNTS or UNTIL.search(spot.lead(year)):
        return spot.number.kind not in AMOUNTS
    rates = [each.end for each in spot.all("percent") if each.start >= year.end]
    ahead = rates and AHEAD.search(spot.text, rates[0], spot.number.start)
    return bool(ahead or _A_YEAR.search(spot.text, year.end, spot.number.start))


_A_YEAR = re.compile(rf"(?i)\bCAGR\b|\bcompound|{YEARLY}")
_LEADS_TO = re.compile(
    r"(?i)(?:\bto|\breach(?:ing|ed|es)?|\b(?:exceed|surpass|pass|top)(?:s|ing)?|"
    r"\b(?:settled|ended|arriv\w+)(?: up)? at|\btotall?ing)\s+"
    r"(?:(?:a |an |the |about |around |nearly |just |over |estimated |(?:market |total )?"
    r"(?:value|valuation|size|volume|revenues?|worth) of )*)$"
)
_EXPECTED = re.compile(
    r"(?i)\b(?:reach\w*|expected|projected|forecast\w*|anticipated|to|surpass|exceed)\b"
)
_TODAY = re.compile(
    r"\s*(?:today|now|currently|at present)\b(?!\s*\(?(?:in )?(?:19|20)\d\d)", re.IGNORECASE
)
_END = "the year is the last of the period next to it"


def _ends_of_periods(spot: Spot) -> Iterator[_Found]:
    """``grows at 6% between 2024 and 2029 to $7 billion``: where growth leads to, at its end."""
    number = spot.number
    for period in spot.all("period") if number.kind in AMOUNTS else ():
        if not spot.near(period, AMOUNTS):
            continue
        behind = period.start > number.start
        if not behind and _LEADS_TO.search(spot.text, period.end, number.start):
            yield 30, Time(period.end_year)
        if (
            behind
            and number.kind == "money"
            and _EXPECTED.search(spot.text, max(0, number.start - 50), number.start)
        ):
            yield 45, Time(period.end_year, why=_END)


def _only_year(spot: Spot) -> Time | None:
    """The only year of a clause, where it stands after "in" and no other time does."""
    years = {each.year for each in spot.all("year") if not is_compared(spot, each)}
    if len(years) != 1 or re.search(r"\bby\s+(?:the end of\s+)?(?:19|20)\d\d", spot.clause):
        return None
    year = years.pop()
    said = re.search(rf"\bin\s+{year}\b", spot.text[spot.left :])
    begin, end = (spot.left + at for at in said.span()) if said else (0, 0)
    # ``make up 60 % and will rise … in 2029``: the year is of what is still to come
    to_come = spot.number.end < begin and AHEAD.search(spot.text, spot.number.end, begin)
    ahead = to_come and not AHEAD.search(spot.text, spot.left, spot.number.start)
    if said is None or ahead or AHEAD.search(spot.text, end, spot.number.start):
        return None
    return Time(year, why="the year is the only one of its clause")
