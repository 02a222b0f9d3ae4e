"""The size of the market at the end of the forecast."""

from __future__ import annotations

from marketbook.markets import Markets, Publication
from marketbook.markets.sources import Period
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.sources.periods import judge_periods, place_in


@rule(
    "sources.forecast-ends-with-size",
    reads=("source_periods", "sizes", "regions"),
    severity="note",
)
def forecast_ends_with_size(markets: Markets) -> Verdicts:
    """A source prints the market size for the last year of its forecast."""
    yield from judge_periods(markets, "forecast", _judge)


def _judge(period: Period, publication: Publication) -> Contradiction | None:
    end, last = period.end, max(publication.years)
    # the end of one of several forecasts is enough: that there are several is another finding
    ends = {one.end for one in publication.source.of_kind("forecast")}
    if last > end or ends & publication.years:
        return None
    message = (
        f"forecasts up to {end} ({period.locator}), but its last size is for {last}; enter the "
        "size if the document has it"
    )
    at, worth = place_in(publication.market, period), abs(end - last) / 10
    return Contradiction(at, message, str(end), str(last), worth, "end_year")
