"""Whether a place is only part of a proper name: ``Packaging Europe``, ``Bank of Japan``."""

from __future__ import annotations

import re
from collections.abc import Container

from marketbook.reading.words.lexicons import any_language

_NAME = r"[A-ZÀ-Þ][a-zß-ÿ][\w’-]*"
"""A word with a capital letter that is no abbreviation."""
_BEFORE = re.compile(rf"(?P<word>{_NAME})\s(?:(?P<of>of|for)\s(?:the\s)?|&\s)?$")
_BEHIND = re.compile(rf"(?:['’]s)?\s(?:&\s)?(?P<word>{_NAME})(?:\s(?:of\s|&\s|and\s)?{_NAME})*")
_OPENS = re.compile(r"(?:^|[.!?:;|•–—]\s|[“\"(])$")
_MEASURE = (
    r"(?:markets?|industry|sector|demand|shares?|sales|revenues?|turnover|consumption|spending|"
    r"expenditure|shipments|installations|deliveries|segments?|regions?|countries|companies|"
    rf"manufacturers|makers|producers|size|growth|{any_language('market', 'sales')})\b"
)
_MEASURED = re.compile(
    r"(?:['’]s)?(?:[\s(&)]+(?:of|and|[a-z]?[A-Z][\w’/-]*))*?"
    rf"(?:[\s)]+(?!(?:of|and|the|an?|\w+(?:s|ed))\b)[a-z]\w*){{0,2}}?[\s)]+(?i:{_MEASURE})"
)
"""What is measured, behind the words of its name: ``China Electric Vehicle battery sales``."""
_PLAIN = re.compile(
    rf"(?i){_MEASURE}|(?:north|south|east|west|cent(?:er|re|ral)|mid|upper|lower|great|main|inner|"
    r"rural|urban|continental|emerging|develop|sub|rest|republic|kingdom|state|union|province|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\w*$|"
    r"(?:the|this|that|these|those|there|it|in|by|for|from|with|while|and|but|both|when|within|"
    r"across|as|at|on|over|total|overall|other|according|however|is|an|if|to|of|we|he|no|so)$"
)
"""Words that begin with a capital letter beside a place and make no name with it."""


def is_inside_name(
    text: str, start: int, end: int, places: Container[str], first: Container[str]
) -> bool:
    """Whether the capitalised words beside a place make one proper name with it.

    Args:
        text: A sentence, a heading or a cell; where most words have capitals, none is a sign.
        start: Where the place begins.
        end: Where it ends.
        places: Names of places.
        first: Words that they begin with.
    """
    before = _BEFORE.search(text, max(0, start - 40), start)
    behind = _BEHIND.match(text, end)
    if before and (
        _is_plain(before["word"], places)
        or _OPENS.search(text[: before.start()][-2:])
        or (not before["of"] and _MEASURED.match(text, end))
    ):
        before = None
    if behind and (_is_plain(behind["word"], first) or _MEASURED.match(text, end)):
        behind = None
    begin = before.start() if before else start
    rest = text[behind.end() if behind else end :]
    return bool(before or behind) and not _has_title_case(text[:begin], rest)


def _is_plain(word: str, places: Container[str]) -> bool:
    return bool(_PLAIN.match(word)) or word.lower() in places


def _has_title_case(before: str, behind: str) -> bool:
    """Whether at least half of the longer words around a name have capitals, but for the first."""
    others = f"{before.lstrip().partition(' ')[2][-200:]} {behind[:200]}"
    words = re.findall(r"[^\W\d_]{4,}", others)
    return 2 * sum(word[0].isupper() for word in words) >= len(words)
