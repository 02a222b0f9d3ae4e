"""Sizes beyond the forecast of their source."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.series import group_by_year
from marketbook.rules.rule import Contradiction, Record, Verdicts, rule


@rule("sources.sizes-within-forecast", "source_periods", "sizes", "regions")
def sizes_within_forecast(publication: Publication) -> Verdicts:
    """No size is for a year after its source's forecast ends."""
    source = publication.source
    end = source.last("forecast", "coverage")
    if end is None or source.forecast_end is None:
        return
    for year, sizes in group_by_year(publication.sizes).items():
        if year <= end:
            yield None
            continue
        # the first of a year stands for them all
        first = min(sizes, key=lambda size: size.line)
        more = f", like {len(sizes) - 1} more," if len(sizes) > 1 else ","
        message = (
            f"is for {year}{more} but the forecast of its source ends in {end}; check the year, or "
            "enter the period in source_periods"
        )
        at = Record("sizes", first.record, first.line, first.market, year=year)
        worth = (year - end) / 10
        yield Contradiction(at, message, str(year), f"up to {end}", worth, "year")
