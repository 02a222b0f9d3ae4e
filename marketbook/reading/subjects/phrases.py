"""Whom a figure is about, by the grammar of its sentence: the phrase that a verb joins to it.

A sentence is cut into words of closed classes and names. From a figure the way leads left over
words of measure ("a revenue share of", "a CAGR of") to the nearest name or verb; behind a verb its
subject is the phrase before it, across auxiliaries, relative pronouns and asides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.tokens import NOUNS, Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: from where to where it stands."""

    start: int
    end: int


def holder_of(tokens: Sequence[Token], start: int) -> Phrase | None:
    """The phrase that a number is said of; None where the sentence leaves it open.

    Args:
        tokens: The tokens of the sentence.
        start: Where the number begins.
    """
    at = next((at for at, token in enumerate(tokens) if token.end > start), len(tokens))
    return _holder(tokens, at, _DEPTH)


_DEPTH = 6
"""How often the way may lead on to an earlier verb or number."""


def _holder(tokens: Sequence[Token], number: int, depth: int) -> Phrase | None:
    at = _over_measures(tokens, number - 1)
    if at < 0 or not depth:
        return None
    token = tokens[at]
    if token.kind in ("verb", "auxiliary"):
        return _subject(tokens, at, depth)
    if token.kind == "number":
        return _holder(tokens, at, depth - 1)
    if token.kind == "name":
        return _beside(tokens, at, number, depth)
    return None


def _over_measures(tokens: Sequence[Token], at: int) -> int:
    """Left over what only measures: ``a revenue share of about``, ``at a CAGR of``, ``in 2023``."""
    while at >= 0 and (
        tokens[at].kind in ("measure", "determiner", "preposition", "adverb", "time")
        or tokens[at].word in words.GENERIC
        or tokens[at].word in words.HEDGES
        or tokens[at].word in _OPENERS
    ):
        at -= 1
    return at


_OPENERS = frozenset(["(", ",", "–", "—", "-", "~", "+", "“", '"'])


def _beside(tokens: Sequence[Token], last: int, number: int, depth: int) -> Phrase | None:
    """A name right before its figure, without a verb: ``hotel furniture 15 %``, ``toys (34 %)``.

    An object of a verb or preposition is none: ``dominate the business by 44 %``.
    """
    first = _phrase_start(tokens, last)
    before = tokens[first - 1] if first else None
    if before is not None and before.kind in ("verb", "auxiliary"):
        return _subject(tokens, first - 1, depth)
    if before is not None and before.kind == "preposition" and before.word not in _BRING:
        return _holder(tokens, first - 1, depth - 1)
    between = tokens[last + 1 : number]
    plain = not any(token.kind in ("measure", "time") for token in between)
    joined = plain or any(token.word in ("with", "at", "(", "–", ":") for token in between[:2])
    return _trimmed(tokens, first, last) if joined else None


_BRING = ("by", "with", "than", "for")


def _phrase_start(tokens: Sequence[Token], last: int) -> int:
    """Where the run of names begins that ends at a token."""
    at = last
    while at > 0 and tokens[at - 1].kind in (*NOUNS, "adverb", "determiner"):
        at -= 1
    return at


def _subject(tokens: Sequence[Token], verb: int, depth: int) -> Phrase | None:
    """The phrase before a verb, across auxiliaries, relative pronouns and participles."""
    at = _before_verbs(tokens, verb)
    first = at + 1
    if at < 0 or not depth or _says(tokens, first, verb):
        return None
    if tokens[at].kind == "relative":
        said = at - 2 if at and tokens[at - 1].word == "," else at - 1
        if tokens[first].kind == "auxiliary" and tokens[first + 1].kind != "verb":
            return _earlier(tokens, said, depth)
        return _noun_phrase(tokens, said, depth, antecedent=True) or _earlier(tokens, said, depth)
    hangs = tokens[at].word == "," and _is_participle(tokens, at, first)
    owns = tokens[first].word in ("valued", "worth") and tokens[at - 1].word in _MARKETS
    if owns:
        return _noun_phrase(tokens, at, depth)
    if hangs or (tokens[at].kind == "joint" and at and tokens[at - 1].kind != "name"):
        return _earlier(tokens, at - 1, depth) or _noun_phrase(tokens, at - 1, depth)
    if tokens[at].kind == "joint" and (earlier := _earlier(tokens, at - 1, depth)):
        return earlier
    if tokens[at].word == ",":
        at = _over_aside(tokens, at)
    return _noun_phrase(tokens, at, depth)


_MARKETS = ("market", "industry", "segment", "sector", "category")


def _says(tokens: Sequence[Token], first: int, verb: int) -> bool:
    """Whether the verbs are of who says or pays it, or of what it comes from: ``led to a fall``."""
    said = [token.word for token in tokens[first : verb + 1] if token.kind != "adverb"]
    active = next((word for word in said if word not in _TENSES), "")
    behind = tokens[verb + 1].word if verb + 1 < len(tokens) else ""
    caused = said[-1:] in (["lead"], ["leads"], ["led"]) and behind == "to"
    now = any(word in _ESTIMATING for word in said)
    return caused or now or (active in words.SAYING and tokens[first - 1].word != ",")


