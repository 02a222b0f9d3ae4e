"""Forecast: the whole market by year, under each scenario and each of the four methods."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.forecast_lines import ForecastLines, Places, list_keys
from marketbook.workbook.frame import head_series, head_sheet, lay_out_series, mark_series
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.lines import Line, put_lines
from marketbook.workbook.series_charts import SCENARIO_LOOKS, Draw, beside, draw_lines, put_charts

_TITLES = {
    "section": "Section", "line": "Line", "third": "Scenario", "unit": "Unit",
    "first": "Assumption or number", "second": "Times in all", "growth": "Growth a year",
    "change": "Added in all", "how": "How it is derived",
}  # fmt: skip
CHOSEN = ("result", "chosen")
PATH = ("path",)
SIZE = ("size",)


def result_key(scenario: str) -> tuple[str, ...]:
    """Row of a scenario's result."""
    return ("result", scenario)


def shown_key(scenario: str) -> tuple[str, ...]:
    """Row of a scenario's result in the unit for a reader."""
    return ("shown", scenario)


def yearly_key(scenario: str) -> tuple[str, ...]:
    """Row of a scenario's growth on the year before."""
    return ("yearly", scenario)


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the lines and names the cells that other sheets use."""
    scenarios = tuple(scenario.key for scenario in desk.market.scenarios)
    shown = [shown_key(scenario) for scenario in scenarios]
    keys: list[Hashable] = [CHOSEN, *shown, *map(yearly_key, scenarios)]
    keys += list_keys((), scenarios)
    block = lay_out_series(desk, sheet, keys)
    define = desk.book.define_name
    define("scenario_number", block.at(CHOSEN, "first"))
    define("unit_scale", block.at(shown[0], "first"))
    define("base_size", block.at(SIZE, "first"))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the lines."""
    market = desk.market
    subtitle = (
        f"{market.brief}, whole market, {market.unit}. The result on top, its working below. "
        "Low and high are our assumption, not a source's."
    )
    head_sheet(desk, sheet, "Forecast", subtitle)
    block = desk.block("Forecast", "lines")
    head_series(desk, sheet, block, _TITLES)
    put_lines(desk, sheet, block, _list_lines(desk, block))
    mark_series(desk, sheet, block, "Forecast", _TITLES)
    top = block.rows[result_key(market.scenarios[0].key)]
    sheet.folded_rows.append((top, max(block.rows.values())))
    _put_charts(desk, sheet, block)


def _put_charts(desk: Desk, sheet: Sheet, block: Block) -> None:
    """Sizes of the scenarios, and their growth on the year before."""
    market, years = desk.market, desk.years
    keys = [scenario.key for scenario in market.scenarios]
    sizes, growth = [shown_key(key) for key in keys], [yearly_key(key) for key in keys]
    later = years[1:] if len(years) > 1 else years
    charts: list[tuple[str, Draw]] = [
        ('="Size by scenario, "&shown_unit', lambda title: draw_lines(
            block, sizes, years, title, "the size by scenario", market.shown_number,
            market.shown.name, SCENARIO_LOOKS)),
        ('="Year-on-year growth, by scenario"', lambda title: draw_lines(
            block, growth, later, title, "the growth a year by scenario", "percent",
            "Percent a year", SCENARIO_LOOKS)),
    ]  # fmt: skip
    put_charts(sheet, charts, beside(block))


def _list_lines(desk: Desk, block: Block) -> Iterator[Line]:
    lines = ForecastLines(_find_places(desk, block))
    yield _chosen(desk, block, lines)
    yield from _shown(desk, block, lines)
    yield from _yearly(desk, block)
    yield from lines.list_lines()


def _find_places(desk: Desk, block: Block) -> Places:
    market, inputs = desk.market, desk.block("Inputs", "inputs")
    names = {scenario.key: f"{scenario.name} scenario" for scenario in market.scenarios}
    return Places(
        block,
        market.years,
        (),
        tuple(names),
        section=lambda scenario: names.get(scenario, "Published"),
        result=lambda scenario: ("As its source counts", names[scenario]),
        unit=market.unit,
        number=market.size_number,
        point_years="point_years",
        point_sizes="point_sizes",
        base_year="base_year",
        growth="published_growth",
        last_year="last_year",
        term=lambda name, scenario: inputs.at(("scenario", name, scenario), "value").locked,
    )


def _chosen(desk: Desk, block: Block, lines: ForecastLines) -> Line:
    results = [result_key(scenario.key) for scenario in desk.market.scenarios]

    def write(year: int) -> str:
        cells = ",".join(str(block.at(key, year)) for key in results)
        return f"=CHOOSE(scenario_number,{cells})"

    return Line(
        CHOSEN, "Chosen", "Chosen scenario", "chosen", desk.market.unit,
        "The scenario chosen on Summary, and its number; every other sheet follows it.", write,
        first=("=MATCH(scenario,scenario_names,0)", "count"),
        second=(lines.times(CHOSEN), "times"), growth=(lines.growth(CHOSEN), "percent"),
        change=(lines.added(CHOSEN), desk.market.size_number),
        style="total",
    )  # fmt: skip


def _shown(desk: Desk, block: Block, lines: ForecastLines) -> Iterator[Line]:
    """The scenarios in the unit chosen on Inputs: what charts draw."""
    market, inputs = desk.market, desk.block("Inputs", "inputs")
    own = inputs.at(("point", str(market.points[0].year)), "unit").locked
    factor = "SUMIFS(unit_factors,unit_names,{})"
    scale = f"={factor.format(own)}/{factor.format('shown_unit')}"
    names = {scenario.key: f"{scenario.name} scenario" for scenario in market.scenarios}
    for n, (key, name) in enumerate(names.items()):
        row, own = result_key(key), shown_key(key)
        times, growth = (block.at(row, column) for column in ("second", "growth"))
        yield Line(
            own, "Scenarios", name, key, market.shown.name,
            "In the unit chosen on Inputs. Assumption: the conversion factor.",
            lambda year, row=row: f"={block.at(row, year)}*unit_scale", market.shown_number,
            first=(scale, "exact") if not n else ("", ""),
            second=(f"={times}", "times"), growth=(f"={growth}", "percent"),
            change=(lines.added(own), market.shown_number),
        )  # fmt: skip


def _yearly(desk: Desk, block: Block) -> Iterator[Line]:
    """Growth of each scenario on the year before; none in the first year."""
    first = desk.years[0]
    for scenario in desk.market.scenarios:
        row = result_key(scenario.key)

        def write(year: int, row: Hashable = row) -> str:
            since, before = block.at("header", year).row_locked, block.at(row, year).beside(-1)
            start = block.at("header", first).locked
            return f"=IF({since}>{start},{block.at(row, year)}/{before}-1,0)"

        yield Line(
            yearly_key(scenario.key), "Yearly growth", f"{scenario.name} scenario",
            scenario.key, "a year", "This year ÷ the year before − 1.", write, "percent",
        )  # fmt: skip


SHEET: MarketSheet = SheetKind(
    "Forecast",
    "calculation",
    "The whole market by year: the published sizes, the four methods, the three scenarios.",
    fill,
    plan,
)
