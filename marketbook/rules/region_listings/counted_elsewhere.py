"""Countries that publishers count in one region or in another."""

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


@rule("region_listings.counted-elsewhere", reads=("region_listings", "regions"), severity="note")
def counted_elsewhere(publication: Publication) -> Iterator[Contradiction | None]:
    """A country that publishers place in different regions is listed where regions places it."""
    places, placed = publication.places, place_rows(publication)
    twice = find_twice(placed)

    def say(same: Sequence[Placed]) -> Contradiction:
        row, heading = same[0].row, same[0].heading
        place = find_place(row.member, places)
        message = (
            f"{tell_where(same)}, but regions places it in {place}: this source's {heading} is "
            f"wider than usual and its {place} narrower, so neither compares with other sources"
        )
        return Contradiction(row, message, heading, place, 0.0, "region_id")

    judged = (
        one
        for one in placed
        if one.row.member not in twice and places.may_be_either(one.row.member)
    )
    yield from judge_placed(judged, say)
