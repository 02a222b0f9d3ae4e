"""A largest segment against the average of those without a share."""

from __future__ import annotations

from typing import NamedTuple

from marketbook.figures import reach
from marketbook.markets import Publication
from marketbook.markets.codes import Codes
from marketbook.markets.printed import Claim
from marketbook.markets.share_parts import Part, ShareSum
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import name_subject, number, percent

_LEAST = 1e-9
"""In place of nothing in a ratio."""


class _Beside(NamedTuple):
    """The share of a segment beside what the segments without one have at least, in percent."""

    part: Part
    missing: int
    left: float

    @property
    def average(self) -> float:
        """What one of them has on average."""
        return self.left / self.missing

    @property
    def lack(self) -> float:
        """By how many points the segment is below that at least."""
        return self.average - self.part.high


@rule("claims.largest-is-above-average", "claims", "regions")
def largest_is_above_average(publication: Publication) -> Verdicts:
    """The claimed leader's share is at least the average of the segments without one."""
    sums = {(one.whole, one.time): one for one in publication.share_sums if not one.holder}
    for claim in publication.ranks_of("largest"):
        found = [
            _Beside(part, missing, 100.0 - beside.high)
            for part in publication.parts_by_subject.get(claim.subject, ())
            if part.whole.region == claim.scope and claim.may_be_of(part.time)
            if (beside := sums.get((part.whole, part.time)))
            if (missing := _count_missing(beside, publication.codes))
        ]
        if found:
            best = min(found, key=lambda one: (one.lack, one.part.time))
            fine = reach(best.average, best.part.high)
            yield None if fine else _contradict(claim, best, publication)


def _count_missing(one: ShareSum, codes: Codes) -> int:
    """How many segments of a complete axis lack a share; none where that says nothing.

    A rest without a share may hold anything, and a member of a member hides what its own has.
    """
    members = codes.full_axes.get(one.whole.cut, frozenset())
    known = {part.id for part in one.parts}
    missing = members - known
    is_open = any(codes.segments[member].catches_all for member in missing)
    return len(missing) if known <= members and not is_open else 0


def _contradict(claim: Claim, one: _Beside, publication: Publication) -> Contradiction:
    part, own = one.part, name_subject(publication, claim.subject)
    average = percent(one.average, 1)
    message = (
        f"calls {own} the largest with {number(part.value)} %, but the {one.missing} segments "
        f"without a share have at least {percent(one.left, 1)} % between them, {average} % each on "
        "average: one of them is larger; check the name and the figures, or waive it with the "
        "reason"
    )
    worth = one.average / max(part.high, _LEAST) - 1
    return Contradiction(claim, message, number(part.value), f"{average} % on average", worth)
