"""The years that a stated growth rate is about."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import implied_growth
from marketbook.old_rules.frames import flag, may_be_money, rate_figures, size_figures
from marketbook.old_rules.rule import Frame, Tables, shared

_PLACE = ["source_id", "market_id"]


@shared
def rate_windows(tables: Tables) -> Frame:
    """Rates of money, or of what is left open, as :func:`all_rate_windows` lays them out."""
    rates = all_rate_windows(tables)
    return rates.filter(may_be_money("rate_of"))


@shared
def all_rate_windows(tables: Tables) -> Frame:
    """Rates with ``window_start`` and ``window_end``: the printed label, else the forecast period.

    A source with several forecast periods gives the widest of them, in favour of the publisher.
    ``base_year`` is that of the source; ``from_year`` is the first year that the rate may be
    counted from: the base year, which often is the year before the window, unless the source
    prints the whole market both for a year before the window and for its start: what grew between
    the two is then told of the whole, and open of its parts, where ``is_apart`` is 1;
    ``first_low`` and ``first_high`` are that growth of the wholes, in percent a year. Where they
    grew, a part that grows in the window did not shrink before it: ``still_year`` is the year from
    which on it is at least as large.
    """
    rates = (
        rate_figures(tables)
        .join(forecasts(tables), on="source_id", how="left")
        .with_columns(
            window_start=nw.coalesce("start_year", "forecast_start"),
            window_end=nw.coalesce("end_year", "forecast_end"),
        )
    )
    told, on = _told_apart(rates, tables), [*_PLACE, "window_start"]
    own = told.with_columns(segment_id=nw.lit(""), own=nw.lit(1))
    wholes = told.group_by(*on).agg(
        nw.len().cast(nw.Int64).alias("wholes"),
        nw.col("first_low").min(),
        nw.col("first_high").max(),
    )
    own = own.drop("first_low", "first_high")
    rates = rates.join(wholes, on=on, how="left")
    rates = rates.join(own, on=[*on, "region_id", "segment_id"], how="left")
    start, wholes = nw.col("window_start"), nw.col("wholes").fill_null(0)
    early = (nw.col("base_year") < start) & (wholes == 0)
    grew = (nw.col("first_low") >= 0) & (nw.col("rate_low") >= 0)
    return rates.with_columns(
        is_apart=flag(wholes > nw.col("own").fill_null(0)),
        from_year=nw.when(early).then(start - 1).otherwise(start),
        still_year=nw.when(early | grew).then(start - 1).otherwise(start),
    ).drop("wholes", "own")


@shared
def forecasts(tables: Tables) -> Frame:
    """The widest forecast of each source: source_id, forecast_start, forecast_end, base_year."""
    kind = nw.col("kind")
    periods = tables["source_periods"].with_columns(
        forecast_start=nw.when(kind == "forecast").then("start_year"),
        forecast_end=nw.when(kind == "forecast").then("end_year"),
        base_year=nw.when(kind == "base").then("start_year"),
    )
    return periods.group_by("source_id").agg(
        nw.col("forecast_start").min(), nw.col("forecast_end").max(), nw.col("base_year").min()
    )


def _told_apart(rates: Frame, tables: Tables) -> Frame:
    """Windows of sources that print a whole market for their start and for a year before it.

    Columns: those of _PLACE, window_start, region_id (of that market), and its growth between the
    two in percent a year, first_low and first_high.
    """
    sizes = size_figures(tables).filter(nw.col("segment_id") == "")
    sizes = sizes.select(*_PLACE, "region_id", "year", "currency", "low", "high")
    windows = rates.select(*_PLACE, "window_start", "base_year").unique()
    at_start = windows.join(
        sizes.rename({"year": "window_start", "low": "low_start", "high": "high_start"}),
        on=[*_PLACE, "window_start"],
        how="inner",
    )
    both = at_start.join(sizes, on=[*_PLACE, "region_id", "currency"], how="inner")
    year, start = nw.col("year"), nw.col("window_start")
    before = (year == start - 1) | ((year == nw.col("base_year")) & (year < start))
    count = (start - year).cast(nw.Float64)
    grown = both.filter(before).with_columns(
        first_low=implied_growth(nw.col("high"), nw.col("low_start"), count),
        first_high=implied_growth(nw.col("low"), nw.col("high_start"), count),
    )
    on = [*_PLACE, "window_start", "region_id"]
    return grown.group_by(*on).agg(nw.col("first_low").min(), nw.col("first_high").max())
