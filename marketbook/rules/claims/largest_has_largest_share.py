"""The share and size of what is said to be the largest, against those of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from marketbook.figures import reach
from marketbook.markets import Publication
from marketbook.markets.printed import Claim
from marketbook.markets.rivals import find_rival
from marketbook.markets.series import widen
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import amount, in_unit, name_subject

Subject = tuple[str, str]

_LEAST = 1e-9
"""In place of nothing in a ratio."""


class _Ranked(NamedTuple):
    """A share or a size that can be ranked, as it is told.

    Only figures of one scale compare: shares of one whole, sizes in one currency. A size may
    follow from a share and its total.
    """

    scale: str
    time: int
    low: float
    high: float
    shown: str
    follows: bool = False


_Figures = Mapping[tuple[str, int], _Ranked]
"""Figures of one subject by scale and time."""


class _Pair(NamedTuple):
    """Two figures of one scale that may be of one year."""

    own: _Ranked
    other: _Ranked
    rival: Subject

    @property
    def times(self) -> float:
        """How many times as large the other one is at least; 0 where it need not be larger."""
        if reach(self.other.low, self.own.high):
            return 0.0
        return self.other.low / max(self.own.high, _LEAST)


@rule("claims.largest-has-largest-share", "claims", "regions")
def largest_has_largest_share(publication: Publication) -> Verdicts:
    """No rival of the claimed leader has a larger share or size."""
    claims = publication.ranks_of("largest")
    ranked = _rank_figures(publication) if claims else {}
    for claim in claims:
        worst = _find_worst(claim, ranked, publication)
        if worst:
            yield _contradict(claim, worst, publication) if worst.times else None


def _rank_figures(publication: Publication) -> Mapping[Subject, _Figures]:
    """Shares, and sizes that are printed or follow from shares, of each subject.

    Two shares of wholes that are left open may be of different ones; a share that its own size
    contradicts says nothing of rank.
    """
    found: dict[Subject, dict[tuple[str, int], _Ranked]] = defaultdict(dict)
    wrong = {one.share for one in publication.sized_shares if not one.fits}
    for part in publication.parts:
        if part.whole.region and wrong.isdisjoint(part.shares):
            key, shown = (f"share of {part.whole.region}", part.time), f"{amount(part.value)} %"
            found[part.at.subject][key] = _Ranked(*key, part.low, part.high, shown)
    for series in publication.series:
        for year, sizes in series.by_year.items():
            key, one = (series.measure, year), widen(sizes)
            shown = in_unit(one.money, one.unit)
            follows = not one.is_printed
            found[series.subject][key] = _Ranked(*key, one.low, one.high, shown, follows)
    return found


def _find_worst(
    claim: Claim, ranked: Mapping[Subject, _Figures], publication: Publication
) -> _Pair | None:
    """The rival that is most above the subject, of those with no comparison in its favour."""
    own, found = ranked.get(claim.subject, {}), list[_Pair]()
    for rival, others in ranked.items() if own else ():
        if find_rival(claim, rival, publication):
            pairs = [
                _Pair(one, other, rival)
                for one, other in _pair_times(own, others)
                if _is_of_time(claim, one, other, publication.source.present)
            ]
            fine = [pair for pair in pairs if not pair.times]
            found += (fine or sorted(pairs, key=lambda pair: -pair.times))[:1]
    return min(found, key=lambda pair: (-pair.times, "".join(pair.rival)), default=None)


def _pair_times(own: _Figures, others: _Figures) -> Iterator[tuple[_Ranked, _Ranked]]:
    """Figures of one scale that may be of one year."""
    for (scale, time), one in own.items():
        keys = [key for key in others if key[0] == scale] if not time else [(scale, time)]
        keys += [(scale, 0)] if time else []
        yield from ((one, others[key]) for key in keys if key in others)


def _is_of_time(claim: Claim, own: _Ranked, other: _Ranked, present: int | None) -> bool:
    """Whether a claim is about a comparison.

    Two shares of one total compare as shares, as the rounding of the total says nothing. A claim
    without a year says who leads now: who does may be overtaken later.
    """
    if own.follows and other.follows:
        return False
    if not claim.time:
        return present is None or max(own.time, other.time) <= present
    return claim.may_be_of(own.time) and claim.may_be_of(other.time)


def _contradict(claim: Claim, pair: _Pair, publication: Publication) -> Contradiction:
    own, other = (name_subject(publication, one) for one in (claim.subject, pair.rival))
    time = max(pair.own.time, pair.other.time)
    year = f" in {time}" if time else ""
    message = (
        f"calls {own} the largest, but {other} has {pair.other.shown}{year} and "
        f"{own} only {pair.own.shown}; check the name and both figures, or waive it with the "
        "reason"
    )
    return Contradiction(claim, message, pair.own.shown, pair.other.shown, pair.times - 1)
