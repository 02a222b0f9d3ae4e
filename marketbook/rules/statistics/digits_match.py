"""The value of a statistic beside its printed digits."""

from __future__ import annotations

from marketbook.rules.digits import MATCH, read_digits, say_digits
from marketbook.rules.rule import Row, Saying, table_rule


@table_rule(
    "statistics.digits-match",
    reads=("statistics",),
    rows=read_digits("statistics", "value"),
    holds=MATCH,
)
def digits_match(row: Row) -> Saying:
    """The value of a statistic equals its printed digits."""
    return say_digits(row, "value", row["unit_id"] or "")
