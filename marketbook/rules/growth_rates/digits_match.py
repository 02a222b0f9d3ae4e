"""The percentage of a growth rate beside its printed digits."""

from __future__ import annotations

from marketbook.rules.digits import MATCH, read_digits, say_digits
from marketbook.rules.rule import Row, Saying, table_rule


@table_rule(
    "growth_rates.digits-match",
    reads=("growth_rates",),
    rows=read_digits("growth_rates", "rate_percent"),
    holds=MATCH,
)
def digits_match(row: Row) -> Saying:
    """The percentage of a growth rate equals its printed digits."""
    return say_digits(row, "rate_percent", "percent")
