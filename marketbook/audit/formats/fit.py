"""What would make the figures of a finding fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from marketbook.findings import Finding, Suspicion

_TOLD_THERE = "figures."
"""Rules whose message already says what would fit."""

_MOST = 3


def describe_fit(finding: Finding) -> str:
    """``sizes:jp read as 13.7 USD billion``; empty where little is known, or the message says it.

    Only the figure at fault and the likeliest one, where they make everything fit with three
    readings at most; of a figure with more, none says much.
    """
    if not finding.suspects or finding.rule.startswith(_TOLD_THERE):
        return ""
    groups = {
        record: list(found)
        for record, found in groupby(finding.suspects, key=lambda one: one.record)
    }
    chosen = dict.fromkeys([*list(groups)[:1], finding.record])
    told = [_tell(record, groups[record]) for record in chosen if _is_clear(groups.get(record, ()))]
    return ", or ".join(told)


def _is_clear(found: Sequence[Suspicion]) -> bool:
    return 0 < len(found) <= _MOST and all(one.fits_all and one.repair for one in found)


def _tell(record: str, found: Sequence[Suspicion]) -> str:
    return f"{record} read as {' or '.join(one.repair for one in found)}"
