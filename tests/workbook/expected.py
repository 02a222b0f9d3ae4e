"""What a market workbook has to show, computed by ``forecasts.py`` from the same model."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook import forecasts
from marketbook.forecasts import Share
from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk
from marketbook.workbook.flat import move_inside
from marketbook.workbook.market import REST, Group, MarketModel, Part
from marketbook.workbook.sheets import forecast, grid, grid_years
from marketbook.workbook.sheets.input_lines import grid_pairs
from marketbook.workbook.sheets.parts import rest_key, share_key, sheet_of, size_key

Expectation = tuple[Ref, float]


def expect(desk: Desk, method: forecasts.Method | None, scenario: str) -> Iterator[Expectation]:
    """Cells and their values, all scenarios set to one method (or left), one of them chosen."""
    market = desk.market
    sizes = {s.key: run(market, s.key, method) for s in market.scenarios}
    lines = desk.block("Forecast", "lines")
    for key, found in sizes.items():
        for year, size in found.items():
            yield lines.at(forecast.result_key(key), year), size
    chosen = sizes[scenario]
    for year, size in chosen.items():
        yield lines.at(forecast.CHOSEN, year), size
        path = forecasts.trace_points(market.terms.points, year, market.growth.value)
        yield lines.at(forecast.PATH, year), path
    yield from expect_parts(desk, chosen)
    yield from expect_grid(desk, chosen)


def run(market: MarketModel, key: str, method: forecasts.Method | None) -> dict[int, float]:
    terms = next(s.terms for s in market.scenarios if s.key == key)
    if method is not None:
        terms = forecasts.Scenario(
            method, terms.growth_factor, terms.long_run_rate, terms.fade_years,
            terms.ceiling_multiple,
        )  # fmt: skip
    return forecasts.forecast_market(market.terms, terms)


def to_share(market: MarketModel, part: Part) -> Share:
    figure = part.figure
    assert figure.year is not None
    value = figure.value
    if part.is_size:
        value /= forecasts.trace_points(market.terms.points, figure.year, market.growth.value)
    return Share(value, figure.year, part.growth.value if part.growth else None)


def move(market: MarketModel, group: Group) -> dict[str, dict[int, float]]:
    shares = [to_share(market, part) for part in group.parts]
    moved = forecasts.move_shares(shares, market.growth.value, market.years)
    found = {part.key: by_year for part, by_year in zip(group.parts, moved, strict=True)}
    found[REST] = {year: forecasts.find_remainder(moved, year) for year in market.years}
    return found


def expect_parts(desk: Desk, total: dict[int, float]) -> Iterator[Expectation]:
    market = desk.market
    for sheet, groups in (("Regions", [market.regions]), ("Segments", market.axes)):
        for group in groups:
            if group.parts:
                block = desk.block(sheet, "lines")
                for key, shares in move(market, group).items():
                    for year, share in shares.items():
                        yield block.at(share_key(group.key, key), year), share
                        yield block.at(size_key(group.key, key), year), share * total[year]
            yield from expect_inside(desk, group, total)


def expect_inside(desk: Desk, group: Group, total: dict[int, float]) -> Iterator[Expectation]:
    for cut, part, _, shares in move_inside(desk.market, group):
        block = desk.block(sheet_of(group), "lines")
        for year, share in shares.items():
            if part is None:
                yield block.at(rest_key(cut), year), share * total[year]
            else:
                yield block.at(share_key(group.key, part.key), year), share
                yield block.at(size_key(group.key, part.key), year), share * total[year]


def expect_grid(desk: Desk, total: dict[int, float]) -> Iterator[Expectation]:
    market = desk.market
    rows, columns = grid_pairs(market)
    if not rows or market.main_axis is None:
        return
    block, lines = desk.block("Grid", "grid"), desk.block(grid_years.TITLE, "lines")
    for year in market.years:
        heights = [move(market, market.regions)[key][year] * total[year] for key, _ in rows]
        widths = [move(market, market.main_axis)[key][year] * total[year] for key, _ in columns]
        weights = [[1.0 for _ in columns] for _ in rows]
        cells = forecasts.fit_grid(heights, widths, weights, grid_years.ROUNDS)
        for r, (row, _) in enumerate(rows):
            for c, (column, _) in enumerate(columns):
                yield lines.at(grid_years.cell_key(row, column), year), cells[r][c]
                if year == market.years[-1]:
                    yield block.at((grid.RESULT, row), ("column", column)), cells[r][c]
