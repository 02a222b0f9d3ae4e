"""Where and when a text was written, in front of it: no place or year of its figures."""

from __future__ import annotations

import re

from marketbook.reading.mentions.times import find_dates

_LONGEST = 160
_STAMP = re.compile(r"(?:[Dd]ate:? )?\d{4}-\d\d-\d\d ")
_APART = re.compile(r"[(),|\s–—-]+")
_SMALL = ("de", "di", "da", "la", "of", "am", "sur")
_TITLE = re.compile(
    r"\b(?:Market|Industry|Report|Research|Sales|Forecast|Outlook|Global|World|By|In|On|As|The|"
    r"From|Since|Until|During|Between|After|Before|Through|Size|Share|Growth|Trend|Demand|Table|"
    r"Figure)s?\b"
)
"""Words that no place has."""
_MARK = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}\b(?!,?\s\d{4})|"
    r"\b\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b(?!\s\d{4})|"
    r"\b\d{4}[/.]\d\d[/.]\d\d\b|/[^/\s][^/]{2,30}/|\b[A-Z][\w ]{0,12}(?i:wire)\b"
)
"""A date without its year, or the name of a wire."""
_BETWEEN = re.compile(r"[\s,|()/–—-]*")
_STOP = re.compile(r"[\s,)–—-]*+(?:\([^()%$€£]{2,40}\)[\s–—-]*+)?[|:.]?\s*+(?=[^\W_a-z]|[“\"‘])")
_WORDS = 9
"""The most words that name a place."""


def drop_dateline(text: str, code: str = "en") -> str:
    """A paragraph without its dateline: ``OSLO, Norway, May 4, 2023 /Newswire/ -- The market``.

    Args:
        text: The paragraph.
        code: Its language.
    """
    marked = _behind_marks(text, code)
    stop = _STOP.match(text, marked) if marked else None
    if stop and stop.group().strip(" ,"):
        return text[stop.end() :]
    return text


def _behind_marks(text: str, code: str) -> int:
    """Where the date and the wires end that stand behind a place; 0 where none does."""
    head = text[:_LONGEST]
    spans = [(each.start, each.end) for each in find_dates(head, code) if each.month]
    spans += [match.span() for match in _MARK.finditer(head)]
    end = 0
    for start, stop in sorted(spans):
        if not end and not _is_seat(head[:start]):
            continue
        if end and not _BETWEEN.fullmatch(head, end, start):
            break
        end = stop
    return end


def _is_seat(text: str) -> bool:
    """Whether a text is nothing but where somebody writes, up to the date."""
    text = _STAMP.sub("", text).rstrip()
    words = [word for word in _APART.split(text) if word]
    named = all(word[0].isupper() or word in _SMALL for word in words)
    ends = text[-1:] in (",", "(", "|", "–", "—", "-") and not _TITLE.search(text)
    return bool(words) and named and ends and len(words) <= _WORDS
