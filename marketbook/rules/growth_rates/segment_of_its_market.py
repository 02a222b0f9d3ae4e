"""The segments of growth_rates beside their markets."""

from __future__ import annotations

from marketbook.rules.axes import SAME_MARKET, join_axes, say_market
from marketbook.rules.rule import Row, Saying, table_rule


@table_rule(
    "growth_rates.segment-of-its-market",
    reads=("growth_rates", "segments", "axes"),
    rows=join_axes("growth_rates"),
    holds=SAME_MARKET,
)
def segment_of_its_market(row: Row) -> Saying:
    """Each segment in growth_rates belongs to the row's own market."""
    return say_market(row)
