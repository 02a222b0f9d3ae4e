"""The periods of a source beside each other."""

from __future__ import annotations

from marketbook.markets import Markets
from marketbook.markets.sources import Period, Source
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import years


@rule("sources.periods-in-order", reads=("source_periods",))
def periods_in_order(markets: Markets) -> Verdicts:
    """History, base year, estimate and forecast follow one another without a gap."""
    for source in markets.codes.sources.values():
        for period in source.periods:
            yield None if _is_in_order(period, source) else _contradict(period, source)


def _is_in_order(period: Period, source: Source) -> bool:
    if period.start > period.end:
        return False
    if period.kind == "base":
        return _is_base_in_order(period, source)
    if period.kind == "estimate":
        latest, base = source.latest_start, source.base_year
        return (latest is None or period.start <= latest + 1) and period.start >= (base or 0)
    border = source.history_end
    return period.kind != "history" or border is None or period.end <= border


def _is_base_in_order(base: Period, source: Source) -> bool:
    """Whether a forecast, or an estimate before it, follows a base year."""
    first, latest = source.forecast_start, source.latest_start
    if first is None or latest is None:
        return True
    estimate = source.last("estimate")
    bridged = estimate is not None and base.start <= estimate <= latest
    return base.start <= latest and (base.start >= first - 1 or bridged)


def _contradict(period: Period, source: Source) -> Contradiction:
    kind, start, end = period.kind, period.start, period.end
    border = source.forecast_start or source.base_year or start
    if start > end:
        border = end
        reason = f"gives a {kind} period from {start} to {end}, which runs backwards"
    elif kind == "history":
        border = source.history_end or border
        reason = f"gives history up to {end}, but the source's own figures start in {border}"
    elif kind == "estimate" and start < (source.base_year or start):
        border = source.base_year or border
        reason = f"gives {start} as the estimate year, but the base year is {border}"
    else:
        side = "later" if start < border else "earlier"
        reason = f"gives {start} as the {kind} year, but the forecast starts in {border}, "
        reason += f"{years(abs(border - start))} {side}"
    message = (
        f"{reason} ({period.locator}); check the years, or waive it and say where they are printed"
    )
    worth = abs((end if kind == "history" else start) - border) / 10
    return Contradiction(period, message, period.label, str(border), worth, "start_year")
