"""Sensitivity is the arithmetic of ``forecasts.py``, and its tornado is sorted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketbook import forecasts
from marketbook.workbook.frame import LEFT, TOP
from marketbook.workbook.sheets.input_lines import SENSITIVITY, STEPS
from marketbook.workbook.sheets.sensitivity import order_swings
from tests.workbook.built import Built


def test_both_grids(built: Built) -> None:
    market, block = built.desk.market, built.desk.block("Sensitivity", "grid")
    base = next(s.terms for s in market.scenarios if s.key == "base")
    unit = next(unit for unit in market.units if unit.id == market.unit_id)
    scale, last = unit.factor / market.shown.factor, market.years[-1]
    span = last - int(market.base_year.value)
    for n, down in enumerate(STEPS):
        for m, across in enumerate(STEPS):
            own = forecasts.scale_growth(market.growth.value, base.growth_factor)
            rate = forecasts.scale_growth(own, SENSITIVITY["growth"][m])
            long_run = base.long_run_rate + SENSITIVITY["long"][n]
            terms = replace(base, growth_factor=1.0, long_run_rate=long_run)
            faded = forecasts.fade_growth(replace(market.terms, rate=rate), terms)[last]
            assert built.value(block.at(("long", down), across)) == pytest.approx(faded * scale)
            ceiling = forecasts.find_ceiling(
                market.terms, base.ceiling_multiple * SENSITIVITY["ceiling"][n]
            )
            grown = forecasts.grow_constant(market.terms.base, rate, span)
            capped = min(ceiling, grown) * scale
            assert built.value(block.at(("ceiling", down), across)) == pytest.approx(capped)


def test_the_largest_swing_comes_first(built: Built) -> None:
    block = built.desk.block("Sensitivity", "grid")
    rows = [("swing", key) for key in order_swings(built.desk.market)]
    moves = [float(str(built.value(block.at(row, STEPS[4])))) for row in rows]
    assert moves == sorted(moves, reverse=True)
    for row in rows:
        low, high, below, above = (float(str(built.value(block.at(row, s)))) for s in STEPS[:4])
        assert high - low == pytest.approx(above - below)


def test_the_sheet_says_in_which_unit_its_sizes_are(built: Built) -> None:
    said = built.results["Sensitivity", TOP - 1, LEFT]
    assert said == f"Sizes of {built.desk.market.years[-1]}, {built.desk.market.shown.name}"
