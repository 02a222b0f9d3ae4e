"""Segments: shares and sizes by year for every axis with a published share."""

from __future__ import annotations

from collections.abc import Hashable

from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_series, head_sheet, lay_out_series, mark_series
from marketbook.workbook.grid import Sheet
from marketbook.workbook.market import Group, MarketModel
from marketbook.workbook.series_charts import beside, put_charts
from marketbook.workbook.sheets.part_charts import draw_sizes
from marketbook.workbook.sheets.parts import TITLES, PartsWriter, list_keys, put_dashes

_UNPUBLISHED = "No share published"


def _split(market: MarketModel) -> tuple[list[Group], list[Group]]:
    """Axes with a published share, and those without."""
    shown = [axis for axis in market.axes if axis.parts]
    return shown, [axis for axis in market.axes if not axis.parts]


def _keys(market: MarketModel) -> list[Hashable]:
    shown, silent = _split(market)
    keys: list[Hashable] = []
    for axis in shown:
        keys += list_keys(market, axis)
    return keys + [("none", axis.key) for axis in silent]


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the lines."""
    lay_out_series(desk, sheet, _keys(desk.market))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the axes with shares, then names those without."""
    market = desk.market
    subtitle = (
        f"{market.brief} by segment, {market.unit}. One segmentation after another; each "
        "adds up to the whole, with the part not published."
    )
    head_sheet(desk, sheet, "Segments", subtitle)
    block = desk.block("Segments", "lines")
    head_series(desk, sheet, block, TITLES)
    shown, silent = _split(market)
    writer = PartsWriter(desk, sheet, "Market")
    for axis in shown:
        writer.put_group(axis, unnamed=_tell_rest(axis))
    for axis in silent:
        row = ("none", axis.key)
        how = "Segments named: " + (", ".join(axis.members) or "none") + "."
        writer.put_words(row, (_UNPUBLISHED, axis.name, "Market", "percent", how))
        put_dashes(sheet, block, row, ["first", "second", "growth", "change", *market.years])
    if silent:
        rows = [block.rows["none", axis.key] for axis in silent]
        sheet.folded_rows.append((min(rows), max(rows)))
    mark_series(desk, sheet, block, "Segments", TITLES)
    most = sorted(shown, key=lambda axis: -len(axis.parts))[:2]
    put_charts(sheet, [draw_sizes(desk, block, axis) for axis in most], beside(block))


def _tell_rest(axis: Group) -> str:
    others = f": {', '.join(axis.others)}" if axis.others else ""
    if axis.complete:
        return f"1 − the published shares{others}."
    return f"1 − the published shares{others}, and anything the source does not list."


SHEET: MarketSheet = SheetKind(
    "Segments",
    "calculation",
    "Shares and sizes by segment and year, one segmentation after another.",
    fill,
    plan,
    wanted=lambda desk: any(axis.parts for axis in desk.market.axes),
    missing="no source publishes a share or size of a segment",
)
