"""In how many ways a pattern may match one text, which is what a failing match has to try.

After Weideman, van der Merwe, Berglund and Watson, "Analyzing matching time behavior of
backtracking regular expression matchers by using ambiguity of NFA" (CIAA 2016): exponential where
a loop can read one text in two ways, else a power of the text's length, which is the number of
loops in a row that can share it.
"""

from __future__ import annotations

import re
from typing import Any

from tests.patterns.automaton import Automaton, loops


def reads_in_two_ways(pattern: re.Pattern[Any]) -> str:
    """The characters of a loop that can read one text in two ways; empty where there is none."""
    found = Automaton(pattern, counted=True)
    for group in _loops_of(found):
        pair = _doubled(found, group) or (_parted(found, group) if len(group) > 1 else None)
        if pair:
            return " and ".join(_show(found, at) for at in pair)
    return ""


def _loops_of(found: Automaton) -> list[set[int]]:
    groups = loops(list(range(len(found.sets))), lambda at: found.follow[at])
    return [
        group for group in groups if len(group) > 1 or (at := next(iter(group))) in found.follow[at]
    ]


def _show(found: Automaton, at: int) -> str:
    return "".join(sign for bit, sign in enumerate(found.signs) if found.sets[at] >> bit & 1)[:20]


def _doubled(found: Automaton, group: set[int]) -> tuple[int, int] | None:
    """Two ways from one character to the next: ``(?:a+)+``."""
    return next(
        ((one, other) for one in group for other, ways in found.follow[one].items()
         if other in group and ways > 1 and not (one == other and found.kept[one])), None
    )  # fmt: skip


def _parted(found: Automaton, group: set[int]) -> tuple[int, int] | None:
    """Two characters that one text leads to, and back to one: ``(?:ab|a\\w)+``."""
    after: dict[tuple[int, int], set[tuple[int, int]]] = {}

    def step(pair: tuple[int, int]) -> set[tuple[int, int]]:
        if pair not in after:
            ahead = [
                [(to, found.reaches(at, to)) for to in found.follow[at] if to in group]
                for at in pair
            ]
            after[pair] = {
                (min(one, other), max(one, other))
                for one, signs in ahead[0] for other, others in ahead[1] if signs & others
            }  # fmt: skip
        return after[pair]

    for met in loops([(at, at) for at in group], step):
        if any(one == other for one, other in met):
            pair = next((pair for pair in met if pair[0] != pair[1]), None)
            if pair:
                return pair
    return None


def power(pattern: re.Pattern[Any], *, searched: bool = True) -> int:
    """The power of a text's length that a match may take at most, where no loop is ambiguous.

    Args:
        pattern: It, compiled.
        searched: Whether it is tried from every place of the text.
    """
    found = Automaton(pattern, counted=False)
    if searched:
        _search(found)
    groups = _loops_of(found)[::-1]
    longest = [1] * len(groups)
    for at, group in reversed(list(enumerate(groups))):
        ahead = _reached(found.follow, group)
        for to in range(at + 1, len(groups)):
            if longest[to] >= longest[at] and _share(found, group, groups[to], ahead):
                longest[at] = longest[to] + 1
    return max(longest, default=0)


def _search(found: Automaton) -> None:
    """Lets the text before a match be anything, and what opens a word follow no letter."""
    start = found.add((1 << len(found.signs)) - 1)
    gap = found.add(
        sum(1 << at for at, sign in enumerate(found.signs) if not re.match(r"\w", sign))
    )
    found.follow[start].update((start, gap))
    for first in found.whole.first:
        found.follow[gap if first in found.opening else start][first] = 1


def _share(found: Automaton, one: set[int], other: set[int], ahead: set[int]) -> bool:
    """Whether some text can be read by a loop, by a later one, and by both of them."""
    return bool(other & ahead) and any(
        _meets(found, one, other, ahead, first, last)
        for first in one
        for last in other
        if found.sets[first] & found.sets[last]
    )


def _reached(follow: list[Any], starts: set[int]) -> set[int]:
    seen = set(starts)
    left = list(starts)
    while left:
        new = [to for to in follow[left.pop()] if to not in seen]
        seen.update(new)
        left += new
    return seen


def _meets(
    found: Automaton, one: set[int], other: set[int], between: set[int], first: int, last: int
) -> bool:
    seen = {(first, first, last)}
    left = list(seen)
    while left:
        at, way, end = left.pop()
        steps = [(to, found.reaches(at, to)) for to in found.follow[at] if to in one]
        ends = [(to, found.reaches(end, to)) for to in found.follow[end] if to in other]
        ways = [(to, found.reaches(way, to)) for to in found.follow[way] if to in between]
        for a, signs in steps:
            for b, others in ends:
                shared = signs & others
                new = {(a, to, b) for to, each in ways if shared & each} - seen if shared else set()
                seen |= new
                left += new
        if (first, last, last) in seen:
            return True
    return False
