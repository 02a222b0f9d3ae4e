"""The segments of segment_listings beside their markets."""

from __future__ import annotations

from marketbook.rules.axes import SAME_MARKET, join_axes, say_market
from marketbook.rules.rule import Row, Saying, table_rule


@table_rule(
    "segment_listings.segment-of-its-market",
    reads=("segment_listings", "segments", "axes"),
    rows=join_axes("segment_listings"),
    holds=SAME_MARKET,
)
def segment_of_its_market(row: Row) -> Saying:
    """Each segment in segment_listings belongs to the row's own market."""
    return say_market(row)
