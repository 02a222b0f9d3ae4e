"""Where regions lie: one tree, groups with their parts, and what publishers count either way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from marketbook.markets.trees import DEEPEST, Tree

WORLD = "the world"
"""What a sentence calls the region that contains all others."""

_MIDDLE_AMERICA = "MEX BLZ CRI SLV GTM HND NIC PAN"
_CARIBBEAN = "ATG BHS BRB CUB DMA DOM GRD HTI JAM KNA LCA PRI TTO VCT"
_BETWEEN_EUROPE_AND_ASIA = "ARM AZE CYP GEO KAZ KGZ RUS TJK TKM TUR UZB"
_AROUND_THE_MIDDLE_EAST = "AFG EGY IRN ISR PAK SDN"
EITHER_WAY = frozenset(
    f"{_MIDDLE_AMERICA} {_CARIBBEAN} {_BETWEEN_EUROPE_AND_ASIA} {_AROUND_THE_MIDDLE_EAST}".split()
)
"""Countries (ISO 3166-1 alpha-3) that publishers count in one region or in another.

Mexico is in North America or in Latin America, Turkey in Europe, in Asia or in the Middle East,
and neither is wrong.
"""

LARGEST = {
    "USA": 27.36,
    "CHN": 17.79,
    "DEU": 4.46,
    "JPN": 4.21,
    "IND": 3.55,
    "GBR": 3.34,
    "FRA": 3.03,
    "ITA": 2.25,
    "BRA": 2.17,
    "CAN": 2.14,
}
"""Gross domestic product of the ten largest in 2023, USD trillion at current prices (World Bank).

