"""Which region a whole document is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from marketbook.reading.documents import Block
from marketbook.reading.mentions.amounts import find_money
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.languages import language_of
from marketbook.reading.words.lexicons import UNSPACED, lexicons
from marketbook.reading.words.places import (
    OF_WORLD,
    WORLD,
    PlaceName,
    countries_paying,
    country_paying,
    find_places,
    kind_of,
    name_place,
    states,
)
from marketbook.reading.words.roles import topic_words


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
_MEASURE = (
    r"(?:market|industry|sector|sales|revenues?|demand|consumption|spending|expenditure|shipments|"
    r"installations|turnover|manufacturers|makers|producers)"
)
# "Europe led the glue market" is about a place in the market, "Europe's glue market" about its own
_OWN = (
    r"(?!(?:the|an?|its|(?-i:le[ad]d?s?)|dominat\w+|tops?|h[eo]lds?|ha[sd]|is|was|will|made|makes|"
    r"firms?|companies|company|analysts?|agency|institute|consultancy|remains|accounts|"
    r"represents|captures|commands|generates|drives|gr[eo]ws?|"
    r"\w+ed (?:the|an?|its|by|to|up|from|over|at|in))\s)[\w-]+\s+"
)
_OWNED = re.compile(rf"(?i)(?:['’]s)?\s+(?:{_OWN}){{0,4}}?{_MEASURE}\b")
_OWNS = re.compile(
    rf"(?i)\b{_MEASURE}\b[^.;:%$€£]{{0,70}}?\b(?:in|of|across|within)\s+(?:the\s+)?$"
)
"""``The market for roof tiles in``: a place behind what is measured there."""


def home_region(
    title: str, blocks: Sequence[Block], language: str, currency: str = "", market: str = ""
) -> tuple[str, bool]:
    """The region that the whole document is about, and whether it says so.

    Args:
        title: Its title.
        blocks: Its blocks.
        language: Code of its language.
        currency: Its currency, without which "pounds" may weigh.
        market: What its market is called.
    """
    for block in blocks[:12]:
        stated = _STATED.match(block.text)
        if stated and (place := name_place(stated["place"].strip(), language)):
            return place, True
    head = re.split(r"\b[Bb]y\b|\b[Ss]egmentation\b", _headline(title, blocks, language))[0][:160]
    places = [each for each in find_places(head, language) if not _RANKED.match(head[each.end :])]
    regions = {each.region for each in places} | ({WORLD} if OF_WORLD.search(head) else set())
    owners = {each.region for each in places if _owns(head, each, language)}
    if WORLD in regions and (len(owners) != 1 or WORLD in owners):
        return WORLD, True
    others = owners if WORLD in regions else regions
    english = language not in lexicons()
    if len(others) == 1:
        return others.pop(), True
    wide = english and any(_WORLDWIDE.search(block.text[:600]) for block in blocks[:40])
    opens = "" if wide and english else _opening_region(blocks, title, language, market)
    most = opens or ("" if wide and not english else _mostly(blocks, language))
    most = most or ("" if wide else _paid_in(blocks, language, currency))
    return most or WORLD, wide and not most


def _headline(title: str, blocks: Sequence[Block], language: str) -> str:
    """The title, or where it names no place, a line below it that says in which one."""
    lines = takewhile(lambda text: text[-1:] not in ".:", (each.text for each in blocks[:6]))
    short = (text for text in lines if len(text) < 100 and not re.search(r"\d", text))
    named = ((text, find_places(text, language)) for text in short)
    inside = (text for text, at in named if len(at) == 1 and _IN.search(text[: at[0].start]))
    return title if find_places(title, language) else next(inside, title)


_IN = re.compile(r"\w in (?:the )?$")


_RANKED = re.compile(
    r"(?i)\s+(?:is |as )?(?:the )?(?:world['’]s )?(?:first|largest|top|leading|biggest|fastest)\b"
)
"""``Norway largest buyer of``: a rank in the world, not what the document is about."""


def _mostly(blocks: Sequence[Block], language: str) -> str:
    """The country that nearly every mention of a place is of, where its market is named."""
    named = Counter(
        states().get(place.region, place.region)
        for block in blocks[:60]
        for place in find_places(block.text, language)
    )
    region, times = named.most_common(1)[0] if named else ("", 0)
    owned = any(
        place.region == region and _owns(block.text, place, language)
        for block in blocks[:60]
        for place in find_places(block.text, language)
    )
    least = 4 if language == "en" else 1
    mostly = times >= max(least, 0.75 * named.total()) and kind_of(region) == "country"
    return region if mostly and owned else ""


def _paid_in(blocks: Sequence[Block], language: str, home: str) -> str:
    """The country in whose currency all amounts of a text are, where it speaks of no other."""
    texts = [block.text for block in blocks[:60]]
    money = [each for text in texts for each in find_money(text, language_of(language), home)]
    paid = {each.unit[:3] for each in money if " " in each.unit}
    currency = paid.pop() if len(paid) == 1 else ""
    regions = (place.region for text in texts for place in find_places(text, language))
    named = {states().get(region, region) for region in regions} - {WORLD}
    if currency == "USD" and any(_NATION.search(text) for text in texts):
        return "" if named - {_DOLLARS} else _DOLLARS
    country = country_paying(currency, language)
    told = country in named or any(country in text for text in texts if country)
    if told or (not named and language == "en"):
        return country
    return next(iter(named & countries_paying(currency)), "") if len(named) == 1 else ""


_DOLLARS = "United States"
_NATION = re.compile(r"(?i)\bthe (?:nation|country)['’]s\b|\bdomestic (?:market|demand|sales)\b")
"""What a country's own press calls it."""
_WORLDWIDE = re.compile(r"(?i)\bglobal(?:ly)?\b|\bworldwide\b")


