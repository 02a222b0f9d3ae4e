"""The forecast periods of a source."""

from __future__ import annotations

from collections import defaultdict

from marketbook.markets import Markets
from marketbook.markets.sources import Period, Source
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import years


@rule("sources.one-forecast-period", reads=("source_periods", "sizes", "regions"))
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
        yield None if fits else _contradict(one, right, last)


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


def _contradict(one: Period, right: Period, last: int | None) -> Contradiction:
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
