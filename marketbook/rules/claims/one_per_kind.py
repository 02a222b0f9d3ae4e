"""Two subjects with one rank."""

from __future__ import annotations

from collections import defaultdict

from marketbook.markets import Publication
from marketbook.markets.printed import Claim
from marketbook.markets.rivals import find_rival
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import name_subject


@rule("claims.one-per-kind", "claims", "regions")
def one_per_kind(publication: Publication) -> Verdicts:
    """A source names only one leader of a ranking."""
    ranks: dict[tuple[object, ...], dict[tuple[str, str], Claim]] = defaultdict(dict)
    for claim in sorted(publication.ranks, key=lambda claim: claim.record):
        first = ranks[claim.kind, claim.scope, claim.axis, claim.time]
        for other in first.values():
            if other.subject != claim.subject:
                is_peer = find_rival(claim, other.subject, publication) == "peer"
                yield _contradict(claim, other, publication) if is_peer else None
        first.setdefault(claim.subject, claim)


def _contradict(claim: Claim, other: Claim, publication: Publication) -> Contradiction:
    own, rank = name_subject(publication, claim.subject), name_subject(publication, other.subject)
    message = (
        f"calls {own} the {claim.kind.replace('-', ' ')}, but {other.cite} gives that rank to "
        f"{rank}; check both names, enter the year of each, or waive it "
        "and say where each is printed"
    )
    return Contradiction(claim, message, own, rank)
