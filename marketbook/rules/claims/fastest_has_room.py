"""The growth that all others leave for what is said to grow fastest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from marketbook.figures import power, reach
from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Claim
from marketbook.markets.share_figures import RatedPart
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import name_subject, percent, years

_Rated = Mapping[tuple[str, tuple[str, str]], Sequence[RatedPart]]
"""Shares with rates by whole and subject."""


class _Room(NamedTuple):
    """What the shares and rates of all other parts leave for the last one over some years.

    ``own_low`` is the least share, in percent, that the last part can have at their begin.
    """

    others: tuple[RatedPart, ...]
    years: int
    own_low: float

    @property
    def time(self) -> int:
        """The year of the shares."""
        return self.others[0].part.time

    @property
    def rival(self) -> float:
        """The least growth of the fastest of the others, in percent a year."""
        return max(one.own.low for one in self.others)

    @property
    def taken(self) -> float:
        """What the others have in the end at least, in percent of the whole.

        All shares of a whole are 100, so that the last part has least where they have most. What
        they have beyond their least grows at the slowest pace of any of them.
        """
        paces = [power(one.pace.low, self.years) for one in self.others]
        shares = [one.part.interval for one in self.others]
        most = 100.0 - self.own_low
        if reach(sum(share.high for share in shares), most):
            return sum(share.high * pace for share, pace in zip(shares, paces, strict=True))
        more = max(most - sum(share.low for share in shares), 0.0)
        grown = sum(share.low * pace for share, pace in zip(shares, paces, strict=True))
        return grown + more * min(paces)

    @property
    def can(self) -> float:
        """How fast the last part can grow from its least share, in percent a year."""
        ratio = max(100.0 - self.taken, 0.0) / self.own_low
        return power(ratio, 1.0 / self.years) * (self.others[0].of_whole.high + 100) - 100


@rule("claims.fastest-has-room", "claims", "regions")
def fastest_has_room(publication: Publication) -> Verdicts:
    """The claimed fastest can still be the fastest, given the shares and growth of the others."""
    with_rate = {rate.subject for rate in publication.rates}
    rated = group_by(
        (one for one in publication.rated_parts if one.year_counts),
        lambda one: (one.part.whole.region, one.part.at.subject),
    )
    for claim in publication.ranks_of("fastest-growing"):
        if claim.subject in with_rate:
            continue
        rooms = [
            room
            for others in _find_others(claim, publication)
            for room in _find_rooms(claim, others, rated, publication)
        ]
        if rooms:
            least = min(rooms, key=lambda one: (one.rival - one.can, one.time, one.years))
            fine = reach(least.rival, least.can)
            yield None if fine else _contradict(claim, least, publication)


def _find_others(claim: Claim, publication: Publication) -> Iterator[set[tuple[str, str]]]:
    """Every other member of its complete axis, or of a list of the whole world."""
    if claim.segment:
        members = publication.codes.full_axes.get(claim.axis, frozenset())
        if claim.segment in members:
            yield {(claim.region, member) for member in members - {claim.segment}}
    elif claim.scope == publication.world:
        for listed in publication.full_lists:
            if claim.region in listed.parts:
                yield {(region, "") for region in listed.parts - {claim.region}}


def _find_rooms(
    claim: Claim, others: set[tuple[str, str]], rated: _Rated, publication: Publication
) -> Iterator[_Room]:
    """What the others leave over each span of years for which all of them are known."""
    spans: dict[tuple[int, int, float], list[RatedPart]] = defaultdict(list)
    for other in others:
        for one in rated.get((claim.scope, other), ()):
            for count in one.year_counts:
                spans[one.part.time, count, one.of_whole.high].append(one)
    for (time, count, _), found in spans.items():
        if len(found) == len(others) == len({one.part.at.subject for one in found}):
            own_low = max(
                [100.0 - sum(one.part.high for one in found)]
                + [
                    part.low
                    for part in publication.parts_by_subject.get(claim.subject, ())
                    if part.whole.region == claim.scope and part.time == time
                ]
            )
            if own_low > 0:
                yield _Room(tuple(found), count, own_low)


def _contradict(claim: Claim, left: _Room, publication: Publication) -> Contradiction:
    room = f"leave it growth of at most {percent(left.can)} % a year from {left.time}"
    if left.can <= -100:
        room = f"leave nothing for it {years(left.years)} after {left.time}"
    message = (
        f"calls {name_subject(publication, claim.subject)} the fastest growing, but the shares "
        f"and rates of all others {room}, and one of them grows by at least "
        f"{percent(left.rival)} %; check the name, the shares and the rates, or waive it with the "
        "reason"
    )
    worth = (left.rival - left.can) / 100
    return Contradiction(claim, message, "", f"{percent(left.can)} %", worth)