def _opening_region(blocks: Sequence[Block], title: str, language: str, market: str) -> str:
    """The first region whose market the text speaks of, up to its first figure."""
    spaced = language not in UNSPACED
    bodies = (block.text for block in blocks if spaced and block.kind in ("paragraph", "item"))
    for text in (text[:_OPENING] for text in bodies if text != title):
        figure = _FIGURE.search(text)
        opens = figure and not _WHOLE.search(text, 0, figure.end())
        reach = figure.end() + (_OWN_NEAR if opens else _NEAR) if figure else _OPENING
        named = (each for each in find_places(text, language) if each.start < reach)
        owners = (
            each.region
            for each in named
            if _owns(text, each, language) or _sold_in(text[: each.start], market)
        )
        owned = next(owners, "")
        told = figure or (language != "en" and _TOLD.search(text))
        if told or kind_of(owned) == "country":
            return "" if owned == WORLD else owned
    return ""


_OPENING = 400
"""Characters of a paragraph that may say what the document is about."""
_TOLD = re.compile(r"\d.*\.(?:\s|$)")
_FIGURE = re.compile(
    r"[$€£₹¥]\s?(?:\d[\d.,]{6,}|\d[\d.,]*\s?(?:[bmt]n?\b|[bmt]r?illion|crore|lakh))|"
    r"\d[\d.,]*\s?(?:%|per ?cent|[bm]n\b|million|billion|tonnes)",
    re.IGNORECASE,
)
"""An amount with its scale: a smaller one is what the report costs."""
_WHOLE = re.compile(rf"(?i)\b{_MEASURE}\b")
_OWN_NEAR = 60
"""The same where the market is not named yet: ``From $3 million in 2019 the European market``."""
_NEAR = 12
"""Characters between an amount and the place right behind it: ``The $5 billion US market``."""


def _sold_in(before: str, market: str) -> bool:
    """``The 6,100 car washes in the``: whether a market's name leads to its place."""
    named = re.search(r"([^.;:,]*)\sin (?:the )?$", before)
    said, ours = content_words(named[1] if named else ""), content_words(market)
    return bool(ours) and said[-len(ours) :] == ours


def _owns(text: str, place: PlaceName, language: str) -> bool:
    """Whether a text speaks of the market of a place."""
    if language != "en":
        return _names_market(text, place, language)
    return bool(_OWNED.match(text[place.end :]) or _OWNS.search(text[: place.start]))
