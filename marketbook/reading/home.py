"""Which region a whole document is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from marketbook.reading.documents import Block
from marketbook.reading.words.lexicons import UNSPACED, lexicons
from marketbook.reading.words.places import WORLD, PlaceName, find_places, kind_of, name_place
from marketbook.reading.words.roles import topic_words

_LEADS = re.compile(
    r"(?i)^\W*(?:the\s+[$€£\w][\w’'.$€£ ]{0,60}?\b(?:market|industry|sector)\b|"
    r"(?:\w+\s){0,2}?(?:sales|revenues?|spending|demand|production)\b|"
    r"(?:\w+\s){1,2}?(?:manufacturers|makers|producers)\b)"
)


_DATELINE = re.compile(
    r"^[A-Z]\w+(?: \w+)?, (?:\d{1,2}\.? )?[A-Z]\w+\.? (?:\d{1,2}, )?\d{4}\s*[–—-]+\s*|"
    r"^[A-Z][A-Z .,]{2,30}(?:,[^:—–]{0,40})?\s*(?::|—|–|--)\s+"
)


def _names_market(text: str, place: PlaceName, code: str) -> bool:
    """``Der deutsche Markt``, ``le marché français``: a place right beside the word."""
    beside = text[max(0, place.start - 22) : place.end + 12]
    if code in UNSPACED:
        beside = text[place.end : place.end + 20]
    inside = re.search(r"\b(?:in|en|em|au|aux|no|na)\s+$", text[: place.start])
    if inside:
        beside = text[max(0, place.start - 60) : place.start]
    named = topic_words(code, "market", "sales", "company") if code in lexicons() else _MARKET
    return bool(named.search(beside))


_MARKET = re.compile(r"(?i)markt|mercado|marché|mercato|рын")


_STATED = re.compile(
    r"^(?:geograph\w+(?: reference)?|region|country):\s*(?P<place>[^\n,;|]{2,40})", re.IGNORECASE
)
# "Europe led the glue market" is about a place in the market, "Europe's glue market" about its own
_OWN = (
    r"(?!(?:the|an?|its|le[ad]d?s?|dominat\w+|tops?|h[eo]lds?|ha[sd]|is|was|will|made|makes|remains|"
    r"accounts|represents|captures|commands|generates|drives|gr[eo]ws?|\w+ed)\s)[\w-]+\s+"
)
_OWNED = re.compile(
    rf"(?i)(?:['’]s)?\s+(?:{_OWN}){{1,4}}?(?:market|industry|sector)\b|"
    rf"\s+(?:{_OWN}){{0,3}}?(?:sales|revenues?|demand|consumption|spending)\b"
)


def home_region(title: str, blocks: Sequence[Block], language: str) -> tuple[str, bool]:
    """The region that the whole document is about, and whether it says so."""
    for block in blocks[:12]:
        stated = _STATED.match(block.text)
        if stated and (place := name_place(stated["place"].strip(), language)):
            return place, True
    head = re.split(r"\b[Bb]y\b|\b[Ss]egmentation\b", title)[0][:160]
    places = [
        each.region for each in find_places(head, language) if not _RANKED.match(head[each.end :])
    ]
    others = [region for region in places if region != WORLD]
    if WORLD in places:
        return WORLD, True
    wide = language in lexicons() and _opens_wide(blocks, language)
    if len(set(others)) == 1 and not wide:
        return others[0], True
    bodies = (block.text for block in blocks if block.kind in ("paragraph", "item"))
    first = next(
        (text for text in bodies if re.search(r"\d.*\.(?:\s|$)", text) and text != title), ""
    )
    lead = [place.region for place in find_places(first[:120], language)]
    opens = _opening_region(_DATELINE.sub("", first), language)
    if opens and not any(_WORLDWIDE.search(block.text[:600]) for block in blocks[:40]):
        return opens, False
    most = _mostly(blocks, language)
    if most:
        return most, False
    said = WORLD in lead or any(_WORLDWIDE.search(block.text[:400]) for block in blocks[:25])
    return WORLD, said


def _opens_wide(blocks: Sequence[Block], language: str) -> bool:
    """Whether the first figure is of the whole world's market: ``Der weltweite Markt``."""
    told = (block.text for block in blocks[1:] if re.search(r"\d\s?\S", block.text))
    text = next(told, "")
    opens = next(iter(find_places(text[:60], language)), None)
    return bool(opens and opens.region == WORLD and _names_market(text[:80], opens, language))


_RANKED = re.compile(
    r"(?i)\s+(?:is |as )?(?:the )?(?:world['’]s )?(?:first|largest|top|leading|biggest|fastest)\b"
)
"""``Norway largest buyer of``: a rank in the world, not what the document is about."""


def _mostly(blocks: Sequence[Block], language: str) -> str:
    """The country that nearly every mention of a place is of, where its market is named."""
    named = Counter(
        WORLD if kind_of(place.region) == "world" else place.region
        for block in blocks[:60]
        for place in find_places(block.text, language)
    )
    region, times = named.most_common(1)[0] if named else ("", 0)
    owned = any(
        place.region == region
        and (_OWNED.match(block.text[place.end :]) or _names_market(block.text, place, language))
        for block in blocks[:60]
        for place in find_places(block.text, language)
    )
    mostly = times > 3 and times >= 0.75 * named.total() and kind_of(region) == "country"
    return region if mostly and owned else ""


_WORLDWIDE = re.compile(r"(?i)\bglobal(?:ly)?\b|\bworldwide\b")


def _opening_region(first: str, language: str) -> str:
    """The region whose market the first sentence with a figure is about; empty where none is."""
    opens = next(iter(find_places(first[:200], language)), None)
    if opens is None or opens.start > 75 or opens.region == WORLD:
        return ""
    if language != "en":
        return opens.region if _names_market(first, opens, language) else ""
    leads = _LEADS.match(first)
    goes_on = leads and not _ELSEWHERE.search(first[leads.end() : opens.start])
    return opens.region if goes_on or _OWNED.match(first[opens.end :]) else ""


_ELSEWHERE = re.compile(r"[.;:!?]\s|\d")
"""Behind these a sentence speaks of something else than its first words."""
