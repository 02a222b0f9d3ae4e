"""Whether a place is only part of a proper name: ``Packaging Europe``, ``Bank of Japan``."""

from __future__ import annotations

import re
from collections.abc import Container

from marketbook.reading.words.lexicons import any_language

_NAME = r"[A-ZÀ-Þ][a-zß-ÿ][\w’-]*"
"""A word with a capital letter that is no abbreviation."""
_BEFORE = re.compile(rf"(?P<word>{_NAME})\s(?:(?P<of>of|for)\s(?:the\s)?|&\s)?$")
_BEHIND = re.compile(
    rf"(?:['’]s)?\s(?:(?:of|for|&)\s)?(?P<word>{_NAME})(?:\s(?:of\s|&\s|and\s)?{_NAME})*"
)
_OPENS = re.compile(r"(?:^|[.!?:;|•–—]\s|[“\"(])$")
_MEASURE = (
    r"(?:markets?|industry|sector|demand|shares?|sales|revenues?|turnover|consumption|spending|"
    r"expenditure|shipments|installations|deliveries|segments?|regions?|countries|companies|"
    rf"manufacturers|makers|producers|size|growth|{any_language('market', 'sales')})\b"
)
_MEASURED = re.compile(rf"(?i)(?:\W+(?!the\b|an?\b|\w+(?:s|ed)\b)\w+){{0,2}}?\W+{_MEASURE}")
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
    joined = (before and _joins_before(text, before, end, places)) or (
        behind and _joins_behind(text, behind, first)
    )
    if not joined:
        return False
    begin = before.start() if before else start
    return not _has_title_case(text[:begin], text[behind.end() if behind else end :])


def _joins_before(text: str, found: re.Match[str], end: int, places: Container[str]) -> bool:
    word = found["word"]
    if _PLAIN.match(word) or word.lower() in places:
        return False
    first = _OPENS.search(text[: found.start()][-2:])
    return not first and bool(found["of"] or not _MEASURED.match(text, end))


def _joins_behind(text: str, found: re.Match[str], first: Container[str]) -> bool:
    word = found["word"]
    plain = _PLAIN.match(word) or word.lower() in first
    return (
        not plain
        and not _MEASURED.match(text, found.end())
        and not re.search(rf"(?i){_MEASURE}$", found.group())
    )


def _has_title_case(before: str, behind: str) -> bool:
    """Whether at least half of the longer words around a name have capitals, but for the first."""
    others = before.lstrip().partition(" ")[2][-200:], behind[:200]
    words = [word for text in others for word in re.findall(r"[^\W\d_]{4,}", text)]
    return 2 * sum(word[0].isupper() for word in words) >= len(words)
