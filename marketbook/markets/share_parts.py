"""Shares as parts of wholes, and what the parts of a whole add up to.

A whole is cut in two ways: into regions, of the whole market or within one segment, or into the
segments of an axis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from marketbook.figures import Interval, Ranged, hull, reach
from marketbook.markets.codes import Codes
from marketbook.markets.grouping import group_by
from marketbook.markets.nesting import REGIONS
from marketbook.markets.printed import Listing, Share

Places = Mapping[str, frozenset[tuple[str, str]]]
"""The lists, and the places of a document with shares, that name each region and segment."""


class Whole(NamedTuple):
    """A whole, cut one way.

    Attributes:
        region: The region that is divided; empty where the source leaves it open.
        cut: REGIONS, or the axis of its segments.
        within: The segment that regions divide; empty where they divide the whole market.
    """

    region: str
    cut: str = REGIONS
    within: str = ""

    @property
    def is_regions(self) -> bool:
        """Whether it is cut into regions."""
        return self.cut == REGIONS


Holder = tuple[Whole, str]
"""A whole with itself, or with a part of it that has parts of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Part(Ranged):
    """A part of a whole, as wide as all that its source states of it for one time.

    Attributes:
        shares: The shares, by line; mostly one.
        whole: What it is a part of.
        id: The region, or the segment of the axis.
        value: Its share in percent; of several the largest.
        is_rest: Whether it is a remainder that may hold parts which nobody names.
    """

    shares: tuple[Share, ...]
    whole: Whole
    id: str
    value: float
    low: float
    high: float
    is_rest: bool

    @property
    def at(self) -> Share:
        """Its first share."""
        return self.shares[0]

    @property
    def time(self) -> int:
        """Its year, 0 where none is printed."""
        return self.at.time


def find_parts(shares: Iterable[Share], moved: frozenset[str], codes: Codes) -> list[Part]:
    """The parts of all wholes of one source and market, by their first line.

    Only shares of money, or of what is left open. A region's share of itself is no part.
    """
    groups = group_by(
        (share for share in shares if share.is_money),
        lambda share: (*share.subject, share.whole, share.time),
    )
    return [
        part
        for group in groups.values()
        for part in _make_part(tuple(group), codes)
        if part.id not in moved
    ]


def _make_part(shares: tuple[Share, ...], codes: Codes) -> Iterator[Part]:
    one, ends = shares[0], _widest(shares)
    value = max(share.value for share in shares)
    if one.region != one.whole:
        whole = Whole(one.whole, REGIONS, one.segment)
        part = one.region
    elif segment := codes.segments.get(one.segment):
        whole, part = Whole(one.whole, segment.axis.id), segment.id
    else:
        return
    yield Part(shares, whole, part, value, ends.low, ends.high, codes.is_rest(part))


def _widest(shares: Iterable[Share]) -> Interval:
    """All that shares of one part can be.

    Where one of them is printed as over so much, the others say how far over, unless they
    contradict it.
    """
    every = list(shares)
    ends = hull(share.interval for share in every)
    bounds = [share.high for share in every if not share.is_open]
    if bounds and reach(max(share.low for share in every), max(bounds)):
        return Interval(ends.low, max(bounds))
    return ends


