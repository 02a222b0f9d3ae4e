"""The unit that a caption or the header of a column names: ``(USD Million)``."""

from __future__ import annotations

import re

from marketbook.reading.guide import Guide
from marketbook.reading.words import currencies
from marketbook.reading.words.scales import scales_of


def unit_in(text: str, guide: Guide) -> str:
    """The unit of money that a text names without a number; empty where it names none."""
    scale = scales_of(guide.language.code)
    before, after = currencies.before_pattern(), currencies.after_pattern()
    for pattern in (
        rf"(?P<cur>{before})[\s.]*(?:in\s+)?(?P<scale>(?i:{scale.pattern}))(?![A-Za-z])",
        rf"(?<![\w])(?P<scale>(?i:{scale.pattern}))\s+(?:of\s+)?(?P<cur>{after})",
        rf"(?P<cur>{before})(?=\s*[)\],]|$)",
    ):
        match = re.search(pattern, text)
        if match:
            code = currencies.code_of(match["cur"], guide.currency)
            named = scale.name_of(match["scale"]) if "scale" in match.groupdict() else ""
            if code:
                return f"{code} {named}".strip()
    return ""
