"""Segments in other languages: "X市场规模", "segmento de X", with the words of their lexicons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.segment_names import SegmentName, is_segment_name
from marketbook.reading.words.lexicons import lexicons
from marketbook.reading.words.places import find_places

_EASTERN = re.compile(
    r"(?:^|[、，,。;；::：()（）\s]|(?P<lead>[はで]、?))"
    r"(?P<name>[\u3040-\u30ff\u4e00-\u9fffA-Za-z\d]{2,40}?)[的の]?"
    r"(?:市[场場]|(?:销|銷)售[额額]|占比|[占佔](?=[\d%]|了|全|整|[总總])|は?[\d兆億]+%|シェア|(?=は\d))"
)
_TRIM = re.compile(
    r"^(?:(?:19|20)?\d\d年度?(?:的|の|に|には)?|今年|其中|而|在|当前|目前|そのうち|うち|预计|預計|"
    r"(?:全球|世界|グローバル|国内|我国|我國)[的の]?|[的の及和与與])+|(?:方面|的|の|は)$"
)
_CALLED = re.compile(
    r"(?i)\b(?:segmentos?|segments?|categor[ií]as?|catégories?|kategorien?|comparto|bereichs?|"
    r"sparten?)\s+(?:(?:der|des|die|de|del|dei|delle|di|du|do|da|dos|das|los|las|la|les|le)\s+|"
    r"[dl][’'])*(?P<name>[\w’'/-]+(?:\s[\w’'/-]+){0,6}?)(?=[,.;:(]|\s\d|$|\s(?:es|son|fue|fueron|"
    r"tiene|tuvo|est|sont|a|ont|è|sono|é|são|foi|wird|werden|ist|war|soll|dürfte)\b|\s(?:VERBS))"
)


def find_segments_abroad(text: str, guide: Guide) -> Iterator[SegmentName]:
    """The segments that a sentence in another language names as such."""
    code = guide.language.code
    if code in ("zh", "ja"):
        yield from _find_eastern(text, guide)
    elif code in lexicons():
        for match in _called(code).finditer(text):
            name = match["name"]
            if is_segment_name(name, guide):
                yield SegmentName(*match.span("name"), name, called=True, opens=True)


@cache
def _called(code: str) -> re.Pattern[str]:
    words = (lexicons()[code].words.get(topic, ()) for topic in ("size", "rise", "fall", "held"))
    verbs = "|".join(word for topic in words for word in topic if len(word) > 5 and " " not in word)
    return re.compile(_CALLED.pattern.replace("VERBS", verbs))


def _find_eastern(text: str, guide: Guide) -> Iterator[SegmentName]:
    for match in _EASTERN.finditer(text):
        start, end = match.span("name")
        for place in find_places(match["name"], guide.language.code):
            start = match.start("name") + place.end if place.end < len(match["name"]) else end
        name = text[start:end]
        while (shorter := _TRIM.sub("", name)) != name:
            start += name.find(shorter) if shorter else len(name)
            name = shorter
        if len(name) > 1:
            yield SegmentName(start, start + len(name), name, called=True, opens=True)


def can_be_name_abroad(name: str, guide: Guide) -> bool:
    """Whether a phrase of another language names a part of its market, with no word of growth."""
    code = guide.language.code
    if code not in lexicons():
        return True
    market = guide.market
    if code in ("zh", "ja"):
        return not _own(code).search(name) and name != market and not (market and name in market) and not _empty(code).search(name)
    rest = _own(code).sub("", name)
    return not _empty(code).search(name) and any(len(word) > 2 for word in rest.split())


@cache
def _own(code: str) -> re.Pattern[str]:
    """Words of the market itself, which may stand beside what a segment is."""
    return re.compile(lexicons()[code].pattern("market"), re.IGNORECASE)


@cache
def _empty(code: str) -> re.Pattern[str]:
    """Words that are in no name of a segment."""
    words = lexicons()[code].pattern("stop", "rise", "fall", "rate", "share", "yearly")
    return re.compile(words, re.IGNORECASE)
