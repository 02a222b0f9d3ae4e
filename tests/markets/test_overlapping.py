"""Regions that have something in common, asked one by one and all at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketbook.markets.places import GroupPart, Places, Region

NAMES = [f"r{number}" for number in range(9)]


@st.composite
def worlds(draw: st.DrawFn) -> Places:
    """A tree of nine regions, some of them groups that cut across it or have no members."""
    regions = [Region("world", "World", "world")]
    for place, name in enumerate(NAMES):
        parent = draw(st.sampled_from(["world", *NAMES[:place]]))
        kind = draw(st.sampled_from(["region", "country", "group"]))
        regions.append(Region(name, name, kind, parent))
    groups = [region.id for region in regions if region.kind == "group"]
    pairs = st.tuples(st.sampled_from(groups or NAMES), st.sampled_from(NAMES))
    parts = draw(st.lists(pairs, max_size=4)) if groups else []
    return Places(regions, [GroupPart(*pair) for pair in parts if pair[0] < pair[1]])


def _overlap(places: Places, one: str, other: str) -> bool:
    if one == other or places.is_inside(one, other) or places.is_inside(other, one):
        return one != other
    return any(
        one in (region, *places.wholes(region)) and other in (region, *places.wholes(region))
        for region in NAMES
    )


@given(worlds())
def test_both_ways_agree(places: Places) -> None:
    for one in NAMES:
        expected = {other for other in NAMES if _overlap(places, one, other)}
        assert places.overlapping(one) == expected
        assert "world" not in places.overlapping(one)