@dataclass(frozen=True, eq=False)
class ShareSum:
    """What the parts of one holder and time add up to, as far as they have nothing in common.

    Attributes:
        whole: What the shares are of.
        holder: What the parts lie in: the region of the whole or one inside it; for segments the
            one that contains them, empty for the axis itself. Where the whole is open, the region
            that the parts lie directly in.
        time: Their year, 0 where none is printed.
        all_parts: All parts that the holder has.
        parts: Those of them that count.
    """

    whole: Whole
    holder: str
    time: int
    all_parts: tuple[Part, ...]
    parts: tuple[Part, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the holder is the whole itself."""
        return self.holder in ("", self.whole.region)

    @cached_property
    def low(self) -> float:
        """What the parts add up to at least, in percent of the whole."""
        return sum(part.low for part in self.parts)

    @cached_property
    def high(self) -> float:
        """What the parts add up to at most, in percent of the whole."""
        return sum(part.high for part in self.parts)

    @cached_property
    def value(self) -> float:
        """The sum of the printed shares."""
        return sum(part.value for part in self.parts)

    @cached_property
    def largest(self) -> Part:
        """The part with the largest share; of several the first by its id."""
        return min(self.parts, key=lambda part: (-part.value, part.id))


def add_up(parts: Iterable[Part], named: Places, codes: Codes) -> list[ShareSum]:
    """What the parts of each whole add up to, and those of each part that has parts of its own.

    A part inside another is left out, of two that overlap the smaller one, and one that a
    remainder may hold. Every choice is in favour of the publisher.
    """
    pairs = ((part, holder) for part in parts for holder in _find_holders(part, codes))
    groups = group_by(pairs, lambda pair: (pair[0].whole, pair[1], pair[0].time))
    found = ((key, tuple(part for part, _ in held)) for key, held in groups.items())
    return [ShareSum(*key, held, tuple(_separate(held, named, codes))) for key, held in found]


def _find_holders(part: Part, codes: Codes) -> Iterator[str]:
    whole, places = part.whole, codes.places
    if not whole.is_regions:
        yield ""
        yield from codes.segment_tree.wholes(part.id)
    elif whole.region:
        for around in places.wholes(part.id):
            if around == whole.region or places.contains(whole.region, around):
                yield around
    elif parent := places.parent(part.id):
        yield parent


def name_places(listings: Iterable[Listing], shares: Iterable[Share]) -> Places:
    """The lists and places of one document that name each region and segment; no running text."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in listings:
        if not row.is_prose:
            found[row.member].add((row.table, row.list))
    for share in shares:
        if share.locator and not share.locator.startswith("prose"):
            for member in share.subject:
                found[member].add(("shares", share.locator))
    return {member: frozenset(places) for member, places in found.items()}


def _separate(held: Iterable[Part], named: Places, codes: Codes) -> Iterator[Part]:
    by_id = {part.id: part for part in held}
    amounts = {part.id: part.value for part in by_id.values()}
    rests = [part for part in by_id.values() if part.is_rest]
    for part in by_id.values():
        if part.whole.is_regions:
            is_doubled = codes.places.is_doubled(part.id, amounts)
        else:
            is_doubled = not codes.segment_tree.wholes(part.id).isdisjoint(by_id)
        if not is_doubled and not _may_be_in(part, rests, named):
            yield part


def _may_be_in(part: Part, rests: Sequence[Part], named: Places) -> bool:
    """Whether a remainder may hold a part, as the source never sets the two apart.

    Two are set apart as members of one full list, and as shares in one place of the document.
    """
    if part.is_rest:
        return False
    own = named.get(part.id, frozenset())
    return any(
        part.low <= rest.high and own.isdisjoint(named.get(rest.id, frozenset())) for rest in rests
    )


def cover(sums: Iterable[ShareSum], codes: Codes) -> dict[Holder, frozenset[str]]:
    """Parts with a share of any time, and all that they have something in common with."""
    found: dict[Holder, set[str]] = defaultdict(set)
    for one in sums:
        found[one.whole, one.holder].update(part.id for part in one.all_parts)
    regions, segments = codes.places.overlapping, codes.segment_tree.wholes
    return {
        holder: frozenset(parts).union(*map(regions if holder[0].is_regions else segments, parts))
        for holder, parts in found.items()
    }


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """What the parts of a region or segment add up to, beside its own share of the same whole.

    Attributes:
        value: The share of the region or segment; of several the largest.
        high: The most that it can be.
        least: What it must at least be. A share without a year may be of any of the years that
            its parts have.
    """

    sum: ShareSum
    value: float
    high: float
    least: float

    @property
    def fits(self) -> bool:
        """Whether the share may be as large as its parts together."""
        return reach(self.least, self.high)


def fill_holders(sums: Iterable[ShareSum], parts: Iterable[Part]) -> Iterator[Filled]:
    """The sums of parts of parts, each beside the share of what holds them.

    Parts of a year are compared with the share of that year or one without a year, parts without a
    year with the widest of all years.
    """
    owns = group_by(parts, lambda part: (part.whole, part.id))
    inner = group_by(
        (one for one in sums if one.whole.region and not one.is_whole),
        lambda one: (one.whole, one.holder),
    )
    for key, found in inner.items():
        yield from _fill(found, owns.get(key, ()))


def _fill(sums: Sequence[ShareSum], owns: Sequence[Part]) -> Iterator[Filled]:
    pairs = [
        (one, [part for part in owns if part.time in (0, one.time) or not one.time]) for one in sums
    ]
    dated = [one.low for one, own in pairs if own and one.time]
    for one, own in pairs:
        if own:
            is_open = one.time and not any(part.time for part in own)
            yield Filled(
                one,
                max(part.value for part in own),
                max(part.high for part in own),
                min(dated) if is_open else one.low,
            )
