"""What the others leave for a largest one that has no share itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from marketbook.figures import reach
from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.nesting import REGIONS
from marketbook.markets.printed import Claim
from marketbook.markets.rivals import find_rival
from marketbook.markets.share_parts import ShareSum
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import name_subject, percent, the_others

_Sums = Mapping[tuple[str, str], Sequence[ShareSum]]
"""Sums of whole markets by the region and how it is cut."""


class _Room(NamedTuple):
    """What other parts leave at most, and what the largest rival has at least, in percent."""

    time: int
    others: int
    room: float
    rival: float

    @property
    def lack(self) -> float:
        """How many points are missing."""
        return self.rival - self.room


@rule("claims.largest-has-room", "claims", "regions")
def largest_has_room(publication: Publication) -> Verdicts:
    """The claimed leader can still be the largest, given the other shares."""
    sums = group_by(
        (one for one in publication.share_sums if one.is_whole and not one.whole.within),
        lambda one: (one.whole.region, one.whole.cut),
    )
    for claim in publication.ranks_of("largest"):
        if claim.subject in publication.parts_by_subject:
            continue
        rooms = _find_rooms(claim, sums, publication)
        # of a claim without a year, one year in which it can be true is enough
        if rooms:
            best = min(rooms, key=lambda one: (one.lack, one.time))
            fine = reach(best.rival, best.room)
            yield None if fine else _contradict(claim, best, publication)


def _find_rooms(claim: Claim, sums: _Sums, publication: Publication) -> list[_Room]:
    """What the parts of each year leave; none of a year without a rival."""
    own = claim.segment or claim.region
    found: list[_Room] = []
    for one in sums.get((claim.scope, claim.axis or REGIONS), ()):
        if claim.may_be_of(one.time):
            others = [part for part in one.parts if not publication.codes.overlap(own, part.id)]
            rivals = [
                part.low for part in others if find_rival(claim, part.at.subject, publication)
            ]
            if rivals:
                room = 100.0 - sum(part.low for part in others)
                found.append(_Room(one.time, len(others), room, max(rivals)))
    return found


def _contradict(claim: Claim, left: _Room, publication: Publication) -> Contradiction:
    year, alone = f" in {left.time}" if left.time else "", left.others == 1
    message = (
        f"calls {name_subject(publication, claim.subject)} the largest, but "
        f"{the_others(left.others)} with a share {'leaves' if alone else 'leave'} it at most "
        f"{percent(max(left.room, 0.0), 1)} %{year}, less than the {percent(left.rival, 1)} % that "
        f"{'it' if alone else 'one of them'} has at least; check the name and the figures, or "
        "waive it with the reason"
    )
    implied = f"at most {percent(left.room, 1)} %"
    return Contradiction(claim, message, "", implied, left.lack / 100)
