"""The unit that stands apart from its numbers: in a caption, a column's header, behind a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.words import currencies
from marketbook.reading.words.numbers import NUMBER
from marketbook.reading.words.scales import scales_of


def unit_in(text: str, guide: Guide) -> str:
    """The unit of money that a text names without a number; empty where it names none."""
    scale = scales_of(guide.language.code)
    before, after = currencies.before_pattern(), currencies.after_pattern()
    for pattern in (
        rf"(?P<cur>{before})[\s.,]*(?:in\s+)?(?P<scale>(?i:{scale.pattern}))(?![A-Za-z])",
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


_BEHIND = re.compile(r"(?:,\s+|\()(?:all )?in (?P<unit>[^,;()\d]{3,30}?)\)?\W*$")
_DATED = re.compile(r"\s+(?:in|by)\s+(?:19|20)\d\d\b")


def take_unit_behind(text: str, mentions: Sequence[Mention], guide: Guide) -> tuple[Mention, ...]:
    """``4.1 in 2023 and 9.8 by 2032, in USD billion``: bare numbers with the unit behind them."""
    said = _BEHIND.search(text)
    unit = unit_in(said["unit"], guide) if said else ""
    return tuple(
        replace(each, kind="money", unit=unit)
        if unit and each.kind == "number" and _DATED.match(text[each.end :])
        else each
        for each in mentions
    )


_GROWS = re.compile(
    rf"(?i)\b(?:grow|rise|increase|expand)\w*\s+from\s+(?P<low>{NUMBER})\s+in\s+(?:19|20)\d\d,?\s+to\s+"
    rf"(?P<high>{NUMBER})\s+(?:by|in)\s+(?:19|20)\d\d\b"
)


def take_unit_before(text: str, mentions: Sequence[Mention], unit: str) -> tuple[Mention, ...]:
    """``grow from 7.5 in 2025 to 12.3 by 2035``, in the unit of the sentence before.

    Args:
        text: A sentence.
        mentions: Its numbers and years.
        unit: The unit of the last amount before it; empty where there is none.
    """
    said = _GROWS.search(text) if unit else None
    if said is None or any(each.kind == "money" for each in mentions):
        return tuple(mentions)
    starts = (said.start("low"), said.start("high"))
    return tuple(
        replace(each, kind="money", unit=unit)
        if each.kind == "number" and each.start in starts
        else each
        for each in mentions
    )
