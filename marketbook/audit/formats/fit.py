"""What would make the figures of a finding fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from marketbook.findings import Finding, Suspicion

_TOLD_THERE = "figures."
"""Rules whose message already says what would fit."""

_MOST = 3

_MOST_OTHERS = 9
"""Beside more readings than these the likeliest says nothing either."""

_GROSS = ("point", "unit")
"""Slips that change a figure tenfold or more: the likeliest of many readings where it is one."""


def describe_fit(finding: Finding) -> str:
    """``sizes:jp read as 13.7 USD billion``; empty where little is known, or the message says it.

    Only the figure at fault and the likeliest one, where they make everything fit; if that one
    has no clear reading, the next of the three likeliest. Of more than three readings only the
    likeliest, where it is another place of the point or another unit; where it is a digit, or
    they are very many, none says much.
    """
    if not finding.suspects or finding.rule.startswith(_TOLD_THERE):
        return ""
    groups = {
        record: list(found)
        for record, found in groupby(finding.suspects, key=lambda one: one.record)
    }
    clear = [record for record in list(groups)[:_MOST] if _is_clear(groups[record])]
    chosen = dict.fromkeys([*clear[:1], finding.record])
    told = [_tell(record, groups[record]) for record in chosen if _is_clear(groups.get(record, ()))]
    return ", or ".join(told)


def _is_clear(found: Sequence[Suspicion]) -> bool:
    fits = bool(found) and all(one.fits_all and one.repair for one in found)
    return fits and (
        len(found) <= _MOST or (len(found) <= _MOST_OTHERS + 1 and found[0].kind in _GROSS)
    )


def _tell(record: str, found: Sequence[Suspicion]) -> str:
    if len(found) <= _MOST:
        return f"{record} read as {' or '.join(one.repair for one in found)}"
    return f"{record} read as {found[0].repair}; {len(found) - 1} other readings would fit too"
