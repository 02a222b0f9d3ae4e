"""What can be a name in another language."""

from __future__ import annotations

import re

from marketbook.reading.guide import Guide
from marketbook.reading.words.languages import common_words
from marketbook.reading.words.lexicons import UNSPACED, lexicons
from marketbook.reading.words.places import find_places
from marketbook.reading.words.roles import measured_by_label, stem_of, topic_words


def can_be_name_abroad(name: str, guide: Guide) -> bool:
    """Whether a phrase of another language names a part of its market, with no word of growth."""
    code = guide.language.code
    if code not in lexicons():
        return True
    if measured_abroad(name, guide):
        return False
    empty = topic_words(code, *_EMPTY).search(name)
    market, rest = guide.market, topic_words(code, "market", "sales").sub("", name)
    if code in UNSPACED:
        ours = name == market or (market and name in market)
        return rest == name and not ours and not empty
    common = common_words(code)
    words = (word for word in re.split(r"[\s-]+", rest) if word.lower() not in common)
    telling = [word for word in words if len(word) > 3 or (word.isupper() and len(word) > 1)]
    ours = {stem_of(word) for word in guide.words}
    return not empty and any(stem_of(word) not in ours for word in telling)


def measured_abroad(label: str, guide: Guide) -> str:
    """The kind of figure that a label in another language stands before; empty if it is open."""
    code = guide.language.code
    if code not in lexicons() or not label:
        return ""
    for place in reversed(find_places(label, code)):
        label = f"{label[: place.start]} {label[place.end :]}"
    if code in UNSPACED:
        label = label.replace(guide.market or " ", " ")
    return measured_by_label(_YEAR.sub(" ", label), code, guide.words)


_YEAR = re.compile(r"(?:19|20)\d\d\s?(?:年度?|년)?")
_EMPTY = ("stop", "rate", "share", "yearly", "others")
"""What is in no name of a segment."""
