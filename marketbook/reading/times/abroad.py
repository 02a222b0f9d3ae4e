"""The year of a size or share in another language than English."""

from __future__ import annotations

import re

from marketbook.reading.times.model import AMOUNTS, ONLY_YEAR, Spot, Time, last_of_forecast
from marketbook.reading.words.lexicons import UNSPACED


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
    return only if only.year else last_of_forecast(spot.behind, spot.guide)


_BEHIND_ABROAD = re.compile(
    r"\s*(?:\(\s*|(?:(?!(?:e|y|et|und|a|à|zu|al)\s)[^\W\d]++[’']?\s*+){0,5})"
)
