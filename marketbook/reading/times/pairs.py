"""Numbers that belong together: in the order of a list before them, or as ends of one range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from marketbook.reading.mentions import Mention
from marketbook.reading.words.small import AnyCase

_ORDER = AnyCase(
    r"\brespectively\b|\bin (?:that|this) order\b|\bjeweils\b|\brespectivamente\b|"
    r"\brespectivement\b|\brispettivamente\b|\bbzw\b"
)


@lru_cache(maxsize=16)
def find_order(text: str) -> re.Match[str] | None:
    """Where a text says that its numbers stand in the order of a list: "respectively"."""
    return _ORDER.search(text)


_BETWEEN = re.compile(
    r"(?i)\b(?:between|(?:anywhere|somewhere|rang\w+|varies|vary\w*|varied) (?:from|between)|"
    r"estimates? (?:from|between))\s+(?:[a-z]+\s+){0,4}$"
)


_MOVED = {
    "money": re.compile(
        r"(?i)\b(?:from|grow\w*|grew|ris\w+|rose|increas\w+|expand\w*|climb\w*|jump\w*|surg\w+|"
        r"doubl\w+|went)\b"
    ),
    "percent": re.compile(r"(?i)\b(?:from|shares?|drop\w*|fell|fall\w*|los\w+|gain\w*)\b"),
}
"""Words by which two numbers of a kind are no range: ``rise 3 % to 4 %`` is one of rates."""


_SPANNED = re.compile(r"(?:19|20)\d\d\s?(?:to|-|–)\s?(?:19|20)\d\d[^.;$€£]{0,40}:\s$")
"""``2024 to 2034: $3 billion to $4 billion``: each amount is of one end."""


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
        plain = low.kind in _MOVED and text[low.end : high.start].strip() == "to"
        moves = plain and _MOVED[low.kind].search(text[: low.start])
        rises = (low.value or 0) >= (high.value or 0) or moves
        spanned = _SPANNED.search(text[: low.start])
        if joined and (_BETWEEN.search(text[: low.start]) or (plain and not rises and not spanned)):
            return True
    return False
