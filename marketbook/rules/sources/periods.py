"""The periods of a source, each beside the markets that it sizes."""

from __future__ import annotations

from collections.abc import Callable

from marketbook.markets import Markets, Publication
from marketbook.markets.sources import Period
from marketbook.rules.rule import Contradiction, Record, Verdicts

Judge = Callable[[Period, Publication], Contradiction | None]


def judge_periods(markets: Markets, kind: str, judge: Judge) -> Verdicts:
    """One item per period: of the markets of its source the first that contradicts it.

    Args:
        markets: The markets.
        kind: Which periods.
        judge: Compares a period with the sizes of a whole market.
    """
    sized: dict[str, list[Publication]] = {}
    for publication in markets.publications:
        if publication.years:
            sized.setdefault(publication.source.id, []).append(publication)
    for found in sized.values():
        for period in found[0].source.of_kind(kind):
            faults = (judge(period, publication) for publication in found)
            yield next((fault for fault in faults if fault), None)


def place_in(market: str, period: Period) -> Record:
    """The row of a period, about one market."""
    return Record("source_periods", period.record, period.line, market)
