"""Segments that the document lists, wherever a sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.segment_names import (
    SEGMENT,
    SegmentName,
    axis_before,
)
from marketbook.reading.words.bare import bare, bare_words


@lru_cache(maxsize=64)
def _by_first_word(names: tuple[str, ...]) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in names:
        for spelling in {name, re.sub(r"\s*\(.*?\)", "", name)}:
            words = tuple(word for word in bare_words(spelling) if word != "and")
            if words:
                index.setdefault(words[0], []).append((words, name))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_TOKEN = re.compile(r"[^\W_]+(?:[’'][a-z]+)?")


def find_listed(text: str, guide: Guide) -> Iterator[SegmentName]:
    """The listed segments that a sentence names, the longest at each point."""
    index = _by_first_word(tuple(guide.segments))
    if not index:
        return
    tokens = [(match.start(), match.end(), bare(match.group())) for match in _TOKEN.finditer(text)]
    words = [token for token in tokens if token[2] not in ("and", "")]
    at = 0
    while at < len(words):
        match = next(
            (entry for entry in index.get(words[at][2], ()) if _fits(words, at, entry[0])), None
        )
        if match is None:
            at += 1
            continue
        start, end = words[at][0], words[at + len(match[0]) - 1][1]
        at += len(match[0])
        behind = rf"[\s-]*(?:\([^)]*\)\s*)?(?:[\w-]+\s+){{0,2}}?{SEGMENT}\b"
        called = bool(re.match(behind, text[end:]) or axis_before(text, start))
        yield SegmentName(start, end, match[1], guide.segments[match[1]], True, called)


def _fits(words: Sequence[tuple[int, int, str]], at: int, wanted: tuple[str, ...]) -> bool:
    found = tuple(word for _, _, word in words[at : at + len(wanted)])
    return found == wanted and all(
        words[i + 1][0] - words[i][1] < 6 for i in range(at, at + len(wanted) - 1)
    )
