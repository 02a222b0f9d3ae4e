"""What intervals of printed figures have in common."""

from __future__ import annotations

import math

from marketbook.figures import Interval, reach, unite


def test_nothing_endless_is_below_what_ends() -> None:
    assert not reach(math.inf, 5.0)
    assert reach(5.0, math.inf)
    assert reach(math.inf, math.inf)
    assert not reach(math.nan, 1.0)


def test_all_values_are_within_no_part_of_them() -> None:
    every, part = Interval(0.0, math.inf), Interval(2.0, 5.0)
    assert part.within(every)
    assert not every.within(part)
    assert every.common(part) == part


def test_what_meets_is_united_and_nothing_between_is_added() -> None:
    found = unite([Interval(7.0, 8.0), Interval(1.0, 2.0), Interval(2.0, 4.0)])
    assert found == [Interval(1.0, 4.0), Interval(7.0, 8.0)]
