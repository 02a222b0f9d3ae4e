"""How a clause takes up what was spoken of before: by its first words, up to its verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from marketbook.reading.guide import Guide
from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.tokens import Token

Kind = Literal["named", "own", "clause", "open", "back", "market", "whole"]


@dataclass(frozen=True, slots=True)
class Theme:
    """What the first words of a clause are about.

    Attributes:
        kind: ``named`` where they name something of their own; ``own`` where they name what the
            document's market sells ("robot sales"); ``open`` where they name only a measure
            ("sales rose"); ``clause`` where they name nothing and go on with the clause before;
            ``back`` for a pronoun or "this segment"; ``market`` for "the market"; ``whole`` for
            the whole market again ("total sales", "the robot market").
        wants: What "back" points to: ``region``, ``country``, ``segment``, or anything.
    """

    kind: Kind
    wants: str = ""


_POINTED = {
    **dict.fromkeys(("region", "continent", "bloc"), "region"),
    **dict.fromkeys(("country", "nation", "kingdom", "republic"), "country"),
    **dict.fromkeys(words.CALLED | {"channel"}, "segment"),
}
_MARKETS = ("market", "industry", "sector", "business")
_TOTAL = frozenset(("total", "overall", "global", "worldwide", "world", "entire", "whole", "all"))
_OVERALL = ("overall", "globally", "worldwide", "total", "world", "globe")
_POINTERS = frozenset(("this", "that", "these", "those", "such", "its", "their"))
_NOBODY = frozenset(("we", "he", "she", "i", "you", "there", "here", "what"))


def theme_of(tokens: Sequence[Token], guide: Guide) -> Theme:
    """The theme of a clause.

    Args:
        tokens: Its tokens up to the figure.
        guide: What is known of the document.
    """
    lead = _behind_lead(tokens)
    at = _behind_sayer(tokens, lead)
    if at < len(tokens) and tokens[at].kind in ("preposition", "verb", "number"):
        return Theme("clause")
    if lead < at == len(tokens):
        return Theme("open")
    phrase = tokens[at : _phrase_end(tokens, at)]
    behind = tokens[at + len(phrase) : at + len(phrase) + 1]
    overall = any(token.word in _OVERALL for token in tokens[:at])
    return _theme_of_phrase(phrase, behind, guide, overall=overall)


def _behind_lead(tokens: Sequence[Token]) -> int:
    """Where the subject begins, behind "However, in 2023," and "Driven by new rules,"."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind in ("conjunction", "adverb", "joint", "sign"):
            at += 1
        elif token.kind == "preposition" or (token.kind == "verb" and _hangs(token)):
            behind = _behind_adverbial(tokens, at)
            if behind == at:
                return at
            at = behind
        else:
            return at
    return at


def _hangs(token: Token) -> bool:
    return token.word.endswith(("ed", "ing", "en"))


def _behind_adverbial(tokens: Sequence[Token], start: int) -> int:
    """Behind the comma that ends an adverbial, or behind its time or place; else its start."""
    for at in range(start + 1, len(tokens)):
        token = tokens[at]
        if token.word == ",":
            return at + 1
        if token.kind in ("auxiliary", "number", "pronoun") or token.word in (";", ":"):
            break
    plain = tokens[start].kind == "preposition" and start + 1 < len(tokens)
    at = start + 1
    while plain and at < len(tokens) and tokens[at].kind in ("determiner", "adverb", "preposition"):
        at += 1
    timed = plain and at < len(tokens) and tokens[at].kind in ("time", "place")
    return at + 1 if timed else start


def _behind_sayer(tokens: Sequence[Token], start: int) -> int:
    """Behind "Analysts expect that": where what is said begins."""
    for at in range(start, len(tokens)):
        token = tokens[at]
        if token.kind in ("auxiliary", "measure", "place", "number") or token.word in _MARKETS:
            return start
        if token.kind == "verb":
            if token.word not in words.SAYING or at == start:
                return start
            return at + 2 if [each.word for each in tokens[at + 1 : at + 2]] == ["that"] else at + 1
    return start


def _phrase_end(tokens: Sequence[Token], start: int) -> int:
    """Where the subject ends: before its verb, or before a figure."""
    at = start
    while at < len(tokens) and tokens[at].kind not in ("auxiliary", "number", "relative"):
        opens = all(token.kind in ("determiner", "adverb") for token in tokens[start:at])
        if tokens[at].kind == "verb" and not (opens and _hangs(tokens[at])):
            break
        at += 1
    return max(at, start + 1) if start < len(tokens) else start


def _theme_of_phrase(
    phrase: Sequence[Token], behind: Sequence[Token], guide: Guide, *, overall: bool
) -> Theme:
    if not phrase or phrase[0].kind in ("auxiliary", "adverb"):
        return Theme("clause")
    first, said = phrase[0].word, [token.word for token in phrase]
    names = [token.word for token in phrase if _names(token)]
    own = bool(names) and not any(guide.beyond(name) for name in names)
    whole = overall or not _TOTAL.isdisjoint(said) or said[-3:] == ["as", "a", "whole"]
    market = any(word in _MARKETS for word in said)
    pointing = first in _POINTERS
    if first in _NOBODY or (first in ("that", "those") and behind and _hangs(behind[0])):
        return Theme("named")
    owner = next((word.removesuffix("'s") for word in said[:3] if word.endswith("'s")), "")
    if owner in _POINTED:
        return Theme("back", _POINTED[owner])
    if phrase[0].kind in ("pronoun", "relative") and len(phrase) == 1:
        return Theme("back")
    head = next((word for word in said if word in _POINTED), "")
    if head and (pointing or first == "the") and names in ([], [head]):
        return Theme("back", _POINTED[head])
    if first in ("its", "their") and not names:
        return Theme("back")
    if market and (own or not names):
        return Theme("whole" if whole or own else "market")
    if pointing:
        return Theme("back")
    if names:
        return Theme("whole" if whole and own else "own" if own else "named")
    return Theme("whole" if whole else "open")


def _names(token: Token) -> bool:
    """Whether a word is of a name: no measure, article, time or word of degree."""
    noun = token.kind == "place" or (token.kind == "name" and token.word[:1].isalpha())
    return noun and token.word not in words.GENERIC and token.word not in _MARKETS
