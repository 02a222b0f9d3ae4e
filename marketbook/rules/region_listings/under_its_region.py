"""Countries that a list prints under another region than the tree has them in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.places import Places
from marketbook.markets.printed import Listing
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import listed


@rule("region_listings.under-its-region", "region_listings", "regions")
def under_its_region(publication: Publication) -> Verdicts:
    """In a list of regions and countries, each country is listed under a region it lies in.

    A country that publishers place in different regions is below the same one in every list.
    """
    places, (placed, twice) = publication.places, _place_rows(publication)
    for same in placed:
        member = same[0].row.member
        if member in twice or not places.may_be_either(member):
            if not same[0].is_wrong:
                yield None
            elif member in twice:
                yield _tell_twice(same, twice[member])
            else:
                yield _tell_place(same, places)


def _tell_place(same: Sequence[_Placed], places: Places) -> Contradiction:
    place = _find_place(same, places)
    told = (
        f"regions places it in {place}; correct the row, or the parent of {same[0].row.member} in "
        "regions, or waive it if only this publisher counts it so"
    )
    return _tell(same, place, told)


def _tell_twice(same: Sequence[_Placed], other: _Placed) -> Contradiction:
    told = (
        f"under {other.heading} in {other.row.list} of the same document, so it is unclear where "
        "its figures belong; check both rows, and if the document prints both, waive it and say "
        "where"
    )
    return _tell(same, other.heading, told)


@rule("region_listings.counted-elsewhere", "region_listings", "regions", severity="note")
def counted_elsewhere(publication: Publication) -> Verdicts:
    """A country that publishers place in different regions is listed where regions places it."""
    places, (placed, twice) = publication.places, _place_rows(publication)
    for same in placed:
        member = same[0].row.member
        if member not in twice and places.may_be_either(member):
            yield _tell_other_place(same, places) if same[0].is_wrong else None


def _tell_other_place(same: Sequence[_Placed], places: Places) -> Contradiction:
    place = _find_place(same, places)
    told = (
        f"regions places it in {place}: this source's {same[0].heading} is wider than usual and "
        f"its {place} narrower, so neither compares with other sources"
    )
    return _tell(same, place, told, 0.0)


def _tell(same: Sequence[_Placed], place: str, told: str, worth: float = 1.0) -> Contradiction:
    """``Turkey is listed under Europe in contents and scope, but …``."""
    row, heading = same[0].row, same[0].heading
    lists = listed([one.row.list for one in same])
    message = f"{row.name} is listed under {heading} in {lists}, but {told}"
    return Contradiction(row, message, heading, place, worth, "region_id")


class _Placed(NamedTuple):
    """A row below a heading, and whether its region lies in that of the heading, or elsewhere."""

    row: Listing
    heading: str
    inside: bool
    is_wrong: bool


def _place_rows(publication: Publication) -> tuple[list[list[_Placed]], dict[str, _Placed]]:
    """Every row of its lists of regions that is printed below a heading.

    Returns:
        Each by itself, those of a region in the wrong place together; and the first right row of
        each such region that another list has in the right place.
    """
    every = [one for rows in publication.region_lists for one in _place(rows, publication.places)]
    wrong = group_by((one for one in every if one.is_wrong), lambda one: one.row.member)
    right = (one for one in reversed(every) if one.inside)
    twice = {one.row.member: one for one in right if one.row.member in wrong}
    return [*([one] for one in every if not one.is_wrong), *wrong.values()], twice


def _place(rows: Sequence[Listing], places: Places) -> list[_Placed]:
    """The rows of one list; none where it has no headings.

    A list has headings where most of what follows a region lies in it: one that names regions
    and countries side by side has none.
    """
    members = {row.member for row in rows}
    placed: list[_Placed] = []
    above: list[Listing] = []
    for row in rows:
        wholes = places.wholes(row.member)
        if _is_heading(row.member, places):
            above = [*(one for one in above if one.member in wholes), row]
        elif above:
            inside = any(one.member in wholes for one in above)
            # a list without a region around a country may have nowhere else to put it
            lost = places.kind(row.member) == "country" and _is_widest(row.member, places)
            wrong = not inside and (lost or not members.isdisjoint(wholes))
            placed.append(_Placed(row, above[-1].name, inside, wrong))
    right = sum(one.inside for one in placed)
    return placed if 2 * right > len(placed) else []


def _is_heading(region: str, places: Places) -> bool:
    """A region, no part of a country; or a group or a remainder as wide as a region."""
    if places.kind(region) == "region":
        return not places.country_of(region)
    return places.kind(region) in ("group", "remainder") and _is_widest(region, places)


def _is_widest(region: str, places: Places) -> bool:
    """Whether nothing but the world is around a region."""
    return all(places.kind(whole) == "world" for whole in places.wholes(region))


def _find_place(same: Sequence[_Placed], places: Places) -> str:
    """Name of the smallest region that a region lies in."""
    region = same[0].row.member
    nearest = places.tree.nearest(region, places.wholes(region))
    return places.get(nearest).name or "no region"
