"""The parts of a market: regions that do not overlap, what lies inside them, segments by axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from marketbook.workbook.market import WORLD, Figure, Group, Part
from marketbook.workbook.read_figures import FigureReader
from marketbook.workbook.records import Record

_WIDE = ("region", "group")


def _is_wide(regions: Mapping[str, Record], key: str) -> bool:
    """Whether a region is one of the world's, not a country or a part of one."""
    around: set[str] = set()
    step = regions[key]["parent_id"]
    while step in regions and step not in around:
        around.add(step)
        step = regions[step]["parent_id"]
    inside = any(regions[one]["kind"] == "country" for one in around)
    return regions[key]["kind"] in _WIDE and not inside


@dataclass(frozen=True, slots=True)
class PartsReader:
    """Reads the parts of one market."""

    figures: FigureReader

    def read_regions(self) -> tuple[Group, tuple[Part, ...]]:
        """Regions that do not overlap, largest share first; what lies inside comes apart.

        Countries stand for regions where no source prints a region.
        """
        parts = self._list_region_parts()
        reach = {part.key: self._reach(part.key) for part in parts}
        regions = self.figures.records.by_key("regions", "region_id")
        wide = [part for part in parts if _is_wide(regions, part.key)]
        top: list[Part] = []
        for part in sorted(wide or parts, key=lambda p: (-len(reach[p.key]), p.key)):
            if not any(reach[part.key] & reach[other.key] for other in top):
                top.append(part)
        inside = [part for part in parts if part not in top]
        placed = tuple(_contain(part, [*top, *inside], reach) for part in inside)
        top.sort(key=lambda part: (-self._rough_share(part), part.key))
        return Group("regions", "Regions", tuple(top), "Rest of the world", False), placed

    def read_axes(self) -> tuple[Group, ...]:
        """Every axis of the market with its segments, those without a share included."""
        records, market_id = self.figures.records, self.figures.market_id
        return tuple(self._read_axis(axis) for axis in records.of("axes", market_id))

    def _read_axis(self, axis: Record) -> Group:
        rows = self.figures.records.all("segments")
        members = [row for row in rows if row["axis_id"] == axis["axis_id"]]
        members.sort(key=lambda row: row["position"])
        parts = [part for part in map(self._read_segment, members) if part is not None]
        known = {part.key for part in parts}
        others = tuple(row["name"] for row in members if row["segment_id"] not in known)
        return Group(
            axis["axis_id"],
            axis["name"],
            tuple(parts),
            "Others, no share published" if others else "Remainder",
            bool(axis["complete"]),
            tuple(row["name"] for row in members),
            others,
        )

    def _read_segment(self, segment: Record) -> Part | None:
        key = segment["segment_id"]
        rows = [
            row
            for row in self._shares()
            if row["segment_id"] == key
            and row["region_id"] == WORLD
            and row["of_region_id"] in (WORLD, None)
        ]
        if not rows:
            return None
        figure = self.figures.read_share(self.figures.prefer_share(rows))
        growth = self.figures.find_growth(WORLD, key)
        return Part(key, segment["name"], figure, False, growth, segment["axis_id"])

    def _list_region_parts(self) -> list[Part]:
        records, market_id = self.figures.records, self.figures.market_id
        rows = [*self._shares(), *records.of("sizes", market_id)]
        keys = dict.fromkeys(
            row["region_id"]
            for row in rows
            if row["segment_id"] is None and row["region_id"] != WORLD
        )
        found = (self._read_region(key) for key in keys)
        return [part for part in found if part is not None]

    def _read_region(self, key: str) -> Part | None:
        """A region by its share of the world or, failing that, by its size."""
        name = self.figures.records.by_key("regions", "region_id")[key]["name"]
        growth = self.figures.find_growth(key, None)
        shares = [
            row
            for row in self._shares()
            if row["region_id"] == key
            and row["segment_id"] is None
            and row["of_region_id"] == WORLD
        ]
        if shares:
            figure = self.figures.read_share(self.figures.prefer_share(shares))
            return Part(key, name, figure, False, growth)
        size = self._find_size(key)
        return Part(key, name, size, True, growth) if size else None

    def _find_size(self, key: str) -> Figure | None:
        years = self.figures.years
        sizes = [
            row
            for row in self.figures.records.of("sizes", self.figures.market_id)
            if row["region_id"] == key
            and row["segment_id"] is None
            and self.figures.is_same_kind(row["unit_id"])
            and years[0] <= row["year"] <= years[-1]
        ]
        if not sizes:
            return None
        first = min(sizes, key=lambda row: (row["source_id"] != self.figures.source, row["year"]))
        return self.figures.read_size(first)

    def _shares(self) -> list[Record]:
        """The shares of the market's own kind of unit; one that leaves it open is of that."""
        rows = self.figures.records.of("shares", self.figures.market_id)
        return [
            row
            for row in rows
            if row["unit_id"] is None or self.figures.is_same_kind(row["unit_id"])
        ]

    def _rough_share(self, part: Part) -> float:
        if not part.is_size:
            return part.figure.value
        return part.figure.value / self.figures.list_whole_sizes()[0]["value"]

    def _reach(self, key: str) -> frozenset[str]:
        """A region with everything inside it, down the tree and through groups."""
        records = self.figures.records
        found, waiting = {key}, [key]
        while waiting:
            whole = waiting.pop()
            below = [r["region_id"] for r in records.all("regions") if r["parent_id"] == whole]
            below += [r["part_id"] for r in records.all("region_parts") if r["region_id"] == whole]
            fresh = [part for part in below if part not in found]
            found.update(fresh)
            waiting += fresh
        return frozenset(found)


def _contain(part: Part, others: Sequence[Part], reach: Mapping[str, frozenset[str]]) -> Part:
    """The part inside the smallest modelled region around it; none for the rest of the world."""
    around = [o for o in others if o.key != part.key and part.key in reach[o.key]]
    nearest = min(around, key=lambda other: len(reach[other.key]), default=None)
    return replace(part, container=nearest.key) if nearest else part
