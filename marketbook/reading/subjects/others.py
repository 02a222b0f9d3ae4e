"""Another market than the document's own, where a clause speaks of one."""

from __future__ import annotations

import re

from marketbook.reading.guide import Guide
from marketbook.reading.market import is_same_market, market_phrases
from marketbook.reading.subjects.context import same_name
from marketbook.reading.words.places import name_place


def name_other_market(text: str, left: int, start: int, guide: Guide) -> str:
    """Another market that a clause speaks of before its figure; empty where it speaks of none."""
    for name, at in market_phrases(text[left:start]):
        if (
            name
            and not _is_ours(name, guide)
            and _is_named(text[left : left + at], name, text[left + at : left + at + 30])
        ):
            return name
    return ""


def _is_ours(name: str, guide: Guide) -> bool:
    known = any(
        same_name(name, segment) or same_name(f"{name}s", segment) for segment in guide.segments
    )
    if (
        known
        or is_same_market(name, guide.words, guide.shorts)
        or name_place(name, guide.language.code)
    ):
        return True
    return any(
        set(name.lower().split()) & set(segment.lower().split()) for segment in guide.segments
    )


def _is_named(phrase: str, name: str, after: str) -> bool:
    """Whether a phrase names a market, not an adjective before the word."""
    title = sum(word[:1].isupper() for word in name.split()) * 2 > len(name.split())
    before = phrase[: phrase.rfind(name)] if name in phrase else ""
    global_said = bool(
        re.search(
            r"\b(?:global|worldwide|world|overall|broader|wider|parent)\s+$", before, re.IGNORECASE
        )
    )
    goes_on = bool(
        re.match(
            r"\s*(?:size|value|,|was|is\b|will|valued|reached|stood|could|revenue|to\b|worth|at\b)",
            after,
        )
    )
    plain = len(name.split()) > 1 or title
    return (
        (title and plain)
        or (global_said and goes_on)
        or (
            bool(re.search(r"\b(?:the|a)\s+$", before, re.IGNORECASE))
            and goes_on
            and len(name.split()) > 1
        )
    )
