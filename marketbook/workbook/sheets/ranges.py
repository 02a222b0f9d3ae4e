"""Ranges: sizes that nobody printed, where the printed figures leave little room."""

from __future__ import annotations

from dataclasses import dataclass

from marketbook.together.ranges import Range
from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart, Series
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.lists import MISSING, Column, Value, head_list, lay_out_list, put_value
from marketbook.workbook.market import MarketModel
from marketbook.workbook.series_charts import put_charts, tell_shown
from marketbook.workbook.sheets import forecast
from marketbook.workbook.sheets.parts import sheet_of, size_key
from marketbook.workbook.tell import name_source, tell_record

_MOST_BARS = 12
_CHART_WIDTH, _CHART_HEIGHT = 720, 380
Place = tuple[str, str]
"""A region and a segment; an empty one is the whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line of the model for a size: its sheet and its row."""

    sheet: str
    row: tuple[str, ...]


def list_columns(market: MarketModel) -> tuple[Column, ...]:
    """The columns; sizes are in the unit of the model."""
    unit, number = market.unit, market.size_number
    return (
        Column("name", "Size of", 34),
        Column("cut", "Cut", 18, "row-note"),
        Column("year", "Year", 8, "number", "year"),
        Column("low", f"Lowest, {unit}", 15, "number", number),
        Column("high", f"Highest, {unit}", 15, "number", number),
        Column("middle", f"Middle, {unit}", 15, "calculation"),
        Column("half", "Half the range", 12, "calculation"),
        Column("part", "± percent", 10, "calculation", "percent"),
        Column("model", f"Model, {unit}", 15, "calculation"),
        Column("verdict", "Model is", 12, "calculation-text"),
        Column("source", "Publisher", 30, "row-note"),
        Column("figures", "Follows from", 70, "row-note"),
    )


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out a row for each size."""
    keys = range(len(_list(desk)))
    desk.keep(sheet, "ranges", lay_out_list(sheet, list_columns(desk.market), list(keys)))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the sizes, and a chart of the widest ranges of the model's own source."""
    subtitle = (
        f"{desk.market.brief}: unpublished sizes that the figures of one publisher pin down to "
        "within 25 %, allowing for rounding. Model: the chosen scenario."
    )
    head_sheet(desk, sheet, "Ranges", subtitle)
    block, columns = desk.block("Ranges", "ranges"), list_columns(desk.market)
    head_list(sheet, block, columns)
    lines = _list_lines(desk)
    for row, found in enumerate(_list(desk)):
        values = _describe(desk, found)
        for column in columns:
            if column.key in values:
                put_value(sheet, block.at(row, column.key), values[column.key], column)
        _put_formulas(desk, sheet, block, row, lines.get((found.cell.region, found.cell.segment)))
    sheet.mark_table("Ranges", block, [column.title for column in columns], headed=True)
    title = '="Unpublished sizes, and the range that the published figures allow"'
    title = tell_shown(title, _MOST_BARS, len(_list(desk)), ranked=False)
    put_charts(
        sheet, [(title, lambda at: _draw(desk, block, at))], [2], _CHART_WIDTH, _CHART_HEIGHT
    )


def _list(desk: Desk) -> list[Range]:
    """The ranges in the measure of the model, those of a source and a year together."""
    market = desk.market
    measure = desk.records.typed.codes.units[market.unit_id].measure
    found = desk.records.list_tight_ranges(market.market_id)
    return [one for one in found if one.unit.measure == measure]


def _describe(desk: Desk, found: Range) -> dict[str, Value]:
    records, cell = desk.records, found.cell
    codes = records.typed.codes
    segment = codes.segments.get(cell.segment)
    place = codes.places.get(cell.region)
    factor = found.unit.factor / codes.units[desk.market.unit_id].factor
    told = [tell_record(records, one.cite).split("; ")[0] for one in found.bound_by]
    whole = "Whole market" if place.id == desk.market.region_id else "Regions"
    assumed = [f"if {one}" for one in found.assumes]
    return {
        "name": f"{segment.name if segment else place.name}, {cell.year}",
        "cut": segment.axis.name if segment else whole,
        "year": float(cell.year),
        "low": _keep(found.low * factor),
        "high": _keep(found.high * factor),
        "source": name_source(records, cell.source),
        "figures": "; ".join([*told, *assumed]),
    }


def _keep(value: float) -> float:
    """A computed number at the 15 digits that spreadsheets keep, so that a save changes nothing."""
    return float(f"{value:.15g}")


def _put_formulas(desk: Desk, sheet: Sheet, block: Block, row: int, line: Line | None) -> None:
    at = {key: block.at(row, key) for key in block.columns}
    number = desk.market.size_number
    sheet.put_formula(at["middle"], f"=AVERAGE({at['low']},{at['high']})", "calculation", number)
    sheet.put_formula(at["half"], f"={at['high']}-{at['middle']}", "calculation", number)
    sheet.put_formula(at["part"], f"={at['half']}/{at['middle']}", "calculation", "percent")
    if line is None:
        sheet.put_text(at["model"], MISSING, "missing")
        sheet.put_text(at["verdict"], MISSING, "row-note")
        return
    lines = desk.block(line.sheet, "lines")
    first, last = desk.years[0], desk.years[-1]
    head = lines.across("header", first, last).locked
    model = f"=SUMIFS({lines.across(line.row, first, last)},{head},{at['year']})"
    sheet.put_formula(at["model"], model, "calculation", number)
    low, high = f"{at['low']}*(1-tolerance)", f"{at['high']}*(1+tolerance)"
    verdict = f'=IF({at["model"]}<{low},"below",IF({at["model"]}>{high},"above","inside"))'
    sheet.put_formula(at["verdict"], verdict, "calculation-text")


def _list_lines(desk: Desk) -> dict[Place, Line]:
    """The lines of the model, by region and segment."""
    market = desk.market
    lines = {(market.region_id, ""): Line("Forecast", forecast.CHOSEN)}
    for group in market.cuts:
        for part in (*group.parts, *group.nested):
            is_place = group is market.regions
            place = (part.key, "") if is_place else (market.region_id, part.key)
            lines[place] = Line(sheet_of(group), size_key(group.key, part.key))
    return lines


def _draw(desk: Desk, block: Block, title: Ref) -> Chart:
    """A bar for each size, with whiskers from its least to its most."""
    last = min(len(_list(desk)), _MOST_BARS) - 1
    down = {key: block.down(key, 0, last) for key in ("name", "middle", "half")}
    head = block.at("header", "middle")
    series = Series(head, down["name"], down["middle"], "accent", spread=down["half"])
    return Chart(
        "bars", title, (series,), "", head, desk.market.size_number,
        "Bars of unpublished sizes at the middle of the range that the published figures allow, "
        "with whiskers to its ends. The figures are in the table above.",
        legend=False,
    )  # fmt: skip


SHEET: MarketSheet = SheetKind(
    "Ranges",
    "output",
    "Unpublished sizes that the published figures pin down to within 25 %, beside the model.",
    fill,
    plan,
    wanted=lambda desk: bool(_list(desk)),
    missing="the published figures pin down no other size to within 25 %",
    on_paper=False,
)
