"""Who holds a figure and stands behind it: ``a 5 % rise in tile sales``, ``45 % is roofing``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.chunks import Chunk, Phrase


def find_behind(chunks: Sequence[Chunk], number: int) -> Phrase | None:
    """``a 5 % rise in tile sales``, ``a rise of 5 % in tiles``, ``45 % comes from roofing``."""
    at = number + 1
    risen = _is_rise(chunks, at)
    if risen or (number > 1 and chunks[number - 1].word == "of" and _is_rise(chunks, number - 2)):
        at += risen
        passive = at < len(chunks) and bool(chunks[at].words & words.FORESEEN)
        if found := _object(chunks, at + passive, ("in", "for")):
            return found
    before = number - 1 - (number > 1 and chunks[number - 1].last in ("other", "further"))
    listed = number > 0 and chunks[before].word in _LISTS
    if listed and at < len(chunks) and chunks[at].word in ("by", "from", "into"):
        return _object(chunks, at, _FROM)
    return None if risen else _complement(chunks, number)


def _complement(chunks: Sequence[Chunk], number: int) -> Phrase | None:
    """``45 % comes from roofing``, ``62 % of the market is slate``: what is said of a number."""
    apart = number + 1 < len(chunks) and chunks[number + 1].word == ","
    at = _verb_behind(chunks, number + 1 + apart)
    verb = chunks[at]
    at += 1 + (at + 1 < len(chunks) and chunks[at + 1].last == "attributable")
    if verb.kind != "verb" or at >= len(chunks):
        return None
    if _opens(chunks, number):
        said = chunks[at]
        named = said.kind == "noun" and said.names and not said.ranks
        return _object(chunks, at, _FROM) or (Phrase(said.start, said.end) if named else None)
    if verb.words & words.FORESEEN:
        return _object(chunks, at, ("for",))
    return _object(chunks, at, _FROM) if verb.words & words.COMES else None


def _verb_behind(chunks: Sequence[Chunk], at: int) -> int:
    """The verb behind a number and its whole: ``of all tiles sold in 2023 was``."""
    reach = takewhile(lambda each: each[1].kind in (*_SAID, "noun", "verb"), enumerate(chunks[at:]))
    verbs = [at + here for here, chunk in reach if chunk.kind == "verb"]
    passed = len(verbs) > 1 and (chunks[verbs[0]].is_participle or chunks[verbs[0]].last == "sold")
    return verbs[passed] if verbs else len(chunks) - 1


def _opens(chunks: Sequence[Chunk], number: int) -> bool:
    """Whether nothing but a frame stands before a number: ``Of all sales, 69 %``."""
    before = chunks[:number]
    comma = max((at for at, chunk in enumerate(before) if chunk.word == ","), default=-1)
    plain = all(
        chunk.kind in ("adverb", "time") or chunk.last in words.DETERMINERS | words.HEDGES
        for chunk in before[comma + 1 :]
    )
    ours = plain and all(chunk.kind != "verb" for chunk in before)
    return ours and chunks[number].kind == "number"


_SAID = ("preposition", "time", "adverb", "pronoun")
_LISTS = (",", "and", "with", ";")
_FROM = ("from", "into", "to", "by", "for", "through", "via", "in", "on")


def _is_rise(chunks: Sequence[Chunk], at: int) -> bool:
    inside = 0 <= at < len(chunks) and chunks[at].kind == "noun"
    return inside and chunks[at].last in words.RISES


def _object(chunks: Sequence[Chunk], at: int, prepositions: Sequence[str]) -> Phrase | None:
    """The noun phrase behind a preposition; none where it only measures or is a place."""
    if at + 1 >= len(chunks) or chunks[at].word not in prepositions:
        return None
    last = at + 1
    noun = chunks[last]
    named = noun.kind == "noun" and noun.names and any(t.kind in _OWN for t in noun.tokens)
    return Phrase(noun.start, noun.end) if named else None


_OWN = ("name", "place")
