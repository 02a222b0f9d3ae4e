"""Figures moved to another year by their own growth, and never without one.

The growth of a series is the widest span of what its source states for it and of what its sizes,
taken one after the other, imply. It holds from the first to the last year that either covers.
Whether a stated rate also holds for the year from the base year to its window is open, so that a
move over that year is as wide as both readings. Where the source prints the market for both years,
it shows that the year grew by a rate of its own: then it is only counted on that a part did not
shrink in it, and only where neither the market nor the part's own rate does.
"""

from __future__ import annotations

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.old_rules.old_figures import grow, implied_growth, reach
from marketbook.old_rules.frames import flag, only
from marketbook.old_rules.rate_series import rate_series
from marketbook.old_rules.rule import Frame, Tables, as_frame, is_empty, shared
from marketbook.old_rules.wholes import (
    all_series,
    figures,
    part_pairs,
    rival_ids,
    series,
    series_pairs,
)

GROWTH = ["growth_low", "growth_high", "from_year", "to_year", "open_year", "still_year"]


def own_growth(tables: Tables, needed: Frame) -> Frame:
    """Growth in percent a year, and the years it holds for, of the series in ``needed``.

    Columns: series and those of GROWTH; ``open_year`` is a window's start of which it is open
    whether the rate already holds for the year before it; from ``still_year`` on it is known that
    the series did not shrink. Series without growth are left out.
    """
    implied = _implied(tables, needed)
    joined = needed.join(all_series(tables), on="series", how="inner")
    joined = joined.join(_stated(tables), on="series", how="left")
    joined = joined.join(implied, on="series", how="left")
    touching = reach(nw.col("rate_from"), nw.col("size_to")) & reach(
        nw.col("size_from"), nw.col("rate_to")
    )
    # of two spans with a gap between them, the stated one
    apart = ~touching.fill_null(value=True)
    first = nw.min_horizontal("rate_from", "size_from")
    last = nw.max_horizontal("rate_to", "size_to")
    settled = (nw.col("size_from") < nw.col("rate_start")) & (
        nw.col("rate_start") <= nw.col("size_to")
    )
    joined = joined.with_columns(
        growth_low=nw.min_horizontal("rate_low", "size_growth_low"),
        growth_high=nw.max_horizontal("rate_high", "size_growth_high"),
        from_year=nw.when(apart).then("rate_from").otherwise(first),
        to_year=nw.when(apart).then("rate_to").otherwise(last),
        open_year=nw.when(~settled.fill_null(value=False)).then("rate_start"),
        still_year=nw.when(apart)
        .then("rate_still")
        .otherwise(nw.min_horizontal("rate_still", first)),
    )
    return joined.select("series", *GROWTH).filter(~nw.col("from_year").is_null())


_STATED = {
    "series": pl.Int64,
    "rate_low": pl.Float64,
    "rate_high": pl.Float64,
    "rate_from": pl.Int64,
    "rate_still": pl.Int64,
    "rate_start": pl.Int64,
    "rate_to": pl.Int64,
}


