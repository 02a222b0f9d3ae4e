"""Text that was damaged on its way."""

from __future__ import annotations

from marketbook.rules.rule import Row, Saying, table_rule
from marketbook.rules.text.cells import find_unusual, say_flaw, without
from marketbook.rules.text.characters import CONTINUATION, find_damage

DAMAGE = (
    rf"[\p{{Cc}}\p{{Cf}}\p{{Co}}\x{{FFFD}}]|[ÂÃÄÅÎÏÐÑà-ïð][{CONTINUATION}]"
    r"|&[#A-Za-z0-9]{2,8};|_x[0-9A-Fa-f]{4}_"
)
"""What every text with the flaw holds, and few others."""


@table_rule("text.no-damage", reads=(), rows=find_unusual, holds=without(find_damage, DAMAGE))
def no_damage(row: Row) -> Saying:
    """No text contains lost, misread or invisible characters, or escape codes."""
    return say_flaw(row, find_damage, "enter the text again from its source")