_ESTIMATING = ("estimating", "expecting", "forecasting", "predicting", "projecting", "anticipating")


_TENSES = ("will", "has", "have", "had", "would", "could", "may", "might", "can", "to", "do", "did")


def _is_participle(tokens: Sequence[Token], comma: int, at: int) -> bool:
    """``…, accounting for``, ``…, valued at`` behind a clause: it has the clause's subject."""
    word = tokens[at].word
    if word == "having":
        return True
    if tokens[at].kind != "verb" or tokens[at + 1].kind in ("verb", "auxiliary"):
        return word in ("expected", "projected", "forecast", "estimated") and comma > 0
    return word.endswith(("ing", "ed")) or word in ("worth", "driven", "set", "up", "down")


def _before_verbs(tokens: Sequence[Token], at: int) -> int:
    """Left over a chain of verbs: ``is also expected to reach``."""
    while at >= 0 and tokens[at].kind in ("verb", "auxiliary", "adverb"):
        at -= 1
    return at


def _over_aside(tokens: Sequence[Token], comma: int) -> int:
    """Left over an aside between commas: ``Rotary kilns, one of the segments, will reach``."""
    first = -1
    for at in range(comma - 1, 0, -1):
        if tokens[at].word in (";", ":"):
            break
        if tokens[at].word != ",":
            continue
        opens = tokens[at + 1]
        spans = opens.word in ("including", "such", "encompassing", "comprising", "covering")
        if opens.kind == "relative" or spans:
            return at - 1
        numbers = any(token.kind == "number" for token in tokens[at:comma])
        first = at if first < 0 and not numbers else first
    return first - 1 if first > 0 and tokens[first - 1].kind in NOUNS else comma - 1


def _earlier(tokens: Sequence[Token], at: int, depth: int) -> Phrase | None:
    """The subject of the last finite verb before a point, for a participle or a second verb."""
    while at >= 0:
        if tokens[at].word in (";",) or tokens[at].kind == "conjunction":
            return None
        finite = tokens[at].kind == "verb" and not tokens[at].word.endswith("ing")
        if finite or (tokens[at].kind == "auxiliary" and tokens[at].word != "to"):
            return _subject(tokens, at, depth - 1)
        at -= 1
    return None


def _noun_phrase(
    tokens: Sequence[Token], last: int, depth: int, *, antecedent: bool = False
) -> Phrase | None:
    """The phrase that ends at a token, with its prepositions: ``sales of tools in Europe``."""
    while (
        last >= 0
        and tokens[last].kind in ("adverb", "sign", "time")
        and tokens[last].word not in (";", ")")
    ):
        last -= 1
    first = _run_start(tokens, last, antecedent=antecedent)
    before = tokens[first - 1] if first else None
    predicate = tokens[first].kind == "preposition" and tokens[first].word != "of"
    if predicate and before is not None and before.kind in ("verb", "auxiliary"):
        return _subject(tokens, first - 1, depth - 1)
    if before is not None and before.kind in ("number", "verb"):
        joints = (at for at in range(first, last) if tokens[at].kind == "joint")
        first = next(joints, first)
    return _trimmed(tokens, first, last)


def _run_start(tokens: Sequence[Token], last: int, *, antecedent: bool) -> int:
    """Where the phrase begins that ends at a token."""
    first, depth = last, 0
    while first >= 0:
        token = tokens[first]
        depth += (token.word == ")") - (token.word == "(")
        if depth <= 0 and not _belongs(tokens, first, last, antecedent=antecedent):
            break
        if token.kind == "determiner" and first and tokens[first - 1].kind in NOUNS:
            return first
        first -= 1
    return first + 1


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> Phrase | None:
    """A phrase without the words that lead into it: ``In 2023 the``, ``and only``."""
    counted = first > 0 and tokens[first - 1].kind == "number"
    while first <= last and tokens[first].kind not in NOUNS:
        counted = counted and tokens[first].kind in ("adverb", "preposition")
        counted = counted or tokens[first].kind == "number"
        first += 1
    if first > last or counted:
        return None
    return Phrase(tokens[first].start, tokens[last].end)


def _belongs(tokens: Sequence[Token], at: int, last: int, *, antecedent: bool) -> bool:
    token = tokens[at]
    if token.kind in (*NOUNS, "determiner", "time", "adverb"):
        return True
    if token.kind == "joint":
        return not antecedent or tokens[at - 1].kind in NOUNS or tokens[at - 1].word == ","
    if token.kind == "preposition":
        return not antecedent or (
            token.word in ("of", "for") and at > 0 and tokens[at - 1].kind == "measure"
        )
    if token.word == ",":
        return _is_listed(tokens, at, last)
    return token.word in ("(", ")", "“", "”", '"')


def _is_listed(tokens: Sequence[Token], comma: int, last: int) -> bool:
    """Whether a comma stands in a row of names: ``engine, air, and fluid filters``."""
    joint = next((at for at in range(comma + 1, last) if tokens[at].kind == "joint"), -1)
    row = tokens[comma + 1 : joint] if joint > 0 else ()
    plain = all(token.kind in NOUNS or token.word == "," for token in row)
    return joint > 0 and plain and len(row) < 9 and tokens[comma - 1].kind in NOUNS
