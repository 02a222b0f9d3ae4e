"""Opportunity: growth in money, whole and by part, over the years of the chosen scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart, Series
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_sheet, rule_sections
from marketbook.workbook.grid import Block, PlacedChart, Sheet
from marketbook.workbook.lists import MISSING, Column, head_list, lay_out_list
from marketbook.workbook.market import REST, Group, MarketModel, Part
from marketbook.workbook.sheets import forecast
from marketbook.workbook.sheets.parts import INSIDE, has_moving, size_key

WHOLE = ("whole",)
_MOST_BARS = 12
_CHART_WIDTH, _CHART_HEIGHT = 640, 340


@dataclass(frozen=True, slots=True)
class Row:
    """A line: where its sizes are.

    ``is_rest`` where it is what named parts leave; ``grows`` where it does not only repeat the
    growth of the market.
    """

    key: tuple[str, ...]
    section: str
    name: str
    sheet: str
    line: tuple[str, ...]
    is_rest: bool = False
    grows: bool = False


def list_columns(market: MarketModel) -> tuple[Column, ...]:
    """The columns; those of money name the unit."""
    unit = market.shown.name
    return (
        Column("section", "Cut", 24),
        Column("line", "Part", 38),
        Column("begin", f"Base year, {unit}", 15, "calculation"),
        Column("end", f"Last year, {unit}", 15, "calculation"),
        Column("added", f"Added, {unit}", 15, "calculation"),
        Column("yearly", f"Added a year, {unit}", 15, "calculation"),
        Column("part", "Of all growth", 11, "calculation", "percent"),
        Column("growth", "Growth a year", 11, "calculation", "percent"),
        Column("first", "Share, base year", 11, "calculation", "percent"),
        Column("last", "Share, last year", 11, "calculation", "percent"),
        Column("shift", "Shift, points", 10, "calculation", "points"),
    )


def list_rows(market: MarketModel) -> list[Row]:
    """The whole, the regions, each axis, and what lies inside the regions; largest first."""
    rows = [Row(WHOLE, "Whole market", market.name, "Forecast", forecast.CHOSEN, grows=True)]
    rows += _list_group(market, market.regions, "Regions")
    for axis in market.axes:
        rows += _list_group(market, axis, "Segments")
    for part in market.inside:
        row = size_key(INSIDE, part.key)
        grows = part.growth is not None
        rows.append(Row(row, "Inside the regions", part.name, "Regions", row, grows=grows))
    return rows


def order_parts(market: MarketModel, group: Group) -> list[Part]:
    """The parts of a group, largest first."""
    base = market.terms.base
    return sorted(group.parts, key=lambda p: -p.figure.value / (base if p.is_size else 1))


def _list_group(market: MarketModel, group: Group, sheet: str) -> Iterator[Row]:
    moves = has_moving(group)
    for part in order_parts(market, group):
        row = size_key(group.key, part.key)
        yield Row(row, group.name, part.name, sheet, row, grows=moves)
    if group.parts:
        row = size_key(group.key, REST)
        yield Row(row, group.name, group.rest_name, sheet, row, is_rest=True)


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the lines."""
    keys = [row.key for row in list_rows(desk.market)]
    desk.keep(sheet, "money", lay_out_list(sheet, list_columns(desk.market), keys))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the lines, and a chart of the regions and of each axis."""
    market = desk.market
    subtitle = (
        f"{market.name}: what the chosen scenario adds from the base year to the last year, and "
        "where. Grey: what is left of the whole, which no source prints; a dash: as the market."
    )
    head_sheet(desk, sheet, "Growth in money", subtitle)
    block, columns = desk.block("Opportunity", "money"), list_columns(market)
    head_list(sheet, block, columns)
    seen = ""
    for row in list_rows(market):
        _put_row(desk, sheet, block, row, begins=row.section != seen)
        seen = row.section
    rule_sections(sheet, block)
    sheet.mark_table("Opportunity", block, [column.title for column in columns], headed=True)
    sheet.one_page = True
    _put_charts(desk, sheet, block)


def _put_row(desk: Desk, sheet: Sheet, block: Block, row: Row, *, begins: bool) -> None:
    at = {key: block.at(row.key, key) for key in block.columns}
    section = "row-heading-first" if begins else "row-repeat"
    sheet.put_text(at["section"], row.section, section)
    sheet.put_text(at["line"], row.name, "row-repeat" if row.is_rest else "row-heading")
    number, span = desk.market.shown_number, "(last_year-base_year)"
    begin, end = (_find(desk, row, year) for year in ("base_year", "last_year"))
    whole = {key: block.at(WHOLE, key).row_locked for key in ("begin", "end", "added")}
    grown = f"IF(MIN({at['begin']},{at['end']},{span})>0"
    formulas = {
        "begin": f"={begin}*unit_scale",
        "end": f"={end}*unit_scale",
        "added": f"={at['end']}-{at['begin']}",
        "yearly": f"=IF({span}>0,{at['added']}/{span},0)",
        "part": f"=IF(ABS({whole['added']})>0,{at['added']}/{whole['added']},0)",
        "growth": f"={grown},({at['end']}/{at['begin']})^(1/{span})-1,0)",
        "first": f"={at['begin']}/{whole['begin']}",
        "last": f"={at['end']}/{whole['end']}",
        "shift": f"=({at['last']}-{at['first']})/percent_unit",
    }
    numbers = {"shift": "points"} | dict.fromkeys(("part", "growth", "first", "last"), "percent")
    for key, formula in formulas.items():
        if key == "growth" and (row.is_rest or not row.grows):
            sheet.put_text(at[key], MISSING, "missing")
        else:
            sheet.put_formula(at[key], formula, "calculation", numbers.get(key, number))


def _find(desk: Desk, row: Row, year: str) -> str:
    """Size of a line in a named year."""
    lines = desk.block(row.sheet, "lines")
    first, last = desk.years[0], desk.years[-1]
    head = lines.across("header", first, last).locked
    return f"SUMIFS({lines.across(row.line, first, last)},{head},{year})"


def span_of(desk: Desk, group: Group, column: str) -> Ref:
    """Cells of a column for the parts of a group, what they leave apart."""
    block, parts = desk.block("Opportunity", "money"), order_parts(desk.market, group)[:_MOST_BARS]
    first, last = (size_key(group.key, parts[n].key) for n in (0, -1))
    return block.down(column, first, last)


def draw_added(desk: Desk, group: Group, title: Ref) -> Chart:
    """Bars of what each part of a group adds, largest part first."""
    block = desk.block("Opportunity", "money")
    series = Series(
        block.at("header", "added"), span_of(desk, group, "line"), span_of(desk, group, "added"),
        "accent", labelled=True,
    )  # fmt: skip
    return Chart(
        "bars", title, (series,), "", block.at("header", "added"),
        desk.market.shown_number,
        f"Bars of what each part by {group.cut} adds in money from the base year to the "
        "last year in the chosen scenario. The figures are on Opportunity.",
        legend=False,
    )  # fmt: skip


def _put_charts(desk: Desk, sheet: Sheet, block: Block) -> None:
    """A chart for each cut with two parts or more, below the table."""
    groups = [g for g in (desk.market.regions, *desk.market.axes) if len(g.parts) > 1]
    top = max(block.rows.values()) + 2
    for n, group in enumerate(groups):
        down, across = divmod(n, 2)
        row = top + down * 20
        columns = ["section", "growth"]
        place = sheet.lay_out([group.key], list(block.columns), top=row, left=2)
        at = place.at(group.key, columns[across])
        sheet.put_formula(at, f'="By {group.cut}, "&base_year&" to "&last_year', "text-line")
        sheet.charts.append(
            PlacedChart(draw_added(desk, group, at), at, _CHART_WIDTH, _CHART_HEIGHT)
        )


SHEET: MarketSheet = SheetKind(
    "Opportunity",
    "output",
    "Growth in money: what the market, its regions and its segments add, in all and a year.",
    plan,
    fill,
)
