"""Parts moved to the years of their wholes, and what they add up to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from marketbook.figures import Interval
from marketbook.markets.cut_sums import keep_apart
from marketbook.markets.growth import Growth
from marketbook.markets.printed import Rate, Size
from marketbook.markets.rated import RateSet, WideRate, weigh
from tests.markets.packages import read_family, read_publication

EVEN = Growth(7.95, 8.05, 2024, 2034, 2024)
years = st.integers(2024, 2034)


def size(name: str, region: str, year: int, stated: str, **more: str) -> dict[str, str]:
    given = {"size_id": name, "region_id": region, "stated": stated, "year": str(year)}
    return {**given, **more}


def rate(region: str, stated: str, start: int = 2024, end: int = 2034) -> dict[str, str]:
    period = {"start_year": str(start), "end_year": str(end)}
    return {"growth_rate_id": region, "region_id": region, "stated": stated, **period}


def test_only_the_ends_of_a_rate_are_fixed() -> None:
    assert EVEN.is_fixed(2024, 2034) and EVEN.is_fixed(2034, 2024)
    assert not EVEN.is_fixed(2024, 2030)
    assert EVEN.move_freely(10.0, "high", 2024, 2034) == EVEN.move(10.0, "high", 2024, 2034)
    assert EVEN.move_freely(10.0, "high", 2024, 2025) == approx(10.0 * 1.161)
    assert EVEN.move_freely(10.0, "low", 2024, 2025) == 10.0
    assert EVEN.move_freely(10.0, "low", 2024, 2035) is None


@given(years, years)
def test_free_growth_takes_in_even_growth(year: int, to_year: int) -> None:
    low, high = (
        EVEN.move_freely(10.0, "low", year, to_year),
        EVEN.move_freely(10.0, "high", year, to_year),
    )
    even_low, even_high = (
        EVEN.move(10.0, "low", year, to_year),
        EVEN.move(10.0, "high", year, to_year),
    )
    assert low is not None and high is not None
    assert even_low is not None and even_high is not None
    assert low <= even_low + 1e-9 and even_high <= high + 1e-9


def test_a_part_is_moved_from_the_nearest_later_year() -> None:
    family = read_family(
        sizes=[
            size("w", "world", 2026, "100.0"),
            size("e-24", "europe", 2024, "20.0"),
            size("e-28", "europe", 2028, "28.0"),
            size("e-30", "europe", 2030, "33.0"),
        ]
    )
    [moved] = family.moved_parts
    assert moved.part.record == "e-28" and moved.is_later and moved.is_between and moved.fits
    assert Interval(moved.low, moved.high).meets(Interval(23.6e9, 24.0e9))


def test_one_finding_for_a_whole_that_several_parts_exceed() -> None:
    family = read_family(
        sizes=[
            size("na", "north-america", 2025, "5.0"),
            size("us", "usa", 2025, "7.0"),
            size("us-26", "usa", 2026, "8.0"),
            size("ca", "canada", 2025, "6.0"),
        ]
    )
    [misfit] = family.misfits.found
    assert misfit.is_whole and misfit.more == 1
    assert misfit.fit.part.record == "us"
    assert not family.misfits.uneven


def test_two_years_of_one_part_are_no_fault_of_the_whole() -> None:
    family = read_family(
        sizes=[
            size("na", "north-america", 2025, "5.0"),
            size("us", "usa", 2025, "7.0"),
            size("us-25", "usa", 2025, "7.0"),
        ]
    )
    [misfit] = family.misfits.found
    assert not misfit.is_whole and misfit.more == 1


def test_a_part_fits_the_larger_of_two_sizes_of_its_whole() -> None:
    family = read_family(
        sizes=[
            size("na", "north-america", 2025, "5.0"),
            size("na-2", "north-america", 2025, "9.0"),
            size("us", "usa", 2025, "7.0"),
        ]
    )
    assert not family.misfits.found


def test_a_part_that_fits_by_uneven_growth_only() -> None:
    def family(stated: str):
        return read_family(
            sizes=[size("w", "world", 2024, "10.0"), size("e", "europe", 2025, stated)],
            growth_rates=[rate("world", "8.0")],
        ).misfits

    assert not family("10.8").found and not family("10.8").uneven
    assert not family("11.2").found and len(family("11.2").uneven) == 1
    assert len(family("11.8").found) == 1 and not family("11.8").uneven


def test_a_size_printed_twice_counts_once() -> None:
    publication = read_publication(
        sizes=[
            size("w", "world", 2025, "10.0"),
            size("e", "europe", 2025, "4.1"),
            size("e-2", "europe", 2025, "4.13"),
            size("n", "north-america", 2025, "5.0"),
        ]
    )
    [added] = publication.cut_sums
    assert len(added.parts) == 2
    assert added.low == approx(9.0e9) and added.high == approx(9.2e9)
    assert [size.record for size in added.sizes] == ["w", "e", "e-2", "n"]


def test_what_lies_in_another_part_is_kept_out_of_a_sum() -> None:
    publication = read_publication(
        sizes=[
            size("w", "world", 2025, "20.0"),
            size("lamea", "lamea", 2025, "6.0"),
            size("la", "latin-america", 2025, "2.0"),
            size("n", "north-america", 2025, "5.0"),
        ]
    )
    added = next(added for added in publication.cut_sums if added.whole.record == "w")
    kept = keep_apart(added, publication.codes)
    assert {part.size.record for part in kept.parts} == {"lamea", "n"}


@given(st.lists(st.tuples(st.floats(0.1, 9), st.floats(-20, 60)), min_size=2, max_size=5))
def test_the_growth_of_a_whole_is_between_the_limits_of_its_parts(
    parts: list[tuple[float, float]],
) -> None:
    def wide(name: str, value: float) -> WideRate:
        about = ("growth_rates", name, 2, "s", "m", name, "", str(value))
        return WideRate(Rate(*about, value=value), 2024, 2030, 2024, value, value)

    rates = RateSet("parts", "world", tuple(wide(f"r{n}", r) for n, (_, r) in enumerate(parts)))
    total = sum(value for value, _ in parts)
    then = sum(value * (1 + growth / 100) ** 6 for value, growth in parts)
    growth = ((then / total) ** (1 / 6) - 1) * 100
    about = ("sizes", "w", 2, "s", "m", "world", "", "1")
    whole = Size(*about, year=2024, low=total, high=total, money=total)
    lows = {(f"r{n}", ""): value for n, (value, _) in enumerate(parts)}
    for known in (lows, {}, dict(list(lows.items())[:1])):
        average = weigh(rates, wide("world", growth), whole, known)
        assert average is not None
        assert average.low - 1e-6 <= growth <= average.high + 1e-6
