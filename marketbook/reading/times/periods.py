"""The period that is printed beside a rate: both of its ends, or one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.times.model import (
    BREAKS,
    FORECAST_PERIOD,
    NUMBERS,
    UNTIL,
    Spot,
    Time,
    owner_of,
    years_in,
)
from marketbook.reading.words.lexicons import any_language


def find_period(spot: Spot, sizes: Sequence[int]) -> Time:
    """The period of a rate: in its clause, else "the forecast period", else its sizes' years.

    Args:
        spot: The rate in its clause.
        sizes: Years of the sizes in the same sentence and of the same subject, in order.
    """
    stated = _stated_period(spot)
    if stated is not None:
        return stated
    forecast = FORECAST_PERIOD.search(spot.clause)
    start, end = spot.guide.forecast or (None, None)
    own = len(set(sizes)) > 1
    if forecast and end and not (own and {*sizes} <= years_in(spot.statement) - {end}):
        return Time(start=start, end=end, why="the period is the document's forecast period")
    if own and (not forecast or end is not None or _is_path(spot.text, min(sizes), max(sizes))):
        return _span_of(sizes, years_in(spot.statement))
    return Time() if forecast else _end_before(spot, UNTIL) or Time()


def _is_path(text: str, first: int, last: int) -> bool:
    """``from $4 bn in 2023 to $6 bn by 2028``, ``which translates into 8 %``: from size to size."""
    path = rf"(?i)\bfrom\s[^;]{{0,40}}{first}\b.{{0,120}}?\bto\s[^;]{{0,60}}{last}"
    return bool(re.search(path, text) or _FOLLOWS.search(text))


_FOLLOWS = re.compile(
    r"(?i)\b(?:translat\w+ (?:in)?to|equat\w+ to|impl(?:ying|ies|ied))\b[^;]{0,30}%"
)
"""A rate that is said to follow from the sizes before it."""


def _span_of(sizes: Sequence[int], here: set[int]) -> Time:
    """The period of the sizes beside a rate; one that leads up to a year begins at the last."""
    why = "the period is that of the sizes next to it"
    own = [year for year in sizes if year in here]
    if len(set(own)) == 1 and own[0] == max(sizes):
        return Time(start=max(year for year in sizes if year < own[0]), end=own[0], why=why)
    return Time(start=min(sizes), end=max(sizes), why=why)


def _stated_period(spot: Spot) -> Time | None:
    number, periods = spot.number, spot.all("period")
    apart = ("money",) if number.kind == "money" else ("percent",)
    beside = [each for each in periods if spot.near(each, apart)]
    after = [each for each in beside if each.start >= number.end]
    before = [each for each in beside if each.end <= number.start]
    opens = [each for each in periods if len(spot.text[spot.left : each.start].split()) < 2]
    near = [each for each in after if not BREAKS.search(spot.text, number.end, each.start)]
    alone = opens if len(periods) == len(opens) == 1 else []
    chosen = [*near[:1], *before[-1:], *after[:1]]
    if not chosen and (one := _one_end(spot)):
        return one
    return next((Time(start=e.start_year, end=e.end_year) for e in (*chosen, *alone)), None)


_OPEN = re.compile(
    r"(?i)\b(through|to|by|until|till|up to|towards|from|since|starting|ending|end of|"
    rf"{any_language('until', 'since')})\W+"
    r"(?:(?:the|its|an?)\s+)?(?:estimated\s+)?(?:end of\s+)?(?:year\s+)?$"
)
_UNTIL = re.compile(rf"(?i){any_language('until')}\W*$")
_UNTIL_BEHIND = re.compile(r"\s?[年년]?度?(?:まで|까지)")
_SINCE = re.compile(rf"(?i)from|since|starting|{any_language('since')}")


def _one_end(spot: Spot) -> Time | None:
    for year in spot.all("year"):
        if year.start < spot.number.end or not spot.near(year, NUMBERS):
            continue
        word = _OPEN.search(spot.text[spot.number.end : year.start])
        if word:
            first = _SINCE.fullmatch(word[1])
            return Time(start=year.year) if first else Time(end=year.year)
    return _end_before(spot, _UNTIL)


def _end_before(spot: Spot, until: re.Pattern[str]) -> Time | None:
    """``D'ici à 2030, … 6 %``, ``2030年まで年率6%``: the end of a period before a rate."""
    for year in reversed(spot.statement.mentions):
        owner = owner_of(spot, year)
        if (
            year.kind != "year"
            or year.end > spot.number.start
            or (owner and owner.kind == "percent")
        ):
            continue
        said = until.search(spot.text[max(0, year.start - 20) : year.start])
        if (said or _UNTIL_BEHIND.match(spot.text, year.end)) and spot.near(year, ("percent",)):
            return Time(end=year.year)
    return None
