"""The place that a paragraph or a list keeps to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marketbook.reading.documents import Block
from marketbook.reading.guide import Guide
from marketbook.reading.prose.sentences import split_sentences
from marketbook.reading.subjects.statement import RANKED, is_aside
from marketbook.reading.subjects.subject import NO_TOPIC, Topic
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.places import find_places, kind_of


def topics_of(sentences: Sequence[str], guide: Guide) -> Iterator[Topic]:
    """For each sentence the place that the paragraph keeps to.

    It is the one that the first sentence names, until another is named.
    """
    named: set[str] = set()
    framed = False
    for at, sentence in enumerate(sentences, start=1):
        yield Topic(next(iter(named)), framed) if len(named) == 1 else NO_TOPIC
        if at == len(sentences):
            return
        places = set(_named(sentence, guide.language.code))
        states = bool(STATES.search(sentence))
        named |= places if at > 1 or places else {""}
        framed = framed or (at == 1 and not states and _is_about(sentence, guide))


def _is_about(sentence: str, guide: Guide) -> bool:
    """Whether a sentence says how things are in its place, not how that moves the market."""
    places = find_places(sentence, guide.language.code)
    moves = places and _MOVES.search(sentence[places[-1].end :])
    return not moves and not RANKED.search(sentence)


_MOVES = re.compile(r"\b(?:market|industry|demand|growth|sales|sector)\b")
STATES = re.compile(
    r"(?i)\d\s?(?:%|per ?cent|mrd|mio|[mb]il(?:[lhji]|\b)|trill|мл(?:н|рд)|[万億亿만억])|"
    r"[$€£₹¥]\s?\d|\b(?-i:[A-Z]{3})\s?\d"
)
"""A number that is printed as a figure."""


def region_of_list(run: Sequence[Block], at: int, intro: str, guide: Guide) -> str:
    """The only place that the end of the paragraph above a list names, or whose market it is in.

    Args:
        run: The lines of a text.
        at: Number of one of them.
        intro: The place of the line above it, where that is in the same list.
        guide: What is known of the document.
    """
    above = run[at - 1] if at else None
    if run[at].kind != "item" or above is None:
        return ""
    if above.kind == "item":
        return intro
    last = split_sentences(above.text)[-2:] if above.text.endswith(":") else []
    named = {place for sentence in last for place in _named(sentence, guide.language.code)}
    if last and not named and not guide.home_said:
        named = {place for block in run[:at] for place in _owners(block, guide)}
    return named.pop() if len(named) == 1 else ""


def _owners(block: Block, guide: Guide) -> Iterator[str]:
    """The places whose market a paragraph calls by its own name: ``the Peruvian fig market``."""
    for place in find_places(block.text, guide.language.code) if block.kind == "paragraph" else ():
        owned = _OWNED.match(block.text[place.end :])
        if owned and guide.words and guide.words <= set(content_words(owned.group())):
            yield place.region


_OWNED = re.compile(r"(?:['’]s)?\s+(?:[\w-]+\s+){1,5}?(?:market|industry|sector)\b")


def _named(text: str, language: str) -> list[str]:
    """The places that a sentence names, but for those of examples and around its countries."""
    places = find_places(text, language)
    named = [
        place.region for place in places if not is_aside(text[: place.start], text[place.end :])
    ]
    countries = [region for region in named if kind_of(region) == "country"]
    return countries or named
