"""The size of the market in the base year."""

from __future__ import annotations

from marketbook.markets import Markets, Publication
from marketbook.markets.sources import Period
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.sources.periods import judge_periods, place_in
from marketbook.rules.words import years


@rule(
    "sources.base-year-has-size",
    reads=("source_periods", "sizes", "regions"),
    severity="note",
)
def base_year_has_size(markets: Markets) -> Verdicts:
    """A source prints the market size for its base year."""
    yield from judge_periods(markets, "base", _judge)


def _judge(period: Period, publication: Publication) -> Contradiction | None:
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
    at, worth = place_in(publication.market, period), abs(first - base) / 10
    return Contradiction(at, message, str(base), str(first), worth, "start_year")
