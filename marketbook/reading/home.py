"""Which region a whole document is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.documents import Block
from marketbook.reading.words.places import WORLD, PlaceName, find_places

_LEADS = re.compile(
    r"^\W*(?:the\s+\w+[\w’' ]{0,60}?\b(?:market|industry|sector)\b|"
    r"(?:\w+\s){0,2}?(?:sales|revenues?|"
    r"spending|demand|production)\b)",
    re.IGNORECASE,
)


_DATELINE = re.compile(r"^[A-Z][A-Z .,]{2,30}(?:,[^:—–]{0,40})?\s*(?::|—|–|--)\s+")


def _names_market(text: str, place: PlaceName) -> bool:
    """``Der deutsche Markt``, ``le marché français``: a place right beside the word."""
    beside = text[max(0, place.start - 22) : place.end + 12]
    return bool(re.search(r"markt|mercado|marché|mercato|рын", beside, re.IGNORECASE))


_OWNED = re.compile(r"['’]s\s+(?:[\w-]+\s+){1,4}?(?:market|industry|sector)\b", re.IGNORECASE)


def home_region(title: str, blocks: Sequence[Block], language: str) -> tuple[str, bool]:
    """The region that the whole document is about, and whether it says so."""
    head = re.split(r"\b[Bb]y\b|\b[Ss]egmentation\b", title)[0][:160]
    places = [place.region for place in find_places(head, language)]
    others = [region for region in places if region != WORLD]
    if WORLD in places:
        return WORLD, True
    if len(set(others)) == 1:
        return others[0], True
    first = next(
        (
            block.text
            for block in blocks
            if block.kind in ("paragraph", "item")
            and re.search(r"\d", block.text)
            and block.text != title
        ),
        "",
    )
    lead = [place.region for place in find_places(first[:120], language)]
    worldwide = any(
        re.search(r"\bglobal(?:ly)?\b|\bworldwide\b", block.text[:600], re.IGNORECASE)
        for block in blocks[:40]
    )
    first = _DATELINE.sub("", first)
    opens = next(iter(find_places(first[:200], language)), None)
    if opens and opens.start > 75:
        opens = None
    if opens and not (
        _LEADS.match(first) or _OWNED.match(first[opens.end :])
        if language == "en"
        else _names_market(first, opens)
    ):
        opens = None
    if opens and opens.region != WORLD and not worldwide:
        return opens.region, False
    if WORLD in lead or any(
        re.search(r"\bglobal(?:ly)?\b|\bworldwide\b", block.text[:400], re.IGNORECASE)
        for block in blocks[:25]
    ):
        return WORLD, True
    return WORLD, False
