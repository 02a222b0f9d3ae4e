"""What rules and the figures together say of the same fault, said once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marketbook.findings import Finding

_FAMILY = "figures."
_OF_TEXT = "text."


def settle(findings: Iterable[Finding]) -> list[Finding]:
    """Conflicts that a rule already names become notes; the rule's finding gets their suspects."""
    every = list(findings)
    conflicts = [one for one in every if one.conflict]
    if not conflicts:
        return every
    named = {
        one.record: one.rule
        for one in sorted(every, reverse=True)
        if one.severity == "error" and not one.rule.startswith((_FAMILY, _OF_TEXT))
    }
    # of a figure in two conflicts the one that needs no assumption says more
    conflicts.sort(key=lambda one: (one.severity == "note", one.sort_key))
    known: dict[str, Finding] = {}
    for one in conflicts:
        for place in one.conflict:
            known.setdefault(place.record, one)
    return [_settle_one(one, named, known) for one in every]


def _settle_one(one: Finding, named: dict[str, str], known: dict[str, Finding]) -> Finding:
    if one.conflict:
        rules = [named[place.record] for place in one.conflict if place.record in named]
        return replace(one, severity="note", repeats=rules[0]) if rules else one
    if one.record in named and one.record in known and not one.rule.startswith(_OF_TEXT):
        conflict = known[one.record]
        return replace(one, conflict=conflict.conflict, suspects=conflict.suspects)
    return one
