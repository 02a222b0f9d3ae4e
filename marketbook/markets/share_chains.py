"""Shares of wholes inside wholes: of a region, and of what the region is a part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.figures import Interval
from marketbook.markets.share_parts import Part, Whole


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Three shares of one time that give each other.

    Attributes:
        part: The share of a region or segment in the wide whole.
        narrow: Its share in one region of that whole.
        wide: The share of that region in the wide whole.
    """

    part: Part
    narrow: Part
    wide: Part

    @property
    def is_regions(self) -> bool:
        """Whether the part is a region, which lies in the other one as a whole."""
        return self.part.whole.is_regions

    @property
    def implied(self) -> Interval:
        """The share of the part that follows from the other two, in percent.

        A segment has the rest of its share elsewhere: the other regions hold nothing of it, or
        nothing but it.
        """
        narrow, wide = self.narrow, self.wide
        least = narrow.low * wide.low / 100
        if self.is_regions:
            return Interval(least, narrow.high * wide.high / 100)
        return Interval(least, narrow.high * wide.low / 100 + 100 - wide.low)

    @property
    def fits(self) -> bool:
        """Whether all three can be true."""
        return self.part.interval.meets(self.implied)


def find_chains(parts: Iterable[Part]) -> Iterator[Chain]:
    """Parts of a region that is a part of a wider whole, with their own shares of that."""
    every = list(parts)
    by_key = {(part.whole, part.id, part.time): part for part in every}
    regions: dict[tuple[str, str, int], list[Part]] = defaultdict(list)
    for part in every:
        if part.whole.is_regions and part.whole.region:
            regions[part.id, part.whole.within, part.time].append(part)
    for narrow in every:
        whole = narrow.whole
        for wide in regions.get((whole.region, whole.within, narrow.time), ()):
            outer = Whole(wide.whole.region, whole.cut, whole.within)
            if part := by_key.get((outer, narrow.id, narrow.time)):
                yield Chain(part, narrow, wide)
