"""The year of a size or a share: said beside it, by its label, or in the sentence before."""

from __future__ import annotations

import itertools
import re

from marketbook.reading.forms.sizes import AMOUNT_MARKET
from marketbook.reading.guide import Guide
from marketbook.reading.judged import LAST, Figure, Years
from marketbook.reading.mentions import Mention
from marketbook.reading.pairs import RESPECTIVELY
from marketbook.reading.subjects import Statement
from marketbook.reading.times.abroad import find_year_abroad
from marketbook.reading.times.beside import find_year
from marketbook.reading.times.counted import count_ahead
from marketbook.reading.times.model import Time
from marketbook.reading.times.relative import (
    find_year_after_base,
    find_year_before,
    take_year_before,
    year_of_label,
)

LAID_OUT = ("row", "item")
"""Blocks that say by their place what their figures are about."""


def year_of(statement: Statement, figure: Figure, guide: Guide, years: Years) -> Time:
    """The year of a judged figure; what the sentence before says where it says none."""
    number, left = figure.number, figure.left
    before = find_year_before(statement, number, left, figure.right, years.get(LAST, ()))
    if before is not None:
        return before
    ahead = count_ahead(statement, number, figure.right, years.get(LAST, ()))
    if ahead.year is not None:
        return ahead
    later = (each for each in statement.mentions if number.end < each.start < figure.right)
    if AMOUNT_MARKET.match(statement.text[number.end :]) and "money" in {m.kind for m in later}:
        return Time()
    time = _year_said(statement, figure, guide)
    beside = statement.bracket_of(number.start) is not None
    if time.year is None and (figure.verdict.form.kind == "size" or beside):
        after = find_year_after_base(statement, number)
        return after if after.year else year_taken(statement, figure, years)
    return time


def year_taken(statement: Statement, figure: Figure, years: Years) -> Time:
    """The year of the sentence before, where the figure can be of no other."""
    own = years.get((figure.subject.region, figure.subject.segment), ())
    return take_year_before(statement, figure.number, figure.left, years.get(LAST, ()), own)


def _year_said(statement: Statement, figure: Figure, guide: Guide) -> Time:
    paired = pair_years(statement, figure.number) or pair_ends(statement, figure.number)
    if paired is not None:
        return Time(paired)
    number = figure.number
    inside = statement.bracket_of(number.start)
    if inside and (own := _find_year(statement, number, *inside, guide)).year:
        return own
    time = _find_year(statement, number, figure.left, figure.right, guide)
    if time.year is None and statement.text.startswith("of which", figure.left):
        years = {each.year for each in statement.mentions if each.start < figure.left and each.year}
        return Time(years.pop()) if len(years) == 1 else time
    if (
        time.year is None
        and figure.left
        and statement.clauses
        and figure.left != statement.clauses[0][0]
    ):
        return _year_that_opens(statement, figure)
    if time.year is None and (opened := _year_opening(statement, number)).year:
        return opened
    if time.year is None and statement.block.kind in LAID_OUT:
        label = year_of_label(statement.text[: number.start], guide)
        return label if label.year else _year_in_heads(statement)
    return time


def _year_opening(statement: Statement, number: Mention) -> Time:
    """``In 2024, Europe held a 36 % share, worth $2 billion``: the only time, and it opens."""
    times = [each for each in statement.mentions if each.kind in ("year", "period", "date")]
    opens = _OPENS_YEAR.match(statement.text) if len(times) == 1 else None
    if opens is None or _AHEAD.search(statement.text[opens.end() : number.end]):
        return Time()
    return Time(int(opens["year"]))


_AHEAD = re.compile(
    r"(?i)\b(?:will|expected|projected|forecast|anticipated|estimated to|predicted|set to|poised|"
    r"grow(?:s|ing)?|reach(?:es|ing)?|could|should|would)\b"
)


def _find_year(statement: Statement, number: Mention, left: int, right: int, guide: Guide) -> Time:
    if guide.language.code == "en":
        return find_year(statement.text, statement.mentions, number, left, right, guide)
    return find_year_abroad(statement.text, statement.mentions, number, (left, right), guide)


_OPENS_YEAR = re.compile(r"\W*(?:In|By|As of)\s+(?:FY\s?)?(?P<year>(?:19|20)\d\d),")
_HEAD_YEAR = re.compile(r"[^:;%]{3,80}\b(?P<year>(?:19|20)\d\d):\s")


def _year_that_opens(statement: Statement, figure: Figure) -> Time:
    """``In 2024, A held 68 % and B accounted for 32 %``: the year is of both clauses."""
    joined = re.search(r"\band\s+$", statement.text[: figure.left])
    opens = _HEAD_YEAR.match(statement.text) or (joined and _OPENS_YEAR.match(statement.text))
    return Time(int(opens["year"])) if opens else Time()


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


def pair_years(statement: Statement, number: Mention) -> int | None:
    """The year of a number in "4.1 and 5.2 billion in 2023 and 2030 respectively"."""
    word = RESPECTIVELY.search(statement.text)
    if word is None:
        return None
    left, right = statement.clause_of(word.start())
    run = statement.within(number.kind, left, right)
    years = statement.within("year", left, right)
    if number not in run or len(run) < 2 or len(run) != len(years):
        return None
    grouped = all(year.start > run[-1].end for year in years) or all(
        year.end < run[0].start for year in years
    )
    return years[run.index(number)].year if grouped else None


def pair_ends(statement: Statement, number: Mention) -> int | None:
    """The year of a number in "between 2025 and 2030 … from USD 6.7 billion to USD 8.8 billion"."""
    left, right = statement.clause_of(number.start)
    amounts = statement.within(number.kind, left, right)
    periods = statement.within("period", left, right)
    for first, last in itertools.pairwise(amounts):
        between = statement.text[first.end : last.start]
        joined = re.fullmatch(r"\s*%?\s+to\s+(?:\w+\s+){0,2}", between)
        if not joined or not re.search(
            r"(?:\bfrom\s+(?:\w+\s+){0,2}|:\s)$", statement.text[left : first.start], re.IGNORECASE
        ):
            continue
        apart = [period for period in periods if not first.start < period.start < last.end]
        if apart and number in (first, last):
            near = min(
                apart,
                key=lambda period: min(abs(period.start - last.end), abs(first.start - period.end)),
            )
            return near.start_year if number is first else near.end_year
    return None
