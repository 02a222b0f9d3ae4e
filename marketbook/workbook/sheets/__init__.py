"""The sheets of a market workbook, in order. One module each, one name here."""

from __future__ import annotations

from marketbook.workbook.desk import MarketSheet
from marketbook.workbook.sheets import (
    checks,
    context,
    cover,
    data,
    evidence,
    forecast,
    grid,
    grid_years,
    inputs,
    opportunity,
    players,
    publishers,
    ranges,
    regions,
    segments,
    sensitivity,
    sources,
    summary,
)

_ORDER = (
    cover, summary, opportunity, sensitivity, publishers, inputs, forecast, ranges, regions,
    segments, grid, grid_years, players, evidence, context, data, checks, sources,
)  # fmt: skip
SHEETS: tuple[MarketSheet, ...] = tuple(sheet.SHEET for sheet in _ORDER)
