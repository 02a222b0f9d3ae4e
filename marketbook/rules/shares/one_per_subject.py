"""Two shares of the same thing."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Share
from marketbook.rules.repeats import compare_repeats
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import in_year, points


@rule("shares.one-per-subject", "shares", "regions")
def one_per_subject(publication: Publication) -> Verdicts:
    """A source states one share per subject, whole, year and unit."""
    # two shares of open wholes may be of two of them
    shares = sorted(
        (share for share in publication.shares if share.whole), key=lambda one: one.record
    )
    groups = group_by(shares, lambda one: (*one.subject, one.whole, one.time, one.measure))
    for group in groups.values():
        for share, other in compare_repeats(group):
            yield _contradict(share, other) if other else None


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
