"""The year of a size or share in another language than English."""

from __future__ import annotations

import re

from marketbook.reading.times.model import AMOUNTS, ONLY_YEAR, Spot, Time, last_of_forecast
from marketbook.reading.words.lexicons import UNSPACED
from marketbook.reading.words.roles import topic_words


def find_year_abroad(spot: Spot) -> Time:
    """In another language: the year right behind a figure, else the last one before it."""
    text, number = spot.text, spot.number
    years = [each for each in spot.statement.mentions if each.kind == "year"]
    behind = next((year for year in years if number.end <= year.start < spot.right), None)
    spaced = spot.guide.language.code not in UNSPACED
    if behind and spaced and _BEHIND_ABROAD.fullmatch(text[number.end : behind.start]):
        return Time(behind.year)
    alike = AMOUNTS if number.kind in AMOUNTS else (number.kind,)
    for year in reversed(years):
        own = spot.left <= year.start and year.end <= number.start
        if own and (not spaced or spot.near(year, alike)):
            return Time(year.year)
    said = {each.year for each in years}
    only = Time(said.pop(), why=ONLY_YEAR) if len(said) == 1 else Time()
    spanned = _end_of_span(spot, spaced=spaced) or only
    return spanned if spanned.year else last_of_forecast(spot.behind, spot.guide)


def _end_of_span(spot: Spot, *, spaced: bool) -> Time | None:
    """``zwischen 2022 und 2027 … auf 6,3 Mrd. Dollar``: an amount at an end of a period."""
    number, mentions = spot.number, spot.statement.mentions
    spans = [each for each in mentions if each.kind == "period" and each.end <= number.start]
    if not spans or number.kind != "money":
        return None
    ends = [m for m in mentions if m.kind == "money" and spans[-1].end <= m.start < spot.right]
    words = topic_words(spot.guide.language.code, "to")
    if len(ends) == 1 and spaced and words.search(spot.text[: number.start].rstrip()[-24:]):
        return Time(spans[-1].end_year)
    if len(ends) == 2:
        return Time(spans[-1].start_year if number is ends[0] else spans[-1].end_year)
    return None


_BEHIND_ABROAD = re.compile(
    r"\s*(?:\(\s*|(?:(?!(?:e|y|et|und|a|à|zu|al)\s)[^\W\d]++[’']?\s*+){0,5})"
)
