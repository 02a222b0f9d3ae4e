"""The value of a size beside its printed digits."""

from __future__ import annotations

from marketbook.rules.digits import MATCH, read_digits, say_digits
from marketbook.rules.rule import Row, Saying, table_rule


@table_rule(
    "sizes.digits-match",
    reads=("sizes",),
    rows=read_digits("sizes", "value"),
    holds=MATCH,
)
def digits_match(row: Row) -> Saying:
    """The value of a size equals its printed digits."""
    return say_digits(row, "value", row["unit_id"] or "")
