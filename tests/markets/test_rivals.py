"""Whom a claim of rank is about."""

from __future__ import annotations

import pytest

from marketbook.markets.rivals import Rival, find_rival
from tests.markets.packages import read_publication


def ask(claim: dict[str, str], region: str, segment: str = "", lists: str = "") -> Rival | None:
    listed = [{"list": "contents", "stated_as": one, "region_id": one} for one in lists.split()]
    claims = [{"claim_id": "c", "kind": "largest", **claim}]
    publication = read_publication(claims=claims, region_listings=listed)
    return find_rival(publication.claims[0], (region, segment), publication)


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ("north-america", "europe", "peer"),
        ("north-america", "japan", "smaller"),
        ("north-america", "usa", None),
        ("north-america", "north-america", None),
        ("north-america", "world", None),
        ("usa", "china", "peer"),
        ("usa", "europe", None),
        ("north-america", "lamea", None),
    ],
)
def test_regions(own: str, other: str, expected: str | None) -> None:
    assert ask({"region_id": own}, other) == expected


def test_a_group_is_a_rival_where_the_source_lists_it_among_its_regions() -> None:
    lists = "north-america europe asia-pacific lamea"
    assert ask({"region_id": "north-america"}, "lamea", lists=lists) == "peer"


def test_a_region_outside_the_scope_is_none() -> None:
    claim = {"region_id": "germany", "of_region_id": "europe"}
    assert ask(claim, "france") == "peer"
    assert ask(claim, "china") is None


SEGMENT = {"region_id": "world", "segment_id": "hardware"}


@pytest.mark.parametrize(
    ("region", "segment", "expected"),
    [
        ("world", "software", "peer"),
        ("world", "hardware", None),
        ("europe", "software", None),
        ("world", "", None),
        ("world", "hospitals", None),
    ],
)
def test_segments(region: str, segment: str, expected: str | None) -> None:
    assert ask(SEGMENT, region, segment) == expected
