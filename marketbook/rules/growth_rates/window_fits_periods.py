"""The printed period of a growth rate beside those of its source."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.printed import Rate
from marketbook.markets.sources import Period, Source
from marketbook.rules.rule import Contradiction, Verdicts, rule


@rule("growth_rates.window-fits-periods", "growth_rates", "source_periods")
def window_fits_periods(publication: Publication) -> Verdicts:
    """The printed period of a growth rate lies in a period of its source, or is history."""
    source = publication.source
    kinds = ("forecast", "history", "coverage")
    ranges = {_widen(one, source) for kind in kinds for one in source.of_kind(kind)}
    for rate in publication.rates:
        start, end = rate.start_year, rate.end_year
        if start is None or end is None:
            continue
        if start >= end:
            yield _tell_order(rate)
        elif ranges:
            inside = any(first <= start and end <= last for first, last in ranges)
            yield None if inside or _is_open(source, start, end) else _contradict(rate, ranges)


def _is_open(source: Source, start: int, end: int) -> bool:
    """Whether no printed period has to include these years: history, or an unprinted forecast."""
    if any(source.of_kind(kind) for kind in ("forecast", "coverage")):
        return end <= (source.history_end or 0)
    known = source.last("history", "base", "estimate")
    return known is not None and (end <= known or start >= known)


def _widen(period: Period, source: Source) -> tuple[int, int]:
    """A period with the base year, and the estimate after it, that belong to it."""
    start, end = period.start, period.end
    base, last_base = source.base_year, source.last("base")
    if period.kind == "forecast":
        near = start - 1 if base is None or start - base > 2 else base
        return min(near, start - 1), end
    return start, end + 1 if period.kind == "history" and last_base == end + 1 else end


def _tell_order(rate: Rate) -> Contradiction:
    wrong = "is a single year" if rate.start_year == rate.end_year else "runs backwards"
    message = (
        f"is printed for {rate.label}, which {wrong}; check the two years, or waive it with the "
        "reason"
    )
    return Contradiction(rate, message, rate.label, "", 1.0, "start_year")


def _contradict(rate: Rate, ranges: set[tuple[int, int]]) -> Contradiction:
    first, last = min(first for first, _ in ranges), max(last for _, last in ranges)
    message = (
        f"is printed for {rate.label}, but no period of its source includes these years; base year "
        f"included, they cover {first} to {last}; check the years, or enter the period in "
        "source_periods"
    )
    outside = max((rate.end_year or 0) - last, first - (rate.start_year or 0), 0)
    periods = f"{first} to {last}"
    return Contradiction(rate, message, rate.label, periods, outside / 10, "start_year")
