"""The axis of a segment beside that of its parent."""

from __future__ import annotations

import polars as pl

from marketbook.rules.rule import Row, Saying, table_rule
from marketbook.schema.check import Tables


def _join_parents(tables: Tables) -> pl.LazyFrame:
    segments = tables["segments"]
    parents = segments.select(parent_id="segment_id", parent_axis="axis_id")
    own = segments.select("_line", "segment_id", "axis_id", "parent_id")
    return own.join(parents, on="parent_id", how="left")


@table_rule(
    "segments.parent-on-same-axis",
    "segments",
    rows=_join_parents,
    holds=pl.col("axis_id") == pl.col("parent_axis"),
)
def parent_on_same_axis(row: Row) -> Saying:
    """A segment and its parent are on the same axis."""
    message = (
        f"its axis is {row['axis_id']}, but its parent {row['parent_id']} is on the "
        f"axis {row['parent_axis']}; correct axis_id or parent_id"
    )
    return Saying(message, row["axis_id"], row["parent_axis"], 1.0, "parent_id")
