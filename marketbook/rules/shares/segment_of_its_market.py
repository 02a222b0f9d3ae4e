"""The segments of shares beside their markets."""

from __future__ import annotations

from marketbook.rules.axes import SAME_MARKET, join_axes, say_market
from marketbook.rules.rule import Row, Saying, table_rule


@table_rule(
    "shares.segment-of-its-market",
    reads=("shares", "segments", "axes"),
    rows=join_axes("shares"),
    holds=SAME_MARKET,
)
def segment_of_its_market(row: Row) -> Saying:
    """Each segment in shares belongs to the row's own market."""
    return say_market(row)
