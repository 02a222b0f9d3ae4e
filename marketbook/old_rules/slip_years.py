"""Sizes that make sense only a thousand or a million times larger, by the years of their series."""

from __future__ import annotations

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.old_rules.old_figures import grow, reach
from marketbook.old_rules.beside import SLIP
from marketbook.old_rules.frames import OF_SOURCE, flag
from marketbook.old_rules.rule import Frame, Tables, as_frame, is_empty, shared
from marketbook.old_rules.wholes import figures, part_pairs, series
from marketbook.old_rules.windows import rate_windows

MILLION = 10.0**4.5
"""From here on a factor is nearer to a million than to a thousand, on a log scale."""

_SLIP = {
    "id": pl.Int64,
    "id_beside": pl.Int64,
    "id_whole": pl.Int64,
    "kind": pl.String,
    "is_up": pl.Int64,
    "times": pl.Float64,
    "ratio": pl.Float64,
    "others": pl.Int64,
    "is_sure": pl.Int64,
}
"""What a slip is: the size, one that it is held against, its whole where that matters, what it is
held against, whether it should be larger, how many times, by how much the two differ, how many
figures say so, and whether no place could be that small."""


def as_slips(frame: Frame, kind: str) -> Frame:
    """Slips of one kind: years, siblings, neighbours (siblings without a whole) or publishers."""
    whole, real = nw.Int64, nw.Float64
    casts = {"is_up": whole, "others": whole, "is_sure": whole, "times": real, "ratio": real}
    return frame.with_columns(
        nw.lit(kind).alias("kind"), *[nw.col(name).cast(dtype) for name, dtype in casts.items()]
    ).select(*_SLIP)


def no_slips() -> Frame:
    """No slip at all."""
    return as_frame(pl.DataFrame(schema=_SLIP))


@shared
def year_slips(tables: Tables) -> Frame:
    """Sizes a thousand times off the other years of their own series, growth taken out.

    The growth is the stated one, else that of the whole market in the same source; where neither
    is known, only a size in another unit is judged.
    """
    wide = series(tables).filter(
        nw.col("printed") > 1, reach(nw.col("least") * SLIP, nw.col("most"))
    )
    if is_empty(wide):
        return no_slips()
    sizes = figures(tables).filter(nw.col("id") > 0)
    sizes = sizes.join(wide.select("series", "first"), on="series", how="inner")
    rated = _with_rate(sizes, tables)
    since = (nw.col("year") - nw.col("first")).cast(nw.Float64)
    rated = rated.with_columns(level=grow(nw.col("money"), nw.col("growth"), -since))
    top = nw.col("level").max().over("series")
    rated = rated.with_columns(is_low=flag(nw.col("level") * SLIP < top))
    rated = rated.with_columns(
        low_count=nw.col("is_low").sum().over("series").cast(nw.Int64),
        count=nw.len().over("series").cast(nw.Int64),
        units=nw.col("unit_id").n_unique().over("series"),
    ).filter(nw.col("low_count") > 0, nw.col("is_rated") | (nw.col("units") > 1))
    return as_slips(_outvoted(_with_whole(_with_custom(rated, tables), tables)), "years")


def _with_rate(sizes: Frame, tables: Tables) -> Frame:
    """Add ``growth`` in percent a year, and whether it was stated at all."""
    if "growth_rates" not in tables:
        return sizes.with_columns(growth=nw.lit(0.0), is_rated=nw.lit(value=False))
    rates = rate_windows(tables)
    own = rates.group_by(*OF_SOURCE).agg(nw.col("rate").mean().alias("own_rate"))
    whole = rates.filter(nw.col("segment_id") == "")
    market = whole.group_by("source_id", "market_id").agg(
        nw.col("rate").mean().alias("market_rate")
    )
    joined = sizes.join(own, on=OF_SOURCE, how="left").join(
        market, on=["source_id", "market_id"], how="left"
    )
    growth = nw.coalesce("own_rate", "market_rate")
    return joined.with_columns(growth=growth.fill_null(0.0), is_rated=~growth.is_null())


def _with_custom(sizes: Frame, tables: Tables) -> Frame:
    """Add ``custom``: how many sizes of the market its source prints in the unit."""
    place = ["source_id", "market_id"]
    near = figures(tables).filter(nw.col("id") > 0).join(sizes, on=place, how="semi")
    units = near.group_by(*place, "unit_id").agg(nw.len().cast(nw.Int64).alias("custom"))
    return sizes.join(units, on=[*place, "unit_id"], how="left")


def _with_whole(sizes: Frame, tables: Tables) -> Frame:
    """Add ``too_large``: 1 for every size of a series that has one far above its own whole."""
    pairs = part_pairs(tables).join(sizes.select("id"), on="id", how="semi")
    above = pairs.filter(reach(nw.col("high_whole") * SLIP, nw.col("low")))
    series = above.select("series").unique().with_columns(too_large=nw.lit(1))
    sizes = sizes.join(series, on="series", how="left")
    return sizes.with_columns(too_large=nw.col("too_large").fill_null(0))


def _outvoted(sizes: Frame) -> Frame:
    """The sizes on the side that fewer years are on.

    Of two alike those far above their whole, else those on the side of the rarer unit.
    """
    low = nw.col("is_low") == 1
    sizes = sizes.with_columns(
        low_custom=nw.when(low).then("custom").max().over("series"),
        high_custom=nw.when(~low).then("custom").max().over("series"),
    )
    votes = nw.col("count") - nw.col("low_count") * 2
    custom = nw.col("high_custom") - nw.col("low_custom")
    rarer = (custom >= 0) & (nw.col("too_large") == 0)
    low_is_wrong = (votes > 0) | ((votes == 0) & rarer)
    right = sizes.filter(low != low_is_wrong).select(
        "series",
        nw.col("id").alias("id_beside"),
        nw.col("year").alias("year_beside"),
        nw.col("level").alias("level_beside"),
    )
    wrong = sizes.filter(low == low_is_wrong).join(right, on="series", how="inner")
    gap = (nw.col("year") - nw.col("year_beside")).abs()
    nearest = wrong.filter(gap == gap.min().over("id"))
    nearest = nearest.filter(nw.col("id_beside") == nw.col("id_beside").min().over("id"))
    level, beside = nw.col("level"), nw.col("level_beside")
    short, long = beside / level, level / beside
    ratio = nw.when(low).then(short).otherwise(long)
    others = nw.when(low).then(nw.col("count") - nw.col("low_count")).otherwise("low_count")
    return nearest.with_columns(
        is_up=nw.col("is_low"),
        ratio=ratio,
        times=times_off(ratio),
        others=others,
        id_whole=NOTHING,
        is_sure=nw.lit(1),
    )


NOTHING = nw.lit(None).cast(nw.Int64)


def times_off(ratio: nw.Expr) -> nw.Expr:
    """A thousand or a million, whichever is nearer to a ratio."""
    return nw.when(ratio < MILLION).then(1e3).otherwise(1e6)
