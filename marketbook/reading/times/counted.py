"""Times that are counted from another: "the year before", "over the next five years"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from text_to_num import text2num

from marketbook.reading.times.model import (
    AHEAD,
    AMOUNTS,
    NUMBERS,
    TIMES,
    UNTIL,
    Spot,
    Time,
    is_base,
    years_in,
)

TAKEN = "the year is that of the sentence before"
_STEP = re.compile(
    r"(?i)\W{0,3}(?:of (?:the market|sales)\s)?(?:(?:in|by)\s+|im\s)?(?:the\s+)?(?:"
    r"(?P<prior>(?:previous|prior|preceding) year|Vorjahr|l['’]année précédente)|"
    r"(?P<next>(?:following|next|subsequent) year)|"
    r"(?P<same>(?:that same|that|same) year|naquele ano|(?:ese|dicho|aquel) (?:mismo )?año|"
    r"cette année-là|la même année|(?:diesem|jenem|demselben) Jahr|quell['’]anno)|"
    r"(?P<decade>end of (?:the|this) decade)|"
    r"(?P<before>\w+) (?:years?|(?P<tens>decades?)) (?:before|earlier|ago|previous(?:ly)?)|"
    r"(?P<later>\w+) years? (?:later|afterwards))\b"
)
_STEPS_AHEAD = re.compile(
    r"(?i)(?:\W|[a-z]+\s){0,4}?\b(?:in|over|within) (?:the (?:next|coming|following) )?"
    r"(?P<ahead>\w+) years\b(?! (?:to|through|until|ending|from)\b)"
)


def find_year_counted(spot: Spot, last: Collection[int], span: Sequence[int]) -> Time | None:
    """``$527 million the year before``, ``in five years``: counted from the year said before it.

    Args:
        spot: The figure.
        last: The years of the sentence before.
        span: The ends of the only period of the sentence before.

    Returns:
        None where no year is counted; an open one where it is not clear from which.
    """
    begin = spot.text[spot.left : spot.number.start]
    grown = spot.number.kind == "percent" and spot.parts(spot.left, spot.number.start, AMOUNTS)
    said = _STEP.match(spot.behind) or (None if grown else _STEP.match(begin))
    ahead = None if said else _STEPS_AHEAD.match(spot.behind)
    before = [each.year or 0 for each in spot.all("year") if each.end <= spot.number.start]
    here = {before[-1]} if before else last
    around = () if said and (said["same"] or said["next"]) else years_in(spot.statement)
    base = _only(here or around or span[-1:])
    if said is None:
        years = _count(ahead["ahead"]) if ahead else 0
        return Time(base + years, why=_why(base, years)) if years and base else None
    steps = _steps(said, base)
    if not base or steps is None:
        return Time(why=UNCOUNTED if said["before"] else "")
    return Time(base + steps, why=_why(base, steps))


def _steps(said: re.Match[str], base: int) -> int | None:
    """How many years a phrase leads on or back; None where it counts in no number."""
    if said["decade"]:
        return -base % 10 or None
    if word := said["before"] or said["later"]:
        years = _count(word) * (10 if said["tens"] else 1)
        return (-years if said["before"] else years) or None
    return -1 if said["prior"] else 1 if said["next"] else 0


def _why(base: int, steps: int) -> str:
    if abs(steps) != 1:
        return f"the year is counted from {base}" if steps else f"the year is said before: {base}"
    return f"the year is the one after {base}" if steps > 0 else f"{BEFORE} {base}"


BEFORE = "the year is the one before"
UNCOUNTED = "of an earlier year that is not stated"


def find_year_after_base(spot: Spot) -> Time:
    """``$3.1 billion, down 0.6 % compared to 2023``: the year after the one compared with."""
    end = spot.number.end
    behind = (each for each in spot.statement.mentions if end <= each.start < spot.right)
    rate = next((each for each in behind if each.kind in NUMBERS and not each.tied), None)
    if rate is None or rate.kind != "percent":
        return Time()
    grown = replace(spot, number=rate)
    base = next((each.year or 0 for each in spot.all("year") if is_base(grown, each)), 0)
    return Time(base + 1, why=_why(base, 1)) if base else Time()


_NOW = re.compile(r"(?i)\b(?:now|today|currently|at present|so far)\b")


def take_year_before(spot: Spot, last: Collection[int], own: Collection[int]) -> Time:
    """The only year of the sentence before, for what a sentence without a year says of the past.

    Args:
        spot: The figure.
        last: The years of the sentence before.
        own: The years of the sizes that its paragraph states of the same subject already.
    """
    timeless = all(each.kind not in TIMES for each in spot.statement.mentions)
    year = _only(last) if timeless else 0
    other = AHEAD.search(spot.text) or _NOW.search(spot.text)
    own_words = spot.guide.language.code == "en"
    return Time(year, why=TAKEN) if year and year not in own and own_words and not other else Time()


_SPAN = re.compile(
    r"(?i)\b(?:(?P<back>past|last|previous|preceding)|(?P<ahead>next|coming|following)) "
    r"(?:(?P<years>\w+)(?:[- ]years?)?)\b|\b(?P<many>\w+)[- ]years?(?: period)?\s"
    r"(?P<anchor>to|through|until|ending|ended|from|since|starting|beginning)(?: in)?\b|"
    r"\b(?P<rate>\w+)[- ]year\s+(?:CAGR|compound|(?:annual )?growth)"
)


def count_span(spot: Spot, time: Time, last: Collection[int]) -> Time:
    """``over the past five years``, ``the five years to 2022``: counted from the end that is said.

    Args:
        spot: The rate.
        time: What its clause says of its period, both ends or one.
        last: The years of the sentence before.
    """
    if time.start and time.end and not time.why:
        return time
    said = _SPAN.search(spot.clause)
    years = _count(said["years"] or said["many"] or said["rate"]) if said else 0
    if said is None or years < 2:
        return time
    anchors = (y.year or 0 for y in spot.all("year") if 0 < y.start - spot.left - said.end() < 5)
    anchor = next(anchors, 0) if said["anchor"] else 0
    if not time.why and (anchor or time.start or time.end):
        on = said["anchor"] in _ONWARD if anchor else time.start
        base = anchor or time.start or time.end or 0
        return Time(start=base if on else base - years, end=base + years if on else base)
    if said["anchor"]:
        return time
    only = _only(years_in(spot.statement))
    until = any(UNTIL.search(spot.lead(each)) for each in spot.all("year"))
    base = only or (_only(last) if said["ahead"] else 0)
    if not base or (said["ahead"] and (time.end or (not until and _is_ahead(spot, base)))):
        return time
    start = base if said["ahead"] and not until else base - years
    return Time(start=start, end=start + years, why=f"the period is counted from {base}")


_ONWARD = ("from", "since", "starting", "beginning")


def _is_ahead(spot: Spot, base: int) -> bool:
    """Whether a year lies ahead itself: nothing is counted on from it."""
    forecast, known = spot.guide.forecast, spot.guide.base_year
    return bool((forecast and base >= forecast[1]) or (known and base > known))


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
    if word.lower() in ("a", "the", "one"):
        return 1
    if word.lower() == "decade":
        return 10
    try:
        return int(text2num(word.lower(), "en"))
    except ValueError:
        return int(word) if word.isdigit() and len(word) < 3 else 0
