"""The growth of what is said to grow fastest, against that of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from marketbook.figures import reach
from marketbook.markets import Family, Publication
from marketbook.markets.known_growth import KnownGrowth, Subject
from marketbook.markets.printed import Claim
from marketbook.markets.rivals import find_rival
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import name_subject, percent, span

_Known = Mapping[Subject, Sequence[KnownGrowth]]


class _Pair(NamedTuple):
    """Growth of the subject of a claim beside that of another one over the same years.

    Attributes:
        least: The least growth of the other one.
        most: The most growth of the subject.
        are_early: Whether the sizes of both begin before the forecast.
    """

    own: KnownGrowth
    other: KnownGrowth
    rival: Subject
    least: float
    most: float
    are_early: bool

    @property
    def lead(self) -> float:
        """By how many points the other one grows faster at least; below 0 where it need not."""
        return self.least - self.most


def _pair(own: KnownGrowth, other: KnownGrowth, rival: Subject) -> _Pair:
    early = own.is_early and other.is_early
    ends, others = (own.near, other.near) if early else (own.ends, other.ends)
    return _Pair(own, other, rival, others.low, ends.high, early)


@rule("claims.fastest-can-be-fastest", "claims", "regions")
def fastest_can_be_fastest(family: Family) -> Verdicts:
    """No rival, nor the whole, grows faster than the claimed fastest.

    What has no rate grows by what its sizes at both ends of the forecast imply.
    """
    for publication in family.publications:
        for claim in publication.ranks_of("fastest-growing"):
            pair = _find_fastest(claim, family.known_growth[publication], publication)
            if pair:
                fine = reach(pair.least, pair.most)
                yield None if fine else _contradict(claim, pair, publication)


def _find_fastest(claim: Claim, known: _Known, publication: Publication) -> _Pair | None:
    """The rival, or the whole, that leads by most; of several rates of one, what fits best."""
    # the parts of a whole cannot all grow more slowly than the whole
    whole = claim.region if claim.segment else claim.scope, ""
    owns, found = known.get(claim.subject, ()), list[_Pair]()
    for rival, growths in known.items() if owns else ():
        if rival == whole or find_rival(claim, rival, publication) == "peer":
            pairs = [
                _pair(own, other, rival)
                for own in owns
                for other in growths
                if own.may_be_with(other)
            ]
            pairs.sort(key=lambda one: (one.lead, one.own.stated + one.other.stated))
            found += pairs[:1]
    return min(found, key=lambda one: (-one.lead, "".join(one.rival)), default=None)


def _contradict(claim: Claim, pair: _Pair, publication: Publication) -> Contradiction:
    own, other = (_tell(one, early=pair.are_early) for one in (pair.own, pair.other))
    gap = pair.other.value - pair.own.value
    name = name_subject(publication, pair.rival)
    is_whole = not pair.rival[1] and (claim.segment or pair.rival[0] == claim.scope)
    message = (
        f"calls {name_subject(publication, claim.subject)} the fastest growing with {own}, but "
        f"{f'the whole, {name},' if is_whole else name} grows by {other}, {percent(gap)} points "
        "more; check the name, both rates and their periods, or waive it with the reason"
    )
    return Contradiction(claim, message, own, other, gap / 100)


def _tell(growth: KnownGrowth, *, early: bool) -> str:
    if growth.stated:
        return f"{growth.stated} %"
    return f"{span(growth.near if early else growth.ends)} by its sizes"
