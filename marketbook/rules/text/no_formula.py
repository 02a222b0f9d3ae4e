"""Text that a spreadsheet would run."""

from __future__ import annotations

from marketbook.rules.rule import Row, Saying, table_rule
from marketbook.rules.text.cells import find_unusual, say_flaw, without
from marketbook.rules.text.characters import find_formula

FORMULA = r"^[=+@\t\r＝＋－＠-]"
"""What every text with the flaw holds, and few others."""


@table_rule("text.no-formula", reads=(), rows=find_unusual, holds=without(find_formula, FORMULA))
def no_formula(row: Row) -> Saying:
    """No text starts like a formula; plain negative numbers are fine."""
    return say_flaw(row, find_formula, "put a word before it, or leave out the sign")
