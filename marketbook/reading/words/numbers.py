"""Printed numbers: what they look like, and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from marketbook.reading.words.languages import Language
from marketbook.reading.words.small import small

_GAP = "[\u00a0\u202f\u2009'’]"
NUMBER = (
    rf"(?>\d{{1,3}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![,\d])|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![.\d])|"
    r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:[.,]\d+)?)"
)
"""A number in any of the ways in which it is grouped in print, never a part of its digits."""

SPACED = rf"(?:\d{{1,3}}(?: \d{{3}})+(?:[.,]\d+)?|{NUMBER})"
"""The same, where thousands may also be set apart by plain spaces."""


_GAPS = re.compile(r"[\s\u00a0\u202f\u2009'’]")


def read_number(text: str, language: Language) -> float:
    """What printed digits are worth.

    Args:
        text: Digits with their separators, as :data:`NUMBER` finds them.
        language: Its marks decide where one separator before three digits may be either.
    """
    if text.isdecimal():
        return float(text)
    digits = _GAPS.sub("", text)
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        decimal = max(".,", key=digits.rfind)
    elif dots > 1 or commas > 1:
        decimal = ""
    else:
        decimal = _single(digits, language)
    kept = "".join(
        "." if char == decimal else char for char in digits if char.isdigit() or char == decimal
    )
    return float(kept)


def _single(digits: str, language: Language) -> str:
    """Whether the only separator parts off decimals: it, or nothing."""
    mark = "." if "." in digits else "," if "," in digits else ""
    if not mark:
        return ""
    whole, _, rest = digits.partition(mark)
    groups = len(rest) == 3 and 0 < len(whole) <= 3 and whole != "0"
    return "" if groups and mark != language.decimal else mark


def has_spaces(language: Language) -> bool:
    """Whether the language groups thousands by spaces."""
    return language.group in ("\u00a0", "\u202f", " ")


_WORDED_WORDS = """
one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
sixty seventy eighty ninety hundred
"""
WORDED = _WORDED_WORDS.split()
"""Numbers in words."""
_DIGITS = re.compile(r"\d\d*")
_WORDS = re.compile(rf"\W(?:half a|a|{'|'.join(WORDED)})\b")


@lru_cache(maxsize=4)
def _starts(text: str) -> list[int]:
    """Where the numbers of a text begin, in digits or words: no other place is looked at."""
    worded = [match.start() for match in _WORDS.finditer(f" {small(text)}")]
    return sorted(worded + [match.start() for match in _DIGITS.finditer(text)])


def at_numbers(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with a number, or with its sign."""
    end = 0
    for start in _starts(text):
        signed = start > end and text[start - 1] in "+-"
        match = pattern.match(text, start - signed) if start >= end else None
        match = match or (pattern.match(text, start) if signed else None)
        if match:
            end = match.end()
            yield match
