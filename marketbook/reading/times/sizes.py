"""The year of a size or a share: said beside it, by its label, or in the sentence before."""

from __future__ import annotations

import itertools
import re

from marketbook.reading.forms.sizes import AMOUNT_MARKET
from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Statement
from marketbook.reading.times.beside import find_year
from marketbook.reading.times.counted import (
    find_year_after_base,
    find_year_counted,
    take_year_before,
)
from marketbook.reading.times.judged import LAST, SPAN, TOLD, Figure, Years
from marketbook.reading.times.model import (
    NUMBERS,
    ONLY_YEAR,
    TIMES,
    UNTIL,
    Spot,
    Time,
    is_compared,
)
from marketbook.reading.times.pairs import find_order

LAID_OUT = ("row", "item")
"""Blocks that say by their place what their figures are about."""


def year_of(spot: Spot, figure: Figure, years: Years) -> Time:
    """The year of a judged figure; what the sentence before says where it says none."""
    counted = find_year_counted(spot, years.get(LAST, ()), years.get(SPAN, ()))
    if counted is not None:
        return counted
    if AMOUNT_MARKET.match(spot.text[spot.number.end :]) and "money" in {
        each.kind for each in spot.statement.mentions if spot.number.end < each.start < spot.right
    }:
        return Time()
    time = _year_said(spot)
    beside = spot.statement.bracket_of(spot.number.start) is not None
    if time.year is None and (figure.form.kind == "size" or beside):
        after = find_year_after_base(spot)
        return after if after.year else year_taken(spot, figure, years)
    return time


def year_taken(spot: Spot, figure: Figure, years: Years) -> Time:
    """The year of the sentence before, where the figure can be of no other."""
    own = years.get((figure.subject.region, figure.subject.segment), ())
    return take_year_before(spot, years.get(TOLD, ()), own)


def _year_said(spot: Spot) -> Time:
    statement, number = spot.statement, spot.number
    paired = pair_years(spot) or pair_ends(statement, number)
    if paired is not None:
        return Time(paired)
    inside = statement.bracket_of(number.start)
    if inside and (own := find_year(Spot(statement, number, *inside, spot.guide))).year:
        return own
    time = find_year(spot)
    if time.year is None and statement.text.startswith("of which", spot.left):
        years = {each.year for each in statement.mentions if each.start < spot.left and each.year}
        return Time(years.pop()) if len(years) == 1 else time
    if time.year is None and (opened := _year_of_frame(spot)).year:
        return opened
    return time


def _year_of_frame(spot: Spot) -> Time:
    """``In 2024, A held 36 %, worth $2 billion, and B took 32 %``: the only time of a sentence.

    Behind the first number it is of the later clauses.
    """
    text, mentions = spot.text, spot.statement.mentions
    times = [each for each in mentions if each.kind in TIMES and not is_compared(spot, each)]
    if len(times) != 1:
        return Time()
    lead, frame = spot.lead(times[0]), times[0]
    first = next((each.start for each in mentions if each.kind in NUMBERS), 0)
    opens = frame.kind == "year" and frame.start < first
    until = opens and UNTIL.search(lead)
    closes = _CLOSING.fullmatch(text, frame.start - 1) if frame.kind == "year" else None
    shared = opens or closes or spot.left > spot.statement.clauses[0][0]
    if not shared or not (until or _DURING.search(lead)):
        return Time()
    return Time(frame.year, why="" if opens else ONLY_YEAR)


_CLOSING = re.compile(r"\(\d{4}\)\W*")
_DURING = re.compile(r"(?i)(?:^|\(|\b(?:in|for|during|of|as)\s(?:the (?:year\s)?)?)$")


def pair_years(spot: Spot) -> int | None:
    """The year of a number in "4.1 and 5.2 billion in 2023 and 2030", respectively or not."""
    word = find_order(spot.text)
    left, right = spot.statement.clause_of(word.start() if word else spot.number.start)
    years = spot.statement.within("year", left, right)
    if len(years) < 2:
        return None
    run = spot.statement.within(spot.number.kind, left, right) if word else spot.row()
    paired = len(run) == len(years) and spot.number in run
    beside = paired and (word or all(map(spot.joins, years, years[1:])))
    grouped = years[0].start > run[-1].end or years[-1].end < run[0].start
    return years[run.index(spot.number)].year if beside and grouped else None


_FROM = re.compile(r"(?i)(?:\bfrom\s+(?:\w+\s+){0,2}|:\s)$")
_TO = re.compile(r"\s*%?\s+to\s+(?:\w+\s+){0,2}")


def pair_ends(statement: Statement, number: Mention) -> int | None:
    """The year of a number in "between 2025 and 2030 … from USD 6.7 billion to USD 8.8 billion"."""
    left, right = statement.clause_of(number.start)
    periods = statement.within("period", left, right)
    amounts = statement.within(number.kind, left, right) if periods else []
    for first, last in itertools.pairwise(amounts):
        joined = _TO.fullmatch(statement.text, first.end, last.start)
        if not joined or not _FROM.search(statement.text, left, first.start):
            continue
        apart = [period for period in periods if not first.start < period.start < last.end]
        if apart and number in (first, last):
            near = min(
                apart, key=lambda each: min(abs(each.start - last.end), abs(first.start - each.end))
            )
            return near.start_year if number is first else near.end_year
    return None
