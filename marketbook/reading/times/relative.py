"""Years that are said by another year: "the year before", "up 4 % on 2023", the sentence before."""

from __future__ import annotations

import re
from collections.abc import Collection

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Statement
from marketbook.reading.times.model import Time

TAKEN = "the year is that of the sentence before"
_PRIOR = (
    r"(?:(?:the|a|one) year (?:before|earlier|ago|previously)|the (?:previous|prior|"
    r"preceding) year)\b"
)
_YEAR_BEFORE = re.compile(
    rf"\W{{0,2}}(?:of (?:the market|sales)\s)?(?:in\s+)?{_PRIOR}", re.IGNORECASE
)
_OPENS_BEFORE = re.compile(
    rf"\W*(?:in\s+{_PRIOR}|im Vorjahr\b|l['’]année précédente)", re.IGNORECASE
)
_PAST = re.compile(
    r"\b(?:was|were|rose|grew|fell|stood|hit|held|took|brought|came|made|had|led|saw|sold|"
    r"(?!(?:expect|forecast|project|anticipat|estimat|predict|need|relat|base|combin|unit)ed\b)"
    r"[a-z]{3,}ed)\b"
)


def find_year_before(
    statement: Statement, number: Mention, left: int, right: int, last: Collection[int]
) -> Time | None:
    """``$527 million the year before``: the year before the only one said; None where it says none.

    Args:
        statement: The sentence.
        number: The figure.
        left: Where its clause begins.
        right: Where it ends.
        last: The years of the sentence before.
    """
    text = statement.text
    opens = _OPENS_BEFORE.match(text[left:])
    if not opens and not _YEAR_BEFORE.match(text[number.end : right]):
        return None
    here = {each.year for each in statement.mentions if each.kind == "year" and each.year}
    known = here or set(last)
    if len(known) != 1:
        return Time()
    year = known.pop()
    return Time(year - 1, why=f"the year is the one before {year}")


_UP_FROM = re.compile(
    r"\W{0,3}(?:(?:up|down)(?: by)?|an? (?:increase|decrease|rise|fall|decline|drop|gain) of)\s"
    r"[^%,;]{1,20}?(?:%|per ?cent)\s+(?:from|on|over|compared (?:to|with)|versus)\s+(?:the\s+)?"
    r"(?P<base>(?:19|20)\d\d)\b"
)


def find_year_after_base(statement: Statement, number: Mention) -> Time:
    """``$3.1 billion, down 0.6 % compared to 2023``: the year after the one compared with."""
    match = _UP_FROM.match(statement.text[number.end :])
    if match is None:
        return Time()
    base = int(match["base"])
    return Time(base + 1, why=f"the year is the one after {base}")


def take_year_before(
    statement: Statement, number: Mention, left: int, last: Collection[int], own: Collection[int]
) -> Time:
    """The only year of the sentence before, for what a sentence without a year says of the past.

    Args:
        statement: The sentence.
        number: The figure.
        left: Where its clause begins.
        last: The years of the sentence before.
        own: The years of the sizes that its paragraph states of the same subject already.
    """
    timeless = all(each.kind not in ("year", "period", "date") for each in statement.mentions)
    said = timeless and _PAST.search(statement.text[left : number.end])
    if said and len(set(last)) == 1 and not set(last) & set(own):
        return Time(next(iter(last)), why=TAKEN)
    return Time()


def year_of_label(text: str, guide: Guide) -> Time:
    """The base year or the last of the forecast, where a label says it: ``Size in base year``."""
    if _IN_BASE.search(text) and guide.base_year:
        return Time(guide.base_year, why="the year is the document's base year")
    if _IN_LAST.search(text) and guide.forecast:
        return Time(guide.forecast[1], why="the year is the last of the forecast period")
    return Time()


_IN_BASE = re.compile(
    r"(?i)\b(?:base year|current) (?:market )?(?:size|value|revenue)\b|\bin (?:the )?base year\b"
)
_IN_LAST = re.compile(
    r"(?i)\b(?:forecast(?:ed)?|projected)(?: year)? (?:market )?(?:size|value|revenue)\b|"
    r"\bin (?:the )?(?:forecast|final|end) year\b"
)
