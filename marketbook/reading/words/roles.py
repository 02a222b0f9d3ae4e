"""What the words of a sentence in another language can be in a name: parts of it, verbs, ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from marketbook.reading.words.languages import common_words
from marketbook.reading.words.lexicons import group_words, lexicons

_TOKEN = re.compile(r"[^\W\d_]+[’'](?=\w)|[^\W\d_][\w/&+-]*|\d[\d.,]*|\S")
_MOST_WORDS = 14
_LISTED = ("one", "and", "joint", "tie", "article", "with", "for", "prep")
_MARKS = {",": "comma", "(": "open", ")": "close", ".": "stop", ";": "stop", ":": "colon"}
NOUNS = ("name", "place", "called", "market", "sales", "measure", "other")
"""What can be the noun of a name."""
PARTS = (*NOUNS, "adjective", "and", "joint")
"""What stands in a name."""
_OF_NAMES = (*PARTS, "tie", "for")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence and what it can be in a name.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        role: ``name``, ``adjective``, ``place``, ``joint`` (of), ``and``, ``tie`` (in, to),
            ``for``, ``with``, ``article``, ``one`` (an indefinite article), ``prep`` (it leads
            to no subject), ``called`` (segment), ``market``, ``sales``, ``measure`` (share,
            growth), ``verb``, ``is``, ``other`` (exports), ``it``, ``which``, ``sayer`` (an
            association), ``number``, ``count``, ``time``, ``open``, ``close``, ``comma``,
            ``colon``, ``stop``, or ``end``, which is in no name.
    """

    start: int
    end: int
    role: str


def find_words(text: str, code: str, marks: Iterable[Word] = ()) -> list[Word]:
    """The words of a text in a language that has a lexicon.

    Args:
        text: The text.
        code: The language.
        marks: Numbers, times and places that are known to stand in it, as one word each.
    """
    phrases = {"sales": ("sales",), "measure": ("share",)}
    known = [
        *marks,
        *(
            Word(*match.span(), role)
            for role, topics in phrases.items()
            for match in topic_words(code, *topics).finditer(text)
            if " " in match.group()
        ),
    ]
    inside = {at for mark in known for at in range(mark.start, mark.end)}
    found = [match.span() for match in _TOKEN.finditer(text) if match.start() not in inside]
    parts = (part for span in found for part in _parts(text, span, code))
    words = [Word(start, end, _role(code, text[start:end])) for start, end in parts]
    words = sorted((*known, *words), key=lambda word: word.start)
    placed = [Word(0, 0, "stop")]
    for word, following in zip(words, [*words[1:], placed[0]], strict=False):
        placed.append(_in_place(text, code, placed[-1], word, following))
    return placed[1:]


def _parts(text: str, span: tuple[int, int], code: str) -> list[tuple[int, int]]:
    """``Festnetzumsätze``, ``IT-Branche``: a name and what is sold in one word are two."""
    joined = _compounds(code).fullmatch(text, *span)
    return [joined.span("name"), joined.span("head")] if joined else [span]


@cache
def _compounds(code: str) -> re.Pattern[str]:
    """Names in one word with a noun of the market."""
    words = lexicons()[code].words
    heads, whole = ("|".join(words.get(topic, ("(?!)",))) for topic in ("compound", "of_all"))
    return re.compile(rf"(?i)(?!{whole})(?P<name>[\w-]{{2,40}}?)(?:s?-|s)?(?P<head>{heads})")


def _in_place(text: str, code: str, last: Word, word: Word, following: Word) -> Word:
    """A word of growth is a noun behind an article; German writes nouns with a capital."""
    inside = last.role not in ("stop", "end") or text[last.start : last.end].isalpha()
    noun = text[word.start].isupper() and inside
    if code == "de" and word.role == "verb" and noun:
        return replace(word, role="name")
    if code == "de" and last.role in NOUNS and text[word.start : word.end] in ("der", "des"):
        return replace(word, role="joint")
    if code == "de" and word.role == "name" and text[word.start].islower():
        inflected = re.search(r"e[nmrs]?$", text[word.start : word.end])
        role = "verb" if last.role in NOUNS else "adjective" if inflected else "end"
        return replace(word, role=role)
    if word.role == "prep" and last.role == "joint":
        return replace(word, role="adjective")
    if code in ROMANCE and word.role == "name":
        return replace(word, role=_without_article(text, last, word, following))
    if word.role == "colon" and last.role == "time":
        return replace(word, role="end")
    if word.role == "rise":
        led = last.role in ("article", "one", "joint", "prep", "tie", "with", "number")
        return replace(word, role="measure" if (noun if code == "de" else led) else "verb")
    return word


def _without_article(text: str, last: Word, word: Word, following: Word) -> str:
    """What a name is where common nouns are written small and want an article.

    A capital goes on with who says it, ``consultora Valmaseda``. Small letters are a verb right
    behind a proper name, a year or "se", and behind a market where an article follows them:
    ``Chile ingresó``, ``2028 asciende``, ``le marché vaut 3 milliards``.
    """
    if text[word.start].isupper():
        return "sayer" if last.role == "sayer" else word.role
    if last.role == "number" and following.role in ("tie", "prep"):
        return "end"
    proper = last.role == "place" or (last.role == "sayer" and last.start)
    moved = last.role == "time" or text[last.start : last.end].lower() in ("se", "si")
    moved = moved or (proper and text[last.start].isupper())
    counted = last.role in ("number", "market", "sales")
    governs = counted and following.role in ("article", "one", "number")
    return "verb" if moved or governs else word.role


