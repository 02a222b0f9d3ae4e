"""When a figure is of, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.words.lexicons import any_language

NUMBERS = ("money", "percent", "times", "count")
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


def last_of_forecast(after: str, guide: Guide) -> Time:
    """The last year of the forecast period, where a text speaks of its end."""
    if LAST_OF_FORECAST.search(after) and guide.forecast:
        return Time(guide.forecast[1], why="the year is the last of the forecast period")
    return Time()


def crosses(mentions: Sequence[Mention], start: int, end: int, kinds: Sequence[str]) -> bool:
    """Whether a number of some kinds stands between two points."""
    return any(
        start <= other.start and other.end <= end and other.kind in kinds and not other.tied
        for other in mentions
    )


def row_end(text: str, mentions: Sequence[Mention], number: Mention) -> int:
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
