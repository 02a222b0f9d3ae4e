"""Sizes that prove nothing of others: slips of the unit, and sizes that contradict each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from marketbook.figures import reach
from marketbook.markets.beside import SLIP, Beside
from marketbook.markets.grouping import group_by
from marketbook.markets.nesting import Nesting
from marketbook.markets.printed import Size
from marketbook.markets.publication import Publication
from marketbook.markets.series import Series, find_rivals
from marketbook.markets.slip import Slip, times_off
from marketbook.markets.slip_siblings import find_sibling_slips
from marketbook.markets.slip_years import find_year_slips, is_wide


@dataclass(frozen=True, eq=False)
class Slips:
    """The slips of a family of markets.

    Attributes:
        slips: Each slip once.
        contested: Sizes that another one of their subject and year contradicts, where neither is
            surely a slip of the unit.
    """

    slips: tuple[Slip, ...]
    contested: frozenset[Size]

    @cached_property
    def wrong(self) -> frozenset[Size]:
        """Sizes in the wrong unit, or likely so."""
        return frozenset(slip.size for slip in self.slips)

    @cached_property
    def sure(self) -> frozenset[Size]:
        """Sizes that are surely in the wrong unit."""
        return frozenset(slip.size for slip in self.slips if slip.is_sure)

    @cached_property
    def doubtful(self) -> frozenset[Size]:
        """Sizes that another rule names, so that they prove nothing of others."""
        return self.wrong | self.contested


def find_slips(
    publications: Iterable[Publication], nestings: Iterable[Nesting], beside: Iterable[list[Beside]]
) -> Slips:
    """The slips of a family of markets."""
    every, slips = list(publications), list[Slip]()
    wide = {series for one in every for series in one.series if is_wide(series)}
    above = frozenset(
        one.part
        for one in nestings
        for parts, wholes in (one.years() if one.part in wide else ())
        if reach(min(whole.high for whole in wholes) * SLIP, max(part.low for part in parts))
    )
    for publication in every:
        of_years = list(find_year_slips(publication, above))
        known = frozenset(slip.size for slip in of_years)
        slips += [*of_years, *find_sibling_slips(publication, known)]
    known = frozenset(slip.size for slip in slips)
    slips += _find_publisher_slips(beside, known, every)
    sure = {slip.size for slip in slips if slip.is_sure}
    contested = frozenset(
        size
        for publication in every
        for series in publication.series
        for size in find_rivals(size for size in series.printed if size not in sure)
    )
    return Slips(tuple(slips), contested)


def _find_publisher_slips(
    beside: Iterable[list[Beside]], known: frozenset[Size], publications: Iterable[Publication]
) -> Iterator[Slip]:
    """Sizes a thousand times off those of other sources about the same subject.

    Every year that two sources share must be off. The slip is at the source that more others
    contradict, of two alike at the one whose unit is rarer in print, then at the later lines.
    """
    votes: list[Beside] = []
    for meetings in beside:
        free = [one for one in meetings if known.isdisjoint((one.size, one.other))]
        least = min((one.apart for one in free), default=0.0)
        if least > SLIP:
            nearest = (one for one in free if one.apart == least)
            votes += [vote for one in nearest for vote in (one, one.turned)]
    custom = Counter(size.unit.id for one in publications for size in one.sizes if votes)
    subjects = group_by(
        votes, lambda vote: (vote.series.market, *vote.series.subject, vote.series.measure)
    )
    yield from (_most_contradicted(found, custom) for found in subjects.values())


def _most_contradicted(votes: list[Beside], custom: Counter[str]) -> Slip:
    others: dict[Series, set[Size]] = defaultdict(set)
    for vote in votes:
        others[vote.series].add(vote.other)
    most = max(len(found) for found in others.values())
    left = [vote for vote in votes if len(others[vote.series]) == most]
    rarest = min(custom[vote.size.unit.id] for vote in left)
    left = [vote for vote in left if custom[vote.size.unit.id] == rarest]
    last = max((vote.series for vote in left), key=lambda series: series.order)
    left = [vote for vote in left if vote.series is last]
    vote = min(left, key=lambda vote: (vote.size.line, vote.other.line))
    times, count = times_off(vote.apart), len(others[vote.series])
    return Slip(vote.size, vote.other, "publishers", vote.is_smaller, times, vote.apart, count)
