"""The tokens of a sentence in chunks: noun phrases, verb groups, prepositions, numbers, signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.tokens import NOUNS, Token, names_something


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: from where to where it stands."""

    start: int
    end: int


@dataclass(frozen=True)
class Chunk:
    """Tokens that belong together.

    Attributes:
        kind: ``noun``, ``verb``, or the kind of its only token.
        tokens: Its tokens.
    """

    kind: str
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Where it begins; a noun phrase behind its article."""
        named = (each for each in self.tokens if each.kind != "determiner")
        return next(named, self.tokens[0]).start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.tokens[-1].end

    @property
    def word(self) -> str:
        """Its first word in lower case."""
        return self.tokens[0].word

    @property
    def last(self) -> str:
        """Its last word in lower case."""
        return self.tokens[-1].word

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(each.word for each in self.tokens)

    @cached_property
    def names(self) -> bool:
        """Whether a noun phrase names something: it is more than a measure or an article."""
        if self.word in ("a", "an") and self.last in words.MEASURES - words.PARTS:
            return False
        return names_something(self.tokens)

    @property
    def ranks(self) -> bool:
        """Whether a noun phrase says a rank: ``the largest users``, ``the most common type``."""
        noun = self.kind == "noun"
        return noun and any(each in words.RANKS or each.endswith("iest") for each in self.words)

    @property
    def measures(self) -> bool:
        """Whether it holds a word of measure."""
        return any(each.kind == "measure" for each in self.tokens)

    @property
    def is_market(self) -> bool:
        """``a $6 billion industry``, ``the $4 billion tile market``: the market's own amount."""
        return self.kind == "noun" and self.last in ("market", "industry", "sector")

    @property
    def is_infinitive(self) -> bool:
        """``to reach``."""
        return self.word == "to"

    @property
    def is_being(self) -> bool:
        """``is``, without another verb."""
        acts = any(each.kind == "verb" for each in self.tokens)
        return not acts and self.last not in ("had", "has", "have")

    @property
    def is_finite(self) -> bool:
        """Whether it can be the verb of a clause."""
        return not self.is_infinitive and not self.word.endswith("ing")

    @property
    def is_participle(self) -> bool:
        """``accounting for``, ``valued at``: behind a comma it has its clause's subject."""
        if len(self.tokens) > 1:
            return self.word in ("having", "expected", "projected", "forecast", "estimated")
        return self.word.endswith(("ing", "ed")) or self.word in ("worth", "driven", "set")

    def is_saying(self, *, after: str) -> bool:
        """Whether the verbs are of who says or pays it."""
        active = next((each.word for each in self.tokens if each.word not in words.TENSES), "")
        if self.word in ("will", "would", "could", "should", "may", "might"):
            return active in words.SAYING and active.startswith(("expect", "forecast"))
        if "to" in self.words and active in words.FORESEEN:
            return False
        now = any(word in self.words for word in _ESTIMATING)
        return now or (active in words.SAYING and after != ",")


_ESTIMATING = ("estimating", "expecting", "forecasting", "predicting", "projecting", "anticipating")


@lru_cache(maxsize=64)
def cut_chunks(tokens: tuple[Token, ...]) -> tuple[Chunk, ...]:
    """A sentence in chunks."""
    chunks: list[Chunk] = []
    at = 0
    while at < len(tokens):
        end = _noun_end(tokens, at) or _verb_end(tokens, at)
        kind = tokens[at].kind if not end else "verb" if _acts(tokens[at]) else "noun"
        if kind == "noun" and end < len(tokens) and tokens[end].word in words.TIMES:
            kind, end = "time", end + 1
        chunks.append(Chunk(kind, tokens[at : end or at + 1]))
        at = end or at + 1
    return tuple(chunks)


def _acts(token: Token) -> bool:
    return token.kind in ("verb", "auxiliary")


def _verb_end(tokens: Sequence[Token], at: int) -> int:
    """Where a chain of verbs ends: ``is also expected to reach``; 0 where none begins."""
    end = 0
    while at < len(tokens) and (_acts(tokens[at]) or (end and tokens[at].kind == "adverb")):
        at += 1
        end = at if _acts(tokens[at - 1]) else end
    return end


def _noun_end(tokens: Sequence[Token], at: int) -> int:
    """Where a noun phrase ends, several joined ones as one; 0 where none begins."""
    end = _one_noun(tokens, at)
    while end and (more := _next_noun(tokens, at, end)):
        end = more
    return end


def _one_noun(tokens: Sequence[Token], at: int) -> int:
    first, end = at, 0
    while at < len(tokens):
        kind = tokens[at].kind
        if kind == "determiner" and end and tokens[end - 1].kind != "determiner":
            break
        if kind in NOUNS:
            end = at + 1
        elif kind == "determiner":
            end = end or at + 1
        elif kind != "adverb" or at == first:
            break
        at += 1
    closed = _over_bracket(tokens, end) if end else 0
    if closed and closed < len(tokens) and tokens[closed].kind in NOUNS:
        return _one_noun(tokens, closed)
    return closed or end


def _named(tokens: Sequence[Token], at: int) -> int:
    """Where a noun phrase ends that is more than an article; 0 where none begins."""
    end = _one_noun(tokens, at)
    return end if end and tokens[end - 1].kind != "determiner" else 0


def _over_bracket(tokens: Sequence[Token], at: int) -> int:
    """Behind a bracket without a number; 0 where there is none."""
    if at >= len(tokens) or tokens[at].word != "(":
        return 0
    for end in range(at + 1, min(at + 24, len(tokens))):
        if tokens[end].kind == "number" or tokens[end].word == "(":
            return 0
        if tokens[end].word == ")":
            return end + 1
    return 0


def _next_noun(tokens: Sequence[Token], first: int, at: int) -> int:
    """Where the next one of a row ends: ``engine, air, and fluid filters``; 0 where none is."""
    if at >= len(tokens):
        return 0
    if tokens[at].kind == "joint":
        return _named(tokens, at + 1)
    if tokens[at].word != "," or at + 1 >= len(tokens):
        return 0
    if tokens[at + 1].kind == "joint":
        return _named(tokens, at + 2) if "," in {each.word for each in tokens[first:at]} else 0
    before = first - 1
    while before >= 0 and tokens[before].kind == "preposition":
        before -= 1
    leads_in = before < first - 1 and (before < 0 or tokens[before].word in (".", ":", ";"))
    end = _named(tokens, at + 1)
    leads_in = leads_in or tokens[at + 1].word in ("both", "either")
    goes_on = end and not leads_in and _joins(tokens, end)
    return end if goes_on else 0


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a row of nouns still comes to its "and"."""
    while at < len(tokens) and tokens[at].word == ",":
        at += 1
        if at < len(tokens) and tokens[at].kind == "joint":
            return True
        at = _named(tokens, at) or len(tokens)
    return at < len(tokens) and tokens[at].kind == "joint"


_APART = ("noun", "time")


def chain_start(chunks: Sequence[Chunk], last: int) -> int:
    """Where the chain of noun phrases and prepositions begins that ends at a chunk."""
    first = last
    while first and chunks[first - 1].kind in ("noun", "preposition", "time", "adverb"):
        if (
            chunks[first].kind == "noun"
            and chunks[first].names
            and chunks[first - 1].kind in _APART
        ):
            break  # ``Of all tools the saw sells``, ``In 2024 the saw sold``
        first -= 1
    return first
