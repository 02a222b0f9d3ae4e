"""Segments in other languages: what stands before a verb, in a row of figures, in a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.segment_names import SegmentName, is_segment_name
from marketbook.reading.words.languages import common_words
from marketbook.reading.words.lexicons import UNSPACED, lexicons
from marketbook.reading.words.places import find_places
from marketbook.reading.words.roles import (
    Word,
    find_words,
    goes_on,
    name_before,
    name_behind,
    stem_of,
    strip_name,
    topic_words,
)

_COMPOUND = re.compile(
    r"\b(?!Gesamt|Welt|Jahres|Netto|Brutto|Inlands|Auslands|Export|Import|Binnen|Teil|Gegen|Umsatz|"
    r"Handels|Haupt|Branchen|Markt|Verkaufs|Mehr|Super|Bau(?:branche|sektor)|Einzel)(?P<name>[A-ZÄÖÜ][\w-]{1,40}?)s?-?"
    r"(?i:umsätze?n?|umsatz|absatz|branche|segment|sektor|nachfrage|verkäufe)\b",
)
"""``Festnetzumsätze``, ``IT-Branche``: a part of the market in one word with it."""
_PERCENT = re.compile(r"(?i)[%％]|pro[cz]ent|percent|ciento|cento|cent")


def find_segments_abroad(text: str, guide: Guide) -> Iterator[SegmentName]:
    """The segments that a sentence in another language names as such."""
    code = guide.language.code
    if code == "ko":
        yield from _find_korean(text)
    elif code in UNSPACED:
        yield from _find_eastern(text, guide)
    elif code in lexicons():
        spans = _find_spans(text, code, guide)
        guide = replace(guide, words=frozenset())
        for start, end in spans:
            name = text[start:end]
            if name.isupper() or is_segment_name(name, guide):
                company = bool(topic_words(code, "company").match(name))
                yield SegmentName(start, end, name, called=True, company=company)


def _find_spans(text: str, code: str, guide: Guide) -> Iterator[tuple[int, int]]:
    """Where names stand, those in rows of figures first."""
    words = find_words(text, code)
    places = find_places(text, code)
    ours = frozenset(stem_of(word) for word in guide.words | guide.shorts)
    found = [*_in_rows(text, words)]
    for at, word in enumerate(words):
        if _ends_name(text, word):
            span = name_before(text, words, at, ours)
            found.append(span or (_behind_verb(text, words, at) if code == "de" else None))
        elif word.role == "called":
            led = at + 1 < len(words) and words[at + 1].role == "prep"
            found.append(name_behind(words, at + 1 + led))
        elif word.role == "for":
            found.append(_led(words, at))
    if code == "de":
        found += [match.span("name") for match in _COMPOUND.finditer(text)]
    for span in found:
        if span and not any(place.start < span[1] and span[0] < place.end for place in places):
            yield span


def _ends_name(text: str, word: Word) -> bool:
    """Whether a name may end before a word: a verb, or a bracket with a percentage."""
    if word.role == "verb":
        return True
    inside = text[word.end : word.end + 16]
    said = re.match(r"[+~-]?\s?\d[\d.,]*\s?(?:%|pro[cz]|p[oe]r|pour)", inside)
    return text[word.start] == "(" and bool(said)


def _led(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """``für Möbel ein Plus``: the name behind "for", where growth or a figure follows."""
    if at and words[at - 1].role in ("market", "name"):
        return None
    span = name_behind(words, at + 1)
    after = [word for word in words if span and word.start >= span[1]][:4]
    return span if any(word.role in ("verb", "number") for word in after) else None


def _behind_verb(text: str, words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """``2024 stiegen Möbel um``: in German the subject may stand behind its verb."""
    span = name_behind(words, at + 1)
    return span if span and text[span[0]].isupper() else None


def _in_rows(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int] | None]:
    """``Möbel 31 %, Lampen 12 % und Teppiche 8 %``: the name before each number but the first."""
    numbers = [at for at, word in enumerate(words) if word.role == "number"]
    for first, second in pairwise(numbers):
        between = text[words[first].end : words[second].start]
        said = _PERCENT.match(between.lstrip()) and not re.search(r"[.:(]", between)
        if said and re.search(r"[,;]|\s(?:und|et|y|e|en|и)\s", between):
            last = second
            while last > first and words[last - 1].role != "name":
                last -= 1
            begin = last
            while begin > first + 1 and goes_on(words, begin - 1):
                begin -= 1
            yield strip_name(words[begin:last])


def says_nothing_new(said: str, code: str) -> bool:
    """Whether a clause up to its figure names nothing: ``In Polen stieg er``."""
    if code in UNSPACED:
        return bool(_ONLY_A_YEAR.fullmatch(said))
    if code not in lexicons():
        return False
    places = find_places(said, code)
    words = [
        word.role
        for word in find_words(said, code)
        if not any(place.start <= word.start < place.end for place in places)
    ]
    return "verb" in words and not {"name", "other", "called"} & set(words)


_ONLY_A_YEAR = re.compile(
    r"\W*(?:なお|また|将来的に|그리고)?[、,]?\s?(?:20)?\d\d[年년]度?"
    r"(?:末|에는|는|까지|には|までに|は|に|[将將]|[预預][计計]|有望|[达達]到|同|[约約]|[、,\s]){0,4}"
    r"(?:[\d.,]+[%％][増減增减]の)?"
)
_EASTERN = re.compile(
    r"(?:^|[、，,。;；::：()（）\s]|(?P<lead>[はで]、?))"
    r"(?P<name>[\u3040-\u30ff\u4e00-\u9fffA-Za-z\d]{2,40}?)[的の]?"
    r"(?:市[场場]|(?:销|銷)售[额額]|占比|(?:在\d{4}年)?[占佔](?=[\d%]|了|有|全|整|[总總])|是最大|是第一大|は?[\d兆億]+%|"
    r"シェア|分野|セグメント|部門|(?=[为為]约?[\d.]+[%％])|(?=[はが](?:\d{4}年度?[にの]?|全体の)?約?\d))"
)
_TRIM = re.compile(
    r"^(?:.*\d\d年度?(?:的|の|に|には|における|まで)?|から|まで|今年|其中|而|在|当前|目前|そのうち|うち|预计|預計|"
    r"(?:全球|世界|グローバル|国内|我国|我國)[的の]?|上述(?:[一二三四五六七八九十两]类)?|[的の及和与與])|(?:方面|的|の|は|が|在\d{4}年)$"
)

_PARTICLES = re.compile(r"[\u3040-\u309f]+")


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
            yield SegmentName(start, start + len(name), name, called=True)


_KOREAN = re.compile(
    r"(?:^|[,.]\s|[고며나]\s)(?P<name>[가-힣A-Za-z]+?(?:\s[가-힣A-Za-z]+?){0,3}?)[은는이가의]\s"
    r"(?=(?:\d{4}년\s)?(?:(?:전체|시장|매출)의?\s|약\s)*\d)"
)


def _find_korean(text: str) -> Iterator[SegmentName]:
    for match in _KOREAN.finditer(text):
        if not find_places(match["name"], "ko"):
            yield SegmentName(*match.span("name"), match["name"], called=True)


def can_be_name_abroad(name: str, guide: Guide) -> bool:
    """Whether a phrase of another language names a part of its market, with no word of growth."""
    code = guide.language.code
    if code not in lexicons():
        return True
    empty = topic_words(code, *_EMPTY).search(name)
    market, rest = guide.market, topic_words(code, "market", "sales").sub("", name)
    if code in UNSPACED:
        ours = name == market or (market and name in market)
        return rest == name and not ours and not empty
    common = common_words(code)
    words = (word for word in re.split(r"[\s-]+", rest) if word.lower() not in common)
    telling = [word for word in words if len(word) > 3 or (word.isupper() and len(word) > 1)]
    ours = {stem_of(word) for word in guide.words}
    named = any(stem_of(word) not in ours for word in telling)
    noun = code != "de" or (bool(telling) and telling[-1][0].isupper())
    return named and noun and not topic_words(code, "market").match(name) and not empty


_EMPTY = ("stop", "be", "rise", "fall", "rate", "share", "yearly", "others")
"""What is in no name of a segment."""
