"""The size of the market in the base year, and at the end of the forecast."""

from __future__ import annotations

from collections.abc import Callable

from marketbook.markets import Markets, Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.sources import Period
from marketbook.rules.rule import Contradiction, Record, Verdicts, rule
from marketbook.rules.words import years


@rule("sources.base-year-has-size", "source_periods", "sizes", "regions", severity="note")
def base_year_has_size(markets: Markets) -> Verdicts:
    """A source prints the market size for its base year."""
    yield from _judge_periods(markets, "base", _judge_base)


def _judge_base(period: Period, publication: Publication) -> Contradiction | None:
    base, printed = period.start, publication.years
    if base in printed:
        return None
    first, last = min(printed), max(printed)
    if base < first:
        gap = f"its first size is for {first}, so growth over the sizes starts "
        gap += f"{years(first - base)} after the base"
    elif base > last:
        gap = f"its last size is for {last}"
    else:
        gap = f"its sizes run from {first} to {last} without that year"
    message = (
        f"gives {base} as the base year ({period.locator}), but {gap}; enter the size if the "
        "document has it"
    )
    at, worth = _place_in(publication.market, period), abs(first - base) / 10
    return Contradiction(at, message, str(base), str(first), worth, "start_year")


@rule("sources.forecast-ends-with-size", "source_periods", "sizes", "regions", severity="note")
def forecast_ends_with_size(markets: Markets) -> Verdicts:
    """A source prints the market size for the last year of its forecast."""
    yield from _judge_periods(markets, "forecast", _judge_end)


def _judge_end(period: Period, publication: Publication) -> Contradiction | None:
    end, last = period.end, max(publication.years)
    # the end of one of several forecasts is enough: that there are several is another finding
    ends = {one.end for one in publication.source.of_kind("forecast")}
    if last > end or ends & publication.years:
        return None
    message = (
        f"forecasts up to {end} ({period.locator}), but its last size is for {last}; enter the "
        "size if the document has it"
    )
    at, worth = _place_in(publication.market, period), abs(end - last) / 10
    return Contradiction(at, message, str(end), str(last), worth, "end_year")


_Judge = Callable[[Period, Publication], Contradiction | None]


def _judge_periods(markets: Markets, kind: str, judge: _Judge) -> Verdicts:
    """One item per period: of the markets of its source the first that contradicts it."""
    sized = (publication for publication in markets.publications if publication.years)
    for found in group_by(sized, lambda publication: publication.source.id).values():
        for period in found[0].source.of_kind(kind):
            faults = (judge(period, publication) for publication in found)
            yield next((fault for fault in faults if fault), None)


def _place_in(market: str, period: Period) -> Record:
    """The row of a period, about one market."""
    return Record("source_periods", period.record, period.line, market)
