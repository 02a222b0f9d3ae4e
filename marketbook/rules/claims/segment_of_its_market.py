"""The segments of claims beside their markets."""

from __future__ import annotations

from marketbook.rules.axes import SAME_MARKET, join_axes, say_market
from marketbook.rules.rule import Row, Saying, table_rule


@table_rule(
    "claims.segment-of-its-market",
    reads=("claims", "segments", "axes"),
    rows=join_axes("claims"),
    holds=SAME_MARKET,
)
def segment_of_its_market(row: Row) -> Saying:
    """Each segment in claims belongs to the row's own market."""
    return say_market(row)
