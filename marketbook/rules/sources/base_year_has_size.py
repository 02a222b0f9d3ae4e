"""The size of the market in the base year."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Markets, Publication
from marketbook.markets.sources import Period
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.sources.periods import judge_periods, place_in
from marketbook.rules.words import years


@rule(
    "sources.base-year-has-size",
    reads=("source_periods", "sizes", "regions"),
    severity="note",
)
def base_year_has_size(markets: Markets) -> Iterator[Contradiction | None]:
    """A source prints the size of the market in its base year."""
    yield from judge_periods(markets, "base", _judge)


def _judge(period: Period, publication: Publication) -> Contradiction | None:
    base, printed = period.start, publication.years
    if base in printed:
        return None
    first, last = min(printed), max(printed)
    if base < first:
        gap = f"its first size is of {first}: growth over the sizes begins {years(first - base)} "
        gap += "after the base"
    elif base > last:
        gap = f"its last size is of {last}"
    else:
        gap = f"it prints sizes from {first} to {last} and none for that year"
    message = (
        f"names {base} the base year ({period.locator}), but {gap}; enter the size if the document "
        "has one"
    )
    at, worth = place_in(publication.market, period), abs(first - base) / 10
    return Contradiction(at, message, str(base), str(first), worth, "start_year")
