"""What can be a name in another language, and what says nothing new."""

from __future__ import annotations

import re

from marketbook.reading.guide import Guide
from marketbook.reading.words.languages import common_words
from marketbook.reading.words.lexicons import UNSPACED, lexicons
from marketbook.reading.words.places import find_places
from marketbook.reading.words.roles import find_words, stem_of, topic_words


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