ROMANCE = ("es", "fr", "it", "pt")


def stem_of(word: str) -> str:
    """How a word begins, so that its forms are the same."""
    return word.lower()[:5].rstrip("s")


def name_behind(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The name that begins at a word."""
    last = at
    while last < len(words) and last - at < _MOST_WORDS:
        if not _goes_on(words, last) and not (last == at and words[last].role == "article"):
            break
        last += 1
    return strip_name(words[at:last])


def name_before(words: Sequence[Word], at: int) -> int:
    """Where the name begins, as the place of a word, that ends before a word; that one if none."""
    first = at
    while first and at - first < _MOST_WORDS and _goes_on(words, first - 1):
        first -= 1
    while first < at and words[first].role not in (*NOUNS, "adjective"):
        first += 1
    return first if at and words[at - 1].role in NOUNS else at


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a word belongs to a name: an article does behind a joint: ``de la peau``."""
    last = words[at - 1].role if at else ""
    if words[at].role == "with":
        following = words[at + 1].role if at + 1 < len(words) else ""
        return following == "name" and last in NOUNS and last != "place"
    inner = words[at].role == "article" and last in ("and", "joint", "for")
    return inner or words[at].role in _OF_NAMES


def strip_name(words: Sequence[Word]) -> tuple[int, int] | None:
    """Where a name begins and ends, without the joints and articles around it."""
    named = [at for at, word in enumerate(words) if word.role in NOUNS]
    return (words[named[0]].start, words[named[-1]].end) if named else None


def _role(code: str, word: str) -> str:
    if word[0].isdigit():
        return "number"
    said = word.lower().rstrip("’'")
    topics = lexicons()[code].words
    listed = next((role for role in _LISTED if said in topics.get(role, ())), "")
    return _MARKS.get(word) or listed or _other_role(code, said)


@cache
def _other_role(code: str, said: str) -> str:
    """The role of a word that is in no list of them."""
    if not said[:1].isalpha():
        return "end"
    ends = _whole_words(code, "rate", "yearly", "stop").fullmatch(said)
    if not ends and _whole_words(code, "ending").fullmatch(said):
        return "verb"
    for role, topics in _BY_PATTERN.items():
        if _whole_words(code, *topics).fullmatch(said):
            return role
    if _verbs(code).fullmatch(said):
        return "verb"
    return "end" if ends or said in common_words(code) else "name"


_BY_PATTERN = {
    "which": ("which",),
    "sayer": ("sayer",),
    "it": ("it",),
    "called": ("called",),
    "other": ("others",),
    "measure": ("share", "measure"),
    "market": ("market",),
    "sales": ("sales",),
    "is": ("is",),
    "rise": ("rise", "fall"),
}


@cache
def topic_words(code: str, *topics: str) -> re.Pattern[str]:
    """The words of topics, compiled; one that matches nothing where there are none."""
    return re.compile(lexicons()[code].pattern(*topics) or "(?!)", re.IGNORECASE)


def measured_by_label(label: str, code: str, known: Iterable[str]) -> str:
    """What a label of nothing but measures and times says of its figure: a size or a growth.

    Args:
        label: What stands before a colon: ``Umsatz 2025``.
        code: Its language, one that has a lexicon.
        known: The words of the market's name, and of places.
    """
    grows = topic_words(code, "change", "rise", "fall", "rate", "yearly", "prior")
    sized = topic_words(code, "market", "sales", "measure", "sold", "label", "forecast", "tail")
    rest = re.findall(r"[^\W\d_]+", sized.sub(" ", grows.sub(" ", label)))
    led = {word for topic in _LISTED for word in lexicons()[code].words.get(topic, ())}
    ours = {*map(stem_of, known), *map(stem_of, common_words(code))}
    whole = _whole_words(code, "of_all")
    if any(
        not (word.lower() in led or stem_of(word) in ours or whole.fullmatch(word)) for word in rest
    ):
        return ""
    return "growth_rate" if grows.search(label) else "size" if sized.search(label) else ""


@cache
def _whole_words(code: str, *topics: str) -> re.Pattern[str]:
    """The same for one word as a whole."""
    words = lexicons()[code].words
    found = [word for topic in topics for word in words.get(topic, ())]
    return re.compile(group_words(found, spaced=False) or "(?!)", re.IGNORECASE)


@cache
def _verbs(code: str) -> re.Pattern[str]:
    """The words of shares and of sizes, and other verbs behind a subject."""
    words = lexicons()[code].words
    found = [*words.get("be", ())]
    for topic in ("held", "size"):
        found += [verb for word in words.get(topic, ()) if (verb := _verb_of(word, code))]
    return re.compile(group_words(found, spaced=False) or "(?!)", re.IGNORECASE)


def _verb_of(words: str, code: str) -> str:
    """The first word of a piece of a pattern, where it is one and no preposition."""
    first = re.split(r" |\(\?: ", words)[0]
    whole = first.count("(") == first.count(")") and len(first) > 3
    return first if whole and first not in common_words(code) else ""
