"""Characters of a text put in order, its words and digits left as they are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f]")
_NOTE = re.compile(r"(?<=[\w%.,)])\s?\[(?:\d{1,3}|[a-z]|citation needed)\](?=[\s.,;:)]|$|\[)")
_SQUARE = re.compile(r"\[(?=[^\[\]]*[%$€£])([^\[\]]{1,40})\]")
_DASHES = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2012": "–"})
_MOST_DIGITS = 100
_ENDLESS = re.compile(rf"\d[\d.,]{{{_MOST_DIGITS},}}")
"""No number is as long, and what looks for numbers tries each of its digits."""


def clean_line(text: str) -> str:
    """One line of text: compatible forms joined, one space for many, no footnote marks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _SILENT.sub("", text)).translate(_DASHES)
        text = text.replace("\ufb01", "fi").replace("\ufb02", "fl").replace("％", "%")
    text = _SPACES.sub(" ", _SILENT.sub("", text)).strip()
    if len(text) > _MOST_DIGITS:
        text = _ENDLESS.sub(lambda run: run[0][:_MOST_DIGITS], text)
    return _SQUARE.sub(r"(\1)", _NOTE.sub("", text)) if "[" in text else text


EMPHASIS = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
_ASIDE = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+)(?<=[^\s*_])\1(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")


def clean_marks(line: str) -> str:
    """One line of Markdown without its links, emphasis and code marks, cleaned."""
    text = _LINK.sub(r"\1", line) if "](" in line else line
    if "*" in text or "_" in text:
        text = _ASIDE.sub(r"\2", EMPHASIS.sub(r"\2", text))
    return clean_line(text.replace("`", ""))


_SPLIT_NUMBER = re.compile(r"(?<=\d) (?=[.,]\d)|(?<=\d[.,]) (?=\d{3}\b)")
_COMMON_WORDS = """
a an and at are accounted anticipated billion by cagr compound annual during estimated expected for
from global grow growing grows held in industry is it of market million of over period projected
rate reach revenue share size stood the to trillion until valued was were which will with worth
forecast
"""
_VOCABULARY = _COMMON_WORDS.split()
_GLUED = re.compile(r"\b[A-Za-z]{6,60}\b")
_LONG = re.compile(r"\b[A-Za-z]{10,60}\b")
_MAY_JOIN = re.compile(r"[\d%](?=[A-Za-z])|[a-z](?=[\dU$€£₹])|illion(?=[a-z])|and(?=[iaw])")
"""What every joint holds: no other pattern is tried on a text without it."""
_LONGEST = max(map(len, _VOCABULARY))
_KNOWN = frozenset(_VOCABULARY)
_JOINT = re.compile(
    r"(?<=\d)(?=(?:billion|million|trillion|thousand|crore|lakh|and|in|by|to|from|of|at|is|"
    r"was)(?:[A-Z]|and|in|by|to|from|of|at|is|was|\d|[a-z]{0}\b))|(?<=[mbr]illion)(?=(?!s\b|th|air|en|"
    r"er)[a-z])|(?<=(?<![A-Za-z])in|(?<![A-Za-z])by|"
    r"(?<![A-Za-z])of)(?=(?:19|20)\d\d)|(?<=[a-z]{2})(?=(?:US\$|USD|[$€£₹])\s?\d)|"
    r"(?<=\d%)(?=[a-z])|(?<=\band)(?=(?:is|are|was|will)\b)"
)


def part_words(text: str) -> str:
    """Puts back the spaces that a damaged text has lost around figures and common words."""
    whole = _SPLIT_NUMBER.sub("", text)
    parted = _JOINT.sub(" ", _JOINT.sub(" ", whole)) if _MAY_JOIN.search(whole) else whole
    if not any(_tile(word.lower()) for word in _LONG.findall(parted)):
        return parted
    return _GLUED.sub(lambda match: _part(match.group()), parted)


def _part(word: str) -> str:
    """A word as the known words that it is made of, or what is left beside them at its ends."""
    if word.lower() in _KNOWN:
        return word
    return " ".join(_tile(word.lower(), word) or [word])


@lru_cache(maxsize=4096)
def _tile(lower: str, word: str = "") -> list[str]:
    """The known words that make up a text, longest first; none where they do not."""
    word = word or lower
    ends: dict[int, list[str]] = {0: []}
    for start in range(len(lower)):
        if start not in ends:
            continue
        for end in range(start + 1, min(len(lower), start + _LONGEST) + 1):
            if lower[start:end] in _KNOWN and end not in ends:
                ends[end] = [*ends[start], word[start:end]]
    found = ends.get(len(lower), [])
    return found if len(found) > 1 else []
