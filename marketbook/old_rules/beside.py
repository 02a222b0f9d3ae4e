"""Figures of several sources about one subject, in a common year."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.frames import SUBJECT, only
from marketbook.old_rules.moves import GROWTH, moved, own_growth
from marketbook.old_rules.rule import Frame, Tables, shared
from marketbook.old_rules.wholes import all_series, figures, rival_ids, spot

SLIP = 1000.0**0.5
"""From here on two figures are nearer to a factor of a thousand than to each other."""

ENDS = ("low", "high")

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
    two = only(printed, names, "_other")
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
    """Both figures in one year: the other one moved to it, or else the one to the other's."""
    series = [pairs.select("series"), pairs.select(nw.col("series_other").alias("series"))]
    growth = own_growth(tables, nw.concat(series, how="vertical").unique())
    other = only(growth, ["series", *GROWTH], "_other")
    pairs = pairs.join(growth, on="series", how="left")
    pairs = pairs.join(other, on="series_other", how="left")
    here = [moved(f"{end}_other", end, "year_other", "year", "_other") for end in ENDS]
    there = [moved(end, end, "year", "year_other") for end in ENDS]
    pairs = pairs.with_columns(
        *[expr.alias(f"here_{end}") for end, expr in zip(ENDS, here, strict=True)],
        *[expr.alias(f"there_{end}") for end, expr in zip(ENDS, there, strict=True)],
    )
    is_here = ~nw.col("here_low").is_null()
    pairs = pairs.filter(is_here | ~nw.col("there_low").is_null())
    return pairs.with_columns(
        *[nw.when(is_here).then(end).otherwise(f"there_{end}").alias(end) for end in ENDS],
        *[
            nw.when(is_here).then(f"here_{end}").otherwise(f"{end}_other").alias(f"{end}_other")
            for end in ENDS
        ],
    )
