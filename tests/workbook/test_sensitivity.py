"""Sensitivity is the arithmetic of ``forecasts.py``, and its tornado is sorted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketbook import forecasts
from marketbook.workbook.sheets.input_lines import SENSITIVITY, STEPS
from marketbook.workbook.sheets.sensitivity import order_swings
from tests.workbook.built import Built


def test_both_grids(built: Built) -> None:
    market, block = built.desk.market, built.desk.block("Sensitivity", "grid")
    base = next(s.terms for s in market.scenarios if s.key == "base")
    own = next(unit for unit in market.units if unit.id == market.unit_id)
    scale, last = own.factor / market.shown.factor, market.years[-1]
    span = last - int(market.base_year.value)
    for n, down in enumerate(STEPS):
        for m, across in enumerate(STEPS):
            factor = base.growth_factor * SENSITIVITY["growth"][m]
            terms = replace(
                base,
                growth_factor=factor,
                long_run_rate=base.long_run_rate + SENSITIVITY["long"][n],
            )
            faded = forecasts.fade_growth(market.terms, terms)[last]
            assert built.value(block.at(("long", down), across)) == pytest.approx(faded * scale)
            ceiling = base.ceiling_multiple * SENSITIVITY["ceiling"][n] * market.points[-1].value
            rate = market.growth.value * factor
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
