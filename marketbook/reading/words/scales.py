"""Words for thousands, millions, billions: by the table ``scales``, and from CLDR."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from marketbook.reading.words.tables import read_rows

_POWERS = {3: "thousand", 5: "lakh", 6: "million", 7: "crore", 9: "billion", 12: "trillion"}
EAST = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12, "만": 4, "억": 8, "조": 12, "万亿": 12}
"""Scales of Chinese, Japanese and Korean, with the number of their zeros."""

FACTORS = {
    "": 1.0,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "100 million": 1e8,
    "10 thousand": 1e4,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh crore": 1e12,
}
"""Scales by their names in units, and how many ones each is."""


@dataclass(frozen=True, slots=True)
class Scales:
    """The words of one language for scales.

    Attributes:
        names: Name of the scale by word in lower case.
        pattern: The words as a pattern, longest first, for use inside a larger one.
    """

    names: dict[str, str]
    pattern: str

    def name_of(self, word: str) -> str:
        """The name of a scale word; empty where there is none."""
        bare = " ".join(word.lower().split())
        return self.names.get(bare) or self.names.get(bare.rstrip("."), "")


@cache
def scales_of(code: str) -> Scales:
    """The scale words of a language, with the English ones where they mean the same."""
    rows = [row for row in read_rows("scales.csv") if row["language"] in ("en", code)]
    spelt = [(word, row["scale"]) for row in rows for word in row["words"].split()]
    # a word of two is joined by a hyphen there, and may be here
    names = {each: name for word, name in spelt for each in (word, word.replace("-", " "))}
    names |= _from_cldr(code)
    if code in ("zh", "ja", "ko"):
        names |= {word: _east_name(power) for word, power in EAST.items()}
    words = sorted(names, key=len, reverse=True)
    return Scales(names, "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words))


def _east_name(power: int) -> str:
    return {4: "10 thousand", 8: "100 million", 12: "trillion"}[power]


def _from_cldr(code: str) -> dict[str, str]:
    """Scale words from CLDR's long compact forms: ``0 Milliarden`` is 9 zeros."""
    if code in ("en", "zh", "ja", "ko"):
        return {}
    found: dict[str, str] = {}
    for forms in Locale.parse(code).compact_decimal_formats["long"].values():
        for number, pattern in forms.items():
            zeros = len(number) - 1
            word = pattern.pattern.replace("'", "").replace("\u00a0", " ").strip()
            if zeros in _POWERS and word.startswith("0 ") and len(word) > 3:
                found[word[2:].lower()] = _POWERS[zeros]
    return found
