"""Opportunity: growth in money or volume, whole and by part, in the chosen scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart, Series
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.flat import move_inside, move_parts
from marketbook.workbook.frame import head_sheet, rule_sections
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.lists import MISSING, Column, head_list, lay_out_list
from marketbook.workbook.market import REST, Group, MarketModel, Part
from marketbook.workbook.series_charts import (
    MOST_PARTS,
    Draw,
    draw_bars,
    put_charts,
    tell_shown,
)
from marketbook.workbook.sheets import forecast
from marketbook.workbook.sheets.parts import has_moving, sheet_of, size_key

WHOLE = ("whole",)
_RATES = ("growth", "early", "late")
_CHART_WIDTH = 410


@dataclass(frozen=True, slots=True)
class Row:
    """A line: where its sizes are.

    ``is_rest`` where it is what named parts leave; ``grows`` where it does not only repeat the
    growth of the market; ``growth`` is its own as published; ``last`` its share in the last year.
    """

    key: tuple[str, ...]
    section: str
    name: str
    sheet: str
    line: tuple[str, ...]
    is_rest: bool = False
    grows: bool = False
    growth: float | None = None
    last: float = 0.0


def list_columns(market: MarketModel) -> tuple[Column, ...]:
    """The columns; those of sizes name the unit."""
    unit = market.shown.name
    return (
        Column("section", "Cut", 20),
        Column("line", "Part", 32),
        Column("begin", f"Base year, {unit}", 15, "calculation"),
        Column("end", f"Last year, {unit}", 15, "calculation"),
        Column("added", f"Added, {unit}", 15, "calculation"),
        Column("yearly", f"Added a year, {unit}", 15, "calculation"),
        Column("part", "Of all growth", 11, "calculation", "percent"),
        Column("growth", "Growth a year", 11, "calculation", "percent"),
        Column("early", "Growth, first half", 12, "calculation", "percent"),
        Column("late", "Growth, second half", 12, "calculation", "percent"),
        Column("first", "Share, base year", 12, "calculation", "percent"),
        Column("last", "Share, last year", 12, "calculation", "percent"),
        Column("shift", "Shift, points", 10, "calculation", "points"),
    )


def list_rows(market: MarketModel) -> list[Row]:
    """The whole, the regions, each axis, and what lies inside the regions; largest first."""
    rows = [Row(WHOLE, "Whole market", market.name, "Forecast", forecast.CHOSEN, grows=True)]
    rows += (row for group in market.cuts for row in _list_group(market, group))
    return rows + [row for group in market.cuts for row in _list_inside(market, group)]


def order_parts(market: MarketModel, group: Group) -> list[Part]:
    """The parts of a group, largest in the last year first, as published."""
    last = _find_last(market, group)
    return sorted(group.parts, key=lambda part: -last[part.key])


def _find_last(market: MarketModel, group: Group) -> dict[str, float]:
    """Shares of the parts of a group, and of what lies inside them, in the last year."""
    found = [(part, by_year) for part, _, by_year in move_parts(market, group)]
    found += [(part, by_year) for _, part, _, by_year in move_inside(market, group)]
    return {part.key: by_year[market.years[-1]] for part, by_year in found if part}


def _list_inside(market: MarketModel, group: Group) -> Iterator[Row]:
    """What lies inside the parts of a group; where these move, it moves with them."""
    last = _find_last(market, group)
    for part in group.nested:
        row, growth = size_key(group.key, part.key), part.growth.value if part.growth else None
        moves = growth is not None or has_moving(group)
        yield Row(
            row, group.inside_title, part.name, sheet_of(group), row, grows=moves, growth=growth,
            last=last[part.key],
        )  # fmt: skip


def _list_group(market: MarketModel, group: Group) -> Iterator[Row]:
    moves, sheet, shares = has_moving(group), sheet_of(group), _find_last(market, group)
    for part in order_parts(market, group):
        row = size_key(group.key, part.key)
        growth = part.growth.value if part.growth else None
        last = shares[part.key]
        yield Row(row, group.name, part.name, sheet, row, grows=moves, growth=growth, last=last)
    if group.parts:
        row = size_key(group.key, REST)
        yield Row(row, group.name, group.rest_name, sheet, row, is_rest=True)


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the lines."""
    keys = [row.key for row in list_rows(desk.market)]
    desk.keep(sheet, "lines", lay_out_list(sheet, list_columns(desk.market), keys))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the lines, and a chart of the regions and of each axis."""
    market = desk.market
    subtitle = (
        f"{market.brief}: growth in the chosen scenario from the base year to the last year, in "
        "all and by part. Grey: the remainder, which no source publishes; a dash: as the market."
    )
    head_sheet(desk, sheet, f"Growth in {market.shown.called}", subtitle)
    block, columns = desk.block("Opportunity", "lines"), list_columns(market)
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
    begin, middle, end = (
        _find(desk, row, year) for year in ("base_year", "middle_year", "last_year")
    )
    whole = {key: block.at(WHOLE, key).row_locked for key in ("begin", "end", "added")}
    formulas = {
        "begin": f"={begin}*unit_scale",
        "end": f"={end}*unit_scale",
        "added": f"={at['end']}-{at['begin']}",
        "yearly": f"=IF({span}>0,{at['added']}/{span},0)",
        "part": f"=IF(ABS({whole['added']})>0,{at['added']}/{whole['added']},0)",
        "growth": _grow(str(at["begin"]), str(at["end"]), span),
        "early": _grow(begin, middle, "(middle_year-base_year)"),
        "late": _grow(middle, end, "(last_year-middle_year)"),
        "first": f"={at['begin']}/{whole['begin']}",
        "last": f"={at['end']}/{whole['end']}",
        "shift": f"=({at['last']}-{at['first']})/percent_unit",
    }
    numbers = {"shift": "points"} | dict.fromkeys(("part", *_RATES, "first", "last"), "percent")
    for key, formula in formulas.items():
        if key in _RATES and (row.is_rest or not row.grows):
            sheet.put_text(at[key], MISSING, "missing")
        else:
            sheet.put_formula(at[key], formula, "calculation", numbers.get(key, number))


def _grow(begin: str, end: str, span: str) -> str:
    """Growth a year between two sizes; none where a size or a year is missing."""
    return f"=IF(MIN({begin},{end},{span})>0,({end}/{begin})^(1/{span})-1,0)"


def _find(desk: Desk, row: Row, year: str) -> str:
    """Size of a line in a named year."""
    lines = desk.block(row.sheet, "lines")
    first, last = desk.years[0], desk.years[-1]
    head = lines.across("header", first, last).locked
    return f"SUMIFS({lines.across(row.line, first, last)},{head},{year})"


def list_keys(desk: Desk, group: Group) -> list[tuple[str, ...]]:
    """Rows of the parts of a group, largest first, what they leave apart."""
    return [size_key(group.key, part.key) for part in order_parts(desk.market, group)]


def span_of(desk: Desk, group: Group, column: str) -> Ref:
    """Cells of a column for the parts of a group, what they leave apart."""
    keys = list_keys(desk, group)
    return desk.block("Opportunity", "lines").down(column, keys[0], keys[-1])


def ends_of(
    desk: Desk, group: Group, *, with_rest: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """First and last row that bars of a group show, with what the parts leave where asked for."""
    keys = list_keys(desk, group)
    if with_rest and len(keys) <= MOST_PARTS and not desk.market.is_whole(group):
        return keys[0], size_key(group.key, REST)
    return keys[0], keys[:MOST_PARTS][-1]


def tell_bars(group: Group, title: str) -> str:
    """The formula of a title of such bars."""
    return tell_shown(title, MOST_PARTS, len(group.parts))


def draw_added(desk: Desk, group: Group, title: Ref) -> Chart:
    """Bars of what each part of a group adds, largest part first."""
    block = desk.block("Opportunity", "lines")
    return draw_bars(
        block, ("added",), ends_of(desk, group), title, block.at("header", "added"),
        desk.market.shown_number,
        f"Bars of the growth in {desk.market.shown.called} of each part by {group.cut} from the "
        "base year to the last year in the chosen scenario. The figures are on Opportunity.",
    )  # fmt: skip


def _put_charts(desk: Desk, sheet: Sheet, block: Block) -> None:
    """What the parts of the regions and the main cut add; growth against size where it differs."""
    market = desk.market
    groups = [market.regions, *([market.main_axis] if market.main_axis else [])]
    charts: list[tuple[str, Draw]] = [
        (
            tell_bars(group, f'="By {group.cut}, "&base_year&" to "&last_year'),
            partial(draw_added, desk, group),
        )
        for group in groups
        if len(group.parts) > 1
    ]
    moving = [row for row in list_rows(market) if row.grows and row.key != WHOLE]
    if len({row.growth for row in moving}) > 1:
        moving.sort(key=lambda row: -row.last)
        title = tell_shown('="Growth against size, "&last_year', MOST_PARTS, len(moving))
        charts.append((title, partial(_draw_bubbles, sheet, block, moving[:MOST_PARTS])))
    columns = [block.columns[key] for key in ("section", "end", "growth")]
    put_charts(sheet, charts, columns, _CHART_WIDTH)


def _draw_bubbles(sheet: Sheet, block: Block, rows: list[Row], title: Ref) -> Chart:
    """A bubble for each part of a cut that moves: size across, growth up, its gain as area.

    Names would lie on each other where sizes or growth are alike: each bubble has a number, and
    the legend the names.
    """
    at, keys = block.at, range(1, len(rows) + 1)
    names = sheet.lay_out(keys, ["name"], top=title.top + 1, left=title.left)
    for n, row in zip(keys, rows, strict=True):
        name = f'="{n}  "&{at(row.key, "line")}'
        sheet.put_formula(names.at(n, "name"), name, "behind-chart")
    series = tuple(
        Series(
            names.at(n, "name"), at(row.key, "end"), at(row.key, "growth"),
            "accent-25", sizes=at(row.key, "added"), mark=str(n),
        )
        for n, row in zip(keys, rows, strict=True)
    )  # fmt: skip
    return Chart(
        "bubbles", title, series, at("header", "end"), "Growth a year, percent", "percent",
        "Bubbles of the parts of each cut in which a growth is published: the size in the last "
        "year across, growth a year up, and what each adds as the area. The figures are in the "
        "table above.",
    )  # fmt: skip


SHEET: MarketSheet = SheetKind(
    "Opportunity",
    "output",
    "What the market, its regions and its segments add, in all and a year.",
    fill,
    plan,
)
