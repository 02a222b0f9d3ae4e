"""The parts of a market: regions that do not overlap, what lies inside them, segments by axis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from marketbook.markets.codes import Axis, Segment
from marketbook.markets.grouping import group_by
from marketbook.markets.trees import Tree
from marketbook.workbook.market import Figure, Group, Part
from marketbook.workbook.read_figures import FigureReader

_UNKNOWN = "Other, or not published"


@dataclass(frozen=True, slots=True)
class PartsReader:
    """Reads the parts of one market.

    Attributes:
        figures: Reads the market's figures.
        base: Size of the whole in the base year, in the model's unit.
    """

    figures: FigureReader
    base: float

    def read_regions(self) -> Group:
        """Regions that do not overlap, largest share first, with what lies inside them.

        Countries stand for regions where no source prints a region.
        """
        places = self.figures.places
        parts = list(self._list_regions())
        wide = [part for part in parts if places.is_wide(part.key)]
        top: list[Part] = []
        for part in sorted(wide or parts, key=lambda part: (self._depth(part, parts), part.key)):
            if not any(other.key in places.overlapping(part.key) for other in top):
                top.append(part)
        inside = [part for part in parts if part not in top]
        placed = group_by(
            (self._contain(part, [*top, *inside]) for part in inside), lambda part: part.container
        )
        top.sort(key=lambda part: (-self._rough_share(part), part.key))
        rest = f"Rest of {places.whole_name}"
        named = {part.key: part.name for part in parts} | {"": f"the rest of {places.whole_name}"}
        cuts = tuple(
            Group(
                "regions", f"Inside {named[key]}", tuple(held), f"Other parts of {named[key]}",
                complete=False, container=key,
            )
            for key, held in placed.items()
        )  # fmt: skip
        return Group("regions", "Regions", tuple(top), rest, complete=False, inside=cuts)

    def _depth(self, part: Part, others: Sequence[Part]) -> int:
        """In how many other parts a part lies: what contains others comes before them."""
        places = self.figures.places
        return sum(places.is_inside(part.key, other.key) for other in others)

    def _contain(self, part: Part, others: Sequence[Part]) -> Part:
        """The part inside the smallest modelled region around it; none for the rest."""
        places = self.figures.places
        around = [other for other in others if places.is_inside(part.key, other.key)]
        nearest = max(around, key=lambda o: (self._depth(o, around), o.key), default=None)
        return replace(part, container=nearest.key) if nearest else part

    def read_axes(self) -> tuple[Group, ...]:
        """Every axis of the market with its segments, those without a share included."""
        codes = self.figures.main.codes
        axes = [axis for axis in codes.axes.values() if axis.market == self.figures.market_id]
        every = sorted(codes.segments.values(), key=lambda segment: segment.position)
        return tuple(group for axis in axes for group in self._read_axis(axis, every))

    def _read_axis(self, axis: Axis, every: Sequence[Segment]) -> Iterator[Group]:
        """The segments that cut the market, with those inside each segment.

        These are a cut of their own where no segment around them has a share, nor any beside it.
        """
        own = {segment.id: segment for segment in every if segment.axis is axis}
        tree = Tree({key: [segment.parent] for key, segment in own.items()})
        cuts = group_by(own.values(), lambda segment: segment.parent)
        roots = {axis.id: self._read_group(axis, None, cuts.pop("", []), axis.id)}
        inside: dict[str, list[Group]] = defaultdict(list)
        home = {part.key: axis.id for part in roots[axis.id].parts}
        for key in sorted(cuts, key=lambda key: len(tree.wholes(key))):
            container = key if key in home else tree.nearest(key, home)
            root = home.get(container, axis.id if roots[axis.id].parts else "")
            cut = f"{axis.id}/{key}"
            group = self._read_group(axis, own[key], cuts[key], root or cut, container)
            if root and group.parts:
                inside[root].append(group)
            else:
                roots[cut] = replace(group, key=cut)
            home |= {part.key: part.group for part in group.parts}
        for key, group in roots.items():
            yield replace(group, inside=tuple(inside[key]))

    def _read_group(
        self, axis: Axis, parent: Segment | None, members: list[Segment], key: str,
        container: str = "",
    ) -> Group:  # fmt: skip
        found = (self._read_segment(one, key) for one in members)
        parts = [replace(part, container=container) for part in found if part is not None]
        known = {part.key for part in parts}
        others = tuple(segment.name for segment in members if segment.id not in known)
        rest = "Others, no share published" if others else "Remainder"
        if parent:
            rest = f"Other parts of {parent.name}" if parent.id == container else _UNKNOWN
        return Group(
            key,
            f"{axis.name} within {parent.name}" if parent else axis.name,
            tuple(parts),
            rest,
            axis.complete and parent is None,
            tuple(segment.name for segment in members),
            others,
            container,
        )

    def _read_segment(self, segment: Segment, group: str) -> Part | None:
        whole = self.figures.whole
        shares = [
            share
            for share in self.figures.shares
            if share.subject == (whole, segment.id) and share.whole == whole
        ]
        if not shares:
            return None
        figure = self.figures.read_share(self.figures.prefer_share(shares))
        growth = self.figures.find_growth(whole, segment.id)
        return Part(segment.id, segment.name, figure, False, growth, group)

    def _list_regions(self) -> Iterator[Part]:
        printed = [*self.figures.shares, *self.figures.sizes]
        keys = dict.fromkeys(one.region for one in printed if not one.segment)
        for key in keys:
            part = self._read_region(key) if key != self.figures.whole else None
            if part is not None:
                yield part

    def _read_region(self, key: str) -> Part | None:
        """A region by its share of the whole or, failing that, by its size."""
        name = self.figures.places.get(key).name
        growth = self.figures.find_growth(key)
        shares = [
            share
            for share in self.figures.shares
            if share.subject == (key, "") and share.whole == self.figures.whole
        ]
        if shares:
            figure = self.figures.read_share(self.figures.prefer_share(shares))
            return Part(key, name, figure, False, growth)
        size = self._find_size(key)
        return Part(key, name, size, True, growth) if size else None

    def _find_size(self, key: str) -> Figure | None:
        years, main = self.figures.years, self.figures.main.source.id
        sizes = [
            size
            for size in self.figures.sizes
            if size.subject == (key, "") and years[0] <= size.at <= years[-1]
        ]
        if not sizes:
            return None
        return self.figures.read_size(min(sizes, key=lambda s: (s.source != main, s.at, s.line)))

    def _rough_share(self, part: Part) -> float:
        return part.figure.value / (self.base if part.is_size else 1)
