"""Inputs: every assumption and every published figure the model uses, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.forecasts import METHODS
from marketbook.workbook.address import Ref
from marketbook.workbook.desk import BookDesk, Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import LEFT, TOP, head_sheet, rule_sections
from marketbook.workbook.grid import Block, Offer, Sheet
from marketbook.workbook.sheets import publishers
from marketbook.workbook.sheets.input_lines import (
    COLUMNS,
    LAST_POINT,
    LAST_UNIT,
    LAST_USED,
    MIDDLE,
    PUBLISHER,
    SHOWN,
    TITLES,
    USED_GROWTH,
    WIDTHS,
    Line,
    list_lines,
    point_key,
)
from marketbook.workbook.tell import name_source


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the table of inputs and the row of years beside it."""
    market = desk.market
    lines = list_lines(market)
    block = sheet.lay_out(["header", *[line.key for line in lines]], COLUMNS, top=TOP, left=LEFT)
    desk.keep(sheet, "inputs", block)
    years = sheet.lay_out(["years"], list(market.years), top=TOP, left=LEFT + len(COLUMNS))
    desk.keep(sheet, "years", years)
    several = market.publishers > 1
    first, last = point_key(market, market.points[0]), LAST_USED if several else LAST_POINT
    define = desk.book.define_name
    define("base_year", block.at(("base_year",), "value"))
    define("published_growth", block.at(USED_GROWTH if several else ("growth",), "value"))
    if several:
        define("publisher", block.at(PUBLISHER, "value"))
    define("growth_begin", block.at(("growth", "begin"), "value"))
    define("growth_end", block.at(("growth", "end"), "value"))
    define("last_year", years.at("years", market.years[-1]))
    define("point_years", block.down("year", first, last))
    define("point_sizes", block.down("value", first, last))
    methods = block.down("value", ("method", METHODS[0]), ("method", METHODS[-1]))
    define("method_names", methods)
    names = block.down("value", ("scenario", "name", "low"), ("scenario", "name", "high"))
    define("scenario_names", names)
    define("tolerance", block.at(("tolerance",), "value"))
    unit = ("unit", market.units[0].id)
    define("unit_names", block.down("input", unit, LAST_UNIT))
    define("unit_factors", block.down("value", unit, LAST_UNIT))
    define("shown_unit", block.at(SHOWN, "value"))
    define("middle_year", block.at(MIDDLE, "value"))
    define("noise", block.at(("noise",), "value"))
    define("percent_unit", block.at(("percent",), "value"))
    define("most_of_whole", block.at(("most",), "value"))
    define("fastest_growth", block.at(("fastest",), "value"))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the inputs, their drop-downs and the years."""
    market = desk.market
    subtitle = (
        f"{market.brief}. Change a blue figure and everything follows. Sizes in {market.unit}."
    )
    head_sheet(desk, sheet, "Inputs", subtitle)
    block = put_inputs(desk, sheet, list_lines(market), "Years of the model")
    if market.publishers > 1:
        publishers.put_used(desk, sheet, block)
    rule_sections(sheet, block)
    _offer_choices(desk, sheet)
    _set_working_apart(sheet, block)


def put_inputs(desk: BookDesk, sheet: Sheet, lines: Sequence[Line], years: str) -> Block:
    """Puts lines as a table, and beside them the row of years under what these are called."""
    block = desk.block("Inputs", "inputs")
    for key in COLUMNS:
        right = key in ("value", "year", "printed")
        style = "column-heading-right" if right else "column-heading"
        sheet.put_text(block.at("header", key), TITLES[key], style)
    seen = ""
    for line in lines:
        _put_input(desk, sheet, line, first=line.section != seen)
        seen = line.section
    sheet.mark_table("Inputs", block, [TITLES[key] for key in COLUMNS], headed=True)
    sheet.widen(block, WIDTHS)
    _put_years(desk, sheet, years)
    sheet.frozen_at = block.at(lines[0].key, "value")
    sheet.repeated_rows = (TOP, TOP)
    sheet.printed_columns = LEFT + len(COLUMNS) - 1
    return block


def _set_working_apart(sheet: Sheet, block: Block) -> None:
    """What few readers change is not printed; long lists of weights and steps are folded."""
    sheet.printed_rows = block.rows["method", METHODS[0]] - 1
    for kind in ("weight", "step"):
        rows = [row for key, row in block.rows.items() if isinstance(key, tuple) and key[0] == kind]
        if rows:
            sheet.folded_rows.append((min(rows), max(rows)))


def _put_input(desk: BookDesk, sheet: Sheet, line: Line, *, first: bool) -> None:
    """Put one line; the section's name stands out where it begins."""
    block = desk.block("Inputs", "inputs")
    section = "row-heading-first" if first else "row-repeat"
    sheet.put_text(block.at(line.key, "section"), line.section, section)
    sheet.put_text(block.at(line.key, "input"), line.name, "row-heading")
    at = block.at(line.key, "value")
    # what follows from the choice of a publisher is put with the formulas of that sheet
    if line.kind != "used":
        _put_entry(sheet, at, line)
    sheet.put_text(block.at(line.key, "unit"), line.unit, "row-note")
    if line.kind != "used" or line.year is None:
        _put_year(sheet, block.at(line.key, "year"), line.year)
    printed = block.at(line.key, "printed")
    sheet.put_text(printed, line.printed or "–", "printed" if line.printed else "missing")
    source = name_source(desk.records, line.source)
    sheet.put_text(block.at(line.key, "source"), source, "row-heading")
    sheet.put_text(block.at(line.key, "place"), line.place or "–", "row-note")


