"""What a print may have been before one slip."""

from __future__ import annotations

from marketbook.figures import Interval
from marketbook.markets.printed import Rate
from marketbook.together.misprints import list_readings


def test_a_point_that_moved_leaves_no_noughts_in_front() -> None:
    rate = Rate("growth_rates", "a", 2, "s", "m", "world", "", "0.081", value=0.081)
    readings = list_readings(rate, {}, Interval(0.0, 100.0))
    read = {reading.stated for reading in readings if reading.kind == "point"}
    assert "8.1" in read
    assert not any(stated.startswith("00") for stated in read)
