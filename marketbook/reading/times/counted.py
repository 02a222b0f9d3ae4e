"""Times that are counted from another: "the year before", "over the past five years"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from text_to_num import text2num

from marketbook.reading.times.model import TIMES, Spot, Time, years_in

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


def find_year_before(spot: Spot, last: Collection[int]) -> Time | None:
    """``$527 million the year before``: the year before the only one said; None where it says none.

    Args:
        spot: The figure.
        last: The years of the sentence before.
    """
    if not _OPENS_BEFORE.match(spot.text[spot.left :]) and not _YEAR_BEFORE.match(spot.behind):
        return None
    known = _only(years_in(spot.statement) or last)
    return Time(known - 1, why=f"the year is the one before {known}") if known else Time()


_UP_FROM = re.compile(
    r"\W{0,3}(?:(?:up|down)(?: by)?|an? (?:increase|decrease|rise|fall|decline|drop|gain) of)\s"
    r"[^%,;]{1,20}?(?:%|per ?cent)\s+(?:from|on|over|compared (?:to|with)|versus)\s+(?:the\s+)?"
    r"(?P<base>(?:19|20)\d\d)\b"
)


def find_year_after_base(spot: Spot) -> Time:
    """``$3.1 billion, down 0.6 % compared to 2023``: the year after the one compared with."""
    match = _UP_FROM.match(spot.text[spot.number.end :])
    base = int(match["base"]) if match else 0
    return Time(base + 1, why=f"the year is the one after {base}") if base else Time()


_PAST = re.compile(
    r"\b(?:was|were|rose|grew|fell|stood|hit|held|took|brought|came|made|had|led|saw|sold|"
    r"(?!(?:expect|forecast|project|anticipat|estimat|predict|need|relat|base|combin|unit)ed\b)"
    r"[a-z]{3,}ed)\b"
)


def take_year_before(spot: Spot, last: Collection[int], own: Collection[int]) -> Time:
    """The only year of the sentence before, for what a sentence without a year says of the past.

    Args:
        spot: The figure.
        last: The years of the sentence before.
        own: The years of the sizes that its paragraph states of the same subject already.
    """
    timeless = all(each.kind not in TIMES for each in spot.statement.mentions)
    year = _only(last) if timeless else 0
    said = year and year not in own and _PAST.search(spot.text, spot.left, spot.number.end)
    return Time(year, why=TAKEN) if said else Time()


_BACK = re.compile(
    r"(?i)\b(?:over|in|during|throughout|for|across) the (?:past|last|previous|preceding) "
    r"(?P<years>\w+)(?: years?)?\b|\b(?P<many>\w+)[- ]year\s+(?:CAGR|compound|annual growth)"
)
_AHEAD = re.compile(
    r"[^.;%$€£]{0,40}?\b(?:in|over|within) the (?:next|coming|following) (?P<years>\w+) years\b"
)


def count_back(spot: Spot) -> Time:
    """``over the past five years``: as many years back from the only one of the sentence."""
    said = _BACK.search(spot.clause)
    years = _count(said["years"] or said["many"]) if said else 0
    end = _only(years_in(spot.statement))
    if not years or not end:
        return Time()
    return Time(start=end - years, end=end, why=f"the period is counted back from {end}")


def count_ahead(spot: Spot, last: Collection[int]) -> Time:
    """``reach $61 billion in the next five years``: counted from the only year said before it.

    Args:
        spot: The figure.
        last: The years of the sentence before.
    """
    ahead = _AHEAD.match(spot.behind)
    years = _count(ahead["years"]) if ahead else 0
    base = _only(years_in(spot.statement) or last)
    return Time(base + years, why=f"the year is counted from {base}") if years and base else Time()


def complete_period(time: Time, sizes: Collection[int]) -> Time:
    """``reach $12 bn by 2023, 7.6 % a year from 2017``: its end is the year of the size."""
    later = {year for year in sizes if time.start and year > time.start}
    if time.end is not None or len(later) != 1:
        return time
    return replace(time, end=later.pop(), why="the period is that of the sizes next to it")


def _only(years: Collection[int]) -> int:
    """The only one of some years; 0 where there are none or several."""
    known = set(years)
    return known.pop() if len(known) == 1 else 0


def _count(word: str) -> int:
    if word.lower() == "decade":
        return 10
    try:
        return int(text2num(word.lower(), "en"))
    except ValueError:
        return int(word) if word.isdigit() and len(word) < 3 else 0
