"""When each figure of a sentence is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marketbook.reading.guide import Guide
from marketbook.reading.subjects import Statement
from marketbook.reading.times.counted import BEFORE, TAKEN, UNCOUNTED
from marketbook.reading.times.judged import LAST, SPAN, TOLD, Figure, Years
from marketbook.reading.times.model import AHEAD, TIMES, Spot, Time, is_compared, years_in
from marketbook.reading.times.rates import period_of
from marketbook.reading.times.sizes import year_of

_OF_PERIODS = ("growth_rate", "increment", "multiple")


def find_times(
    statement: Statement, figures: Sequence[Figure], guide: Guide, years: Years
) -> list[Time | str]:
    """When each figure of a sentence is of, or why it is no figure of a year.

    Args:
        statement: The sentence.
        figures: Its figures, in order.
        guide: What is known of the document.
        years: Years of the sizes of the paragraph by region and segment, and under ``LAST`` and
            ``TOLD`` those of the sentence before; those of this sentence are added.
    """
    spots = [Spot(statement, each.number, each.left, each.right, guide) for each in figures]
    both = list(zip(spots, figures, strict=True))
    sizes = {
        spot.number.start: year_of(spot, figure, years)
        for spot, figure in both
        if figure.form.kind not in _OF_PERIODS
    }
    _note_sizes(figures, sizes, years)
    times = [
        _time_of(figure, sizes[spot.number.start])
        if spot.number.start in sizes
        else period_of(spot, figure, years)
        for spot, figure in both
    ]
    times = _carry(both, times)
    stated = [time for time in times if isinstance(time, Time) and BEFORE not in time.why]
    last = {year for time in stated if (year := _year_of(time))} or years_in(statement)
    now = last - _years_compared(statement, guide)
    if (figures and not last) or now:
        ahead = AHEAD.search(statement.text)
        years[LAST] = [*(last if ahead else now)]
        years[TOLD] = [] if ahead else [*now]
    spans = {
        (each.start_year or 0, each.end_year or 0)
        for each in statement.mentions
        if each.kind == "period"
    }
    years[SPAN] = [*spans.pop()] if len(spans) == 1 else []
    return times


def _time_of(figure: Figure, time: Time) -> Time | str:
    """``50 % some years ago``: beside the share of today it would contradict that."""
    left_out = figure.form.kind == "share" and time.why == UNCOUNTED
    return f"a share {UNCOUNTED}" if left_out else time


def _years_compared(statement: Statement, guide: Guide) -> set[int]:
    """``Sales rose 7 % from 4 million in 2022``: the years that a sentence only compares with."""
    whole = (0, len(statement.text), guide)
    said = (each for each in statement.mentions if each.kind == "year")
    return {each.year or 0 for each in said if is_compared(Spot(statement, each, *whole), each)}


def _carry(figures: Sequence[tuple[Spot, Figure]], times: Sequence[Time | str]) -> list[Time | str]:
    """``5% in Peru from 2020 to 2025 and 4% in Chile``: the period of a row is said once."""
    known: list[Time | str] = []
    given, begin = Time(), 0
    for (spot, figure), time in zip(figures, times, strict=True):
        if figure.form.kind == "growth_rate" and isinstance(time, Time):
            if not (time.start or time.end):
                time = _carried(spot, given, begin) or _said_behind(spot, figure) or time
            given, begin = time, spot.number.end
        known.append(time)
    return known


def _carried(spot: Spot, given: Time, begin: int) -> Time | None:
    """The period of the rate before it, where nothing between them says another."""
    end = spot.number.start
    on = given.end and not spot.parts(begin, end, TIMES) and not AHEAD.search(spot.text, begin, end)
    return replace(given, why=_CARRIED) if on else None


def _said_behind(spot: Spot, figure: Figure) -> Time | None:
    """The only time behind a row of compound rates, if it is a period."""
    end = spot.number.end
    said = [each for each in spot.statement.mentions if each.kind in TIMES and each.start > end]
    if "plain" in figure.form.flags or [each.kind for each in said] != ["period"]:
        return None
    period = Time(start=said[0].start_year, end=said[0].end_year, why=_CARRIED)
    return None if AHEAD.search(spot.text, end, said[0].start) else period


_CARRIED = "the period is that of the rates next to it"


def _year_of(time: Time) -> int | None:
    """The year of a figure; of a growth of one year its end."""
    return time.year or (time.end if time.start and time.end == time.start + 1 else None)


def _note_sizes(figures: Sequence[Figure], said: dict[int, Time], years: Years) -> None:
    """Notes the years of the sizes by their subject, for rates without a period."""
    here: Years = {}
    for figure in figures:
        time = said.get(figure.number.start, Time())
        if figure.form.kind == "size" and time.year and time.why != TAKEN:
            volume = " by volume" if figure.number.kind == "count" else ""
            key = (figure.subject.region, f"{figure.subject.segment}{volume}")
            here.setdefault(key, []).append(time.year)
    for key, found in here.items():
        years[key] = found if len(set(found)) > 1 else [*years.get(key, []), *found]
