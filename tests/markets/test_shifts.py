"""Values under two sets of years, and sizes that contradict each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketbook.markets.series import find_rivals
from tests.markets.packages import read_family, read_publication
from tests.markets.test_moves import size


def test_values_printed_again_a_year_later() -> None:
    family = read_family(
        sizes=[
            size("a", "world", 2024, "48.7"),
            size("b", "world", 2034, "222.37"),
            size("c", "world", 2025, "48.7"),
            size("d", "world", 2035, "222.37"),
        ]
    )
    [shift] = family.shifts
    assert (shift.years, shift.values) == (1, 2)
    assert (shift.first.record, shift.other_last.record) == ("a", "d")


def test_a_value_that_hardly_grows_is_no_shift() -> None:
    rows = [size(f"s-{year}", "world", year, "48") for year in range(2024, 2034)]
    assert not read_family(sizes=rows).shifts


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 60)), min_size=1, max_size=12))
def test_rivals_are_the_sizes_that_some_other_one_does_not_meet(
    values: list[tuple[int, int]],
) -> None:
    rows = [
        size(f"s-{number}", "world", 2025, f"{value / 10**digits:.{digits}f}")
        for number, (digits, value) in enumerate(values)
    ]
    [series] = read_publication(sizes=rows).series
    expected = {
        one
        for one in series.printed
        if any(not one.interval.meets(other.interval) for other in series.printed)
    }
    assert set(find_rivals(series.printed)) == expected
