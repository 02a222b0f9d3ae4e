"""The same values under two sets of years."""

from __future__ import annotations

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.old_rules.old_figures import reach
from marketbook.old_rules.beside import subject_pairs
from marketbook.old_rules.frames import flag
from marketbook.old_rules.rule import Frame, Tables, as_frame, is_empty, shared
from marketbook.old_rules.wholes import figures, series

CHANCE = -6.0
"""Logarithm of how likely it may be that values of two publishers are alike by chance.

A value of three significant digits is met by chance once in some hundred to thousand times, two
of them once in some ten thousand to a million: only what is rarer than that is told.
"""

_PAIR = ["series", "series_other"]
_SHIFT = [*_PAIR, "shift"]
_COLUMNS = [*_SHIFT, "values", "first", "last", "id", "id_other", "last_id", "last_id_other"]


@shared
def shifted_series(tables: Tables) -> Frame:
    """Series that print two or more values of another, or of their own, so many years later.

    Columns: series, series_other, shift (years from the one to the other), values (how many are
    alike), first, last (years of the one), and the figures of these two years: id, id_other,
    last_id, last_id_other. Values that may well stay the same, as a slow growth is lost in their
    rounding, are no shift, nor are values of two publishers of so few digits that it may be chance.
    """
    doubled = series(tables).filter(nw.col("printed") - nw.col("values") > 1)
    if is_empty(doubled) and is_empty(subject_pairs(tables)):
        return as_frame(pl.DataFrame(schema=dict.fromkeys(_COLUMNS, pl.Int64)))
    own = doubled.select(
        "series", nw.col("series").alias("series_other"), is_own=nw.lit(1).cast(nw.Int64)
    )
    pairs = nw.concat([own, _of_two_sources(tables)], how="vertical")
    alike = _alike(pairs, tables)
    shifts = alike.group_by(*_SHIFT).agg(
        nw.col("amount").n_unique().cast(nw.Int64).alias("values"),
        nw.col("year").min().alias("first"),
        nw.col("year").max().alias("last"),
        nw.col("low").max(),
        nw.col("high").min(),
        nw.col("spread").min(),
        nw.col("is_own").max(),
        nw.col("chance").sum(),
    )
    telling = (nw.col("is_own") == 1) | (nw.col("chance") <= CHANCE)
    shifts = shifts.filter(telling, nw.col("values") > 1, nw.col("last") > nw.col("first"))
    shifts = shifts.filter(~_may_be_flat())
    ends = alike.group_by(*_SHIFT, "year").agg(nw.col("id").min(), nw.col("id_other").min())
    for year, prefix in (("first", ""), ("last", "last_")):
        end = ends.select(
            *_SHIFT,
            nw.col("year").alias(year),
            nw.col("id").alias(prefix + "id"),
            nw.col("id_other").alias(prefix + "id_other"),
        )
        shifts = shifts.join(end, on=[*_SHIFT, year], how="inner")
    return shifts.select(*_COLUMNS)


def _of_two_sources(tables: Tables) -> Frame:
    """Pairs of series; ``is_own`` is 1 where both are of one publisher."""
    pairs = subject_pairs(tables).select(*_PAIR, "source_id", "source_other")
    for suffix in ("id", "other"):
        publishers = tables["sources"].select(
            nw.col("source_id").alias(f"source_{suffix}"),
            nw.col("publisher").alias(f"publisher_{suffix}"),
        )
        pairs = pairs.join(publishers, on=f"source_{suffix}", how="left")
    same = nw.col("publisher_id") == nw.col("publisher_other")
    return pairs.select(*_PAIR, is_own=flag(same))


def _alike(pairs: Frame, tables: Tables) -> Frame:
    """Figures of two series, or of one, with the same amount in different years."""
    sizes = figures(tables).filter(nw.col("id") > 0)
    sizes = sizes.with_columns(
        amount=nw.col("money").round(0), spread=nw.col("high") / nw.col("low")
    ).select("id", "series", "year", "amount", "low", "high", "spread")
    other = sizes.select(
        "amount",
        *[nw.col(name).alias(name + "_other") for name in ("id", "series", "year", "spread")],
    )
    found = sizes.join(pairs, on="series", how="inner")
    found = found.join(other, on=["series_other", "amount"], how="inner")
    found = found.with_columns(shift=nw.col("year_other") - nw.col("year"))
    # within one series each pair is met from both sides
    met_once = (nw.col("series") != nw.col("series_other")) | (nw.col("shift") > 0)
    widest = nw.max_horizontal("spread", "spread_other")
    found = found.with_columns(chance=(widest - 1).log(10))
    return found.filter(nw.col("shift") != 0, met_once)


def _may_be_flat() -> nw.Expr:
    """Whether the growth between the values, over the shift, is lost in the rounding of one."""
    share = nw.col("shift").abs() / (nw.col("last") - nw.col("first"))
    return reach((nw.col("low") / nw.col("high")) ** share, nw.col("spread"))
