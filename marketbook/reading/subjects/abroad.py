"""Segments in other languages: "X市场规模", "segmento de X", with the words of their lexicons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.segment_names import SegmentName, is_segment_name
from marketbook.reading.words.languages import common_words
from marketbook.reading.words.lexicons import lexicons
from marketbook.reading.words.places import find_places

_EASTERN = re.compile(
    r"(?:^|[、，,。;；::：()（）\s]|(?P<lead>[はで]、?))"
    r"(?P<name>[\u3040-\u30ff\u4e00-\u9fffA-Za-z\d]{2,40}?)[的の]?"
    r"(?:市[场場]|(?:销|銷)售[额額]|占比|[占佔](?=[\d%]|了|全|整|[总總])|は?[\d兆億]+%|シェア|(?=は\d))"
)
_TRIM = re.compile(
    r"^(?:(?:[は到至]|から)?(?:19|20)?\d\d年度?|今年|其中|而|在|当前|目前|そのうち|うち|预计|預計|全球|"
    r"世界|グローバル|国内|我国|我國|には|[的の及和与與に])|(?:方面|[的のは])$"
)
_PARTICLES = re.compile(r"[\u3040-\u309f]+")
_NAME = r"(?P<name>[^\W\d_][\w’'/&-]*(?:\s(?!\d)[\w’'/&-]+){0,7}?)"
_ARTICLES = (
    r"(?:(?:(?:der|des|dem|den|die|das|de|del|dei|degli|delle|della|di|du|do|da|dos|los|las|la|"
    r"les|le|lo|gli|i|el|il|o|os|as|het)\s++|[dl][’'])*+)"
)
_CALLED = (
    r"(?i)\b(?:segmentos?|segments?|categor[ií]as?|catégories?|kategorien?|comparto|bereichs?|"
    rf"sparten?)\s+{_ARTICLES}{_NAME}(?=VERB|[,.;:(]|\s\d|$)"
)
_OF = (
    r"(?i)(?:MEASURE)(?:\s\d{4})?\s+(?:(?:mit|von|bei|de|di|da|das|des|der|dos|du|del|della|delle|dei|"
    rf"do|van|met)\s+|d[’']){_ARTICLES}{_NAME}(?=VERB|,?\s+(?:um|auf|en|im|in|em|nel|met|del|di|de|на)?\s*\d)"
)
_COMPOUND = (
    r"\b(?!Gesamt|Welt|Jahres|Haupt|Binnen|Heim|Export|Einzel|Quartal|Absatz|Umsatz|Teil|Binnen)"
    r"(?P<name>[A-ZÄÖÜ][\w-]{1,30}?)-?(?:umsätzen?|umsatz|absatz|verkäufe|Branche|Sektor|Segment|"
    r"Bereich)\b"
)
"""German glues what is sold to its sales: ``Festnetzumsätze``, ``IT-Branche``."""
_OPENS = (
    r"(?i)(?:^|[;:]\s+|\b(?:während|mientras|tandis que|mentre|enquanto|auf)\s+)"
    rf"(?:\w+\s\d{{4}}(?:\sгоду)?,?\s+)?{_ARTICLES}{_NAME}(?=VERB)"
)


def find_segments_abroad(text: str, guide: Guide) -> Iterator[SegmentName]:
    """The segments that a sentence in another language names as such."""
    code = guide.language.code
    if code in ("zh", "ja"):
        yield from _find_eastern(text, guide)
    elif code in lexicons() and code != "ko":
        guide = replace(guide, words=frozenset())
        for pattern in _patterns(code):
            for match in pattern.finditer(text):
                if match["name"].isupper() or is_segment_name(match["name"], guide):
                    company = bool(_words(code, "company").search(match["name"]))
                    span = match.span("name")
                    yield SegmentName(
                        *span, match["name"], called=True, opens=True, company=company
                    )


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    words = lexicons()[code].words
    be, *topics = (words.get(topic, ()) for topic in ("be", "rise", "fall", "held", "size"))
    strong = [verb for topic in topics for word in topic if (verb := _verb_of(word, code))]
    measures = lexicons()[code].pattern("market", "sales", "share")
    pieces = {
        "VERB": rf"\s(?:{'|'.join((*be, *strong))})(?!\w)",
        "MEASURE": measures,
    }
    found = (_CALLED, _OF, *((_COMPOUND,) if code == "de" else ()), _OPENS)
    for name, piece in pieces.items():
        found = tuple(pattern.replace(name, piece) for pattern in found)
    return tuple(re.compile(pattern) for pattern in found)


def _verb_of(words: str, code: str) -> str:
    """The first word of a piece of a pattern, where it is one and no preposition."""
    first = re.split(r" |\(\?: ", words)[0]
    whole = first.count("(") == first.count(")") and len(first) > 3
    return first if whole and first not in common_words(code) else ""


def _find_eastern(text: str, guide: Guide) -> Iterator[SegmentName]:
    for match in _EASTERN.finditer(text):
        start, end = match.span("name")
        for place in find_places(match["name"], guide.language.code):
            start = match.start("name") + place.end if place.end < len(match["name"]) else end
        name = text[start:end]
        while (shorter := _TRIM.sub("", name)) != name:
            start += name.find(shorter) if shorter else len(name)
            name = shorter
        if len(name) > 1 and not _PARTICLES.fullmatch(name):
            yield SegmentName(start, start + len(name), name, called=True, opens=True)


_LEADS = re.compile(
    r"(?i)(?:(?:devant|vor|davanti a|por delante de|à frente d[eo]|hay|sind|sont|auf|bei|in|im|en|"
    rf"em|nel|nella|dans|chez)\s+)?{_ARTICLES}"
)


def tidy_abroad(found: SegmentName, guide: Guide) -> SegmentName:
    """A segment of another language without the article before it."""
    if guide.language.code == "en" or found.listed:
        return found
    lead = _LEADS.match(found.name)
    end = lead.end() if lead else 0
    return replace(found, start=found.start + end, name=found.name[end:]) if end else found


def can_be_name_abroad(name: str, guide: Guide) -> bool:
    """Whether a phrase of another language names a part of its market, with no word of growth."""
    code = guide.language.code
    if code not in lexicons():
        return True
    empty = _words(code, *_EMPTY).search(name)
    market, rest = guide.market, _words(code, "market", "sales").sub("", name)
    if code in ("zh", "ja"):
        ours = name == market or (market and name in market)
        return rest == name and not ours and not empty
    common = common_words(code)
    words = (word for word in rest.split() if word.lower() not in common)
    telling = [word for word in words if len(word) > 3 or (word.isupper() and len(word) > 1)]
    ours = {word[:5] for word in guide.words}
    named = any(word.lower()[:5] not in ours for word in telling)
    noun = code != "de" or any(word[0].isupper() for word in telling)
    return named and noun and not _words(code, "market").match(name) and not empty


_EMPTY = ("stop", "be", "rise", "fall", "rate", "share", "yearly", "others")
"""What is in no name of a segment."""


@cache
def _words(code: str, *topics: str) -> re.Pattern[str]:
    return re.compile(lexicons()[code].pattern(*topics) or "(?!)", re.IGNORECASE)
