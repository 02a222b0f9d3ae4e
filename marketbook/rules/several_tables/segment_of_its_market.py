"""The market of a row beside that of its segment's axis."""

from __future__ import annotations

from functools import partial

import polars as pl

from marketbook.rules.rule import Row, Saying, TableRule, table_rule
from marketbook.schema.check import Tables


def _make(name: str) -> TableRule:
    table = name.partition(".")[0]
    make = table_rule(
        name,
        table,
        "segments",
        "axes",
        rows=partial(_join_axes, table),
        holds=pl.col("market_id") == pl.col("axis_market"),
        says=f"Each segment in {table} belongs to the row's own market.",
    )
    return make(_say)


def _join_axes(table: str, tables: Tables) -> pl.LazyFrame:
    """The rows of a table that have a segment, with the market of its axis."""
    axes = tables["axes"].select("axis_id", axis_market="market_id")
    segments = tables["segments"].select("segment_id", "axis_id").join(axes, on="axis_id")
    rows = tables[table].select("_line", "market_id", "segment_id")
    return rows.filter(pl.col("segment_id").is_not_null()).join(segments, on="segment_id")


def _say(row: Row) -> Saying:
    message = (
        f"is about the market {row['market_id']}, but its segment {row['segment_id']} belongs to "
        f"the axis {row['axis_id']} of {row['axis_market']}; correct market_id or segment_id"
    )
    return Saying(message, row["market_id"], row["axis_market"], 1.0, "segment_id")


RULES = [
    _make(name)
    for name in (
        "claims.segment-of-its-market",
        "growth_rates.segment-of-its-market",
        "insights.segment-of-its-market",
        "segment_listings.segment-of-its-market",
        "shares.segment-of-its-market",
        "sizes.segment-of-its-market",
    )
]
