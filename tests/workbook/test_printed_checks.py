"""The checks of what is printed: sizes printed twice, publishers apart, who grows fastest."""

from __future__ import annotations

import pytest

from tests.workbook.built import Built
from tests.workbook.test_odd_markets import MARKET, build, size


def result(built: Built, beginning: str) -> str:
    """The word of the one check whose key begins so."""
    block = built.desk.block("Checks", "checks")
    [key] = [key for key in block.rows if str(key).startswith(beginning)]
    return str(built.value(block.at(key, "result")))


def rate(region: str, percent: float) -> dict[str, object]:
    return {
        "growth_rate_id": region, "source_id": "telemedicine-unnamed", "market_id": MARKET,
        "region_id": region, "start_year": 2024, "end_year": 2030, "rate_percent": percent,
        "stated": f"{percent:g}", "locator": "table",
    }  # fmt: skip


SIZES = [size(2024, 10.0), size(2030, 20.0)]


@pytest.mark.parametrize(("second", "word"), [(10.0, "OK"), (10.4, "OK"), (12.0, "CHECK")])
def test_a_size_printed_twice(second: float, word: str) -> None:
    again = size(2024, second, size_id="again")
    assert result(build(sizes=[*SIZES, again]), "twice:") == word


@pytest.mark.parametrize(("second", "word"), [(25.0, "OK"), (40.0, "NOTE"), (2.0, "NOTE")])
def test_two_publishers(second: float, word: str) -> None:
    other = size(2024, second, size_id="other", source_id="iomt-dimension-2025")
    built = build(sizes=[*SIZES, other])
    assert result(built, "publishers:") == word


@pytest.mark.parametrize(
    ("world", "europe", "word"),
    [(12.2, 11.0, "OK"), (15.0, 11.0, "OK"), (15.1, 11.0, "CHECK"), (12.2, 19.0, "CHECK")],
)
def test_who_is_said_to_grow_fastest(world: float, europe: float, word: str) -> None:
    claim = {
        "claim_id": "fastest", "source_id": "telemedicine-unnamed", "market_id": MARKET,
        "kind": "fastest-growing", "region_id": "asia-pacific", "locator": "text",
    }  # fmt: skip
    rates = [rate("world", world), rate("asia-pacific", 14.0), rate("europe", europe)]
    built = build(sizes=SIZES[:1], growth_rates=rates, claims=[claim])
    assert result(built, "claims:fastest") == word
