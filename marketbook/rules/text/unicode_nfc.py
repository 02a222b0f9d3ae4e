"""Text in another normal form."""

from __future__ import annotations

from marketbook.rules.rule import Row, Saying, table_rule
from marketbook.rules.text.cells import find_unusual, say_flaw, without
from marketbook.rules.text.characters import find_other_form

OTHER_FORM = (
    r"[\p{M}\x{0340}-\x{037E}\x{0387}\x{0958}-\x{0FFF}\x{1100}-\x{11FF}\x{1F00}-\x{2001}"
    r"\x{2126}-\x{212B}\x{2329}\x{232A}\x{2ADC}\x{F900}-\x{FB4F}\x{11000}-\x{11FFF}"
    r"\x{16100}-\x{16FFF}\x{1D100}-\x{1D1FF}\x{2F800}-\x{2FFFF}]"
)
"""What every text with the flaw holds, and few others."""


@table_rule(
    "text.unicode-nfc", reads=(), rows=find_unusual, holds=without(find_other_form, OTHER_FORM)
)
def unicode_nfc(row: Row) -> Saying:
    """All text is in Unicode normal form NFC."""
    return say_flaw(row, find_other_form, "convert it to NFC")
