"""Inputs of the portfolio: the markets' own inputs again, each with its source, and the units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marketbook.forecasts import METHODS
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import LEFT, TOP, head_sheet, rule_sections
from marketbook.workbook.grid import Offer, Sheet
from marketbook.workbook.market import ASSUMED, Figure, MarketModel, Part
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.model import Portfolio
from marketbook.workbook.records import Records
from marketbook.workbook.sheets import input_lines as market_lines
from marketbook.workbook.sheets.input_lines import COLUMNS, Line
from marketbook.workbook.sheets.inputs import put_inputs

SCENARIOS = ("low", "base", "high")
OF_MARKET = "of the whole market"
_MAKER = "Marketbook"
_CHECKS = {
    "tolerance": "tolerance", "noise": "noise", "percent": "percent_unit",
    "fastest": "fastest_growth", "most": "most_of_whole",
}  # fmt: skip
_TERMS = ("method", "factor", "long_run", "fade", "ceiling")


def list_lines(portfolio: Portfolio, records: Records) -> list[Line]:
    """All inputs of the portfolio in the order of the sheet."""
    shared = market_lines.list_lines(portfolio.markets[0])
    lines = [*_scenario_names(), *(line for line in shared if line.key[0] == "method")]
    lines += market_lines.list_unit_lines(portfolio.units)
    for market in portfolio.markets:
        lines += _market_lines(market, records)
    return lines + list(market_lines.list_check_lines(portfolio.markets))


def size_of(figure: Figure, market: MarketModel, records: Records) -> tuple[float, str]:
    """Value of a size as it is read, and the name of its unit; the market's if nobody prints it."""
    size = records.sizes.get(figure.record)
    return (size.value, size.unit.name) if size else (figure.value, market.unit)


def _scenario_names() -> Iterator[Line]:
    for key in SCENARIOS:
        yield Line(
            ("name", key), "Portfolio", f"Scenario name, {key}", key.title(), "name",
            source=_MAKER, kind="label",
            place=f"Every market by its own {key} scenario, on the terms below.",
        )  # fmt: skip


def _market_lines(market: MarketModel, records: Records) -> Iterator[Line]:
    own = {line.key: line for line in market_lines.list_lines(market)}
    section = f"{market.name}: size"
    yield _take(own["base_year",], market, section)
    for point in market.points:
        value, unit = size_of(point, market, records)
        name = f"Size of the whole market, {point.year}"
        yield _figure_line(market, ("point", str(point.year)), section, name, point, value, unit)
    yield _take(own["growth",], market, section)
    yield _last_line(market, section)
    for scenario in market.scenarios:
        for term in _TERMS:
            line = _take(own["scenario", term, scenario.key], market, f"{market.name}: scenarios")
            why = f"{scenario.rationale} " if term == "method" else ""
            yield replace(line, place=f"{why}{line.place}")
    for part in market.places:
        yield _part_line(market, part, records)


def _take(line: Line, market: MarketModel, section: str) -> Line:
    """A line of the market's own workbook, as a line of this one."""
    return replace(line, key=(market.market_id, *line.key), section=section)


def _figure_line(
    market: MarketModel, key: tuple[str, ...], section: str, name: str, figure: Figure,
    value: float, unit: str, number: str = "exact",
) -> Line:  # fmt: skip
    return Line(
        (market.market_id, *key), section, name, value, unit, number,
        year=figure.year, printed=figure.stated, source=figure.source, place=figure.place,
    )  # fmt: skip


def _last_line(market: MarketModel, section: str) -> Line:
    last = market.years[-1]
    printed = next((point for point in market.points if point.year == last), None)
    if printed is not None:
        source, place = printed.source, "The last year with a published size."
    else:
        source, place = ASSUMED, "The end of the stated forecast, or ten years on."
    return Line(
        (market.market_id, "last"), section, "Last year shown", float(last), "year", "year",
        source=source, place=place,
    )  # fmt: skip


def _part_line(market: MarketModel, part: Part, records: Records) -> Line:
    section, figure = f"{market.name}: regions", part.figure
    if part.is_size:
        value, unit = size_of(figure, market, records)
        return _figure_line(
            market, ("part", part.key), section, f"Size of {part.name}", figure, value, unit
        )
    return _figure_line(
        market, ("part", part.key), section, f"Share of {part.name}", figure, figure.value,
        OF_MARKET, "percent",
    )  # fmt: skip


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the table of inputs and the row of years beside it."""
    lines = list_lines(desk.portfolio, desk.records)
    block = sheet.lay_out(["header", *[line.key for line in lines]], COLUMNS, top=TOP, left=LEFT)
    desk.keep(sheet, "inputs", block)
    years = sheet.lay_out(["years"], list(desk.years), top=TOP, left=LEFT + len(COLUMNS))
    desk.keep(sheet, "years", years)
    units, define = desk.portfolio.units, desk.book.define_name
    first, last = ("unit", units[0].id), market_lines.LAST_UNIT
    define("scenario_names", block.down("value", ("name", "low"), ("name", "high")))
    define("method_names", block.down("value", ("method", METHODS[0]), ("method", METHODS[-1])))
    define("unit_names", block.down("input", first, last))
    define("unit_factors", block.down("value", first, last))
    define("common_factor", block.at(("unit", desk.portfolio.unit.id), "value"))
    for key, name in _CHECKS.items():
        define(name, block.at((key,), "value"))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the inputs, their drop-downs and the years."""
    subtitle = (
        "All markets. Change a blue figure and everything follows. Sizes are as published, each in "
        "its own unit; Figures converts them to one."
    )
    head_sheet(desk, sheet, "Inputs", subtitle)
    lines = list_lines(desk.portfolio, desk.records)
    rule_sections(sheet, put_inputs(desk, sheet, lines, "Years of all markets"))
    _offer_methods(desk, sheet)


def _offer_methods(desk: PortfolioDesk, sheet: Sheet) -> None:
    block = desk.block("Inputs", "inputs")
    source = desk.book.names["method_names"]
    hint = "How this scenario grows: one of the four methods listed above."
    for market in desk.portfolio.markets:
        for scenario in SCENARIOS:
            at = block.at((market.market_id, "scenario", "method", scenario), "value")
            sheet.offers.append(Offer(at, "list", source, title="Method", hint=hint))


SHEET: PortfolioSheet = SheetKind(
    "Inputs",
    "input",
    "Every assumption and published figure used here, each with its source. Change the blue "
    "figures to try your own.",
    fill,
    plan,
    on_paper=False,
)
