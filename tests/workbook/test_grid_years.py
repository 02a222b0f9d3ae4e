"""Regions × segments in every year, with a weight changed: what ``forecasts.fit_grid`` computes."""

from __future__ import annotations

import pytest

from marketbook import forecasts
from marketbook.workbook.books import set_desk
from marketbook.workbook.sheets.grid_years import ROUNDS, TITLE, cell_key, off_key
from marketbook.workbook.sheets.input_lines import grid_pairs
from marketbook.workbook.sheets.parts import size_key
from tests.workbook.built import Built, change, finish
from tests.workbook.conftest import shipped_records

WEIGHT = 3.0


@pytest.fixture(scope="module")
def built() -> Built:
    desk = set_desk(shipped_records(), "telemedicine")
    rows, columns = grid_pairs(desk.market)
    at = desk.block("Inputs", "inputs").at(("weight", rows[0][0], columns[0][0]), "value")
    change(desk, at, WEIGHT)
    return finish(desk)


def test_every_year_is_fitted(built: Built) -> None:
    desk, market = built.desk, built.desk.market
    rows, columns = grid_pairs(market)
    lines, axis = desk.block(TITLE, "lines"), market.main_axis
    assert axis is not None
    weights = [[1.0] * len(columns) for _ in rows]
    weights[0][0] = WEIGHT
    for year in (market.years[0], market.years[-1]):
        regions, segments = (
            [float(str(built.value(desk.block(sheet, "lines").at(size_key(group, key), year))))
             for key, _ in keys]
            for sheet, group, keys in (
                ("Regions", "regions", rows), ("Segments", axis.key, columns)
            )
        )  # fmt: skip
        wanted = forecasts.fit_grid(regions, segments, weights, ROUNDS)
        for r, (row, _) in enumerate(rows):
            for c, (column, _) in enumerate(columns):
                found = built.value(lines.at(cell_key(row, column), year))
                assert found == pytest.approx(wanted[r][c], rel=1e-9, abs=1e-12)


def test_the_totals_are_met(built: Built) -> None:
    block = built.desk.block(TITLE, "lines")
    for row, _ in grid_pairs(built.desk.market)[0]:
        off = built.value(block.at(off_key(row), built.desk.market.years[-1]))
        assert off == pytest.approx(0, abs=1e-3)
    assert built.value(built.desk.book.names["master_check"]) == "OK"
