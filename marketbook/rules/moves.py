"""Figures moved to another year by their own growth, and never without one.

The growth of a series is the widest span of what its source states for it and of what its sizes,
taken one after the other, imply. It holds from the first to the last year that either covers.
"""

from __future__ import annotations

from typing import Any

import narwhals.stable.v1 as nw

from marketbook.figures import grow, implied_growth, reach
from marketbook.rules.frames import OF_SOURCE, flag
from marketbook.rules.rule import Frame, Tables, shared
from marketbook.rules.wholes import all_series, figures, part_pairs, rival_ids
from marketbook.rules.windows import rate_windows, starts_from

GROWTH = ["growth_low", "growth_high", "from_year", "to_year"]


def own_growth(tables: Tables, needed: Frame) -> Frame:
    """Growth in percent a year, and the years it holds for, of the series in ``needed``.

    Columns: series and those of GROWTH; series without any growth are left out.
    """
    stated, implied = _stated(tables), _implied(tables, needed)
    joined = (
        needed.join(all_series(tables), on="series", how="inner")
        .join(stated, on=OF_SOURCE, how="left")
        .join(implied, on="series", how="left")
    )
    touching = reach(nw.col("rate_from"), nw.col("size_to")) & reach(
        nw.col("size_from"), nw.col("rate_to")
    )
    # of two spans with a gap between them, the stated one
    apart = ~touching.fill_null(value=True)
    joined = joined.with_columns(
        growth_low=nw.min_horizontal("rate_low", "size_growth_low"),
        growth_high=nw.max_horizontal("rate_high", "size_growth_high"),
        from_year=nw.when(apart).then("rate_from").otherwise(_least("rate_from", "size_from")),
        to_year=nw.when(apart).then("rate_to").otherwise(nw.max_horizontal("rate_to", "size_to")),
    )
    return joined.select("series", *GROWTH).filter(~nw.col("from_year").is_null())


def _least(*names: str) -> nw.Expr:
    return nw.min_horizontal(*names)


def _stated(tables: Tables) -> Frame:
    """Stated rates of each subject, and the years they hold for."""
    return (
        rate_windows(tables)
        .with_columns(begin=starts_from())
        .group_by(*OF_SOURCE)
        .agg(
            nw.col("rate_low").min(),
            nw.col("rate_high").max(),
            nw.col("begin").min().alias("rate_from"),
            nw.col("window_end").max().alias("rate_to"),
        )
    )


def _implied(tables: Tables, needed: Frame) -> Frame:
    """What the sizes of each series imply, one after the other."""
    sizes = figures(tables).filter(nw.col("id") > 0).select("id", "series", "year", "low", "high")
    sizes = sizes.join(needed, on="series", how="semi").join(rival_ids(tables), on="id", how="anti")
    before = [
        nw.col(name).shift(1).over("series", order_by="year").alias(name + "_before")
        for name in ("year", "low", "high")
    ]
    steps = sizes.with_columns(*before).filter(nw.col("year") > nw.col("year_before"))
    count = (nw.col("year") - nw.col("year_before")).cast(nw.Float64)
    steps = steps.with_columns(
        growth_low=implied_growth(nw.col("high_before"), nw.col("low"), count),
        growth_high=implied_growth(nw.col("low_before"), nw.col("high"), count),
    )
    return steps.group_by("series").agg(
        nw.col("growth_low").min().alias("size_growth_low"),
        nw.col("growth_high").max().alias("size_growth_high"),
        nw.col("year_before").min().alias("size_from"),
        nw.col("year").max().alias("size_to"),
    )


def moved_low(low: Any, count: Any, suffix: str = "") -> nw.Expr:
    """Lowest value after ``count`` years of the growth in the columns of GROWTH."""
    slow, fast = nw.col("growth_low" + suffix), nw.col("growth_high" + suffix)
    return grow(low, nw.when(count > 0).then(slow).otherwise(fast), count)


def moved_high(high: Any, count: Any, suffix: str = "") -> nw.Expr:
    """Highest value after ``count`` years of the growth in the columns of GROWTH."""
    slow, fast = nw.col("growth_low" + suffix), nw.col("growth_high" + suffix)
    return grow(high, nw.when(count > 0).then(fast).otherwise(slow), count)


def can_move(year: str, to_year: str, suffix: str = "") -> nw.Expr:
    """Whether the growth in the columns of GROWTH holds from the one year to the other."""
    first, last = nw.min_horizontal(year, to_year), nw.max_horizontal(year, to_year)
    inside = (nw.col("from_year" + suffix) <= first) & (last <= nw.col("to_year" + suffix))
    return inside.fill_null(value=False)


@shared
def moved_pairs(tables: Tables) -> Frame:
    """Figures beside wholes that are printed for other years only, one of the two moved.

    Columns: those of :func:`~marketbook.rules.wholes.part_pairs`, year_whole, moved_low (of the
    part in the year of the whole) and moved_high (of the whole in the year of the part), null
    where the growth is not known; is_ok is 1 where the part fits the whole under either.
    """
    apart = part_pairs(tables).filter(nw.col("id_whole").is_null())
    apart = apart.drop("id_whole", "low_whole", "high_whole")
    wholes = figures(tables).select(
        *[nw.col(name).alias(name + "_whole") for name in ("id", "series", "year", "low", "high")]
    )
    pairs = apart.join(wholes, on="series_whole", how="inner")
    needed = [pairs.select("series"), pairs.select(nw.col("series_whole").alias("series"))]
    growth = own_growth(tables, nw.concat(needed, how="vertical").unique())
    whole_growth = growth.select(*[nw.col(name).alias(name + "_whole") for name in _GROWN])
    pairs = pairs.join(growth, on="series", how="left")
    pairs = pairs.join(whole_growth, on="series_whole", how="left")
    count = (nw.col("year_whole") - nw.col("year")).cast(nw.Float64)
    there, here = can_move("year", "year_whole"), can_move("year", "year_whole", "_whole")
    pairs = pairs.with_columns(
        moved_low=nw.when(there).then(moved_low(nw.col("low"), count)),
        moved_high=nw.when(here).then(moved_high(nw.col("high_whole"), -count, "_whole")),
    ).filter(there | here)
    fits = reach(nw.col("moved_low"), nw.col("high_whole")).fill_null(value=False) | reach(
        nw.col("low"), nw.col("moved_high")
    ).fill_null(value=False)
    return pairs.with_columns(is_ok=flag(fits))


_GROWN = ["series", *GROWTH]
