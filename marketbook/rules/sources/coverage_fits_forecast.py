"""The years that the tables of a report cover, beside its forecast."""

from __future__ import annotations

from marketbook.markets import Markets
from marketbook.markets.sources import Period, Source
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import years


@rule("sources.coverage-fits-forecast", reads=("source_periods",))
def coverage_fits_forecast(markets: Markets) -> Verdicts:
    """The years that a report's tables cover include its forecast period."""
    for source in markets.codes.sources.values():
        forecasts = source.of_kind("forecast")
        for covered in source.of_kind("coverage") if forecasts else []:
            # one of several forecasts is enough: that there are several is another finding
            fits = any(one.start >= covered.start and one.end <= covered.end for one in forecasts)
            yield None if fits else _contradict(covered, source)


def _contradict(covered: Period, source: Source) -> Contradiction:
    first, last = source.forecast_start or covered.start, source.forecast_end or covered.end
    late, early = last - covered.end, covered.start - first
    parts = [f"up to {last} (the last {_missing(late)})"] if late > 0 else []
    if early > 0:
        parts.append(f"from {first} (the first {_missing(early)})")
    before = (source.first("history") or covered.start) - covered.start
    past = f", and they start {years(before)} before its history" if before > 0 else ""
    message = (
        f"has tables for {covered.label} ({covered.locator}), but forecasts "
        f"{' and '.join(parts)}{past}; check the years, or waive it and say where they are "
        "printed"
    )
    worth = max(late, early) / 10
    return Contradiction(covered, message, covered.label, f"{first} to {last}", worth, "end_year")


def _missing(count: int) -> str:
    return f"{years(count)} {'is' if count == 1 else 'are'} missing"
