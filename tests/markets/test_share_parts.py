"""Shares as parts of wholes, what they add up to, and what they leave."""

from __future__ import annotations

from marketbook.figures import Interval
from marketbook.markets import Publication
from marketbook.markets.nesting import REGIONS
from marketbook.markets.share_parts import ShareSum, Whole
from tests.markets.packages import read_publication, share

WORLD = Whole("world", REGIONS)


def sum_of(publication: Publication, whole: Whole, holder: str, time: int = 2024) -> ShareSum:
    [found] = [
        one
        for one in publication.share_sums
        if (one.whole, one.holder, one.time) == (whole, holder, time)
    ]
    return found


def ids(found: ShareSum) -> list[str]:
    return sorted(part.id for part in found.parts)


def test_a_share_is_a_part_of_one_whole_cut_one_way() -> None:
    publication = read_publication(
        shares=[
            share("europe", "30"),
            share("world", "60", segment_id="hardware"),
            share("europe", "40", segment_id="hardware"),
            share("germany", "8", of_region_id=""),
            share("europe", "100", of_region_id="europe"),
        ]
    )
    found = {(part.id, part.whole) for part in publication.parts}
    assert found == {
        ("europe", WORLD),
        ("hardware", Whole("world", "m-type")),
        ("europe", Whole("world", REGIONS, "hardware")),
        ("germany", Whole("", REGIONS)),
    }


def test_a_part_is_as_wide_as_all_its_shares() -> None:
    [part] = read_publication(shares=[share("europe", "30"), share("europe", "30.4")]).parts
    assert (part.interval, part.value) == (Interval(29.5, 30.5), 30.4)


def test_a_plain_share_says_how_far_over_an_open_one_is() -> None:
    over = share("europe", "30", qualifier="over")
    [part] = read_publication(shares=[over, share("europe", "33")]).parts
    assert part.interval == Interval(30, 33.5)
    [apart] = read_publication(shares=[over, share("europe", "25")]).parts
    assert apart.interval == Interval(24.5, 100)


def test_a_country_inside_a_region_is_counted_once() -> None:
    publication = read_publication(
        shares=[share("europe", "30"), share("germany", "10"), share("france", "8")]
    )
    assert ids(sum_of(publication, WORLD, "world")) == ["europe"]
    europe = sum_of(publication, WORLD, "europe")
    assert ids(europe) == ["france", "germany"]
    assert (europe.low, europe.high, europe.value) == (17, 19, 18)
    assert europe.largest.id == "germany"
    assert not europe.is_whole


def test_of_two_that_overlap_the_smaller_one_is_left_out() -> None:
    shares = [share("middle-east-africa", "12"), share("lamea", "15"), share("europe", "30")]
    assert ids(sum_of(read_publication(shares=shares), WORLD, "world")) == ["europe", "lamea"]


REGIONS_WITH_REST = [
    {"region_id": "world", "name": "World", "kind": "world"},
    {"region_id": "europe", "name": "Europe", "kind": "region", "parent_id": "world"},
    {"region_id": "asia", "name": "Asia", "kind": "region", "parent_id": "world"},
    {"region_id": "rest", "name": "Rest", "kind": "remainder", "parent_id": "world"},
]


def test_a_remainder_may_hold_a_part_that_the_source_never_sets_apart() -> None:
    shares = [
        share("europe", "30", locator="table 1"),
        share("rest", "40", locator="table 1"),
        share("asia", "20", locator="text"),
    ]
    world = sum_of(read_publication(regions=REGIONS_WITH_REST, shares=shares), WORLD, "world")
    assert ids(world) == ["europe", "rest"]
    assert sorted(part.id for part in world.all_parts) == ["asia", "europe", "rest"]


def test_members_of_one_list_are_apart() -> None:
    shares = [share("rest", "40", locator="table 1"), share("asia", "20", locator="text")]
    listed = [{"list": "contents", "stated_as": one, "region_id": one} for one in ("asia", "rest")]
    publication = read_publication(regions=REGIONS_WITH_REST, shares=shares, region_listings=listed)
    assert ids(sum_of(publication, WORLD, "world")) == ["asia", "rest"]


def test_a_holder_is_compared_with_its_own_share() -> None:
    [filled] = read_publication(shares=[share("europe", "30"), share("germany", "31")]).filled
    assert (filled.high, filled.value, filled.least) == (30.5, 30, 30.5)
    assert filled.fits


def test_a_share_without_a_year_may_be_of_any_year_of_its_parts() -> None:
    filled = read_publication(
        shares=[
            share("europe", "30", year=""),
            share("germany", "12", year="2024"),
            share("germany", "40", year="2030"),
        ]
    ).filled
    assert [(one.sum.time, one.least, one.fits) for one in filled] == [
        (2024, 11.5, True),
        (2030, 11.5, True),
    ]


def test_what_a_share_covers() -> None:
    covered = read_publication(shares=[share("lamea", "15"), share("europe", "30")]).covered
    assert {"brazil", "africa", "germany", "lamea"} <= covered[WORLD, "world"]
    assert "north-america" not in covered[WORLD, "world"]
