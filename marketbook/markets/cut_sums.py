"""What the sizes of the parts of a whole add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from marketbook.figures import reach
from marketbook.markets.codes import Codes
from marketbook.markets.grouping import group_by
from marketbook.markets.moves import MovedPart
from marketbook.markets.nesting import REGIONS, Cut
from marketbook.markets.printed import Size
from marketbook.markets.share_figures import SizedShare
from marketbook.markets.share_parts import ShareSum, Whole

FullSets = Callable[[Whole], Iterable[frozenset[str]]]
"""Finds the sets of parts that make up a whole."""


@dataclass(frozen=True, slots=True, eq=False)
class Addend:
    """A part in the year of its whole.

    Attributes:
        sizes: Its sizes as printed, all of one year.
        low, high: Its ends in the year of the whole, in base units.
        move: How it was moved there; none where it is printed for that year.
    """

    sizes: tuple[Size, ...]
    low: float
    high: float
    move: MovedPart | None = None

    @property
    def size(self) -> Size:
        """The first of its sizes."""
        return self.sizes[0]


@dataclass(frozen=True, eq=False)
class CutSum:
    """Regions, or segments of one axis, of one whole and year, added up.

    Attributes:
        whole: The size of the whole.
        cut: REGIONS or the axis.
        parts: The parts, each once.
        is_full: Whether they are all that make up the whole.
    """

    whole: Size
    cut: str
    parts: tuple[Addend, ...]
    is_full: bool

    @property
    def is_regions(self) -> bool:
        """Whether the whole is cut into regions."""
        return self.cut == REGIONS

    @cached_property
    def low(self) -> float:
        """What the parts add up to at least, in base units."""
        return sum(part.low for part in self.parts)

    @cached_property
    def high(self) -> float:
        """What the parts add up to at most, in base units."""
        return sum(part.high for part in self.parts)

    @property
    def sizes(self) -> Iterator[Size]:
        """All sizes that it is made of, as printed."""
        yield self.whole
        for part in self.parts:
            yield from part.sizes

    @cached_property
    def moved(self) -> int:
        """How many of the parts are moved from another year."""
        return sum(part.move is not None for part in self.parts)

    @cached_property
    def largest(self) -> Size:
        """The size of the largest part; of several the first."""
        return min(self.parts, key=lambda part: (-part.low, part.size.order)).size

    @property
    def is_over(self) -> bool:
        """Whether the parts are more than the whole, and no part is so alone."""
        most = max(part.low for part in self.parts)
        return not reach(self.low, self.whole.high) and reach(most, self.whole.high)

    @property
    def is_under(self) -> bool:
        """Whether all parts together are less than the whole."""
        settled = not any(part.move and part.move.is_between for part in self.parts)
        return self.is_full and settled and not reach(self.whole.low, self.high)

    @property
    def is_wrong(self) -> bool:
        """Whether the parts are more or less than they can be."""
        return self.is_over or self.is_under


def add_cut(cut: Cut, full_sets: FullSets) -> CutSum:
    """What the parts of one cut add up to."""
    return _add_up(cut.whole, cut.cut, _add_parts(cut.parts), full_sets)


def add_cuts(
    cuts: Iterable[Cut],
    sized: Iterable[SizedShare],
    sums: Iterable[ShareSum],
    full_sets: FullSets,
) -> Iterator[CutSum]:
    """What the parts of each cut add up to, where two or more are printed for the year.

    Parts that follow from shares of which a rule on shares already says what is wrong make no sum,
    nor does a cut of nothing but shares.
    """
    wrong = {one.size.line for one in sized if not one.fits}
    full = {
        (one.time, one.whole.region, one.whole.is_regions)
        for one in sums
        if one.is_whole and not reach(one.low, 100.0)
    }
    for cut in cuts:
        if len(cut.parts) < 2 or cut.of_shares == len(cut.parts):
            continue
        whole = cut.whole
        too_full = not whole.segment and (whole.at, whole.region, cut.is_regions) in full
        told = any(part.is_printed and part.line in wrong for part in cut.parts)
        if not (cut.of_shares and (told or too_full)):
            yield add_cut(cut, full_sets)


def _add_parts(parts: Iterable[Size]) -> tuple[Addend, ...]:
    """Each part once, as wide as all its sizes of the year."""
    groups = group_by(parts, lambda size: size.subject).values()
    return tuple(
        Addend(tuple(sizes), min(one.low for one in sizes), max(one.high for one in sizes))
        for sizes in groups
    )


def add_moved_cuts(
    cuts: Iterable[Cut], moved: Iterable[MovedPart], full_sets: FullSets
) -> Iterator[CutSum]:
    """What parts add up to of which some are moved to the year of their whole."""
    near = (one for one in moved if one.nesting.is_near and not one.nesting.of_market)
    moves = group_by(near, lambda one: (one.whole, one.nesting.cut))
    known = {(cut.whole, cut.cut): cut for cut in cuts} if moves else {}
    for (whole, cut), found in moves.items():
        # what lies in a part that is printed for another year may be in that part, moved
        near = known[whole, cut].near if (whole, cut) in known else ()
        parts = (*_add_parts(near), *map(_move, found))
        if len(parts) > 1:
            yield _add_up(whole, cut, parts, full_sets)


def _move(moved: MovedPart) -> Addend:
    low = moved.growth.move_freely(moved.part.low, "low", moved.part.at, moved.whole.at)
    low = moved.low if low is None else low
    return Addend((moved.part,), low, moved.high, moved)


def _add_up(whole: Size, cut: str, parts: tuple[Addend, ...], full_sets: FullSets) -> CutSum:
    is_regions = cut == REGIONS
    ids = frozenset(part.size.region if is_regions else part.size.segment for part in parts)
    is_market = not (is_regions and any(part.size.segment for part in parts))
    is_full = is_market and any(ids == one for one in full_sets(Whole(whole.region, cut)))
    return CutSum(whole, cut, parts, is_full)


def keep_apart(added: CutSum, codes: Codes) -> CutSum:
    """The same, without what may be counted twice.

    A region inside a group that is printed beside it; of two groups that share a member the
    smaller one; a remainder, or segments called others, unless it is printed in the same place as
    every other part.
    """
    parts, places = added.parts, codes.places
    if added.is_regions:
        regions = group_by((part.size for part in parts), lambda size: size.region)
        amounts = {one: max(size.money for size in sizes) for one, sizes in regions.items()}
        parts = tuple(part for part in parts if not places.is_doubled(part.size.region, amounts))
    locators = {part.size.locator if part.size.is_printed else None for part in parts}
    if len(locators) > 1:
        names = "region" if added.is_regions else "segment"
        parts = tuple(part for part in parts if not codes.is_rest(getattr(part.size, names)))
    return replace(added, parts=parts, is_full=added.is_full and len(parts) == len(added.parts))
