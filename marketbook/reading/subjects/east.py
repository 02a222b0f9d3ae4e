"""Segments in Chinese, Japanese and Korean, and what can be a name in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marketbook.reading.guide import Guide
from marketbook.reading.subjects.segment_names import SegmentName
from marketbook.reading.words.languages import common_words
from marketbook.reading.words.lexicons import UNSPACED, lexicons
from marketbook.reading.words.places import find_places
from marketbook.reading.words.roles import find_words, stem_of, topic_words


def find_segments_east(text: str, guide: Guide) -> Iterator[SegmentName]:
    """The segments that a sentence without spaces names as such."""
    code = guide.language.code
    if code == "ko":
        yield from _find_korean(text)
    elif code in UNSPACED:
        yield from _find_eastern(text, guide)


def says_nothing_new(said: str, code: str) -> bool:
    """Whether a clause up to its figure names nothing: ``In Polen stieg er``."""
    if code in UNSPACED:
        return bool(_ONLY_A_YEAR.fullmatch(said))
    if code not in lexicons():
        return False
    places = find_places(said, code)
    roles = {
        word.role
        for word in find_words(said, code)
        if not any(place.start <= word.start < place.end for place in places)
    }
    return bool({"verb", "is", "measure"} & roles) and not {"name", "other", "called"} & roles


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
