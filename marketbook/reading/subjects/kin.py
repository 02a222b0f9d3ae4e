"""What a name is to the market of its document: the market in other words, a part, or another."""

from __future__ import annotations

import re
from typing import Literal

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.word_classes import GENERIC, KINDS, MADE, MEASURES, TRADERS
from marketbook.reading.words.bare import bare_words, content_words
from marketbook.reading.words.market import head_of, is_same_market

Kin = Literal["own", "part", "beside", "other"]

_FRONT = ("advanced", "modern", "emerging", "new", "future", "consumer", "overall")
_THING_WORDS = """
report research analysis technology system solution product device equipment software component
"""
_THINGS = frozenset(_THING_WORDS.split())
"""Words at the end of a name that add nothing to what it is: ``robot systems``."""
_ENDS = _THINGS.union(*map(bare_words, (*MEASURES, *MADE))) | TRADERS
"""Those and what is measured, made or sold there, and by whom: ``robot makers``."""
_PLAIN = (GENERIC - (KINDS - {"retail", "wholesale"})) | {*_FRONT, "sale"}
_STAND_INS = frozenset(("device", "system", "product", "model", "type", "unit", "version"))
"""Nouns that stand for whatever the market sells: ``models for slopes``."""
_BEHIND = re.compile(r"(?i)\s(?:for|with|of|in|over|above|under|below|from)\s")
_JOINED = re.compile(r"(?i)\s*(?:,|&|\band\b)\s*")


def kin_of(name: str, guide: Guide) -> Kin:
    """How what a sentence names is akin to the document's own market.

    Returns:
        ``own``, ``part``, ``beside`` (alike, and neither it nor a part of it), or ``other``.
    """
    said, ours = _spelt(name, guide), _spelt(guide.market, guide)
    heads = {head_of(name), head_of(guide.market)}
    if len(heads) > 1 and heads <= _THINGS.union(_FRONT):
        return "beside"
    more = more_than_ours(name, guide) - ours
    if not more:
        headed = head_of(guide.market) in said
        same = headed or is_same_market(" ".join(said), frozenset(ours), guide.shorts)
        return "part" if _is_one_of_row(said, guide) else "own" if same else "other"
    if ours and ours <= said and len(more) < _MANY:
        first = _JOINED.split(name)[0]
        return "own" if first != name and is_own(first, guide) else "part"
    if said & ours:
        return "beside"
    if is_same_market(name, guide.words, guide.shorts):
        glued = all(any(word in each for each in said) for word in ours)
        return "own" if glued and len(ours) != 1 else "part"
    return "other"


_MANY = 4
"""Words beyond the market's own that no part of it has."""


def is_own(name: str, guide: Guide) -> bool:
    """Whether a name is only the document's market in other words."""
    known = bool(guide.words) or not more_than_ours(name, guide)
    return known and kin_of(name, guide) == "own"


def is_part(name: str, guide: Guide) -> bool:
    """Whether what is called a market is a part of the document's own: ``organic baby food``."""
    head = head_of(_BEHIND.split(name)[0])
    akin = head in guide.words or head in _STAND_INS
    return akin and bool(more_than_ours(name, guide)) and not _JOINED.search(name)


def more_than_ours(name: str, guide: Guide) -> set[str]:
    """What a name says beyond the market's own."""
    initials = "".join(word[0] for word in content_words(guide.market))
    words = [*content_words(re.sub(r"\(.*?\)", "", name))]
    while words and words[-1] in _ENDS:
        words.pop()
    more = guide.beyond(" ".join(guide.spelt.get(word, word) for word in words)) - _PLAIN
    return {word for word in more if len(word) < 2 or word not in initials}


def _spelt(name: str, guide: Guide) -> set[str]:
    """The words of a name, abbreviations spelt out."""
    words = content_words(re.sub(r"\(.*?\)", "", name))
    return {part for word in words for part in content_words(guide.spelt.get(word, word))}


def _is_one_of_row(said: set[str], guide: Guide) -> bool:
    """Whether a name is one of those that the market's own joins: ``tea, cocoa and coffee``."""
    first, *others = [*filter(None, map(content_words, _JOINED.split(guide.market)))] or [()]
    row = {first[-1], *(each[0] for each in others)} if others else set[str]()
    return bool(row & said) and not row <= said
