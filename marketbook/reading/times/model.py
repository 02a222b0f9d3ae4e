"""When a figure is of, and what of its sentence says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Statement
from marketbook.reading.words.lexicons import COMPARED_WITH, any_language

NUMBERS = ("money", "percent", "times", "count")
TIMES = ("year", "period", "date")
AMOUNTS = ("money", "count")
BREAKS = re.compile(
    r"(?i)\b(?:and (?:between|from|over|is|are|was|will|the|by|in|to|expected|projected|forecast|"
    r"further|reach)|which|that|since|as per|according to|driven by|launched|founded|report)\b|;"
)
FORECAST_PERIOD = re.compile(
    r"(?i)\b(?:forecast(?:ed|ing)?|projection|projected|prediction|analysis|assessment|study|"
    r"review|research|coming|next (?:few|several))\s+(?:period|years|time\s?frame|horizon)\b|"
    rf"{any_language('forecast')}"
)
LAST_OF_FORECAST = re.compile(
    r"(?i)\b(?:by|at|till|until|over)\s+(?:the\s+)?(?:(?:end|close|conclusion) of\s+)?(?:the\s+)?"
    r"(?:forecast(?:ed|ing)?|analysis|assessment|projection|research|study|review)\s+"
    r"(?:period|timeframe|timeline|horizon)\b"
)
AHEAD = re.compile(
    r"(?i)\b(?:will|expect(?:s|ed)|projects|projected|forecasts?|foreseen|anticipated|"
    r"estimated to|predicted|set to|poised|likely|could|should|would)\b"
)
"""Words of what is still to come."""
UNTIL = re.compile(r"(?i)\b(?:by|through|to|until|till)\s+(?:the end of\s+)?$")
ONLY_YEAR = "the year is the only one of its sentence"


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


@dataclass(frozen=True, slots=True)
class Spot:
    """A number in its clause.

    Attributes:
        statement: The sentence.
        number: The number.
        left: Where its clause begins.
        right: Where it ends.
        guide: What is known of the document.
    """

    statement: Statement
    number: Mention
    left: int
    right: int
    guide: Guide

    @property
    def text(self) -> str:
        """The sentence."""
        return self.statement.text

    @property
    def clause(self) -> str:
        """The clause."""
        return self.text[self.left : self.right]

    @property
    def behind(self) -> str:
        """What stands behind the number in its clause."""
        return self.text[self.number.end : self.right]

    def lead(self, year: Mention) -> str:
        """The words right before a year."""
        return self.text[max(0, year.start - 40) : year.start]

    def all(self, kind: str) -> list[Mention]:
        """The years or periods of the clause."""
        return self.statement.within(kind, self.left, self.right)

    def parts(self, start: int, end: int, kinds: Sequence[str]) -> bool:
        """Whether a number of some kinds stands between two points of the sentence."""
        return any(
            start <= other.start and other.end <= end and other.kind in kinds and not other.tied
            for other in self.statement.mentions
        )

    def near(self, other: Mention, kinds: Sequence[str]) -> bool:
        """Whether no number of some kinds parts another mention from the number or its row."""
        row = self.row()
        if other.start < self.number.start:
            return not self.parts(other.end, row[0].start, kinds)
        return not self.parts(row[-1].end, other.start, kinds)

    def row(self) -> list[Mention]:
        """The numbers that stand side by side with this one: ``51% and 22%``, itself with them."""
        numbers = [each for each in self.statement.mentions if each.kind in (*NUMBERS, *TIMES)]
        starts = [each.start for each in numbers]
        if self.number.start not in starts:
            return [self.number]
        first = last = starts.index(self.number.start)
        while first and self.joins(numbers[first - 1], numbers[first]):
            first -= 1
        while last + 1 < len(numbers) and self.joins(numbers[last], numbers[last + 1]):
            last += 1
        return numbers[first : last + 1]

    def joins(self, one: Mention, other: Mention) -> bool:
        """Whether two numbers stand side by side, alike or as two measures of one thing."""
        between = self.text[one.end : other.start]
        if one.kind == other.kind:
            return bool(_JOINED.fullmatch(between))
        both = {one.kind, other.kind} == set(AMOUNTS)
        return both and len(between.split()) < 6 and not BREAKS.search(between)


_JOINED = re.compile(r"\s*(?:\([^()%$€£]{1,24}\))?(?:,|,?\s*(?:and|und|et|y|e|bzw\.?)|/)\s*")


_COMPARED = re.compile(
    r"(?i)\b(?:from|than|against|versus|above|below|compared (?:to|with))\s[^,;]{0,30}$"
)


def owner_of(spot: Spot, year: Mention) -> Mention | None:
    """The other number that a year stands right behind: ``up from 3.6 % in 2003``."""
    before = [each for each in spot.statement.mentions if each.end <= year.start]
    between = spot.text[before[-1].end : year.start] if before else ";"
    own = (
        len(between.split()) < 3
        and not re.search("[,;:]", between)
        and before[-1] is not spot.number
        and before[-1].kind in NUMBERS
    )
    return before[-1] if own else None


def is_compared(spot: Spot, year: Mention) -> bool:
    """Whether a year is of another number, that the figure is only compared with."""
    owner = owner_of(spot, year)
    against = owner is not None and _COMPARED.search(spot.lead(owner))
    return bool(against or _YEAR_BEFORE.search(spot.lead(year)))


_YEAR_BEFORE = re.compile(
    r"(?i)(?:(?:19|20)\d\d\s(?:vs\.?|versus|over|against|compared (?:to|with))|"
    r"\b(?:than|as|(?:what )?(?:they|it) (?:were|was)) in)\s$"
)
"""``2022 vs 2021``, ``more than in 2021``: the year compared with, which is not the figure's."""


def is_base(spot: Spot, year: Mention) -> bool:
    """``down 4% from 2023``, ``up 4% to $5 bn from $4.8 bn in 2023``: the year compared with."""
    between = spot.text[spot.number.end : year.start]
    for each in reversed(spot.statement.mentions):
        if each.kind in AMOUNTS and spot.number.end <= each.start and each.end <= year.start:
            begin, end = each.start - spot.number.end, each.end - spot.number.end
            between = between[:begin] + between[end:]
    return spot.near(year, ("percent",)) and bool(_FROM_BASE.match(between))


_FROM_BASE = re.compile(
    r"^[\s-]*(?:year[- ]on[- ]year\s+|(?:[\w-]+\s+){1,2}?)?(?:(?:above|below)"
    rf"(?: (?:the )?level of| th(?:at|ose) of)?|{COMPARED_WITH})\s+"
    r"(?:(?!to\s|by\s|year\s)[a-z]+\s+){0,4}$"
)


def years_in(statement: Statement) -> set[int]:
    """The years that a sentence says."""
    return {each.year for each in statement.mentions if each.kind == "year" and each.year}


def last_of_forecast(after: str, guide: Guide) -> Time:
    """The last year of the forecast period, where a text speaks of its end."""
    if LAST_OF_FORECAST.search(after) and guide.forecast:
        return Time(guide.forecast[1], why="the year is the last of the forecast period")
    return Time()
