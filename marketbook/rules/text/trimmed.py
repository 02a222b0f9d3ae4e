"""Text with spaces that nobody sees."""

from __future__ import annotations

from marketbook.rules.rule import Row, Saying, table_rule
from marketbook.rules.text.cells import find_unusual, say_flaw, without
from marketbook.rules.text.characters import find_stray_space

STRAY = r"^\s|\s$|  |[\t\r\n\x{A0}\x{2007}\x{2028}\x{2029}\x{202F}]"
"""What every text with the flaw holds, and few others."""


@table_rule("text.trimmed", reads=(), rows=find_unusual, holds=without(find_stray_space, STRAY))
def trimmed(row: Row) -> Saying:
    """No text has leading, trailing or double spaces, no-break spaces, tabs or line breaks."""
    return say_flaw(row, find_stray_space, "use single plain spaces")
