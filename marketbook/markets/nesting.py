"""Series beside the series of their wholes, and the cuts that the parts of one whole make.

A whole is cut into regions, into the segments of an axis, or into smaller markets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from marketbook.markets.codes import Codes
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Size
from marketbook.markets.series import MOST_REPEATS, Series

REGIONS, MARKETS = "its regions", "its markets"
"""A whole cut into regions, and into smaller markets; otherwise the cut is an axis."""


@dataclass(frozen=True, slots=True, eq=False)
class Nesting:
    """The series of a part and of one whole that contains it.

    Attributes:
        part, whole: The two series.
        cut: How the whole is cut: REGIONS, MARKETS, or the axis of the part.
        target: The whole as a place, segment or market; several sources may size one market.
        steps: How many other wholes of the part lie inside this one.
        is_near: Whether no other whole of the same cut has a series further inside.
    """

    part: Series
    whole: Series
    cut: str
    target: str
    steps: int
    is_near: bool = False

    @property
    def of_market(self) -> bool:
        """Whether both are markets."""
        return self.cut == MARKETS

    def years(self) -> Iterator[tuple[tuple[Size, ...], tuple[Size, ...]]]:
        """Sizes of the part and of the whole in each year for which both have some."""
        wholes = self.whole.by_year
        for year, parts in self.part.by_year.items():
            if year in wholes:
                yield parts, wholes[year]

    def pairs(self) -> Iterator[tuple[Size, Size]]:
        """Sizes of the part beside those of the whole of the same year."""
        for parts, wholes in self.years():
            yield from ((part, whole) for whole in wholes for part in parts)


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Regions, or segments of one axis, of one whole and year, each under its nearest whole.

    Attributes:
        whole: The size of the whole.
        cut: REGIONS or the axis.
        parts: The sizes of the parts.
        near: Those of them whose nearest whole this is in all years.
    """

    whole: Size
    cut: str
    parts: tuple[Size, ...]
    near: tuple[Size, ...]

    @property
    def is_regions(self) -> bool:
        """Whether the whole is cut into regions."""
        return self.cut == REGIONS

    @property
    def of_shares(self) -> int:
        """How many parts follow from shares."""
        return sum(not part.is_printed for part in self.parts)


def nest(series: Iterable[Series], moved: frozenset[str], codes: Codes) -> list[Nesting]:
    """Regions and segments of one source and market with their wholes.

    Countries ``moved`` by the source itself are under another region than in the tree.
    """
    every = list(series)
    known = {(one.region, one.segment, one.measure): one for one in every}
    found: list[Nesting] = []
    for one in every:
        if one.region not in moved:
            tree = codes.places.tree
            wholes = (
                (region, known.get((region, one.segment, one.measure)))
                for region in sorted(tree.wholes(one.region))
            )
            found += [
                Nesting(one, whole, REGIONS, region, tree.steps(one.region, region))
                for region, whole in wholes
                if whole
            ]
        if one.segment:
            found += _nest_segment(one, known, codes)
    return mark_near(found)


def _nest_segment(
    one: Series, known: dict[tuple[str, str, str], Series], codes: Codes
) -> Iterator[Nesting]:
    tree, axis = codes.segment_tree, codes.axis_of(one.segment)
    around = tree.wholes(one.segment)
    for segment in (*sorted(around), ""):
        whole = known.get((one.region, segment, one.measure))
        if whole:
            steps = tree.steps(one.segment, segment) if segment else len(around)
            yield Nesting(one, whole, axis, segment, steps)


def mark_near(nestings: Iterable[Nesting]) -> list[Nesting]:
    """The same, with ``is_near`` of those with the fewest steps of each part and cut."""
    every = list(nestings)
    least: dict[tuple[Series, str], int] = {}
    for one in every:
        key = one.part, one.cut
        least[key] = min(one.steps, least.get(key, one.steps))
    return [replace(one, is_near=one.steps == least[one.part, one.cut]) for one in every]


def cut_wholes(nestings: Iterable[Nesting]) -> list[Cut]:
    """Regions and segments of each whole and year, each under the nearest whole that is printed.

    A part whose nearest whole has no size of its year is under the next one that has.
    """
    members: dict[tuple[Size, str], list[tuple[Size, bool]]] = defaultdict(list)
    groups = group_by(
        (one for one in nestings if not one.of_market), lambda one: (one.part, one.cut)
    )
    for (part, cut), wholes in groups.items():
        for year, sizes in part.by_year.items():
            for nesting in _choose_wholes(wholes, year):
                for whole in nesting.whole.by_year[year][:MOST_REPEATS]:
                    members[whole, cut] += [(size, nesting.is_near) for size in sizes]
    return [
        Cut(*key, tuple(size for size, _ in found), tuple(size for size, near in found if near))
        for key, found in members.items()
    ]


def _choose_wholes(wholes: list[Nesting], year: int) -> list[Nesting]:
    """The nearest wholes with a size of the year; where one nearest lacks it, further ones too."""
    met = [one for one in wholes if year in one.whole.by_year]
    near = [one for one in met if one.is_near]
    if all(year in one.whole.by_year for one in wholes if one.is_near):
        return near
    further = [one for one in met if not one.is_near]
    least = min((one.steps for one in further), default=0)
    return near + [one for one in further if one.steps == least]