Every other one is smaller than the last of them.
"""

_LEAST = min(LARGEST.values())


@dataclass(frozen=True, slots=True)
class Region:
    """One place.

    Attributes:
        id, name: Its id and its name.
        kind: ``world``, ``region``, ``country``, ``group`` or ``remainder``.
        parent: Id of the region it lies in; empty for the world.
        iso_alpha3: Code of a country; empty for all else.
        m49: Its code in the scheme M49 of the United Nations; empty where it has none.
        line: Its line in the file of regions.
    """

    id: str
    name: str
    kind: str
    parent: str = ""
    iso_alpha3: str = ""
    m49: str = ""
    line: int = 0

    @property
    def economy(self) -> float:
        """Gross domestic product of a country in USD trillion, at most."""
        return LARGEST.get(self.iso_alpha3, _LEAST)

    @property
    def is_largest(self) -> bool:
        """Whether it is one of the ten largest economies."""
        return self.kind == "country" and self.iso_alpha3 in LARGEST


class GroupPart(NamedTuple):
    """A region that is part of a group; ``line`` is that in the file of region parts."""

    group: str
    part: str
    line: int = 0


class Places:
    """The regions of a package.

    Attributes:
        regions: Every region by id.
        parts: What groups are made of.
        world: Id of the region that contains all others.
        whole_name: What a sentence calls that region: the world, or the name of a narrower whole.
        tree: Which region lies in which, at any distance; a part of a group lies in the group.
    """

    def __init__(self, regions: Iterable[Region], parts: Iterable[GroupPart] = ()) -> None:
        self.regions = {region.id: region for region in regions}
        self.parts = tuple(parts)
        worlds = (region.id for region in self.regions.values() if region.kind == "world")
        self.world = next(worlds, "world")
        self.whole_name = WORLD
        parents = {region.id: [region.parent] for region in self.regions.values()}
        for group, part, _ in self.parts:
            parents.setdefault(part, []).append(group)
        self.tree = Tree(parents)
        self._overlaps: dict[str, frozenset[str]] = {}
        self._views: dict[str, Places] = {}

    def within(self, whole: str) -> Places:
        """The same regions as a source sees them whose world is one of them, such as Spain."""
        if whole == self.world:
            return self
        if whole not in self._views:
            self._views[whole] = self._look_from(whole)
        return self._views[whole]

    def _look_from(self, whole: str) -> Places:
        inner = {one for one in self.regions if self.contains(whole, one)} - {whole}
        changed = {one: {"parent": whole} for one in inner if self.parent(one) not in inner}
        changed |= {self.world: {"kind": ""}, whole: {"kind": "world", "parent": ""}}
        regions = (replace(one, **changed.get(one.id, {})) for one in self.regions.values())
        parts = (one for one in self.parts if one.part not in inner or one.group in inner)
        seen = Places(regions, parts)
        seen.whole_name = self.get(whole).name
        return seen

    def find_whole(self, regions: set[str]) -> str:
        """The one of several regions that takes in all others; empty if none does."""
        if self.world in regions:
            return self.world
        widest = (
            region
            for region in sorted(regions)
            if all(self.is_inside(other, region) for other in regions - {region})
        )
        return next(widest, "")

    @cached_property
    def rests(self) -> frozenset[str]:
        """Every region that stands for what others leave of their whole."""
        return frozenset(one.id for one in self.regions.values() if one.kind == "remainder")

    def get(self, region: str) -> Region:
        """A region by id; one without a record is called by its id, and nothing is known of it."""
        return self.regions.get(region) or Region(region, region, "")

    def kind(self, region: str) -> str:
        """Kind of a region; empty where it has no record."""
        return self.get(region).kind

    def parent(self, region: str) -> str:
        """The region that a region lies in by its own record; empty for the world."""
        return self.get(region).parent

    def parents(self, region: str) -> list[str]:
        """The regions that a region lies in by their own records, the nearest first."""
        found: dict[str, None] = {}
        parent = self.parent(region)
        while parent and parent not in found and len(found) < DEEPEST:
            found[parent] = None
            parent = self.parent(parent)
        return list(found)

    def wholes(self, region: str) -> frozenset[str]:
        """Every region and group that contains a region, itself left out."""
        return self.tree.wholes(region)

    def contains(self, whole: str, region: str) -> bool:
        """Whether ``region`` lies in ``whole``, at any distance."""
        return whole in self.tree.wholes(region)

    def is_wide(self, region: str) -> bool:
        """Whether a region is one that a world is divided into, not a country or a part of one.

        A group that lies in no region but the world, such as LAMEA, is as wide as a region.
        """
        found = self.get(region)
        if found.kind == "region":
            return not self.country_of(region)
        return found.kind == "group" and found.parent == self.world

    def country_of(self, region: str) -> str:
        """The country that a region is a part of, as its South is; empty for all others."""
        around = sorted(self.wholes(region))
        return next((whole for whole in around if self.kind(whole) == "country"), "")

    def is_inside(self, part: str, other: str) -> bool:
        """Whether ``part`` counts as lying in ``other``, the world apart.

        A group whose members are not entered may take in anything inside its parent.
        """
        if other == self.world or part == other:
            return False
        if self.contains(other, part):
            return part != self.world
        return other in self._open_groups and self.contains(self.parent(other), part)

    def overlapping(self, region: str) -> frozenset[str]:
        """Every other region, the world apart, that has something in common with a region."""
        if region not in self._overlaps:
            inner = self._inner(region)
            found = inner.union(*map(self.wholes, inner))
            for group in self._open_groups:
                if self.contains(self.parent(group), region):
                    found.add(group)
            if region in self._open_groups:
                found |= self._inside.get(self.parent(region), set())
            self._overlaps[region] = frozenset(found - {region, self.world})
        return self._overlaps[region]

    def is_doubled(self, region: str, amounts: Mapping[str, float]) -> bool:
        """Whether one of several others contains a region, or overlaps with it and is larger.

        Args:
            region: The region, one of them.
            amounts: How large each is; of two alike the first by its id stays.
        """
        own = -amounts[region], region
        return len(amounts) > 1 and any(
            self.is_inside(region, other) or (-amounts[other], other) < own
            for other in self.overlapping(region)
            if other in amounts
        )

    def around(self, region: str) -> frozenset[str]:
        """A region and all that contains it, the world left out."""
        return (self.wholes(region) | {region}) - {self.world}

    def may_be_either(self, region: str) -> bool:
        """Whether publishers count a country in one region or in another."""
        return self.get(region).iso_alpha3 in EITHER_WAY

    def is_whole_world(self, widest: Iterable[str]) -> bool:
        """Whether regions, none inside another, leave out no region of the world.

        A list of countries does not, as nobody names them all, unless one stands for the others.
        """
        top = set(widest)
        if any(one in self.rests and self.parent(one) == self.world for one in top):
            return True
        if not top or not all(map(self.is_wide, top)):
            return False
        covered = {region for one in top for region in (one, *self.wholes(one), *self._inner(one))}
        return all(
            region.id in covered
            for region in self.regions.values()
            if region.kind == "region" and region.parent == self.world
        )

    def widest(self, regions: Iterable[str]) -> set[str]:
        """Of several regions those that lie in no other of them, the world left out."""
        inner = set(regions) - {self.world}
        return {region for region in inner if self.wholes(region).isdisjoint(inner)}

    def _inner(self, region: str) -> set[str]:
        return self._inside.get(region, set()) | {region}

    @cached_property
    def _inside(self) -> Mapping[str, set[str]]:
        """What lies in each region, at any distance."""
        found: dict[str, set[str]] = defaultdict(set)
        for region in self.regions:
            for whole in self.wholes(region):
                found[whole].add(region)
        return found

    @cached_property
    def pieces(self) -> Mapping[str, list[str]]:
        """The smallest regions in each whole, countries and parts of them apart."""
        wide = {region.id for region in self.regions.values() if region.kind == "region"}
        inner = {whole for region in wide for whole in self.wholes(region)}
        found: dict[str, list[str]] = defaultdict(list)
        for piece in sorted(wide - inner):
            for whole in self.wholes(piece):
                found[whole].append(piece)
        return found

    @cached_property
    def _open_groups(self) -> frozenset[str]:
        """Groups whose members are not entered."""
        groups = (region.id for region in self.regions.values() if region.kind == "group")
        return frozenset(group for group in groups if not self._inside.get(group))


def harmonic(first: int, last: int) -> float:
    """Sum of 1/r over the ranks after ``first`` up to ``last``.

    By the rank-size rule (Zipf) the r-th largest is about 1/r of the largest.
    """
    return sum(1 / rank for rank in range(first + 1, last + 1))
