"""Another market than the document's own, or a part of it, where a clause speaks of one."""

from __future__ import annotations

import re
from functools import lru_cache

from marketbook.reading.guide import Guide
from marketbook.reading.market import (
    demand_phrases,
    head_of,
    is_same_market,
    market_phrases,
    sales_phrase,
)
from marketbook.reading.subjects.context import same_name
from marketbook.reading.subjects.word_classes import GENERIC
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.places import name_place

_MARKET_FOR = re.compile(
    r"(?i)\bmarket (?:(?:size|value|revenues?|share) )?(?:for|of|attributed to) "
    r"(?:the )?(?P<name>[\w’'-]+(?:\s[\w’'-]+){0,4}?)\s+"
    r"(?=stood|was|is|were|reached|will|could|has|grew|estimated|valued|worth|projected|expected|at\b)"
)
_GOES_ON = re.compile(r"\s*(?:size|value|was|is|were|will|stood|reached|to|could|grew)\b")
_NO_PART = frozenset(
    (
        *("advanced", "modern", "emerging", "new", "future", "consumer", "overall"),
        *("report", "research", "analysis", "technology", "system", "solution", "product"),
        *("device", "equipment", "service", "software"),
    )
)


def name_other_market(text: str, left: int, start: int, guide: Guide) -> str:
    """Another market that a clause speaks of before its figure; empty where it speaks of none."""
    for name, at in market_phrases(text[left:start]):
        if text[: left + at].endswith("s") or set(re.split(r"[\s-]", name.lower())) <= GENERIC:
            continue
        after = text[left + at : left + at + 30]
        if name and not _is_ours(name, guide) and _is_named(text[left : left + at], name, after):
            return name
    clause = text[left:start]
    matches = _MARKET_FOR.finditer(clause)
    found = [match["name"] for match in matches if not _after_ours(clause, match, guide)]
    sold = sales_phrase(text[left:start])
    said = set() if re.search(r"\b(?:with|of|in)\b", sold) else set(content_words(sold))
    if said & guide.words and said - guide.words and guide.words - said - guide.shorts:
        return sold
    found += [name for name, _ in demand_phrases(text[left:start])]
    return next((name for name in found if not _is_ours(name, guide)), "")


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


def name_part(text: str, guide: Guide) -> str:
    """A part of the market that a clause names by the market's own name: ``organic baby food``."""
    for match in _MARKET_FOR.finditer(text):
        for listed in guide.segments:
            if re.match(rf"{re.escape(listed)}s?\b", match["name"], re.IGNORECASE):
                return listed
        if _after_ours(text, match, guide):
            return match["name"]
    for name, at in market_phrases(text):
        said = set(content_words(name))
        more = guide.beyond(name)
        joined = re.search(r"\band\b|[&,]", name)
        akin = guide.words < said or (guide.has_kin and head_of(name) == head_of(guide.market))
        larger = bool(guide.words) and akin and 0 < len(more) < 4 and not joined
        if larger and not more & _NO_PART and _GOES_ON.match(text[at:]):
            return name
    wanted = (name for name, _ in demand_phrases(text))
    for name in (
        *(match["name"] for match in _MARKET_FOR.finditer(text)),
        *wanted,
        sales_phrase(text),
    ):
        said = set(content_words(name))
        if len(guide.words) == 1 and head_of(name) not in guide.words:
            continue
        part = said & guide.words and guide.beyond(name) - _NO_PART
        if part and not re.search(r"\d|\bshare of\b", name):
            return name
    return ""


def _after_ours(text: str, match: re.Match[str], guide: Guide) -> bool:
    """``The smart glass market for hotels``: whether the words before it name the market."""
    said = set(content_words(text[max(match.start() - 80, 0) : match.start()]))
    thing = not match["name"][0].isdigit() and not name_place(match["name"], guide.language.code)
    return thing and bool(guide.words) and guide.words <= said


def _is_ours(name: str, guide: Guide) -> bool:
    known = any(
        same_name(name, segment) or same_name(f"{name}s", segment) for segment in guide.segments
    )
    same = known or is_same_market(name, guide.words, guide.shorts)
    if same or name_place(name, guide.language.code):
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
    goes_on = re.match(
        r"\s*(?:size|value|,|was|is\b|will|valued|reached|stood|could|should|has|hit|grew|rose|fell|revenue|to\b|worth|at\b)",
        after,
    )
    article = re.search(r"\b(?:the|a)\s+$", before, re.I) or not before.strip()
    return title or bool(goes_on and (world or article))
