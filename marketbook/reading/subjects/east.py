"""Who holds a figure in Chinese, Japanese and Korean, whose words or endings no space sets apart.

What stands between two numbers is cut into phrases: at commas and brackets, and where a language
has them behind its particles of subject and topic. The last phrase that names anything but a time,
a measure or the market holds the number; where none does, the number before it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from marketbook.reading.subjects.abroad import BACK, OPEN, Held
from marketbook.reading.words.places import WORLD, find_places
from marketbook.reading.words.roles import Word, topic_words

_CUT = re.compile(r"[、，,;；:：()（）“”]|[.。](?!\d)|(?:[했됐였었](?:고|으며)|지만)\s")
_CLOSED = re.compile(r"[(（][^()（）\d]*[)）]")
_TIME = re.compile(
    r"(?:(?:19|20)\d\d|\d\d)(?:[-~～至](?:19|20)?\d\d)?\s?(?:年度?|년)[末比]?|(?:19|20)\d\d"
)
_SUBJECTS = {
    "ja": re.compile(r"(?:では|には|は|が|も)(?=[^\u3041-\u309f]|$)"),
    "ko": re.compile(r"(?<=[가-힣A-Za-z)])(?:에서는?|은|는|이|가|도)(?=\s|$)"),
}
_NOUN = re.compile(r"[^\u3041-\u309f\s]+(?:(?:[のとや]|および)[^\u3041-\u309f\s]+)*[のりい]?$")
"""What stands at the end of a Japanese phrase without a verb: what is written in no hiragana."""
_PARTS = {
    "ja": re.compile(r"の"),
    "ko": re.compile(r"의\s|\s중\s|중에서\s"),
    "zh": re.compile(r"的"),
}


def find_holders_east(text: str, code: str, marks: tuple[Word, ...]) -> dict[int, Held]:
    """Who holds each number of a sentence, by where the number begins.

    Args:
        text: The sentence.
        code: Its language.
        marks: Its numbers, times and places.
    """
    found: dict[int, Held] = {}
    last, left = BACK, 0
    for word in sorted(marks, key=lambda each: each.start):
        if word.role not in ("number", "count"):
            continue
        held = _holder(text, left, word.start, code)
        last = last if held.back else held
        found[word.start] = last
        left = word.end
    return found


def _holder(text: str, left: int, right: int, code: str) -> Held:
    """The last phrase between two numbers that names somebody, or the market."""
    silent = True
    for start, end, subject in _phrases(text, left, right, code):
        held = _name(text, start, end, code)
        if held.left < held.right and (
            subject or end == right or text[end:right].strip() in "(（「"
        ):
            return held
        silent = silent and not topic_words(code, "market").search(text, start, end)
    return BACK if silent else OPEN


def _phrases(text: str, left: int, right: int, code: str) -> Iterator[tuple[int, int, bool]]:
    """The phrases between two points, the last one first, and whether each is a subject."""
    closed = [match.span() for match in _CLOSED.finditer(text, left, right)]
    cuts = [match.span() for match in _CUT.finditer(text, left, right)]
    cuts = [cut for cut in cuts if not any(a <= cut[0] < b for a, b in closed)]
    edges = [(left, left), *cuts, *closed, (right, right)]
    edges.sort()
    for before, behind in reversed([*pairwise(edges)]):
        start, end = before[1], behind[0]
        marks = [*_SUBJECTS[code].finditer(text, start, end)] if code in _SUBJECTS else []
        for mark in [None, *reversed(marks)]:
            stop = mark.start() if mark else end
            begin = max((each.end() for each in marks if each.end() <= stop), default=start)
            if begin < stop:
                yield begin, stop, mark is not None or code == "zh"


def _name(text: str, start: int, end: int, code: str) -> Held:
    """What a phrase names: a place, a name or both; nothing where it is a time or a measure."""
    said = text[start:end]
    if code == "zh":
        cue = _cue(code).search(said, _first(said, code))
        said = said[: cue.start()] if cue else said
    elif code == "ja":
        noun = _NOUN.search(said)
        start, said = (start + noun.start(), noun.group()) if noun else (start, "")
    places = [each for each in find_places(said, code) if each.region != WORLD]
    named = [span for span in _spans(said, code) if span[0] < span[1]]
    if not named:
        return Held(start, start, start, start + len(said)) if places else OPEN
    begin, stop = start + named[0][0], start + named[-1][1]
    return Held(begin, stop, start, start + len(said))


def _spans(said: str, code: str) -> Iterator[tuple[int, int]]:
    """The parts of a phrase that are names: without times, places and words of the market."""
    begin = 0
    for end in [*(match.start() for match in _PARTS[code].finditer(said)), len(said)]:
        first, last = begin + _first(said[begin:end], code), end
        while place := next(iter(find_places(said[first:last], code)), None):
            if place.start > 1:
                break
            first += place.end
        tail = _tail(code).search(said[first:last])
        last = first + tail.start() if tail else last
        yield (first, last) if last - first > 1 else (first, first)
        begin = end + 1


@cache
def _cue(code: str) -> re.Pattern[str]:
    """Where the words of the market begin behind a name."""
    topics = ("market", "sales", "share", "held", "rise", "fall", "rate", "size", "prior")
    return re.compile(topic_words(code, *topics).pattern)


def _first(said: str, code: str) -> int:
    """Where a phrase begins behind times and words that lead to a name."""
    lead = re.match(
        rf"(?:{_TIME.pattern}|{topic_words(code, 'lead').pattern}|[\s的のはにで「・])+", said
    )
    return lead.end() if lead else 0


@cache
def _tail(code: str) -> re.Pattern[str]:
    """The words of the market, of times and of measures at the end of a phrase."""
    topics = ("market", "sales", "share", "rate", "prior", "tail", "label", "measure")
    return re.compile(rf"(?:{_TIME.pattern}|{topic_words(code, *topics).pattern}|[\s的の」])+$")
