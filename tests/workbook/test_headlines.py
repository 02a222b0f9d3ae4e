"""A headline is a claim that printed figures bear out; where they do not, there is none."""

from __future__ import annotations

import ironcalc
import pytest

from marketbook.figures import Interval, interval_of, last_digit
from marketbook.workbook.headlines import can_rank, find_fastest, find_leader
from marketbook.workbook.market import Figure, Group, Part
from marketbook.workbook.portfolio.findings import are_alike
from marketbook.workbook.read_market import model_market
from marketbook.workbook.tell import tell_number
from tests.workbook.conftest import shipped_records
from tests.workbook.test_odd_markets import build, share, size


def figure(stated: str, source: str = "one", year: int | None = 2025, **more: object) -> Figure:
    ends = interval_of(float(stated), last_digit(stated)).times(0.01)
    value = float(stated) / 100
    return Figure(value, stated, year, source, "table", ends=ends, **more)  # type: ignore[arg-type]


def part(key: str, stated: str, rate: Figure | None = None, **more: object) -> Part:
    return Part(key, key.title(), figure(stated, **more), False, rate)  # type: ignore[arg-type]


def group(*parts: Part) -> Group:
    return Group("regions", "Regions", parts, "Rest of the world", False)


@pytest.mark.parametrize(
    ("parts", "leader"),
    [
        ([part("asia", "30"), part("europe", "40")], "europe"),
        ([part("asia", "24.0"), part("europe", "34.0")], None),  # 42 % are not published
        ([part("europe", "60")], None),  # nothing to compare it with
        ([part("asia", "45"), part("europe", "45.4")], None),  # within the rounding of 45
        ([part("asia", "40"), part("europe", "50", source="two")], None),
        ([part("asia", "40"), part("europe", "50", year=2024)], None),
    ],
)
def test_who_leads(parts: list[Part], leader: str | None) -> None:
    found = find_leader(group(*parts))
    assert (found.key if found else None) == leader


def rate(stated: str, source: str = "one", period: tuple[int, int] = (2025, 2030)) -> Figure:
    return figure(stated, source, None, period=period)


@pytest.mark.parametrize(
    ("rates", "wide", "fastest"),
    [
        ([rate("18.3"), rate("18.5")], [True, True], "b"),
        ([rate("18.3"), rate("18.5", "two")], [True, True], None),  # another publisher
        ([rate("18.3"), rate("18.5", period=(2024, 2032))], [True, True], None),  # other years
        ([rate("18"), rate("18.5")], [True, True], None),  # within the rounding of 18
        ([rate("18.3"), rate("19.5")], [True, False], None),  # a region and a country
        ([rate("18.3")], [True], None),
        ([rate("18.3"), None], [True, True], None),
    ],
)
def test_who_grows_fastest(rates: list[Figure | None], wide: list[bool], fastest: str | None):
    parts = [part(name, "20", one) for name, one in zip("abc", rates, strict=False)]
    found = find_fastest(parts, wide)
    assert (found.part.key if found else None) == fastest


def test_what_can_be_ranked() -> None:
    assert can_rank([Interval(1, 2), Interval(3, 4)])
    assert not can_rank([Interval(1, 3), Interval(3, 4)])
    assert not can_rank([Interval(1, 3)])


def test_a_plain_title_where_nothing_leads() -> None:
    sizes = [size(2024, 10), size(2030, 20, status="forecast")]
    shares = [share("europe", 24.0, stated="24.0"), share("north-america", 34.0, stated="34.0")]
    told = {str(value) for value in build(sizes=sizes, shares=shares).results.values()}
    assert "Shares of the regions, 2024" in told
    assert "Growth in money by region, 2024 to 2030" in told
    assert not any("leads" in text or "most" in text for text in told)
    shares = [share("europe", 24.0, stated="24.0"), share("north-america", 44.0, stated="44.0")]
    told = {str(value) for value in build(sizes=sizes, shares=shares).results.values()}
    assert "North America leads with 44.0 % in 2024" in told
    assert "North America adds most money, 2024 to 2030" in told


def test_markets_of_one_source_compare_and_others_do_not() -> None:
    records = shipped_records()
    iomt, smart = (model_market(records, name) for name in ("iomt", "smart-healthcare"))
    assert are_alike([iomt, iomt])
    assert not are_alike([iomt, smart])


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [("12.5", "0", "13"), ("0.25", "0.0", "0.3"), ("2.675", "0.00", "2.68")],
)  # fmt: skip
def test_halves_are_taken_up_in_sentences_as_in_cells(value: str, code: str, told: str) -> None:
    model = ironcalc.create("halves", "en", "UTC", "en")
    model.set_user_input(0, 1, 1, f"={tell_number(value, code)}")
    model.evaluate()
    assert model.get_cell_value(0, 1, 1) == told
