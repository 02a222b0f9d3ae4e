"""Whether a size was measured or is expected, against the periods of its source."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.printed import Size
from marketbook.rules.rule import Contradiction, Verdicts, rule


@rule("sizes.status-fits-year", "sizes", "source_periods")
def status_fits_year(publication: Publication) -> Verdicts:
    """Sizes after the last measured year are not actual, none up to the base year are forecasts."""
    base, present = publication.source.base_year, publication.source.present
    for size in publication.sizes:
        yield _judge(size, base, present)


def _judge(size: Size, base: int | None, present: int | None) -> Contradiction | None:
    if size.status == "forecast" and base is not None and size.at <= base:
        return _contradict(size, base, "measures or estimates all years up to its base year")
    if size.status == "actual" and present is not None and size.at > present:
        return _contradict(size, present, "measures nothing after")
    return None


def _contradict(size: Size, limit: int, why: str) -> Contradiction:
    message = (
        f"is marked {size.status} for {size.year}, but its source {why} {limit}; check the year "
        "and the status, or the base year in source_periods"
    )
    worth = abs(size.at - limit) / 10
    return Contradiction(size, message, size.status, str(limit), worth, "status")
