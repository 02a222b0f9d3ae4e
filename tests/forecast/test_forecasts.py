"""The arithmetic of forecasts: known answers, and what holds for any figures."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketbook import forecasts
from marketbook.errors import MarketbookError
from marketbook.forecasts import Market, Scenario, Share

YEARS = tuple(range(2024, 2035))
TELEMEDICINE = Market({2024: 48.7, 2025: 56.69, 2031: 141.0, 2034: 222.37}, 0.164, 2024, YEARS)

rates = st.floats(-0.3, 0.6)
sizes = st.floats(0.01, 1e6)


def test_implied_rate_of_a_doubling() -> None:
    assert forecasts.imply_rate(10, 20, 1) == pytest.approx(1.0)
    assert forecasts.imply_rate(48.7, 222.37, 10) == pytest.approx(0.164005, abs=1e-6)


@given(sizes, rates, st.integers(1, 40))
def test_implied_rate_undoes_constant_growth(base: float, rate: float, years: int) -> None:
    end = forecasts.grow_constant(base, rate, years)
    assert forecasts.imply_rate(base, end, years) == pytest.approx(rate, abs=1e-9)


def test_path_goes_through_every_published_point() -> None:
    for year, size in TELEMEDICINE.points.items():
        assert forecasts.trace_points(TELEMEDICINE.points, year, 0.164) == pytest.approx(size)


def test_path_grows_at_one_rate_between_two_points() -> None:
    path = [forecasts.trace_points(TELEMEDICINE.points, year, 0.1) for year in range(2025, 2032)]
    steps = [after / before for before, after in pairwise(path)]
    assert max(steps) - min(steps) < 1e-12


def test_path_grows_at_the_published_rate_after_the_last_point() -> None:
    assert forecasts.trace_points({2024: 10.0}, 2026, 0.1) == pytest.approx(12.1)


def test_path_before_the_first_point_is_refused() -> None:
    with pytest.raises(MarketbookError, match="no size is published up to 2020"):
        forecasts.trace_points({2024: 10.0}, 2020, 0.1)


def test_base_year_without_a_size_is_refused() -> None:
    with pytest.raises(MarketbookError, match="no size is published for the base year 2023"):
        Market({2024: 10.0}, 0.1, 2023, (2024,))


def test_unknown_method_is_refused() -> None:
    with pytest.raises(MarketbookError, match="method 'guess' is unknown"):
        forecasts.forecast_market(TELEMEDICINE, Scenario("guess"))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("method", forecasts.METHODS)
def test_every_method_departs_from_the_base(method: forecasts.Method) -> None:
    sizes = forecasts.forecast_market(TELEMEDICINE, Scenario(method, growth_factor=1.2))
    assert sizes[2024] == pytest.approx(48.7)
    assert list(sizes) == list(YEARS)


def test_published_points_at_factor_one_are_the_points() -> None:
    sizes = forecasts.forecast_market(TELEMEDICINE, Scenario("published-points"))
    for year, size in TELEMEDICINE.points.items():
        assert sizes[year] == pytest.approx(size, rel=1e-12)


def test_history_stays_as_published() -> None:
    market = Market({2020: 5.0, 2024: 10.0, 2030: 30.0}, 0.2, 2024, tuple(range(2020, 2031)))
    for method in forecasts.METHODS:
        sizes = forecasts.forecast_market(market, Scenario(method, growth_factor=0.5))
        assert sizes[2020] == pytest.approx(5.0)
        assert sizes[2022] == pytest.approx(math.sqrt(50))


def test_fading_growth_ends_at_the_long_run_rate() -> None:
    scenario = Scenario("fading-growth", long_run_rate=0.03, fade_years=4)
    sizes = forecasts.forecast_market(TELEMEDICINE, scenario)
    assert sizes[2025] / sizes[2024] - 1 == pytest.approx(0.164)
    assert sizes[2026] / sizes[2025] - 1 == pytest.approx(0.164 - 0.134 / 4)
    for year in range(2029, 2035):
        assert sizes[year] / sizes[year - 1] - 1 == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("rate", "factor", "scaled"),
    [(0.05, 0.8, 0.04), (0.05, 1.2, 0.06), (-0.05, 0.8, -0.06), (-0.05, 1.2, -0.04),
     (-0.05, 1.0, -0.05), (-0.05, 3.0, 0.05), (0.0, 0.8, 0.0), (-0.9, 0.5, -0.99)],
)  # fmt: skip
def test_a_lower_factor_is_lower_growth_whatever_its_sign(
    rate: float, factor: float, scaled: float
) -> None:
    assert forecasts.scale_growth(rate, factor) == pytest.approx(scaled)


def test_saturating_growth_begins_as_published_and_ends_at_the_ceiling() -> None:
    market = Market({2024: 10.0}, 0.2, 2024, tuple(range(2024, 2125)))
    sizes = forecasts.forecast_market(market, Scenario("logistic", ceiling_multiple=100))
    assert sizes[2025] / sizes[2024] - 1 == pytest.approx(0.2, abs=0.001)
    assert sizes[2124] == pytest.approx(1000, rel=1e-3)
    growth = [sizes[year] / sizes[year - 1] for year in market.years[1:]]
    assert growth == sorted(growth, reverse=True)


def test_saturating_growth_without_room_keeps_to_the_ceiling() -> None:
    sizes = forecasts.forecast_market(
        Market({2024: 10.0}, 0.1, 2024, YEARS), Scenario("logistic", ceiling_multiple=0.8)
    )
    assert sizes[2030] == pytest.approx(8)


def test_a_market_that_falls_has_nothing_to_saturate() -> None:
    market = Market({2024: 10.0}, -0.1, 2024, YEARS)
    assert forecasts.forecast_market(market, Scenario("logistic")) == pytest.approx(
        forecasts.forecast_market(market, Scenario("constant-growth"))
    )


@given(rates, st.floats(1.01, 20), st.floats(0.1, 3))
def test_saturating_growth_stays_under_its_ceiling(
    rate: float, multiple: float, factor: float
) -> None:
    market = Market({2024: 10.0, 2034: 40.0}, rate, 2024, YEARS)
    scenario = Scenario("logistic", growth_factor=factor, ceiling_multiple=multiple)
    ceiling = multiple * 40.0
    assert max(forecasts.forecast_market(market, scenario).values()) <= ceiling * (1 + 1e-9)


levers = st.tuples(st.floats(0.01, 3), st.floats(-0.5, 1), st.floats(1.0001, 100))


@given(
    st.floats(-0.99, 2), st.dictionaries(st.sampled_from(YEARS[1:]), sizes), levers, levers,
    st.floats(1, 50), st.sampled_from(forecasts.METHODS),
)  # fmt: skip
def test_low_is_never_above_high(
    rate: float, points: dict[int, float], one: tuple[float, float, float],
    other: tuple[float, float, float], fade: float, method: forecasts.Method,
) -> None:  # fmt: skip
    """Whatever the market does and whatever limits it: each lever as low, or lower."""
    market = Market({2024: 10.0} | points, rate, 2024, YEARS)
    low, high = (
        forecasts.forecast_market(market, Scenario(method, factor, long_run, fade, ceiling))
        for factor, long_run, ceiling in zip(
            *map(sorted, zip(one, other, strict=True)), strict=True
        )
    )
    assert all(0 < low[year] <= high[year] * (1 + 1e-9) for year in YEARS)


def test_share_moves_by_its_own_growth() -> None:
    share = Share(0.21, 2024, 0.194)
    assert forecasts.move_share(share, 0.173, 2032) == pytest.approx(0.21 * (1.194 / 1.173) ** 8)
    assert forecasts.move_share(Share(0.41, 2024), 0.173, 2032) == 0.41


def test_a_part_inside_keeps_its_proportion_of_what_is_around_it() -> None:
    around = {2025: 0.4, 2030: 0.5}
    inside = forecasts.move_inside(Share(0.2, 2025), 0.1, around, (2025, 2030))
    assert inside == pytest.approx({2025: 0.2, 2030: 0.25})
    assert forecasts.move_inside(Share(0.2, 2020), 0.1, around, (2030,)) == {2030: 0.2}
    own = Share(0.2, 2025, 0.1)
    assert forecasts.move_inside(own, 0.1, around, (2030,)) == pytest.approx({2030: 0.2})


def test_the_others_share_what_the_moving_parts_leave() -> None:
    shares = [Share(0.41, 2024), Share(0.28, 2024), Share(0.21, 2024, 0.194), Share(0.1, 2024)]
    moved = forecasts.move_shares(shares, 0.173, YEARS)
    for year in YEARS:
        assert forecasts.find_remainder(moved, year) == pytest.approx(0, abs=1e-12)
        assert moved[0][year] / moved[1][year] == pytest.approx(0.41 / 0.28)
    assert moved[2][2034] > 0.21
    assert moved[0][2034] < 0.41


def test_shares_above_the_whole_leave_a_negative_remainder() -> None:
    moved = forecasts.move_shares([Share(0.7, 2024), Share(0.5, 2024)], 0.1, YEARS)
    assert forecasts.find_remainder(moved, 2034) == pytest.approx(-0.2)


def test_others_keep_their_share_where_nothing_is_left() -> None:
    shares = [Share(1.0, 2024, 0.2), Share(0.1, 2024)]
    assert forecasts.move_shares(shares, 0.2, YEARS)[1][2030] == 0.1


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=6), rates, rates)
def test_shares_of_a_whole_always_make_the_whole(
    parts: list[float], own: float, whole: float
) -> None:
    total = sum(parts) * 2
    shares = [Share(part / total, 2024) for part in parts]
    shares[0] = Share(shares[0].share, 2024, own)
    moved = forecasts.move_shares(shares, whole, (2024,))
    named = sum(part[2024] for part in moved)
    assert named + forecasts.find_remainder(moved, 2024) == pytest.approx(1)


def test_grid_of_equal_weights_is_the_product_of_shares() -> None:
    cells = forecasts.fit_grid([60, 40], [30, 70], [[1, 1], [1, 1]], 1)
    assert cells == (pytest.approx((18, 42)), pytest.approx((12, 28)))


amounts = st.lists(st.floats(1, 100), min_size=2, max_size=4)


@given(amounts, amounts, st.data())
def test_grid_adds_up_both_ways(
    rows: list[float], columns: list[float], data: st.DataObject
) -> None:
    columns = [column * sum(rows) / sum(columns) for column in columns]
    weight = st.floats(0.2, 5)
    weights = [[data.draw(weight) for _ in columns] for _ in rows]
    cells = forecasts.fit_grid(rows, columns, weights, 200)
    assert forecasts.measure_residual(cells, rows) < 1e-6 * sum(rows)
    for n, column in enumerate(columns):
        assert sum(row[n] for row in cells) == pytest.approx(column)


def test_grid_with_an_empty_row_keeps_it_empty() -> None:
    cells = forecasts.fit_grid([0, 40], [10, 30], [[1, 1], [1, 1]], 3)
    assert cells[0] == (0, 0)
    assert cells[1] == pytest.approx((10, 30))
