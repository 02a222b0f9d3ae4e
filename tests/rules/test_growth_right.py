"""No rule may fire where growth is not constant: bottom-up tables, fading growth, a first year.

A market here is the sum of its regions. Each grows from 2024 to 2025 by a rate of its own, and
from 2025 to 2032 either by one constant rate or by one that fades or rises evenly. The source
prints the market for both years, tables of years, and rates counted from 2025.
"""

from __future__ import annotations

from random import Random

import pytest

from tests.rules.markets import Tables, merge
from tests.rules.test_right_figures import find_errors, told

REGIONS = ("north-america", "europe", "asia-pacific")
BASE, START, END = 2024, 2025, 2032


def _grow(rng: Random, size: float, level: float) -> dict[int, float]:
    """Sizes of a region by year, in USD billion, around a level of growth in percent."""
    path = {BASE: size, START: size * rng.uniform(0.8, 1.4)}
    begin = level * rng.uniform(0.5, 1.5)
    end = begin * rng.choice([1.0, 1.0, 0.5, 1.5])
    for year in range(START + 1, END + 1):
        rate = begin + (end - begin) * (year - START - 1) / (END - START - 1)
        path[year] = path[year - 1] * (1 + rate / 100)
    return path


def _about(source: str, region: str) -> dict[str, object]:
    return {
        "source_id": source, "market_id": f"{source}-m", "region_id": region, "segment_id": None,
        "qualifier": None, "locator": "overview",
    }  # fmt: skip


def build_page(rng: Random, source: str) -> Tables:
    """A right page whose growth is as uneven as print is."""
    tables: Tables = {name: [] for name in ("sizes", "growth_rates", "source_periods", "markets")}
    tables["markets"].append({"market_id": f"{source}-m", "name": source, "parent_id": None})
    for kind, first, last in (("base", BASE, BASE), ("forecast", START, END)):
        tables["source_periods"].append(
            {"source_id": source, "kind": kind, "start_year": first, "end_year": last}
        )
    level = rng.uniform(2, 25)
    paths = {region: _grow(rng, rng.uniform(3, 60), level) for region in REGIONS}
    world = {year: sum(path[year] for path in paths.values()) for year in range(BASE, END + 1)}
    table = range(BASE, END + 1) if rng.random() < 0.5 else (BASE, START, rng.randint(2026, 2031))
    decimals = rng.choice([1, 2, 2])
    for region, path in ({"world": world} | paths).items():
        years = {*table, START, END} if region == "world" else rng.sample((BASE, START, END), 2)
        for year in sorted(years):
            stated = f"{path[year]:.{decimals}f}"
            tables["sizes"].append(
                {
                    **_about(source, region),
                    "size_id": f"{source}-{region}-{year}",
                    "year": year,
                    "value": float(stated),
                    "stated": stated,
                    "unit_id": "usd-billion",
                    "status": "actual" if year <= BASE else "forecast",
                }
            )
        stated = f"{((path[END] / path[START]) ** (1 / (END - START)) - 1) * 100:.1f}"
        tables["growth_rates"].append(
            {
                **_about(source, region),
                "growth_rate_id": f"{source}-{region}",
                "start_year": START,
                "end_year": END,
                "rate_percent": float(stated),
                "stated": stated,
            }
        )
    return tables


@pytest.mark.parametrize("first", [0, 500])
def test_no_rule_fires_where_growth_is_uneven(first: int) -> None:
    pages = [build_page(Random(seed), f"p{seed}") for seed in range(first, first + 150)]
    errors = find_errors(merge(pages))
    assert not errors, told(errors)
