"""Rows of numbers and of whom they are about: one noun phrase for each number.

``Steel and wood hold 40 % and 35 %``: in the order of a list. ``Steel holds 40 %, wood 35 %``:
each number behind its phrase. ``40 % in Asia, 35 % in Europe``: each before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.phrases import Phrase
from marketbook.reading.subjects.tokens import NOUNS, Token, names_something

_PARTED = (*(",", ";", "(", ")", "–", "—"), *("against", "versus", "vs", "than", "compared"))
_STUDIES = frozenset(("report", "study", "research", "analysts", "firm", "survey"))
_JOINED = frozenset((",", "at", "by", "with", "from", "of"))
_BRINGS = ("for", "in", "by", "with", "of")
_LEADS = ("in", "for", "from", "to", "by", "through", "among", "at")


@dataclass(slots=True)
class Rows:
    """The lists of a sentence.

    Attributes:
        named: Region or segment of each number, by where the number begins.
        joined: Where two numbers begin between which a list goes on.
    """

    named: dict[int, dict[str, str]] = field(default_factory=dict[int, dict[str, str]])
    joined: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def joins(self, one: Mention, other: Mention) -> bool:
        """Whether a list goes on from one number to another."""
        return (one.start, other.start) in self.joined


def find_rows(
    tokens: Sequence[Token], starts: Sequence[int]
) -> tuple[dict[int, Phrase], set[tuple[int, int]]]:
    """The phrase of each number of a list, by where the number begins, and which ones it joins.

    Args:
        tokens: The tokens of the sentence.
        starts: Where the numbers of one kind begin, in order.
    """
    at = {token.start: place for place, token in enumerate(tokens) if token.kind == "number"}
    row = [at[start] for start in starts if start in at]
    gaps = [tokens[one + 1 : other] for one, other in pairwise(row)]
    parsed = [_parse_gap(gap) for gap in gaps]
    found: list[Phrase | None] = []
    while len(found) < len(row):
        first = last = len(found)
        while last < len(gaps) and parsed[last]:
            last += 1
        behind = tokens[row[last] + 1 :]
        found += _all_behind([*gaps[first:last], behind]) or _beside(
            parsed[first:last], _tail(behind)[0]
        )
        for one, other in _runs(gaps[first:last]):
            found[first + one : first + other + 1] = _in_order(
                tokens, row[first + one : first + other + 1], found[: first + one]
            )
    begins = [tokens[number].start for number in row]
    joined = {ends for ends, gap in zip(pairwise(begins), parsed, strict=True) if gap}
    return {start: each for start, each in zip(begins, found, strict=True) if each}, joined


def _all_behind(gaps: Sequence[Sequence[Token]]) -> list[Phrase | None]:
    """``72 % is steel, 20 % wood``, ``8 % in Peru and 9 % in Chile``: each number before its name.

    None where what parts two numbers does not stand right before the second one.
    """
    inner, found = gaps[:-1], [_named_behind(gap) for gap in gaps]
    ends = all(len(gap) > 1 and _parts(gap[-1]) for gap in inner)
    return [*found] if inner and ends and all(found) else []


def _named_behind(gap: Sequence[Token]) -> Phrase | None:
    """What a number is of that stands right before it: ``of sales goes to bakers``."""
    at = 0
    if gap and gap[0].word == "of":
        at = _phrase(gap, 0)[1] + (len(gap) > 1 and gap[1].kind == "pronoun")
    while at < len(gap) and gap[at].kind in ("verb", "auxiliary", "adverb"):
        at += 1
    lead = gap[at : at + 1]
    if lead and (lead[0].kind == "preposition" and lead[0].word not in _LEADS):
        return None
    first, end = _chain(gap, at)
    ours = names_something(gap[first:end]) and not any(map(_parts, gap[at:first]))
    return Phrase(gap[first].start, gap[end - 1].end) if ours else None


def _beside(
    parsed: Sequence[tuple[Phrase | None, Phrase | None] | None], tail: Phrase | None
) -> list[Phrase | None]:
    """The phrases before numbers, else right behind them; none of a number that is alone."""
    behind = [*(each[0] for each in parsed if each), tail]
    before = [None, *(each[1] for each in parsed if each)]
    return [
        one or (other if number else None)
        for number, (one, other) in enumerate(zip(before, behind, strict=True))
    ]


def _runs(gaps: Sequence[Sequence[Token]]) -> Iterator[tuple[int, int]]:
    """The first and last of numbers with nothing but "and" or a comma between them."""
    first = 0
    for at in range(1, len(gaps) + 2):
        if at > len(gaps) or not _is_bare(gaps[at - 1]):
            if at - 1 > first:
                yield first, at - 1
            first = at


def _is_bare(gap: Sequence[Token]) -> bool:
    """Whether nothing but "and", a comma or the same preposition stands between two numbers."""
    plain = words.HEDGES | _JOINED
    return all(token.kind in ("joint", "adverb") or token.word in plain for token in gap)


def _parse_gap(gap: Sequence[Token]) -> tuple[Phrase | None, Phrase | None] | None:
    """What of the words between two numbers belongs to the first, and what to the second.

    None where they hold another number, or two phrases that none of the numbers can have.
    """
    tail, end = _tail(gap)
    head = _head(gap[end:])
    return None if head is False else (tail, head)


def _parts(token: Token) -> bool:
    kinds = ("joint", "conjunction", "verb", "auxiliary", "relative")
    return token.kind in kinds or token.word in _PARTED


def _tail(gap: Sequence[Token]) -> tuple[Phrase | None, int]:
    """The phrase behind a number: ``in China``; and where what belongs to the number ends."""
    at, found = 0, None
    while at < len(gap) and not _parts(gap[at]):
        first, end = _phrase(gap, at)
        if end > first and names_something(gap[first:end]):
            led = [token.word for token in gap[:first] if token.kind == "preposition"]
            if found is None and led[-1:] and led[-1] in _LEADS:
                found = Phrase(gap[first].start, gap[end - 1].end)
            at = end
        else:
            at = max(end, at + 1)
    return found, at


def _head(rest: Sequence[Token]) -> Phrase | Literal[False] | None:
    """The phrase that leads to the next number; False where another one stands in between."""
    at = 0
    while at < len(rest) and (
        _parts(rest[at]) or rest[at].kind == "pronoun" or rest[at].word in _BRINGS
    ):
        at += 1
    if any(token.kind in ("verb", "auxiliary") for token in rest[:at]) and at < len(rest):
        at = 0
    first, end = _chain(rest, at)
    said = {token.word for token in rest[first:end]}
    if not names_something(rest[first:end]) or said & _STUDIES:
        return None
    left = rest[end:]
    if any(token.kind == "verb" and token.word in words.SAYING for token in left):
        return None
    while left and not (left[0].kind == "joint" or left[0].word == ","):
        begin, stop = _phrase(left, 0)
        if stop > begin and names_something(left[begin:stop]):
            return False
        left = left[max(stop, 1) :]
    return False if left else Phrase(rest[first].start, rest[end - 1].end)


def _chain(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Where coordinated noun phrases begin and end."""
    first, end = _phrase(tokens, at)
    while end > first and end + 1 < len(tokens) and tokens[end].kind == "joint":
        begin, stop = _phrase(tokens, end + 1)
        if stop == begin:
            break
        end = stop
    return first, end


