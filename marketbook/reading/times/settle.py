"""Periods that a figure leaves to the document: "the forecast period", printed or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marketbook.reading.facts import Fact
from marketbook.reading.guide import Guide
from marketbook.reading.times.model import FORECAST_PERIOD, LAST_OF_FORECAST

_WHY = "the period is that of the market's own rate"


def settle_periods(facts: Sequence[Fact], guide: Guide) -> list[Fact]:
    """Gives what is "of the forecast period" the one of the market's own rate.

    Args:
        facts: The figures of a document, in order.
        guide: What is known of it: where it prints a forecast period, that was taken before.
    """
    printed = {
        (fact.start_year, fact.end_year) for fact in guide.lists if fact.period == "forecast"
    }
    if len(printed) > 1:
        return list(facts)  # the document does not say which of them it means
    own = {
        (fact.start_year, fact.end_year)
        for fact in facts
        if fact.kind == "growth_rate" and not fact.segment and fact.region == guide.home
        if fact.start_year and fact.end_year and fact.end_year - fact.start_year > 1
    }
    last = max((end for _, end in own), default=0)
    starts = [start for start, end in own if end == last]
    return [_settle(fact, starts[0], last) if len(starts) == 1 else fact for fact in facts]


def _settle(fact: Fact, start: int, end: int) -> Fact:
    sure = "medium" if fact.sure == "high" else fact.sure
    if fact.kind == "growth_rate" and not fact.start_year and not fact.end_year:
        if not FORECAST_PERIOD.search(fact.said):
            return fact
        return replace(fact, start_year=start, end_year=end, sure=sure, why=_add(fact.why))
    if fact.kind == "size" and fact.year is None and LAST_OF_FORECAST.search(fact.said):
        return replace(fact, year=end, status="forecast", sure=sure, why=_add(fact.why))
    return fact


def _add(why: str) -> str:
    """The reasons of a figure, with its period as one of them."""
    others = (each for each in why.split("; ") if each and "is not stated" not in each)
    return "; ".join([*others, _WHY])
