"""Years and periods that are counted from another: "over the past five years", "in ten years"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from text_to_num import text2num

from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Statement
from marketbook.reading.times.model import Time

_BACK = re.compile(
    r"(?i)\b(?:over|in|during|throughout|for|across) the (?:past|last|previous|preceding) "
    r"(?P<years>\w+)(?: years?)?\b|\b(?P<many>\w+)[- ]year\s+(?:CAGR|compound|annual growth)"
)
_AHEAD = re.compile(
    r"[^.;%$€£]{0,40}?\b(?:in|over|within) the (?:next|coming|following) (?P<years>\w+) years\b"
)


def count_back(statement: Statement, left: int, right: int) -> Time:
    """``over the past five years``: as many years back from the only one of the sentence.

    Args:
        statement: The sentence.
        left: Where the clause of the rate begins.
        right: Where it ends.
    """
    said = _BACK.search(statement.text[left:right])
    years = _count(said["years"] or said["many"]) if said else 0
    known = _years_in(statement)
    if not years or len(known) != 1:
        return Time()
    end = known.pop()
    return Time(start=end - years, end=end, why=f"the period is counted back from {end}")


def count_ahead(statement: Statement, number: Mention, right: int, last: Collection[int]) -> Time:
    """``reach $61 billion in the next five years``: counted from the only year said before it.

    Args:
        statement: The sentence.
        number: The figure.
        right: Where its clause ends.
        last: The years of the sentence before.
    """
    ahead = _AHEAD.match(statement.text[number.end : right])
    years = _count(ahead["years"]) if ahead else 0
    known = _years_in(statement) or set(last)
    if not years or len(known) != 1:
        return Time()
    base = known.pop()
    return Time(base + years, why=f"the year is counted from {base}")


def complete_period(time: Time, sizes: Collection[int]) -> Time:
    """``reach $12 bn by 2023, 7.6 % a year from 2017``: its end is the year of the size."""
    later = {year for year in sizes if time.start and year > time.start}
    if time.end is not None or len(later) != 1:
        return time
    return replace(time, end=later.pop(), why="the period is that of the sizes next to it")


def _years_in(statement: Statement) -> set[int]:
    return {each.year for each in statement.mentions if each.kind == "year" and each.year}


def _count(word: str) -> int:
    if word.lower() == "decade":
        return 10
    try:
        return int(text2num(word.lower(), "en"))
    except ValueError:
        return int(word) if word.isdigit() and len(word) < 3 else 0
