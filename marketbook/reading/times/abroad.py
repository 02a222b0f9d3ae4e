"""The year of a size or share in another language than English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.times.model import Time, crosses, last_of_forecast
from marketbook.reading.words.lexicons import UNSPACED
from marketbook.reading.words.roles import topic_words


def find_year_abroad(
    text: str, mentions: Sequence[Mention], number: Mention, clause: tuple[int, int], guide: Guide
) -> Time:
    """In another language: the year right behind a figure, else the last one before it."""
    years = [each for each in mentions if each.kind == "year"]
    behind = next((year for year in years if number.end <= year.start < clause[1]), None)
    spaced = guide.language.code not in UNSPACED
    if behind and spaced and _BEHIND_ABROAD.fullmatch(text[number.end : behind.start]):
        return Time(behind.year)
    alike = ("money", "count") if number.kind in ("money", "count") else (number.kind,)
    for year in reversed(years):
        own = clause[0] <= year.start and year.end <= number.start
        if own and (not spaced or not crosses(mentions, year.end, number.start, alike)):
            return Time(year.year)
    spanned = [each for each in mentions if each.kind == "period" and each.end <= number.start]
    if spanned and number.kind == "money":
        span = spanned[-1]
        ends = [m for m in mentions if m.kind == "money" and span.end <= m.start < clause[1]]
        leads = topic_words(guide.language.code, "to").search(text[: number.start].rstrip()[-24:])
        if len(ends) == 1 and leads and spaced:
            return Time(span.end_year)
        if len(ends) == 2:
            return Time(span.start_year if number is ends[0] else span.end_year)
    said = {each.year for each in years}
    only = Time(said.pop(), why=_ONLY) if len(said) == 1 else Time()
    return only if only.year else last_of_forecast(text[number.end : clause[1]], guide)


_BEHIND_ABROAD = re.compile(
    r"\s*(?:\(\s*|(?:(?!(?:e|y|et|und|a|à|zu|al)\s)[^\W\d]++[’']?\s*+){0,5})"
)
_ONLY = "the year is the only one of its sentence"
