"""A largest segment against the average of those without a share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marketbook.figures import reach
from marketbook.markets import Publication
from marketbook.markets.codes import Codes
from marketbook.markets.printed import Claim
from marketbook.markets.share_parts import Part, ShareSum, Whole
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.telling import name_subject
from marketbook.rules.words import number, percent

_LEAST = 1e-9
"""In place of nothing in a ratio."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """Segments of a complete axis without a share: how many, and the least they have in percent."""

    missing: int
    left: float

    @property
    def average(self) -> float:
        """What one of them has on average."""
        return self.left / self.missing


@dataclass(frozen=True, slots=True)
class _Pair:
    """The share of a segment beside those of its axis that have none."""

    part: Part
    gap: _Gap

    @property
    def lack(self) -> float:
        """By how many points the segment is below the average of the others at least."""
        return self.gap.average - self.part.high


@rule("claims.largest-is-above-average", reads=("claims", "regions"))
def largest_is_above_average(publication: Publication) -> Iterator[Contradiction | None]:
    """The claimed leader has at least the average of the segments without a share."""
    gaps = _find_gaps(publication)
    for claim in publication.ranks:
        if claim.kind == "largest" and claim.segment:
            pairs = [
                _Pair(part, gap)
                for part in publication.parts_by_subject.get(claim.subject, ())
                if part.whole.region == claim.scope and claim.may_be_of(part.time)
                if (gap := gaps.get((part.whole, part.time)))
            ]
            if pairs:
                best = min(pairs, key=lambda pair: (pair.lack, pair.part.time))
                fine = reach(best.gap.average, best.part.high)
                yield None if fine else _contradict(claim, best, publication)


def _find_gaps(publication: Publication) -> Mapping[tuple[Whole, int], _Gap]:
    """Complete axes that have segments without a share, by whole and time."""
    found: dict[tuple[Whole, int], _Gap] = {}
    for one in publication.share_sums:
        missing = _count_missing(one, publication.codes)
        if missing > 0:
            found[one.whole, one.time] = _Gap(missing, 100.0 - one.high)
    return found


def _count_missing(one: ShareSum, codes: Codes) -> int:
    """How many segments of a complete axis lack a share; none where that says nothing.

    A rest without a share may hold anything, and a member of a member hides what its own has.
    """
    members = codes.full_axes.get(one.whole.cut, frozenset()) if not one.holder else frozenset()
    known = {part.id for part in one.parts}
    missing = members - known
    if not known <= members or any(codes.segments[member].catches_all for member in missing):
        return 0
    return len(missing)


def _contradict(claim: Claim, pair: _Pair, publication: Publication) -> Contradiction:
    part, gap, own = pair.part, pair.gap, name_subject(publication, claim.subject)
    average = percent(gap.average, 1)
    message = (
        f"calls {own} the largest with {number(part.value)} %, but the {gap.missing} segments "
        f"without a share have at least {percent(gap.left, 1)} % between them, {average} % each on "
        "average: one of them is larger; check the name and the figures, or waive it with the "
        "reason"
    )
    worth = gap.average / max(part.high, _LEAST) - 1
    return Contradiction(claim, message, number(part.value), f"{average} % on average", worth)
