"""The percentage of a share beside its printed digits."""

from __future__ import annotations

from marketbook.rules.digits import MATCH, read_digits, say_digits
from marketbook.rules.rule import Row, Saying, table_rule


@table_rule(
    "shares.digits-match",
    reads=("shares",),
    rows=read_digits("shares", "share_percent"),
    holds=MATCH,
)
def digits_match(row: Row) -> Saying:
    """The percentage of a share equals its printed digits."""
    return say_digits(row, "share_percent", "percent")
