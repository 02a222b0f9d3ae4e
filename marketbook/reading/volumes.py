"""Whether a rate or share is of what is sold or weighed, where others are of money."""

from __future__ import annotations

import re

from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Statement

_VOLUME = re.compile(
    r"\bvolumes?\b|\btransactions\b|\bunits?\s+(?:sales|shipments?|terms)\b|\bshipments?\b|\btonn(?:es?|age)\b|"
    r"\bsquare met\w+|\blit(?:er|re)s\b",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"\bvalue\b|\brevenues?\b|(?<!unit )(?<!volume )\bsales\b|\bworth\b|[$€£₹]", re.IGNORECASE
)


def is_of_volume(statement: Statement, number: Mention, left: int, right: int) -> bool:
    """Whether a rate or share is of what is sold, weighed or measured, not of money."""
    text = statement.text
    if re.match(
        r"\s*of (?:the )?(?:total |market )?(?:value|revenues?|turnover)\b", text[number.end :]
    ):
        return False
    behind = re.match(
        r"\s*of (?:\w+\s){1,3}?by volume\b|\s*of (?:the )?(?:total )?(?:unit |volume|shipments)",
        text[number.end :],
    )
    before = text[left : number.start]
    words = [match.start() for match in _VOLUME.finditer(before)]
    values = [match.start() for match in _VALUE.finditer(before)]
    here = [
        other.kind
        for other in statement.mentions
        if other.kind in ("money", "count") and left <= other.start < right
    ]
    counted = "count" in here and "money" not in here and not _VALUE.search(before)
    return bool(behind) or counted or bool(words and max(words) > max(values, default=-1))
