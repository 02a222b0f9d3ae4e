"""The years that a stated growth rate is about."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.rules.frames import rate_figures
from marketbook.rules.rule import Frame, Tables, shared


@shared
def rate_windows(tables: Tables) -> Frame:
    """Rates with ``window_start`` and ``window_end``: the printed label, else the forecast period.

    A source with several forecast periods gives the widest of them, in favour of the publisher.
    ``base_year`` is that of the source.
    """
    every = tables["source_periods"]
    periods = every.filter(nw.col("kind") == "forecast")
    forecast = periods.group_by("source_id").agg(
        nw.col("start_year").min().alias("forecast_start"),
        nw.col("end_year").max().alias("forecast_end"),
    )
    bases = every.filter(nw.col("kind") == "base")
    base = bases.group_by("source_id").agg(nw.col("start_year").min().alias("base_year"))
    rates = rate_figures(tables).join(forecast, on="source_id", how="left")
    return rates.join(base, on="source_id", how="left").with_columns(
        window_start=nw.coalesce("start_year", "forecast_start"),
        window_end=nw.coalesce("end_year", "forecast_end"),
    )


def starts_from() -> nw.Expr:
    """First year that a rate of :func:`rate_windows` is counted from.

    That is the base year, which often is the year before the window.
    """
    start = nw.col("window_start")
    return nw.when(nw.col("base_year") < start).then(start - 1).otherwise(start)
