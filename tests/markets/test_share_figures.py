"""Shares beside sizes, growth and other shares."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from marketbook.markets import Publication
from marketbook.markets.share_figures import find_chains
from tests.markets.packages import read_publication, share

FORECAST = [
    {"kind": "base", "start_year": "2024", "end_year": "2024"},
    {"kind": "forecast", "start_year": "2025", "end_year": "2030"},
]


def size(name: str, region: str, stated: str, **more: str) -> dict[str, str]:
    return {"size_id": name, "region_id": region, "stated": stated, "year": "2024", **more}


def rate(name: str, region: str, stated: str, **more: str) -> dict[str, str]:
    return {"growth_rate_id": name, "region_id": region, "stated": stated, **more}


def test_a_share_with_its_two_sizes() -> None:
    [one] = read_publication(
        shares=[share("europe", "30")],
        sizes=[size("a", "europe", "3.0"), size("b", "world", "10.0"), size("c", "world", "10.2")],
    ).sized_shares
    assert one.total.low == 9.95e9 and one.total.high == 10.25e9
    assert one.implied_size.low == approx(9.95e9 * 0.295)
    assert one.implied_total.high == approx(3.05e9 / 0.295)
    assert one.implied_share.high == approx(3.05 / 9.95 * 100)
    assert one.fits


def test_tonnes_say_nothing_of_a_share_where_money_is_printed() -> None:
    sizes = [
        size("a", "europe", "9", unit_id="thousand-units"),
        size("b", "world", "10", unit_id="thousand-units"),
        size("c", "north-america", "1.0"),
    ]
    units = [
        {"unit_id": "usd-billion", "name": "USD billion", "kind": "money", "currency": "USD"},
        {"unit_id": "thousand-units", "name": "thousand units", "kind": "count", "currency": ""},
    ]
    shares = [share("europe", "90")]
    given = {"shares": shares, "units": [{**unit, "factor": "1000"} for unit in units]}
    assert not read_publication(sizes=sizes, **given).sized_shares
    assert len(read_publication(sizes=sizes[:2], **given).sized_shares) == 1


def rated(**more: str) -> Publication:
    return read_publication(
        source_periods=FORECAST,
        shares=[share("europe", "30.0", **more)],
        growth_rates=[rate("e", "europe", "10.0"), rate("w", "world", "8.0")],
    )


def test_a_share_moves_by_the_growth_of_part_and_whole() -> None:
    [one] = rated(year="2025").rated_parts
    assert one.year_counts == (5,)
    assert one.moved.low == approx(29.95 * (109.95 / 108.05) ** 5)
    assert one.moved.high == approx(30.05 * (110.05 / 107.95) ** 5)


def test_from_the_base_year_it_may_be_one_year_more() -> None:
    [one] = rated(year="2024").rated_parts
    assert one.year_counts == (6, 5)
    assert one.moved.low == approx(29.95 * (109.95 / 108.05) ** 5)
    assert one.moved.high == approx(30.05 * (110.05 / 107.95) ** 6)


def test_inside_its_window_a_rate_moves_nothing() -> None:
    [one] = rated(year="2027").rated_parts
    assert not one.year_counts


shares_of = st.floats(1, 99)


@given(narrow=shares_of, wide=shares_of, elsewhere=st.floats(0, 100))
def test_true_shares_of_wholes_inside_wholes_fit(
    narrow: float, wide: float, elsewhere: float
) -> None:
    country = narrow * wide / 100
    segment = narrow * wide / 100 + elsewhere * (100 - wide) / 100
    publication = read_publication(
        shares=[
            share("europe", f"{wide:.1f}"),
            share("germany", f"{country:.1f}"),
            share("germany", f"{narrow:.1f}", of_region_id="europe"),
            share("europe", f"{narrow:.1f}", of_region_id="europe", segment_id="hardware"),
            share("world", f"{segment:.1f}", segment_id="hardware"),
        ]
    )
    chains = list(find_chains(publication.parts))
    assert sorted(chain.is_regions for chain in chains) == [False, True]
    assert all(chain.fits for chain in chains)
