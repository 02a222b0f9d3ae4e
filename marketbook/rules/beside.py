"""Figures of several sources about one subject, in a common year."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.rules.frames import SUBJECT
from marketbook.rules.moves import can_move, moved_high, moved_low, own_growth
from marketbook.rules.rule import Frame, Tables, shared
from marketbook.rules.wholes import all_series, figures, rival_ids, spot

SLIP = 1000.0**0.5
"""From here on two figures are nearer to a factor of a thousand than to each other."""

ORDER = 10.0**0.5
"""From here on two figures are nearer to a factor of ten than to each other."""


@shared
def subject_pairs(tables: Tables) -> Frame:
    """Series of two sources about the same subject: series, series_other, and both sources."""
    on = [*SUBJECT, "currency"]
    every = all_series(tables).filter(nw.col("series") > 0)
    several = every.group_by(*on).agg(nw.len().alias("sources")).filter(nw.col("sources") > 1)
    every = every.join(several, on=on, how="semi")
    other = every.select(
        *on,
        nw.col("source_id").alias("source_other"),
        nw.col("series").alias("series_other"),
    )
    pairs = every.join(other, on=on, how="inner")
    return pairs.filter(nw.col("source_id") < nw.col("source_other"))


@shared
def subject_figures(tables: Tables) -> Frame:
    """Figures of two sources about the same subject, in one year: moved where none is shared.

    Columns: series, series_other, id, id_other, year, year_other, and ``low, high, low_other,
    high_other`` in the common year, as wide as either move makes them; ``apart`` is the least
    factor that lies between the two.
    """
    printed = figures(tables).filter(nw.col("id") > 0).join(rival_ids(tables), on="id", how="anti")
    names = ["id", "series", "year", "low", "high"]
    one = printed.select(*names)
    two = printed.select(*[nw.col(name).alias(name + "_other") for name in names])
    pairs = subject_pairs(tables).select("series", "series_other")
    one = one.join(pairs, on="series", how="inner").with_columns(spot=spot("series_other"))
    two = two.with_columns(spot=spot("series_other", "year_other"))
    same = one.join(two.drop("series_other"), on="spot", how="inner").drop("spot")
    alone = pairs.join(
        same.select("series", "series_other"), on=["series", "series_other"], how="anti"
    )
    apart = one.drop("spot").join(alone, on=["series", "series_other"], how="semi")
    moved = _moved(apart.join(two.drop("spot"), on="series_other", how="inner"), tables)
    columns = [*names, *[name + "_other" for name in names]]
    both = nw.concat([same.select(*columns), moved.select(*columns)], how="vertical")
    gap = nw.max_horizontal(
        nw.col("low") / nw.col("high_other"), nw.col("low_other") / nw.col("high")
    )
    return both.with_columns(apart=gap)


def _moved(pairs: Frame, tables: Tables) -> Frame:
    """Both figures in the year of either, whichever way their growth is known."""
    series = [pairs.select("series"), pairs.select(nw.col("series_other").alias("series"))]
    growth = own_growth(tables, nw.concat(series, how="vertical").unique())
    names = growth.collect_schema().names()
    other = growth.select(*[nw.col(name).alias(name + "_other") for name in names])
    pairs = pairs.join(growth, on="series", how="left")
    pairs = pairs.join(other, on="series_other", how="left")
    count = (nw.col("year_other") - nw.col("year")).cast(nw.Float64)
    there, here = can_move("year", "year_other"), can_move("year", "year_other", "_other")
    pairs = pairs.filter(there | here).with_columns(
        there_low=nw.when(there).then(moved_low(nw.col("low"), count)),
        there_high=nw.when(there).then(moved_high(nw.col("high"), count)),
        here_low=nw.when(here).then(moved_low(nw.col("low_other"), -count, "_other")),
        here_high=nw.when(here).then(moved_high(nw.col("high_other"), -count, "_other")),
        here=here,
    )
    # the other figure moved to the year of the one, or else the one to the year of the other
    return pairs.with_columns(
        low=nw.when("here").then("low").otherwise("there_low"),
        high=nw.when("here").then("high").otherwise("there_high"),
        low_other=nw.when("here").then("here_low").otherwise("low_other"),
        high_other=nw.when("here").then("here_high").otherwise("high_other"),
    )
