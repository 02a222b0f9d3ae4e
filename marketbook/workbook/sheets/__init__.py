"""The sheets of a market workbook, in order. One module each, one line here."""

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

SHEETS: tuple[MarketSheet, ...] = (
    cover.SHEET,
    summary.SHEET,
    opportunity.SHEET,
    sensitivity.SHEET,
    publishers.SHEET,
    inputs.SHEET,
    forecast.SHEET,
    ranges.SHEET,
    regions.SHEET,
    segments.SHEET,
    grid.SHEET,
    grid_years.SHEET,
    players.SHEET,
    evidence.SHEET,
    context.SHEET,
    data.SHEET,
    checks.SHEET,
    sources.SHEET,
)
