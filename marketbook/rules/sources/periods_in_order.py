"""The periods that a source states, beside each other."""

from __future__ import annotations

from collections import defaultdict

from marketbook.markets import Markets
from marketbook.markets.sources import Period, Source
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import years


@rule("sources.periods-in-order", "source_periods")
def periods_in_order(markets: Markets) -> Verdicts:
    """History, base year, estimate and forecast follow one another without a gap."""
    for source in markets.codes.sources.values():
        for period in source.periods:
            yield None if _is_in_order(period, source) else _tell_order(period, source)


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


def _tell_order(period: Period, source: Source) -> Contradiction:
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


@rule("sources.one-base-year", "source_periods")
def one_base_year(markets: Markets) -> Verdicts:
    """A source states one base year."""
    for source in markets.codes.sources.values():
        bases = source.of_kind("base")
        last = max(bases, key=lambda base: base.start, default=None)
        for base in bases:
            yield _tell_base(base, last) if last and base.start < last.start else None


def _tell_base(base: Period, last: Period) -> Contradiction:
    gap = last.start - base.start
    message = (
        f"gives {base.start} as the base year ({base.locator}), but also {last.start} "
        f"({last.locator}): {years(gap)} apart; check both in the document; if it prints both, "
        "keep them and waive this"
    )
    return Contradiction(base, message, str(base.start), str(last.start), gap / 10, "start_year")


@rule("sources.one-forecast-period", "source_periods", "sizes", "regions")
def one_forecast_period(markets: Markets) -> Verdicts:
    """A source states one forecast period."""
    last_sizes = _find_last_sizes(markets)
    for source in markets.codes.sources.values():
        if source.of_kind("forecast"):
            yield from _compare(source, last_sizes.get(source.id))


def _compare(source: Source, last: int | None) -> Verdicts:
    """The forecasts of one source; the one that its sizes bear out is right."""
    forecasts = source.of_kind("forecast")
    right = max(forecasts, key=lambda one: (one.end == last, one.end, -one.start))
    for one in forecasts:
        fits = _is_same(one, right, source.base_year)
        yield None if fits else _tell_forecast(one, right, last)


def _find_last_sizes(markets: Markets) -> dict[str, int]:
    """The last year with a size of a whole market, by source."""
    years_of: dict[str, list[int]] = defaultdict(list)
    for publication in markets.publications:
        years_of[publication.source.id] += publication.years
    return {source: max(found) for source, found in years_of.items() if found}


def _is_same(one: Period, other: Period, base: int | None) -> bool:
    """Whether two forecasts are one, which the other may count from its base year."""
    from_base = min(one.start, other.start) == base and abs(one.start - other.start) <= 1
    return one.end == other.end and (one.start == other.start or from_base)


def _tell_forecast(one: Period, right: Period, last: int | None) -> Contradiction:
    gaps = [
        (abs(one.end - right.end), "at the end"),
        (abs(one.start - right.start), "at the start"),
    ]
    apart = " and ".join(f"{years(gap)} apart {where}" for gap, where in gaps if gap)
    size = f"; the last size is for {last}" if last else ""
    message = (
        f"forecasts {one.label} ({one.locator}), but also {right.label} ({right.locator}): {apart}"
        f"{size}; check both in the document; if it prints both, keep them and waive this"
    )
    worth = max(gap for gap, _ in gaps) / max(right.end - right.start, 1)
    return Contradiction(one, message, one.label, right.label, worth, "end_year")


@rule("sources.coverage-fits-forecast", "source_periods")
def coverage_fits_forecast(markets: Markets) -> Verdicts:
    """The years that a report's tables cover include its forecast period."""
    for source in markets.codes.sources.values():
        forecasts = source.of_kind("forecast")
        for covered in source.of_kind("coverage") if forecasts else []:
            # one of several forecasts is enough: that there are several is another finding
            fits = any(one.start >= covered.start and one.end <= covered.end for one in forecasts)
            yield None if fits else _tell_coverage(covered, source)


def _tell_coverage(covered: Period, source: Source) -> Contradiction:
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
