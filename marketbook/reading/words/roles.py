"""What the words of a sentence in another language can be in a name: parts of it, verbs, ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from marketbook.reading.words.languages import common_words
from marketbook.reading.words.lexicons import group_words, lexicons

_TOKEN = re.compile(r"[^\W\d_]+[’'](?=\w)|[^\W\d_][\w/&+-]*|\d[\d.,]*|\S")
_MOST_WORDS = 8
_OF_NAMES = ("name", "joint", "tie", "for")
_LISTED = ("one", "joint", "tie", "article", "for", "prep")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence and what it can be in a name.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        role: ``name``, ``joint`` (of, and), ``tie`` (in, to), ``for``, ``article``,
            ``one`` (an indefinite article), ``prep`` (it leads to no subject),
            ``called`` (segment), ``market``, ``sales``, ``verb``, ``other`` (exports),
            ``number``, or ``end``, which is in no name.
    """

    start: int
    end: int
    role: str


def find_words(text: str, code: str) -> list[Word]:
    """The words of a text in a language that has a lexicon."""
    words = [Word(*match.span(), _role(code, match.group())) for match in _TOKEN.finditer(text)]
    return [_as_written(text, word) for word in words] if code == "de" else words


def _as_written(text: str, word: Word) -> Word:
    """German writes nouns with a capital: inside a sentence no verb has one."""
    inside = text[max(word.start - 3, 0) : word.start].rstrip()[-1:] not in (
        "",
        ".",
        ":",
        "!",
        "?",
        "–",
    )
    noun = word.role == "verb" and inside and text[word.start].isupper()
    return replace(word, role="name") if noun else word


def name_before(
    text: str, words: Sequence[Word], at: int, ours: frozenset[str]
) -> tuple[int, int] | None:
    """The name that ends right before a verb: none where a preposition or a verb leads to it.

    Args:
        text: The sentence.
        words: Its words.
        at: Which of them is the verb.
        ours: How the words of the document's market begin; a market that has some is that one.
    """
    while at and words[at - 1].role == "verb":
        at -= 1
    if at > 1 and words[at - 1].role in ("end", "tie") and text[words[at - 1].start].isalpha():
        at -= 1  # one adverb or pronoun: "already"
    if not at or words[at - 1].role != "name":
        return None
    first = at
    while first and at - first < _MOST_WORDS and goes_on(words, first - 1):
        first -= 1
    lead = words[first - 1].role if first else ""
    if first and words[first].role == "tie" and words[first - 1].role == "sales":
        return words[first - 1].start, words[at - 1].end
    span = strip_name(words[first:at])
    if span is None or lead in ("prep", "one", "other", "number"):
        return None
    if words[first].role == "tie":
        return None
    if lead == "market":
        begins = {stem_of(word) for word in re.split(r"[\s-]+", text[slice(*span)])}
        roles = {word.role for word in words[max(first - 3, 0) : first]}
        led = roles & {"for", "prep", "joint"}
        return span if ours and not begins & ours and not led else None
    behind = [each.role for each in words[:at] if each.end <= span[0]]
    near = behind[-1] if behind else ""
    joined = near == "joint" and first > 0 and not text[words[first - 1].start].isalpha()
    own = {lead, near} & {"article", "called", "sales"} or text[span[0]].isupper() or joined
    return span if own else None


def stem_of(word: str) -> str:
    """How a word begins, so that its forms are the same."""
    return word.lower()[:5].rstrip("s")


def name_behind(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The name that begins at a word."""
    last = at
    while last < len(words) and last - at < _MOST_WORDS:
        if not goes_on(words, last) and not (last == at and words[last].role == "article"):
            break
        last += 1
    return strip_name(words[at:last])


def goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a word belongs to a name: an article does behind a joint: ``de la peau``."""
    inner = at > 0 and words[at].role == "article" and words[at - 1].role in ("joint", "for")
    return inner or words[at].role in _OF_NAMES


def strip_name(words: Sequence[Word]) -> tuple[int, int] | None:
    """Where a name begins and ends, without the joints and articles around it."""
    named = [at for at, word in enumerate(words) if word.role == "name"]
    if not named:
        return None
    tied = named[0] and words[named[0] - 1].role == "tie"
    return words[named[0] - 1 if tied else named[0]].start, words[named[-1]].end


def _role(code: str, word: str) -> str:
    if word[0].isdigit():
        return "number"
    said = word.lower().rstrip("’'")
    topics = lexicons()[code].words
    return next((role for role in _LISTED if said in topics.get(role, ())), "") or _other_role(
        code, said
    )


@cache
def _other_role(code: str, said: str) -> str:
    """The role of a word that is in no list of them."""
    if not said[:1].isalpha():
        return "end"
    for role, topics in _BY_PATTERN.items():
        if _whole_words(code, *topics).fullmatch(said):
            return role
    if _verbs(code).fullmatch(said):
        return "verb"
    ends = _whole_words(code, "share", "rate", "yearly", "stop", "it").fullmatch(said)
    return "end" if ends or said in common_words(code) else "name"


_BY_PATTERN = {
    "called": ("called",),
    "other": ("others",),
    "market": ("market",),
    "sales": ("sales",),
}


@cache
def topic_words(code: str, *topics: str) -> re.Pattern[str]:
    """The words of topics, compiled; one that matches nothing where there are none."""
    return re.compile(lexicons()[code].pattern(*topics) or "(?!)", re.IGNORECASE)


@cache
def _whole_words(code: str, *topics: str) -> re.Pattern[str]:
    """The same for one word as a whole."""
    words = lexicons()[code].words
    found = [word for topic in topics for word in words.get(topic, ())]
    return re.compile(group_words(found, spaced=False) or "(?!)", re.IGNORECASE)


@cache
def _verbs(code: str) -> re.Pattern[str]:
    """The words of growth, of shares and of sizes, and other verbs behind a subject."""
    words = lexicons()[code].words
    found = [*words.get("be", ())]
    for topic in ("rise", "fall", "held", "size"):
        found += [verb for word in words.get(topic, ()) if (verb := _verb_of(word, code))]
    return re.compile(group_words(found, spaced=False) or "(?!)", re.IGNORECASE)


def _verb_of(words: str, code: str) -> str:
    """The first word of a piece of a pattern, where it is one and no preposition."""
    first = re.split(r" |\(\?: ", words)[0]
    whole = first.count("(") == first.count(")") and len(first) > 3
    return first if whole and first not in common_words(code) else ""
