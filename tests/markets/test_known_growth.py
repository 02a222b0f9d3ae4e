"""How fast a subject grows, as far as its source says."""

from __future__ import annotations

from pytest import approx

from marketbook.figures import Interval, implied_growth
from marketbook.markets import Family
from marketbook.markets.known_growth import KnownGrowth
from tests.markets.packages import read_family
from tests.markets.test_share_figures import FORECAST, rate, size


def growth_of(family: Family, region: str = "world") -> list[KnownGrowth]:
    [known] = family.known_growth.values()
    return list(known.get((region, ""), ()))


def sizes(first: str, start: str, last: str = "20.0") -> list[dict[str, str]]:
    return [size("a", "world", start, year=first), size("z", "world", last, year="2030")]


def test_a_stated_rate_comes_before_the_sizes() -> None:
    rates = [rate("r", "world", "14.9")]
    [one] = growth_of(
        read_family(source_periods=FORECAST, growth_rates=rates, sizes=sizes("2025", "10.0"))
    )
    assert (one.stated, one.window) == ("14.9", (2025, 2030))
    assert (one.ends.low, one.ends.high) == approx((14.85, 14.95))


def test_a_rate_that_its_sizes_contradict_says_nothing() -> None:
    rates = [rate("r", "world", "31.0")]
    [one] = growth_of(
        read_family(source_periods=FORECAST, growth_rates=rates, sizes=sizes("2025", "10.0"))
    )
    assert (one.stated, one.is_early) == ("", False)
    assert one.value == approx(implied_growth(10, 20, 5))


def test_from_the_base_year_the_first_year_may_have_grown_otherwise() -> None:
    [one] = growth_of(read_family(source_periods=FORECAST, sizes=sizes("2024", "10.0")))
    assert one.is_early
    assert one.ends.low < one.near.low < one.value < one.near.high < one.ends.high
    double = implied_growth(9.95, 20.05, 6) * 2
    assert one.ends.low == approx(implied_growth(10.05 * (1 + double / 100), 19.95, 5))


def test_without_a_size_at_the_end_of_the_forecast_nothing_is_known() -> None:
    none = [size("a", "world", "10.0", year="2024"), size("b", "world", "12.0", year="2027")]
    assert not growth_of(read_family(source_periods=FORECAST, sizes=none))


def test_an_open_window_may_be_any() -> None:
    open_, own = (
        KnownGrowth(window, 1.0, Interval(1, 1), Interval(1, 1))
        for window in ((0, 2030), (2025, 2030))
    )
    other = KnownGrowth((2024, 2030), 1.0, Interval(1, 1), Interval(1, 1))
    assert open_.may_be_with(own) and open_.may_be_with(other)
    assert not own.may_be_with(other)
