"""The place that a paragraph or a list keeps to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marketbook.reading.documents import Block
from marketbook.reading.guide import Guide
from marketbook.reading.sentences import split_sentences
from marketbook.reading.subjects.statement import is_aside
from marketbook.reading.words.places import find_places, kind_of


def topics_of(sentences: Sequence[str], guide: Guide) -> Iterator[str]:
    """For each sentence the place that the first one names, as long as no other was named."""
    named: set[str] = set()
    sentences = sentences if len(sentences) > 1 else ()
    for at, sentence in enumerate(sentences):
        yield next(iter(named)) if len(named) == 1 else ""
        places = set(_named(sentence, guide.language.code))
        named |= places if at or places else {""}


def region_of_list(block: Block, above: Block | None, intro: str, guide: Guide) -> str:
    """The only place that the end of the paragraph above a list names."""
    if block.kind != "item" or above is None:
        return ""
    if above.kind == "item":
        return intro
    last = split_sentences(above.text)[-2:] if above.text.endswith(":") else []
    named = {place for sentence in last for place in _named(sentence, guide.language.code)}
    return named.pop() if len(named) == 1 else ""


def _named(text: str, language: str) -> list[str]:
    """The places that a sentence names, but for those of examples and around its countries."""
    places = find_places(text, language)
    named = [
        place.region for place in places if not is_aside(text[: place.start], text[place.end :])
    ]
    countries = [region for region in named if kind_of(region) == "country"]
    return countries or named
