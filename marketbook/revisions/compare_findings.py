"""Which findings came and went between two audits.

A finding is known by its rule and its record, where it has one, else by its file. Where a rule
says several things about one record, equal words are matched first, then words that differ in
their numbers alone, then what is left in its order. Lines are no part of it: they move when a
row is added above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from marketbook.findings import Finding
from marketbook.markets.grouping import group_by
from marketbook.revisions.model import FindingChange

_NUMBER = re.compile(r"\d[\d,.…]*")
_LINE = re.compile(r"\b(lines?) \d+")

Key = tuple[str, ...]


def compare_findings(
    old: Iterable[Finding], new: Iterable[Finding], skipped: Collection[str] = ()
) -> tuple[FindingChange, ...]:
    """Every finding that came, went, reads differently or was settled, in the order of findings.

    One that says again what another one says is left out.

    Args:
        old: Findings before.
        new: Findings now.
        skipped: Rules that could not run on the new side.
    """
    olds, news = (sorted(one for one in found if not one.repeats) for found in (old, new))
    pairs: list[tuple[Finding, Finding]] = []
    for key in (_say_same, _say_alike, _place):
        matched, olds, news = _match(olds, news, key)
        pairs += matched
    changes = [FindingChange("came", finding) for finding in news]
    changes += [
        FindingChange("unchecked" if finding.rule in skipped else "went", finding)
        for finding in olds
    ]
    changes += [change for before, after in pairs for change in _judge(before, after)]
    return tuple(sorted(changes, key=lambda change: (change.finding.sort_key, change.change)))


def _place(finding: Finding) -> Key:
    return (finding.rule, finding.record or finding.file, finding.field)


def _say_alike(finding: Finding) -> Key:
    return (*_place(finding), _NUMBER.sub("#", finding.message))


def _say_same(finding: Finding) -> Key:
    return (*_place(finding), finding.severity, _LINE.sub(r"\1 #", finding.message))


def _match(
    olds: list[Finding], news: list[Finding], key: Callable[[Finding], Key]
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """Pairs of equal key, each finding in one pair at most, and what is left of both."""
    waiting = group_by(olds, key)
    pairs: list[tuple[Finding, Finding]] = []
    unmatched: list[Finding] = []
    for finding in news:
        found = waiting.get(key(finding))
        if found:
            pairs.append((found.pop(0), finding))
        else:
            unmatched.append(finding)
    return pairs, [finding for left in waiting.values() for finding in left], unmatched


def _judge(before: Finding, after: Finding) -> Iterator[FindingChange]:
    if before.settled != after.settled:
        yield FindingChange(after.settled or "reopened", after, before)
    elif _say_same(before) != _say_same(after):
        yield FindingChange("changed", after, before)
