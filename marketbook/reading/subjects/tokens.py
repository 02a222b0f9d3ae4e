"""A sentence in words of closed classes, names, numbers, times and places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from marketbook.reading.subjects import word_classes as words

_WORD = re.compile(
    r"[^\W\d_](?:[\w/&+]|[.-](?=\w)|[’'](?=\w|(?<=s[’'])\s))*|&|[^\w\s“”\"‘’']|\d\S*"
)
"""A word or sign; quotation marks are none, so that a quoted name goes on behind them."""


class Token(NamedTuple):
    """A word, sign, number or time of a sentence, with the class that it has there."""

    start: int
    end: int
    word: str
    kind: str


@lru_cache(maxsize=64)
def cut(
    text: str, marks: tuple[tuple[int, int, str], ...], left: int = 0, right: int = 0
) -> tuple[Token, ...]:
    """A sentence, or a part of it, in tokens.

    Args:
        text: The sentence.
        marks: Where its numbers, times and places begin and end, with their kinds.
        left: Where the part begins.
        right: Where it ends; 0 for the end of the sentence.
    """
    tokens: list[Token] = []
    at, right = left, right or len(text)
    for start, end, kind in sorted(marks):
        if start < at:
            continue
        _add_words(tokens, text, at, start)
        end += 2 if kind == "place" and text[end : end + 2] in ("'s", "’s") else 0
        tokens.append(Token(start, end, "", kind))
        at = end
    _add_words(tokens, text, at, right)
    return tuple(_settle(tokens, text))


def _add_words(tokens: list[Token], text: str, start: int, end: int) -> None:
    for match in _WORD.finditer(text, start, end):
        printed = match.group()
        word = printed.lower().replace("’", "'")
        kind = _class_of(word)
        short = printed.isupper() and len(printed) > 1 and kind not in ("measure", "sign")
        tokens.append(Token(*match.span(), word, "name" if short else kind))


def _class_of(word: str) -> str:
    if kind := _KIND_OF.get(word):
        return kind
    if not word[0].isalnum():
        return "sign"
    return (
        "adverb" if re.fullmatch(r"[^-]{4,}ly", word) and word not in words.NO_ADVERBS else "name"
    )


_CLASSES = (
    ("sign", words.FOREIGN),
    ("determiner", words.DETERMINERS - {"that", "this", "these", "those"}),
    ("relative", words.RELATIVES),
    ("pronoun", words.PRONOUNS),
    ("joint", words.JOINTS),
    ("conjunction", words.CONJUNCTIONS),
    ("auxiliary", words.AUXILIARIES),
    ("adverb", words.ADVERBS),
    ("preposition", words.PREPOSITIONS),
    ("verb", words.VERBS),
    ("measure", words.MEASURES),
)


_KIND_OF = {word: kind for kind, members in reversed(_CLASSES) for word in members}


def _settle(tokens: Sequence[Token], text: str) -> list[Token]:
    """Words that are verbs in one place and nouns or adjectives in another."""
    settled: list[Token] = []
    titled = not any(text[token.start].islower() for token in tokens if token.kind in _OPEN)
    for at, token in enumerate(tokens):
        before = settled[-1] if settled else None
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        token = _as_it_stands(token, before, behind)
        if token.word == "to" and behind and behind.kind == "name":
            foreseen = before is not None and before.word in words.FORESEEN
            token = token._replace(kind="auxiliary" if foreseen else "preposition")
        elif token.kind == "name" and before and before.kind == "auxiliary":
            ended = behind is None or behind.kind not in ("name", "measure")
            done = (token.word.endswith("ed") and ended) or (behind and behind.word == "by")
            acts = done or before.word in words.MODALS
            token = token._replace(kind="verb") if acts else token
        indefinite = at > 1 and before and before.kind == "name" and tokens[at - 2].word in _ONE
        if token.kind == "verb" and token.word in words.RISES and indefinite:
            token = token._replace(kind="measure")
        elif token.kind == "verb" and before:
            named = not titled and _is_named(token, before, text)
            token = token._replace(
                kind="name" if named | _compounds(tokens, at, before) else "verb"
            )
        elif token.kind == "name" and before:
            acts = _follows_doer(tokens, at, before, text) or _takes(settled, token, behind)
            token = token._replace(kind="verb" if acts else "name")
        settled.append(token)
    return settled


_ONE = ("a", "an")
_OPEN = ("name", "measure", "verb")


def _is_named(token: Token, before: Token, text: str) -> bool:
    """``Access Control had 9 %``: a verb with a capital, behind another word with one."""
    return before.kind == "name" and text[before.start].isupper() and text[token.start].isupper()


def _takes(before: Sequence[Token], token: Token, behind: Token | None) -> bool:
    """``Packaging uses most tiles``, ``luck gives it``: no noun stands before a second one."""
    first = next((each.kind for each in reversed(before) if each.kind not in NOUNS), "sign")
    opens = before[-1].kind == "name" and first in ("sign", "joint", "conjunction")
    second = behind is not None and behind.word in ("it", "them", "its", "their", "most")
    return opens and second and bool(re.search("[^su]s$", token.word))


def _follows_doer(tokens: Sequence[Token], at: int, before: Token, text: str) -> bool:
    """``Italy burns through 3 million``, ``shoppers part with 3 million``: a verb in no list."""
    word = tokens[at].word
    plural = before.kind == "name" and re.search(r"[^s]s$", before.word) and not word.endswith("s")
    place = before.kind == "place" and text[before.end - 2] not in ("'", "’")
    doer = plural or place or before.kind == "pronoun"
    if not doer or not text[tokens[at].start].islower():
        return False
    behind = [each.kind for each in tokens[at + 1 : at + 8]]
    first = behind.index("number") if "number" in behind else -1
    joins = first == 0 or (first > 0 and behind[0] in ("preposition", "determiner", "adverb"))
    return joins and not {"verb", "auxiliary"} & set(behind[:first])


def _as_it_stands(token: Token, before: Token | None, behind: Token | None) -> Token:
    """A token with the class that its neighbours give it."""
    if token.word in ("this", "these", "those", "one") and behind and behind.kind in NOUNS:
        return token._replace(kind="determiner")
    if token.word in words.IDIOMS and before and before.kind == "preposition":
        return token._replace(kind="preposition")
    if token.word in words.TIMES and (token.word != "end" or (behind and behind.word == "of")):
        return token._replace(kind="time")
    if token.word in ("one", "ones") and before and before.kind == "name":
        return token._replace(kind="measure")
    if token.word == "time" and before and before.word in ("this", "that", "same"):
        return token._replace(kind="time")
    if token.kind == "name" and behind and behind.word == "than":
        return token._replace(kind="adverb")
    if token.word == "still" and behind and behind.kind == "name":
        return token._replace(kind="name")
    if token.word == "followed" and behind and behind.word == "by":
        return token._replace(kind="conjunction")
    if token.word == "to" and behind and behind.kind not in ("verb", "name", "auxiliary"):
        return token._replace(kind="preposition")
    numbered = behind is not None and behind.kind == "number"
    if numbered and before and before.word in ("a", "an") and token.kind in ("name", "verb"):
        return token._replace(kind="adverb")
    if token.kind == "name" and behind is not None and _acts(token, before, behind):
        return token._replace(kind="verb")
    if token.kind != "verb":
        return token
    opens = before is None or before.word in (".", ";", ":")
    if opens and token.word in words.FIXED and behind is not None and behind.kind in NOUNS:
        return token._replace(kind="name")
    if _modifies(token, before, behind):
        measured = behind is not None and behind.kind in ("measure", "number")
        return token._replace(kind="adverb" if measured else "name")
    if _is_noun(token, before, behind):
        return token._replace(kind="measure" if token.word in words.MEASURES else "name")
    return token


def _compounds(tokens: Sequence[Token], at: int, before: Token) -> bool:
    """Whether a verb is a noun between a name and what it measures: ``vinyl record sales fell``."""
    nouns = words.ALSO_NOUNS - words.SAYING
    if tokens[at].word not in nouns or before.kind != "name":
        return False
    end = at + 1
    while end < len(tokens) and tokens[end].kind == "measure":
        end += 1
    acts = end < len(tokens) and tokens[end].kind in ("verb", "auxiliary")
    return end - at > 1 and acts and tokens[end].word != "to"


def _is_opened(before: Token | None) -> bool:
    """Whether a noun must follow: behind an article, a preposition or an adjective."""
    return (
        before is None
        or before.kind in ("determiner", "preposition", "number")
        or before.word.endswith("'s")
        or before.word in words.GENERIC
    )


def _modifies(token: Token, before: Token | None, behind: Token | None) -> bool:
    """Whether a participle stands before its noun: ``an expected gain``, ``the frozen goods``."""
    joined = before is not None and before.kind == "joint"
    if before and before.kind == "determiner" and behind and behind.kind == "number":
        return True
    noun = behind is not None and behind.kind in NOUNS
    return token.word.endswith(("ed", "ing")) and noun and (_is_opened(before) or joined)


def _is_noun(token: Token, before: Token | None, behind: Token | None) -> bool:
    """Whether a verb is a noun where it stands: ``the rise``, ``shoe making (9 %)``."""
    ends = behind is None or (behind.kind in ("auxiliary", "verb") and behind.word != "to")
    if token.word in words.MEASURES and before is not None and before.kind == "measure":
        return True
    if token.word in words.FORESEEN and behind is not None and behind.word == "to":
        return False
    if token.word in words.ALSO_NOUNS:
        stops = ends or (behind is not None and behind.word in (",", ".", "of"))
        return _is_opened(before) or stops
    named = before is not None and before.kind == "name"
    stops = ends or (behind is not None and behind.word == "(")
    return token.word.endswith("ing") and named and stops


def _acts(token: Token, before: Token | None, behind: Token) -> bool:
    """Whether a word that is in no list is a verb: ``identified as``, ``marking 7.6 %``."""
    if token.word.endswith("ed"):
        return behind.kind in ("number", "preposition", "determiner", "adverb")
    if not token.word.endswith("ing"):
        return False
    comma = before is not None and before.word == ","
    return behind.kind == "determiner" or (
        comma and behind.kind in ("number", "preposition", "auxiliary")
    )


NOUNS = ("name", "measure", "place")
_PLAIN = words.GENERIC | words.HEDGES


def names_something(tokens: Sequence[Token]) -> bool:
    """Whether words name something, beside what only measures or says how much."""
    return any(token.kind in ("name", "place") and token.word not in _PLAIN for token in tokens)
