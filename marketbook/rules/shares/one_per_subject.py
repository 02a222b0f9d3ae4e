"""Two shares of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from marketbook.markets import Publication
from marketbook.markets.printed import Share
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import in_year, points


@rule("shares.one-per-subject", "shares", "regions")
def one_per_subject(publication: Publication) -> Verdicts:
    """A source states one share per subject, whole, year and unit."""
    groups: dict[tuple[object, ...], list[Share]] = defaultdict(list)
    for share in sorted(publication.shares, key=lambda share: share.record):
        # two shares of open wholes may be of two of them
        if share.whole:
            groups[*share.subject, share.whole, share.time, share.measure].append(share)
    for group in groups.values():
        yield from _compare(group)


def _compare(shares: Sequence[Share]) -> Verdicts:
    """Each share but the first, beside the one before it that it is furthest from."""
    lowest = highest = shares[0]
    for share in shares[1:]:
        other = max(
            (lowest, highest), key=lambda one: max(share.low - one.high, one.low - share.high)
        )
        meets = share.interval.meets(other.interval)
        yield None if meets else _contradict(share, other)
        lowest = min(lowest, share, key=lambda one: one.high)
        highest = max(highest, share, key=lambda one: one.low)


def _contradict(share: Share, other: Share) -> Contradiction:
    gap = abs(share.value - other.value)
    message = (
        f"states {share.qualified} %, but {other.cite} states {other.qualified} % of the same "
        f"whole {in_year(share.time)}: {points(gap)} apart; if they are shares of two units, say "
        "so in unit_id; if the source prints both, keep both, and say in a waiver "
        "where each is printed"
    )
    worth = gap / other.value if other.value else 1.0
    return contradict(share, message, f"{other.stated} %", worth)
