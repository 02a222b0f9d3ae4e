"""Two numbers that are the ends of one range, said in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.mentions import Mention

_BETWEEN = re.compile(
    r"\b(?:between|(?:anywhere|somewhere|rang\w+|varies|vary\w*|varied) (?:from|"
    r"between)|estimates? (?:from|between))\s+"
    r"(?:[a-z]+\s+){0,4}$",
    re.IGNORECASE,
)


_MOVES = re.compile(
    (
        r"\b(?:from|grow\w*|grew|ris\w+|rose|increas\w+|expand\w*|climb\w*|jump\w*|surg\w+|"
        r"doubl\w+|went)\b"
    ),
    re.IGNORECASE,
)


def in_range(text: str, numbers: Sequence[Mention], at: int) -> bool:
    """``anywhere between a cool $3 billion and $9 billion``: two ends of one range."""
    for first, last in ((at - 1, at), (at, at + 1)):
        if first < 0 or last >= len(numbers) or numbers[first].kind != numbers[last].kind:
            continue
        low, high = numbers[first], numbers[last]
        joined = re.fullmatch(
            r"\s*(?:%|percent|per cent)?\s*(?:and|to|or)\s+(?:[a-z-]+\s+){0,4}",
            text[low.end : high.start],
        )
        plain = low.kind == "money" and text[low.end : high.start].strip() == "to"
        rises = (low.value or 0) >= (high.value or 0) or _MOVES.search(text[: low.start])
        if joined and (_BETWEEN.search(text[: low.start]) or (plain and not rises)):
            return True
    return False