def _phrase(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Where a noun phrase begins and ends, behind its article and what leads into it."""
    while at < len(tokens) and (
        tokens[at].kind in ("determiner", "adverb", "time") or tokens[at].kind == "preposition"
    ):
        at += 1
    first = at
    while at < len(tokens) and tokens[at].kind in NOUNS:
        at += 1
    return first, at


def _in_order(
    tokens: Sequence[Token], row: Sequence[int], earlier: Sequence[Phrase | None]
) -> list[Phrase] | list[None]:
    """As many phrases as there are numbers: in a list before them, or those before."""
    count = len(row)
    said = [phrase for phrase in earlier if phrase]
    again = said if len(said) == count else []
    return _listed_before(tokens, row[0], count) or again or [None] * count


def _listed_before(tokens: Sequence[Token], at: int, count: int) -> list[Phrase]:
    """The nearest list of that many names; none where it is of measures: ``value and volume``."""
    for inner in ("&", ""):
        end = at
        while end and tokens[end - 1].word != ";" and tokens[end - 1].kind != "number":
            spans, first = _list_ending(tokens, end, inner)
            if len(spans) >= count:
                named = all(names_something(tokens[one:other]) for one, other in spans[-count:])
                found = [_as_phrase(tokens, one, other) for one, other in spans[-count:]]
                return found if named else []
            end = min(first, end - 1)
    return []


def _as_phrase(tokens: Sequence[Token], first: int, end: int) -> Phrase:
    return Phrase(tokens[first].start, tokens[end - 1].end)


def _list_ending(
    tokens: Sequence[Token], end: int, inner: str
) -> tuple[list[tuple[int, int]], int]:
    """The coordinated nouns that end at a point, and where the first begins.

    Args:
        tokens: The tokens of the sentence.
        end: The point.
        inner: A sign that stands within a name: ``Food & Drink, Toys and Tools``.
    """
    found: list[tuple[int, int]] = []
    apart = True
    while apart:
        first = end
        while first and (tokens[first - 1].kind in NOUNS or tokens[first - 1].word == inner):
            first -= 1
        if first == end:
            break
        found.insert(0, (first, end))
        end = first
        while end and (
            tokens[end - 1].kind in ("joint", "determiner") or tokens[end - 1].word == ","
        ):
            end -= 1
        apart = any(token.kind != "determiner" for token in tokens[end:first])
    return found, end
