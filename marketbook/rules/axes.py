"""The market of a row beside that of its segment's axis."""

from __future__ import annotations

from functools import partial

import polars as pl

from marketbook.rules.rule import Row, Saying
from marketbook.schema.check import Rows, Tables


def join_axes(table: str) -> Rows:
    """Lays out the rows of a table that have a segment, with the market of its axis."""
    return partial(_lay_out, table)


def _lay_out(table: str, tables: Tables) -> pl.LazyFrame:
    axes = tables["axes"].select("axis_id", axis_market="market_id")
    segments = tables["segments"].select("segment_id", "axis_id").join(axes, on="axis_id")
    rows = tables[table].select("_line", "market_id", "segment_id")
    return rows.filter(pl.col("segment_id").is_not_null()).join(segments, on="segment_id")


SAME_MARKET = pl.col("market_id") == pl.col("axis_market")
"""Whether the segment of a row is one of the row's own market."""


def say_market(row: Row) -> Saying:
    """What is wrong with a row whose segment is one of another market."""
    message = (
        f"is about the market {row['market_id']}, but its segment {row['segment_id']} belongs to "
        f"the axis {row['axis_id']} of {row['axis_market']}; correct market_id or segment_id"
    )
    return Saying(message, row["market_id"], row["axis_market"], 1.0, "segment_id")
