"""A correction changes what a figure means, and nothing else: never the row that is printed."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from marketbook.figures import interval_of, last_digit, read_stated
from marketbook.markets import Markets, read_markets
from marketbook.markets.corrections import FIGURES, write_digits
from marketbook.rules import RULES, run
from marketbook.rules.run import run_rules
from tests.markets.packages import read_publication
from tests.markets.test_grids import Databook
from tests.rules.faults import plant_fault
from tests.rules.markets import Tables, as_frames, build_package, merge
from tests.rules.tables import read_shared

SLIPS = ("wrong digit", "dropped digit", "swapped digits", "wrong unit", "dropped thousands")


@pytest.mark.parametrize(
    ("value", "stated", "digits"),
    [
        (13.7, "13.7", "13.7"),
        (28.6, "8.6", "28.6"),
        (18, "81.0", "18.0"),
        (1375, "13.75", "1,375"),
        (13.75, "1375", "13.75"),
        (260, "26.0", "260"),
        (2.6, "28.60", "2.60"),
        (1239.3, "1293.3", "1,239.3"),
        (33.3, "two-thirds", "33.3"),
        (-1.5, "15", "-1.5"),
        (1e15, "1", "1,000,000,000,000,000"),
    ],
)
def test_a_reading_has_the_digits_of_the_print(value: float, stated: str, digits: str) -> None:
    assert write_digits(value, stated) == digits


@given(
    st.floats(1e-6, 1e15),
    st.decimals(0, 10**9, places=2).map(lambda number: f"{number:,}") | st.just("a third"),
)
def test_the_digits_of_a_reading_are_its_value(value: float, stated: str) -> None:
    digits = write_digits(value, stated)
    assert read_stated(digits) == value
    ends = interval_of(read_stated(digits), last_digit(digits))
    assert ends.low <= value <= ends.high


def test_a_figure_is_read_in_another_unit() -> None:
    found = read_publication(
        sizes=[{"size_id": "jp", "year": "2025", "stated": "13.7", "unit_id": "usd-million"}],
        corrections=[
            {"record": "sizes:jp", "stated": "13.7", "value": "13.7", "unit_id": "usd-billion"}
        ],
    )
    [size] = found.sizes
    assert (size.value, size.unit.id, size.money) == (13.7, "usd-billion", 13.7e9)
    assert (size.low, size.high) == pytest.approx((13.65e9, 13.75e9))
    assert size.misprint == "13.7 USD million"
    assert size.told == "13.7 USD billion (printed 13.7 USD million)"


def test_rates_shares_and_statistics_are_read_otherwise_too() -> None:
    found = read_publication(
        sizes=[{"size_id": "a", "year": "2025", "stated": "10"}],
        growth_rates=[{"growth_rate_id": "g", "stated": "81.0"}],
        shares=[
            {"share_id": "s", "region_id": "usa", "stated": "a third", "share_percent": "33.3"}
        ],
        statistics=[
            {
                "statistic_id": "t", "kind": "increment", "subject": "growth", "value": "5",
                "stated": "5", "unit_id": "usd-million",
            }
        ],
        corrections=[
            {"record": "growth_rates:g", "stated": "81.0", "value": "18"},
            {"record": "shares:s", "stated": "a third", "value": "30"},
            {"record": "statistics:t", "stated": "5", "value": "5", "unit_id": "usd-billion"},
        ],
    )  # fmt: skip
    [rate], [share], [statistic] = found.rates, found.shares, found.statistics
    assert (rate.value, rate.stated, rate.misprint) == (18.0, "18.0", "81.0 %")
    assert (share.value, share.misprint) == (30.0, "a third")
    assert statistic.told == "5 USD billion (printed 5 USD million)"


@pytest.mark.parametrize(
    "correction",
    [
        {"record": "sizes:a", "stated": "10.0", "value": "11"},
        {"record": "sizes:a", "stated": "10", "value": "0"},
        {"record": "growth_rates:g", "stated": "10", "value": "11", "unit_id": "usd-million"},
        {"record": "sizes:b", "stated": "10", "value": "11"},
        {"record": "players:a", "stated": "10", "value": "11"},
        {"record": "a", "stated": "10", "value": "11"},
    ],
)
def test_a_correction_at_fault_changes_nothing(correction: dict[str, str]) -> None:
    found = read_publication(
        sizes=[{"size_id": "a", "year": "2025", "stated": "10"}],
        growth_rates=[{"growth_rate_id": "g", "stated": "10"}],
        corrections=[correction],
    )
    for figure in (*found.sizes, *found.rates):
        assert (figure.value, figure.stated, figure.misprint) == (10.0, "10", "")


def list_figures(markets: Markets) -> dict[str, Any]:
    return {
        figure.cite: figure
        for one in markets.publications
        for figure in (*one.sizes, *one.rates, *one.shares)
    }


def tell(figure: Any) -> tuple[Any, ...]:
    """What is printed of a figure, and all that it can be."""
    return figure.stated, figure.value, figure.interval, figure.year, figure.qualifier


def correct_back(right: Tables, wrong: Tables) -> Tables:
    """The package with a fault, and the corrections that read it as it was."""
    rows: list[dict[str, object]] = []
    for name, columns in FIGURES.items():
        for old, new in zip(right.get(name, []), wrong.get(name, []), strict=True):
            if old != new:
                unit = old[columns.unit] if columns.unit else None
                about = {"record": f"{name}:{new[columns.key]}", "stated": new["stated"]}
                rows.append({**about, "value": old[columns.value], "unit_id": unit, "reason": "."})
    return {**wrong, "corrections": rows}


@pytest.mark.parametrize("kind", SLIPS)
@pytest.mark.parametrize("seed", range(6))
def test_only_the_figure_that_is_corrected_changes(kind: str, seed: int) -> None:
    right = build_package(Random(seed))
    wrong, _ = plant_fault(Random(seed), right, kind)
    frames = as_frames(correct_back(right, wrong))
    before = deepcopy(frames)
    found, as_printed = (
        list_figures(read_markets(frames)),
        list_figures(read_markets({**frames, "corrections": frames["corrections"].clear()})),
    )
    for name, frame in frames.items():
        assert_frame_equal(frame, before[name])
    corrected = set(frames["corrections"]["record"])
    for record, figure in found.items():
        assert bool(figure.misprint) == (record in corrected)
        if record not in corrected:
            assert tell(figure) == tell(as_printed[record])
    truth = list_figures(read_markets(as_frames(right)))
    for record in corrected:
        assert found[record].interval.low <= truth[record].interval.low
        assert found[record].interval.high >= truth[record].interval.high


def test_a_market_with_a_misprint_is_no_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns of what is printed say nothing of what is read."""
    shared = {name: table.drop("_line").to_dicts() for name, table in read_shared().items()}
    books = [Databook(Random(seed), f"m{seed}") for seed in range(6)]
    size = books[0].tables["sizes"][0]
    correction = {
        "record": f"sizes:{size['size_id']}", "stated": size["stated"],
        "value": size["value"] * 1000, "reason": ".",
    }  # fmt: skip
    tables = as_frames(
        merge([shared, *(book.tables for book in books), {"corrections": [correction]}])
    )
    files = {name: name for name in tables}
    every = run_rules(tables, RULES, files)
    assert [one for one in every.findings if one.market == "m0" and one.fails]
    monkeypatch.setattr(run, "MANY", 0)
    assert run_rules(tables, RULES, files).findings == every.findings