def _stated(tables: Tables) -> Frame:
    """Stated rates of each series, and the years they hold for."""
    if "growth_rates" not in tables:
        return as_frame(pl.DataFrame(schema=_STATED))
    return (
        rate_series(tables)
        .filter(nw.col("is_own") == 1)
        .group_by("series")
        .agg(
            nw.col("rate_low").min(),
            nw.col("rate_high").max(),
            nw.col("from_year").min().alias("rate_from"),
            nw.col("still_year").min().alias("rate_still"),
            nw.col("window_start").min().alias("rate_start"),
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


def moved(value: str, end: str, year: str, to_year: str, suffix: str = "") -> nw.Expr:
    """The ``low`` or ``high`` end of a value in another year; null where no growth is known.

    Args:
        value: The column of that end.
        end: Which end it is.
        year: The column of its year.
        to_year: The column of the other year.
        suffix: What the columns of GROWTH end in.
    """
    first, last = nw.min_horizontal(year, to_year), nw.max_horizontal(year, to_year)
    count = (nw.col(to_year) - nw.col(year)).cast(nw.Float64)
    ahead = count > 0
    slow, fast = nw.col("growth_low" + suffix), nw.col("growth_high" + suffix)
    slower = ahead if end == "low" else ~ahead
    growth = nw.when(slower).then(slow).otherwise(fast)
    # over a year of which only this much is known, a move may count on no more
    since = nw.when(slower).then("still_year" + suffix).otherwise("from_year" + suffix)
    known = (since <= first) & (last <= nw.col("to_year" + suffix))
    is_open = flag(first < nw.col("open_year" + suffix)).cast(nw.Float64)
    fewer = nw.when(ahead).then(count - is_open).otherwise(count + is_open)
    both = (grow(nw.col(value), growth, count), grow(nw.col(value), growth, fewer))
    there = nw.min_horizontal(*both) if end == "low" else nw.max_horizontal(*both)
    return nw.when(known).then(there)


_UNMET = [
    *["cut", "steps", "is_top", "is_near", "series", "series_whole", "target"],
    *["id", "year", "low", "high", "id_whole", "year_whole", "low_whole", "high_whole"],
]


@shared
def unmet_pairs(tables: Tables) -> Frame:
    """Figures beside figures of their wholes where one of the two is not printed for that year.

    ``of_part`` is 1 where it is the whole that is printed for other years only, 0 where it is the
    part. ``moved_low`` of the part and ``moved_high`` of the whole are its value in the year of
    the other, null where the growth is not known.

    Columns: those of :func:`~marketbook.old_rules.wholes.part_pairs`, year_whole, of_part, the growth
    of either series (that of the whole ends in ``_whole``), moved_low, moved_high.
    """
    found = [_unmet_parts(tables)]
    if not is_empty(uncovered_pairs(tables)):
        found.append(_unmet_wholes(tables))
    pairs = nw.concat(found, how="vertical")
    needed = [pairs.select("series"), pairs.select(nw.col("series_whole").alias("series"))]
    growth = own_growth(tables, nw.concat(needed, how="vertical").unique())
    whole_growth = only(growth, ["series", *GROWTH], "_whole")
    pairs = pairs.join(growth, on="series", how="left")
    pairs = pairs.join(whole_growth, on="series_whole", how="left")
    return pairs.with_columns(
        moved_low=moved("low", "low", "year", "year_whole"),
        moved_high=moved("high_whole", "high", "year_whole", "year", "_whole"),
    )


def _unmet_parts(tables: Tables) -> Frame:
    apart = part_pairs(tables).filter(nw.col("id_whole").is_null())
    apart = apart.drop("id_whole", "low_whole", "high_whole")
    pairs = apart.join(_whole_figures(tables), on="series_whole", how="inner")
    return pairs.select(*_UNMET).with_columns(of_part=nw.lit(1))


def _unmet_wholes(tables: Tables) -> Frame:
    wholes = _whole_figures(tables)
    wholes = uncovered_pairs(tables).join(wholes, on="series_whole", how="inner")
    met = part_pairs(tables).select("series", "id_whole")
    wholes = wholes.join(met, on=["series", "id_whole"], how="anti")
    parts = figures(tables).select("id", "series", "year", "low", "high")
    pairs = wholes.join(parts, on="series", how="inner")
    return pairs.select(*_UNMET).with_columns(of_part=nw.lit(0))


@shared
def moved_pairs(tables: Tables) -> Frame:
    """Figures beside wholes that are printed for other years only, one of the two moved.

    Columns: those of :func:`unmet_pairs`; is_ok is 1 where the part fits the whole under either
    move.
    """
    pairs = unmet_pairs(tables).filter(nw.col("of_part") == 1)
    known = ~(nw.col("moved_low").is_null() & nw.col("moved_high").is_null())
    fits = flag(reach(nw.col("moved_low"), nw.col("high_whole"))) + flag(
        reach(nw.col("low"), nw.col("moved_high"))
    )
    return pairs.filter(known).with_columns(is_ok=flag(fits > 0))


def _whole_figures(tables: Tables) -> Frame:
    return only(figures(tables), ["id", "series", "year", "low", "high"], "_whole")


@shared
def moved_wholes(tables: Tables) -> Frame:
    """Wholes beside parts that are printed for other years only, the part moved to the whole's.

    Columns: those of :func:`unmet_pairs`, one row per whole and part, nothing known of
    ``moved_high``; ``is_ok`` is 1 where any year of the part fits, ``is_later`` where the part is
    printed for a later year than the whole, ``moved_most`` is the high end beside ``moved_low``.
    """
    pairs = unmet_pairs(tables).filter(nw.col("of_part") == 0, ~nw.col("moved_low").is_null())
    pairs = pairs.with_columns(
        moved_high=nw.lit(None).cast(nw.Float64),
        moved_most=moved("high", "high", "year", "year_whole"),
    )
    fits = flag(reach(nw.col("moved_low"), nw.col("high_whole")))
    on = ["id_whole", "series"]
    later = flag(nw.col("year") > nw.col("year_whole"))
    pairs = pairs.with_columns(is_ok=fits.max().over(*on), is_later=later.max().over(*on))
    # of several years of a part the nearest, those after the whole first
    pairs = pairs.filter(later == nw.col("is_later"))
    gap = (nw.col("year") - nw.col("year_whole")).abs()
    pairs = pairs.filter(gap == gap.min().over(*on))
    return pairs.filter(nw.col("id") == nw.col("id").min().over(*on))


@shared
def uncovered_pairs(tables: Tables) -> Frame:
    """Pairs of series in which the whole may have years that the part has not."""
    years = series(tables).select("series", "first", "last", "years")
    whole = only(years, ["series", "first", "last"], "_whole")
    pairs = series_pairs(tables).join(years, on="series", how="left")
    pairs = pairs.join(whole, on="series_whole", how="left")
    every_year = nw.col("years").cast(nw.Int64) == nw.col("last") - nw.col("first") + 1
    around = (nw.col("first") <= nw.col("first_whole")) & (nw.col("last_whole") <= nw.col("last"))
    covered = (every_year & around).fill_null(value=False)
    return pairs.filter(~covered).drop("first", "last", "years", "first_whole", "last_whole")
