"""Countries that a list prints under another region than the tree has them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marketbook.markets import Publication
from marketbook.rules.region_listings.placed import (
    Placed,
    find_place,
    find_twice,
    judge_placed,
    place_rows,
    tell_where,
)
from marketbook.rules.rule import Contradiction, rule


@rule("region_listings.under-its-region", reads=("region_listings", "regions"))
def under_its_region(publication: Publication) -> Iterator[Contradiction | None]:
    """In a list of regions and countries, each country is listed under a region it lies in.

    A country that publishers place in different regions is below the same one in every list.
    """
    places, placed = publication.places, place_rows(publication)
    twice = find_twice(placed)

    def say(same: Sequence[Placed]) -> Contradiction:
        member = same[0].row.member
        if member in twice:
            return _tell_twice(same, twice[member])
        return _tell_place(same, find_place(member, places))

    judged = (
        one for one in placed if one.row.member in twice or not places.may_be_either(one.row.member)
    )
    yield from judge_placed(judged, say)


def _tell_place(same: Sequence[Placed], place: str) -> Contradiction:
    row, heading = same[0].row, same[0].heading
    message = (
        f"{tell_where(same)}, but regions places it in {place}; correct the row, or the parent of "
        f"{row.member} in regions, or waive it if only this publisher counts it so"
    )
    return Contradiction(row, message, heading, place, 1.0, "region_id")


def _tell_twice(same: Sequence[Placed], other: Placed) -> Contradiction:
    row, heading = same[0].row, same[0].heading
    message = (
        f"{tell_where(same)}, but under {other.heading} in {other.row.list} of the same document, "
        "so it is unclear where its figures belong; check both rows, and if the document prints "
        "both, waive it and say where"
    )
    return Contradiction(row, message, heading, other.heading, 1.0, "region_id")
