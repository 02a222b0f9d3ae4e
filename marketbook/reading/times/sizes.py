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
from marketbook.reading.times.judged import LAST, SPAN, Figure, Years
from marketbook.reading.times.model import AHEAD, NUMBERS, ONLY_YEAR, TIMES, UNTIL, Spot, Time
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
    if time.year is None and (figure.verdict.form.kind == "size" or beside):
        after = find_year_after_base(spot)
        return after if after.year else year_taken(spot, figure, years)
    return time


def year_taken(spot: Spot, figure: Figure, years: Years) -> Time:
    """The year of the sentence before, where the figure can be of no other."""
    own = years.get((figure.subject.region, figure.subject.segment), ())
    return take_year_before(spot, years.get(LAST, ()), own)


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
    if time.year is None and (shared := _year_of_clauses(spot)).year:
        return shared
    if time.year is None and statement.block.kind in LAID_OUT:
        return _year_in_heads(statement)
    return time


def _year_of_frame(spot: Spot) -> Time:
    """``In 2024, Europe held a 36 % share, worth $2 billion``: the year that a sentence opens with.

    Where the sentence says other times too, it is that of what leads from them to the number.
    """
    text, mentions = spot.text, spot.statement.mentions
    first = next((each.start for each in mentions if each.kind in NUMBERS), 0)
    frames = spot.statement.within("year", 0, first)
    lead = spot.lead(frames[0]) if frames else ""
    if not lead or not (_DURING.search(lead) or UNTIL.search(lead)):
        return Time()
    end, number = frames[0].end, spot.number
    ahead = not UNTIL.search(lead) and AHEAD.search(text, end, number.end)
    alone = sum(each.kind in TIMES for each in mentions) == 1
    return Time(frames[0].year) if alone and not ahead else Time()


_DURING = re.compile(r"(?i)(?:^|\(|\b(?:in|for|during|of|as)\s(?:the year\s)?)$")


def _year_of_clauses(spot: Spot) -> Time:
    """``In 2024, A held 68 % and B accounted for 32 %``: the year is of both clauses."""
    if not spot.left or spot.left == spot.statement.clauses[0][0]:
        return Time()
    times = [each for each in spot.statement.mentions if each.kind in TIMES]
    if len(times) != 1 or not _DURING.search(spot.lead(times[0])):
        return Time()
    if AHEAD.search(spot.text, 0, spot.number.end):
        return Time()
    return Time(times[0].year, why=ONLY_YEAR)


def _year_in_heads(statement: Statement) -> Time:
    """The year of a heading above shares: ``Market Share, By Region, 2024 (%)``."""
    if any(each.kind == "period" for each in statement.mentions):
        return Time()
    match = re.search(
        r"\b(?:share|size|value|revenue)\b.*?\b((?:19|20)\d\d)\b(?!\s?[-–]\s?\d)",
        statement.context.heads.rpartition("\n")[2],
        re.IGNORECASE,
    )
    years = set(re.findall(r"\b(?:19|20)\d\d\b", statement.context.heads))
    if match and len(years) == 1:
        return Time(int(match[1]), why="the year is that of its heading")
    return Time()


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
