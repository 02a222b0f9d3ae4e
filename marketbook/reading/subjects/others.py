"""Another market than the document's own, or a part of it, where a clause speaks of one."""

from __future__ import annotations

import re
from functools import lru_cache

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.context import same_name
from marketbook.reading.subjects.kin import kin_of
from marketbook.reading.subjects.market_phrases import (
    market_phrases,
)
from marketbook.reading.subjects.word_classes import GENERIC
from marketbook.reading.words.places import name_place

_GOES_ON = re.compile(
    r"\s*(?:size|value|,|was|is\b|were|will|valued|reached|stood|could|should|has|hit|grew|rose|"
    r"fell|revenue|to\b|worth|at\b)"
)


def name_other_market(text: str, left: int, start: int, guide: Guide) -> str:
    """Another market that a clause speaks of before its figure; empty where it speaks of none."""
    clause = text[left:start]
    for name, at in market_phrases(clause):
        if text[: left + at].endswith("s") or set(re.split(r"[\s-]", name.lower())) <= GENERIC:
            continue
        after = text[left + at : left + at + 30]
        if name and not _is_ours(name, guide) and _is_named(text[left : left + at], name, after):
            return name
    return ""


_WIDER = re.compile(r"(?i)^(?:wider|broader|larger|overall|parent|entire)\s+")
_NO_MARKET = re.compile(
    r"(?i)\b(?:year|period|size|growth|base|forecast|performing|report)\b|[$€£%\d]"
)


@lru_cache(maxsize=256)
def read_other_market(text: str, name: str) -> str:
    """Another market as a name of its own; empty where the text only speaks of its sales."""
    said = re.escape(name)
    called = re.search(
        rf"(?i){said}\s*(?:\([^()]*\)\s*)?(?:market|industry)\b|\b(?:market|demand)\s+for\s+(?:the\s+)?{said}",
        text,
    )
    short = _WIDER.sub("", name)
    return short if called and not _NO_MARKET.search(short) and len(short) > 2 else ""


def _is_ours(name: str, guide: Guide) -> bool:
    known = any(
        same_name(name, segment) or same_name(f"{name}s", segment) for segment in guide.segments
    )
    if known or name_place(name, guide.language.code) or kin_of(name, guide) in ("own", "part"):
        return True
    words = set(name.lower().split())
    return any(words & set(segment.lower().split()) for segment in guide.segments)


def _is_named(phrase: str, name: str, after: str) -> bool:
    """Whether a phrase names a market, not an adjective before the word."""
    words = name.split()
    title = sum(word[:1].isupper() for word in words) * 2 > len(words)
    before = phrase[: phrase.rfind(name)] if name in phrase else ""
    world = re.search(
        r"\b(?:global|worldwide|world|overall|broader|wider|parent)\s+$", before, re.I
    )
    goes_on = _GOES_ON.match(after)
    article = re.search(r"\b(?:the|a)\s+(?:\w+ing\s+)?$", before, re.I) or not before.strip()
    return title or bool(goes_on and (world or article))
