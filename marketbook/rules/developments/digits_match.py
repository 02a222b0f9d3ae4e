"""The amount of a development beside its printed digits."""

from __future__ import annotations

from marketbook.rules.digits import MATCH, read_digits, say_digits
from marketbook.rules.rule import Row, Saying, table_rule


@table_rule(
    "developments.digits-match",
    reads=("developments",),
    rows=read_digits("developments", "amount"),
    holds=MATCH,
)
def digits_match(row: Row) -> Saying:
    """The amount of a development equals its printed digits."""
    return say_digits(row, "amount", row["unit_id"] or "")
