"""What the lists of one document say of regions: which make up its world, and which moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from marketbook.markets.places import Places
from marketbook.markets.printed import Listing


@dataclass(frozen=True, slots=True)
class FullList:
    """A list of regions that leaves out nothing of its whole.

    Attributes:
        name: Which list of the document.
        whole: The world, or the region whose parts and remainder it lists.
        parts: The widest regions that it names in the whole.
    """

    name: str
    whole: str
    parts: frozenset[str]


def group_lists(listings: Iterable[Listing]) -> list[list[Listing]]:
    """Listings of one document list by list, each in printed order; no mentions in prose."""
    rows = sorted(
        (row for row in listings if not row.is_prose), key=lambda row: (row.list, row.position)
    )
    return [list(group) for _, group in groupby(rows, key=lambda row: row.list)]


def find_moved(lists: Iterable[Sequence[Listing]], places: Places) -> frozenset[str]:
    """Countries that the lists of a document put under another region than the tree does.

    Mexico, where a list goes North America, United States, Mexico, Europe. It counts as moved only
    after a country that does lie in the region, as a list may also name regions and countries side
    by side.
    """
    moved: set[str] = set()
    for rows in lists:
        header, settled = "", False
        for row in rows:
            region = row.member
            if places.is_wide(region):
                header, settled = region, False
            elif header and places.wholes(region) & places.around(header):
                settled = True
            elif settled and places.kind(region) == "country":
                moved.add(region)
    return frozenset(moved)


def find_full_lists(lists: Iterable[Sequence[Listing]], places: Places) -> list[FullList]:
    """Lists whose widest regions leave out no region of the world."""
    tops = ((rows[0].list, places.widest(row.member for row in rows)) for rows in lists)
    return [
        FullList(name, places.world, frozenset(top))
        for name, top in tops
        if places.is_whole_world(top)
    ]


def find_rest_lists(lists: Iterable[Sequence[Listing]], places: Places) -> Iterator[FullList]:
    """Lists that name a region's parts and its remainder."""
    for rows in lists:
        members = {row.member for row in rows}
        rests = {places.parent(one) for one in members & places.rests}
        for whole in sorted(rests - {places.world, ""}):
            inside = {one for one in members if places.contains(whole, one)}
            yield FullList(rows[0].list, whole, frozenset(places.widest(inside)))
