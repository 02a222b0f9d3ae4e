"""Names of markets: without their place, and whether two are of the same market."""

from __future__ import annotations

import re
from functools import lru_cache

from marketbook.reading.words.bare import content_words
from marketbook.reading.words.places import find_places


@lru_cache(maxsize=4096)
def strip_place(name: str, language: str = "en") -> str:
    """A market's name without the places before it and the one behind it."""
    start, end = 0, len(name)
    for place in find_places(f"{name} market", language):
        if not _JOINED.sub("", name[start : place.start]):
            start = min(place.end, end)
        elif place.end == end and (inside := _INSIDE.search(name[: place.start])):
            end = inside.start()
    name = name[start:end]
    return (_JOINED.sub("", name) if start else name).strip()


_JOINED = re.compile(r"^(?:['’]s\b|\s|[-–:,&]|and\b)+")
_INSIDE = re.compile(r"\s*\b(?:in|across) (?:the )?$")


@lru_cache(maxsize=4096)
def words_of_market(name: str) -> frozenset[str]:
    """The bare words of a market's name without its abbreviation."""
    return frozenset(content_words(re.sub(r"\(.*?\)", "", name)))


@lru_cache(maxsize=4096)
def head_of(name: str) -> str:
    """The last word of a market's name, which says what kind of thing it is."""
    return (content_words(re.sub(r"\(.*?\)", "", name)) or ("",))[-1]


def is_same_market(name: str, words: frozenset[str], shorts: frozenset[str] = frozenset()) -> bool:
    """Whether a name is of the document's own market, or a part of it.

    Args:
        name: What stands before "market" in a phrase.
        words: The words of the document's market.
        shorts: Its abbreviations.
    """
    said = set(content_words(name))
    if not said or not words or said & shorts:
        return True
    shared = said & words
    if not shared:
        joined = "".join(sorted(said))
        long = (word for word in words | shorts if len(word) > _LETTERS)
        return any(word in joined or joined in word for word in long)
    return len(shared) * 2 >= len(words) or (
        len(said - shared) == 0 and len(shared) * 3 >= len(words)
    )


_LETTERS = 2
"""Letters of a word that stands in others by chance: ``e`` in ``shipment``."""