def _put_entry(sheet: Sheet, at: Ref, line: Line) -> None:
    if isinstance(line.value, str):
        style = "row-heading" if line.kind == "label" else "input-text"
        style = "missing" if line.value == "–" else style
        sheet.put_text(at, line.value, style)
    else:
        sheet.put_number(at, line.value, "input", line.number)


def _put_year(sheet: Sheet, at: Ref, year: int | None) -> None:
    if year is None:
        sheet.put_text(at, "–", "missing")
    else:
        sheet.put_number(at, year, "input", "year")


def _put_years(desk: BookDesk, sheet: Sheet, name: str) -> None:
    """The years, from the first published one on, each one after the cell before.

    Every sheet takes them here. A text before the first year counts as nothing.
    """
    block, years = desk.block("Inputs", "years"), desk.years
    label = sheet.lay_out(["label"], list(years), top=TOP - 1, left=LEFT + len(COLUMNS))
    sheet.put_text(label.at("label", years[0]), name, "muted-line")
    for year in years:
        at = block.at("years", year)
        formula = f"=MAX({at.beside(-1)},MIN(point_years)-1)+1"
        sheet.put_formula(at, formula, "year-source")
    sheet.widen(block, dict.fromkeys(years, 8.5))


def _offer_choices(desk: Desk, sheet: Sheet) -> None:
    block = desk.block("Inputs", "inputs")
    methods = block.down("value", ("scenario", "method", "low"), ("scenario", "method", "high"))
    source = desk.book.names["method_names"]
    hint = "How this scenario grows: one of the four methods listed above."
    sheet.offers.append(Offer(methods, "list", source, title="Method", hint=hint))
    first, last = (("unit", desk.market.units[n].id) for n in (0, -1))
    shown, units = block.at(SHOWN, "value"), block.down("input", first, last)
    hint = "The unit in which Summary and Opportunity show sizes."
    sheet.offers.append(Offer(shown, "list", units, title="Unit", hint=hint))
    span = desk.block("Inputs", "years").across("years", desk.years[0], desk.years[-1])
    middle = block.at(MIDDLE, "value")
    sheet.offers.append(Offer(middle, "list", span, title="Year", hint="A year of the model."))
    if desk.market.publishers > 1:
        names, hint = publishers.name_cells(desk), "Every sheet and chart follows this choice."
        at = block.at(PUBLISHER, "value")
        sheet.offers.append(Offer(at, "list", names, title="Publisher", hint=hint))
    growth = block.at(("growth",), "value")
    sheet.offers.append(
        Offer(growth, "decimal", low=-0.99, high=3, title="Growth a year", strict=False,
              hint="As published; type 16.4% for 16.4 percent a year.")
    )  # fmt: skip


SHEET: MarketSheet = SheetKind(
    "Inputs",
    "input",
    "Every assumption and published figure in the model, each with its source. Change the blue "
    "figures to try your own.",
    fill,
    plan,
)
