"""What market a document in another language is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from marketbook.reading.words.bare import bare
from marketbook.reading.words.lexicons import UNSPACED
from marketbook.reading.words.places import PlaceName, find_places
from marketbook.reading.words.roles import Word, find_words, name_behind, topic_words

_MOST_TEXTS = 40
_MOST_LETTERS = 4_000
_COMPOUND = re.compile(
    r"\b(?!Welt|Gesamt|Binnen|Super|Arbeits|Einzel|Finanz|Aktien|Teil)(?P<name>[A-ZÄÖÜ][\w-]{3,40}?)(?:-M|-?m)arkt(?:es|s)?\b"
)
_EASTERN = re.compile(
    r"(?P<name>[\u3040-\u30ff\u4e00-\u9fffA-Za-z\d]{2,30}?)の?(?:市[场場]|行[业業]|[产產][业業])"
)
_KOREAN = re.compile(r"(?P<name>[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+){0,2}?)\s(?:시장|산업)")
_BEFORE = re.compile(
    r"^(?:.*(?:年度?(?:[的の]|における)?|[はがで、]|から|について|的)|(?:世界|グローバル|国内)の?|全球|我国|我國|중)(?=.)|の$|^の|のグローバル$"
)


def name_market_abroad(title: str, texts: Sequence[str], code: str) -> str:
    """The market of a document: as its title has it, else as its text names it most often.

    Args:
        title: Its title.
        texts: The texts of its blocks.
        code: Its language, one that has a lexicon.
    """
    said = [text[:_MOST_LETTERS] for text in texts[:_MOST_TEXTS]]
    named = [*_names(title, code, ("market",))] * _TITLE
    named += [name for text in said for name in _names(text, code, ("market",))]
    named = named or [match["name"] for text in said for match in _ENGLISH.finditer(text)]
    named = named or [name for text in (title, *said) for name in _names(text, code, ("sales",))]
    counts = Counter(bare(name) for name in named)
    for name in list(counts):
        counts[name] += sum(times for each, times in counts.items() if each.startswith(f"{name} "))
    most = max(counts.values(), default=0)
    return next((name for name in named if counts[bare(name)] == most), "")


_TITLE = 3
"""How many namings in the text one in the title is worth."""
_ENGLISH = re.compile(r"(?:Global |World )?(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){0,4}) Market\b")
"""``Der Bericht „Global Roof Tiles Market“``"""


def _names(text: str, code: str, kinds: Sequence[str]) -> Iterator[str]:
    if code in UNSPACED:
        yield from _eastern_names(text, code) if "market" in kinds else ()
        return
    if code == "de" and "market" in kinds:
        yield from (match["name"] for match in _COMPOUND.finditer(text))
    words, places = find_words(text, code), find_places(text, code)
    for at, word in enumerate(words):
        span = _name_of(words, at + 1, places) if word.role in kinds else None
        if span and span[1] - span[0] > 2:
            yield text[slice(*span)]


def _name_of(words: Sequence[Word], at: int, places: Sequence[PlaceName]) -> tuple[int, int] | None:
    """What stands behind "market" and a place or two: ``mercado español de pellets``."""
    for _ in range(5):
        if at + 1 >= len(words) or words[at].role in ("verb", "number"):
            return None
        here = words[at]
        placed = any(place.start <= here.start < place.end for place in places)
        next_placed = any(place.start <= words[at + 1].start < place.end for place in places)
        if here.role in ("joint", "for") and not next_placed:
            until = next((place.start for place in places if place.start > here.start), None)
            named = [word for word in words[at + 1 : at + 12] if until is None or word.end <= until]
            return name_behind(named, 0)
        if not placed and here.role not in ("prep", "end", "joint", "article"):
            return None
        at += 1
    return None


def _eastern_names(text: str, code: str) -> Iterator[str]:
    """``2024年国内パレット市場``: the name without what stands before it."""
    for match in (_KOREAN if code == "ko" else _EASTERN).finditer(text):
        name = match["name"]
        for place in reversed(find_places(name, code)):
            name = name[place.end :] or name[: place.start]
        while (shorter := _BEFORE.sub("", name).strip()) != name:
            name = shorter
        if len(name) > 1 and not topic_words(code, "stop").search(name):
            yield name
