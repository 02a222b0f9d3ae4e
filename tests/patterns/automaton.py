"""A pattern as an automaton of its characters (Glushkov's), with the ways from one to the next.

Lookarounds are taken for nothing and back references too, so the automaton matches at least what
the pattern does: what it finds harmless is harmless.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain
from typing import Any

# the only parser that agrees with the matcher in every release
parser: Any = import_module("re._parser")
op: Any = import_module("re._constants")

_SIGNS = [chr(code) for code in range(32, 127)] + list("\n\téÉüßжЖ中。，–—’“”€£₹\u00a0％°")
_CATEGORIES = {
    op.CATEGORY_DIGIT: re.compile(r"\d"),
    op.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    op.CATEGORY_SPACE: re.compile(r"\s"),
    op.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    op.CATEGORY_WORD: re.compile(r"\w"),
    op.CATEGORY_NOT_WORD: re.compile(r"\W"),
}
_ATOMS = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_SURE = (*_ATOMS, op.AT, op.ASSERT, op.ASSERT_NOT, op.ATOMIC_GROUP, op.POSSESSIVE_REPEAT)
_FOLDED, _DOTTED = int(re.IGNORECASE), int(re.DOTALL)
_FEW = 4
"""Repeats of one character up to here are written out."""

_KNOWN: dict[str, dict[str, int]] = {}
"""What each atom matches of the same signs: most patterns have no others than ``_SIGNS``."""

Ways = Counter[int]
"""Characters of the pattern, and in how many ways one comes to each: 1, or 2 for more."""


@dataclass(slots=True)
class Part:
    """A part of a pattern: the ways to match nothing, its first characters and its last."""

    empty: int = 1
    first: Ways = field(default_factory=Ways)
    last: Ways = field(default_factory=Ways)


class Automaton:
    """A pattern's characters and what may follow each.

    Args:
        pattern: It, compiled.
        counted: Whether a repeat with an end ("{0,40}") is a loop; if not, it is written out as a
            few characters, as it costs the same on a text of any length.

    Attributes:
        signs: The characters that are told apart.
        sets: For each character of the pattern the signs that it matches, as bits.
        follow: For each the characters that may come next.
        kept: For each the signs that it never leaves to the next one (``\\w++``).
        opening: Those that stand behind a border of a word.
    """

    def __init__(self, pattern: re.Pattern[Any], *, counted: bool) -> None:
        text = pattern.pattern
        text = text.decode("latin-1") if isinstance(text, bytes) else text
        tree = parser.parse(text, pattern.flags & ~(re.LOCALE | re.UNICODE))
        self.counted = counted
        self.signs = sorted({*_SIGNS, *(sign for sign in text)})
        self.sets: list[int] = []
        self.follow: list[Ways] = []
        self.kept: list[int] = []
        self.opening: set[int] = set()
        self._known = _KNOWN.setdefault("".join(self.signs), {})
        self.whole = self._build(tree, int(pattern.flags))

    def reaches(self, one: int, other: int) -> int:
        """The signs by which one comes from a character to another that may follow it."""
        return self.sets[other] & ~(self.kept[one] if one != other else 0)

    def add(self, signs: int) -> int:
        """A new character."""
        self.sets.append(signs)
        self.follow.append(Counter())
        self.kept.append(0)
        return len(self.sets) - 1

    def _build(self, tree: Any, flags: int) -> Part:
        whole = Part()
        for kind, value in tree:
            whole = self._join(whole, self._part(kind, value, flags))
        if len(tree) and tree[0] == (op.AT, op.AT_BOUNDARY):
            self.opening.update(whole.first)
        return whole

    def _join(self, one: Part, other: Part) -> Part:
        for last, ways in one.last.items():
            _add(self.follow[last], other.first, ways)
        joined = Part(min(2, one.empty * other.empty), Counter(one.first), Counter(other.last))
        _add(joined.first, other.first, one.empty)
        _add(joined.last, one.last, other.empty)
        return joined

    def _part(self, kind: Any, value: Any, flags: int) -> Part:
        if kind in _ATOMS:
            at = self.add(self._signs(kind, value, flags))
            return Part(0, Counter([at]), Counter([at]))
        if kind in _REPEATS:
            return self._repeat(kind, *value, flags)
        if kind is op.SUBPATTERN:
            return self._build(value[3], (flags | value[1]) & ~value[2])
        if kind is op.BRANCH:
            return _either([self._build(branch, flags) for branch in value[1]])
        if kind is op.ATOMIC_GROUP:
            return self._build(value, flags)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            self._build(value[1], flags)  # loops inside are looked at, and it takes no text
        return Part()

    def _repeat(self, kind: Any, least: int, most: int, body: Any, flags: int) -> Part:
        single = len(body) == 1 and body[0][0] in _ATOMS
        if most <= _FEW or (most is not op.MAXREPEAT and not self.counted):
            few = _FEW if self.counted or "MAXREPEAT" in repr(body) else 2
            return self._written_out(min(least, few - 1), min(most, few), body, flags)
        if not single and _is_sure(body):
            return self._one_by_one(least, body, flags)
        part = self._build(body, flags)
        for last in part.last:
            _add(self.follow[last], part.first, part.last[last])
        if single and kind is op.POSSESSIVE_REPEAT:
            (at,) = part.first
            self.kept[at] = self.sets[at]
        return Part(1 if least == 0 else min(1, part.empty), part.first, part.last)

    def _one_by_one(self, least: int, body: Any, flags: int) -> Part:
        """A loop with one way from one place: as if its characters were repeated one by one."""
        before = len(self.sets)
        empty = self._build(body, flags).empty
        at = self.add(_any_of(self.sets[before:]))
        self.follow[at][at] = 1
        return Part(1 if least == 0 else empty, Counter([at]), Counter([at]))

    def _written_out(self, least: int, most: int, body: Any, flags: int) -> Part:
        """``x{1,3}`` as ``x(?:x(?:x)?)?``."""
        whole = Part()
        for at in reversed(range(most)):
            whole = self._join(self._build(body, flags), whole)
            whole.empty = 1 if at >= least else whole.empty
        return whole

    def _signs(self, kind: Any, value: Any, flags: int) -> int:
        key = f"{kind} {value} {flags & (_FOLDED | _DOTTED)}"
        if key not in self._known:
            self._known[key] = sum(
                1 << at for at, sign in enumerate(self.signs) if _matches(sign, kind, value, flags)
            )
        return self._known[key]


def _add(to: Ways, more: Ways, times: int) -> None:
    """Adds ways, each as often as there are ways to come there."""
    for at, ways in more.items():
        if times:
            to[at] = min(2, to[at] + ways * times)


def _either(parts: list[Part]) -> Part:
    whole = Part(min(2, sum(part.empty for part in parts)))
    for part in parts:
        _add(whole.first, part.first, 1)
        _add(whole.last, part.last, 1)
    return whole


def _any_of(sets: list[int]) -> int:
    signs = 0
    for each in sets:
        signs |= each
    return signs


def _is_sure(body: Any) -> bool:
    """Whether a body matches in one way at most from one place: nothing in it is tried again."""
    return all(
        kind in _SURE or (kind is op.SUBPATTERN and _is_sure(value[3])) for kind, value in body
    )


def _matches(sign: str, kind: Any, value: Any, flags: int) -> bool:
    alike = {sign, sign.lower(), sign.upper()} if flags & _FOLDED else {sign}
    codes = [ord(each) for each in alike if len(each) == 1]
    if kind is op.ANY:
        return sign != "\n" or bool(flags & _DOTTED)
    if kind is not op.IN:
        return (value in codes) is (kind is op.LITERAL)
    items = [each for each in value if each[0] is not op.NEGATE]
    found = any(_is_in(sign, codes, *item) for item in items)
    return found is (len(items) == len(value))


def _is_in(sign: str, codes: list[int], kind: Any, value: Any) -> bool:
    if kind is op.CATEGORY:
        return bool(_CATEGORIES[value].match(sign))
    low, high = (value, value) if kind is op.LITERAL else value
    return any(low <= code <= high for code in codes)


def loops(nodes: list[Any], after: Any) -> list[set[Any]]:
    """Groups of nodes that lead to each other (Tarjan's), those after a group before it."""
    index: dict[Any, int] = {}
    low: dict[Any, int] = {}
    stack: list[Any] = []
    open_: set[Any] = set()
    groups: list[set[Any]] = []
    for root in nodes:
        work = [] if root in index else [(root, None)]
        while work:
            node, rest = work.pop()
            if rest is None:
                index[node] = low[node] = len(index)
                stack.append(node)
                open_.add(node)
                rest = iter(after(node))
            for each in rest:
                if each not in index:
                    work += [(node, chain([each], rest)), (each, None)]
                    break
                if each in open_:
                    low[node] = min(low[node], low[each], index[each])
            else:
                if low[node] == index[node]:
                    at = stack.index(node)
                    groups.append(set(stack[at:]))
                    open_ -= groups[-1]
                    del stack[at:]
    return groups
