"""The code lists of a package: places, axes with their segments, units, markets, sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from marketbook.markets.grouping import group_by
from marketbook.markets.places import Places
from marketbook.markets.players import Players
from marketbook.markets.printed import Unit
from marketbook.markets.sources import Source
from marketbook.markets.trees import Tree

CATCH_ALL = re.compile(r"^(all )?(others?|rest of|remaining|remainder)\b", re.IGNORECASE)
"""Names of segments that hold whatever the others do not."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A way of cutting a market; ``complete`` where its segments make up the whole."""

    id: str
    market: str
    name: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A member of an axis; ``parent`` is empty for those that cut the market itself."""

    id: str
    axis: Axis
    name: str
    parent: str = ""
    position: int = 0
    line: int = 0

    @property
    def is_top(self) -> bool:
        """Whether it cuts the market itself, and no other segment."""
        return not self.parent

    @property
    def catches_all(self) -> bool:
        """Whether it holds whatever the others do not, by its name."""
        return CATCH_ALL.search(self.name) is not None

    @property
    def is_rest(self) -> bool:
        """Whether it may hold members of its axis that its list does not name.

        Two members of a complete axis have nothing in common, even where one is called others.
        """
        return not self.axis.complete and self.catches_all


@dataclass(frozen=True, slots=True)
class Market:
    """A market; ``parent`` is the market that it is part of, or empty."""

    id: str
    name: str
    parent: str = ""
    line: int = 0


@dataclass(frozen=True)
class Codes:
    """All code lists of a package, by id."""

    places: Places
    units: Mapping[str, Unit]
    axes: Mapping[str, Axis]
    segments: Mapping[str, Segment]
    markets: Mapping[str, Market]
    sources: Mapping[str, Source]
    players: Players = field(default_factory=Players)

    def name(self, record: str) -> str:
        """Name of a region, axis or segment for a sentence; the world is "the world"."""
        if record == self.places.world:
            return self.places.whole_name
        named = self.segments.get(record) or self.axes.get(record)
        return named.name if named else self.places.get(record).name

    def within(self, whole: str) -> Codes:
        """The same for figures whose world is one region, such as Spain."""
        return replace(self, places=self.places.within(whole))

    def source(self, source: str) -> Source:
        """A source by id; of one without a record nothing is known."""
        return self.sources.get(source) or Source(source)

    def axis_of(self, segment: str) -> str:
        """The axis of a segment; empty for the whole market."""
        found = self.segments.get(segment)
        return found.axis.id if found else ""

    @cached_property
    def segment_tree(self) -> Tree:
        """Which segment lies in which."""
        return Tree({one.id: [one.parent] for one in self.segments.values()})

    @cached_property
    def market_tree(self) -> Tree:
        """Which market is part of which."""
        return Tree({one.id: [one.parent] for one in self.markets.values()})

    @cached_property
    def full_axes(self) -> Mapping[str, frozenset[str]]:
        """Complete axes, and the segments that make each of them up."""
        tops = (one for one in self.segments.values() if one.axis.complete and one.is_top)
        axes = group_by(tops, lambda one: one.axis.id)
        return {axis: frozenset(one.id for one in found) for axis, found in axes.items()}

    def overlap(self, one: str, other: str) -> bool:
        """Whether two regions, or two segments, have something in common."""
        if one in self.segments:
            return self.is_inside(one, other) or self.is_inside(other, one)
        return other in self.places.overlapping(one)

    def is_rest(self, part: str) -> bool:
        """Whether a region or a segment may hold parts of its whole that nobody names."""
        if part in self.segments:
            return self.segments[part].is_rest
        return self.places.kind(part) == "remainder"

    def is_inside(self, part: str, other: str) -> bool:
        """Whether a region lies in another, the world apart, or a segment in another."""
        if part in self.segments:
            return other in self.segment_tree.wholes(part)
        return self.places.is_inside(part, other)
