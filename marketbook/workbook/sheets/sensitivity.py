"""Sensitivity: the size in the last year by growth and by what limits it, and a tornado."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from marketbook import forecasts
from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart, Series
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.forecast_lines import scale_growth
from marketbook.workbook.frame import LABELS, LEFT, TOP, head_sheet, put_line
from marketbook.workbook.grid import PlacedChart, Sheet
from marketbook.workbook.market import MarketModel
from marketbook.workbook.sheets import forecast
from marketbook.workbook.sheets.input_lines import SENSITIVITY, STEPS, step_key

_COLUMNS = ("what", "assumption", *STEPS)
_LOW, _PUBLISHED, _HIGH = STEPS[1], STEPS[2], STEPS[3]
_SWINGS = {
    "growth": "Growth a year",
    "long": "Long-run growth",
    "ceiling": "Ceiling",
    "span": "A year earlier or later",
}
_HEADS = ("Assumption varied", "Lower to higher", "Lower", "Higher", "Below", "Above", "Moves")
_CHART_WIDTH, _CHART_HEIGHT, _CHART_ROWS = 760, 320, 18


def order_swings(market: MarketModel) -> list[str]:
    """The assumptions, the one that moves most first."""
    base = next(s.terms for s in market.scenarios if s.key == "base")
    span = market.years[-1] - int(market.base_year.value)
    rate = forecasts.scale_growth(market.growth.value, base.growth_factor)
    last = market.years[-1]
    end = forecasts.grow_constant(market.terms.base, rate, span)
    ceiling = forecasts.find_ceiling(market.terms, base.ceiling_multiple)

    def at(which: int) -> dict[str, float]:
        growth, long_run, multiple = (values[which] for values in SENSITIVITY.values())
        faded = replace(base, long_run_rate=base.long_run_rate + long_run)
        return {
            "growth": forecasts.grow_constant(
                market.terms.base, forecasts.scale_growth(rate, growth), span
            ),
            "long": forecasts.fade_growth(market.terms, faded)[last],
            "ceiling": min(ceiling * multiple, end),
            "span": forecasts.grow_constant(market.terms.base, rate, span + which - 2),
        }

    low, high = at(1), at(3)
    return sorted(_SWINGS, key=lambda key: -abs(high[key] - low[key]))


def _keys(market: MarketModel) -> list[Hashable]:
    keys: list[Hashable] = ["growth", *(("long", step) for step in STEPS)]
    keys += [("ceiling", step) for step in STEPS]
    return [*keys, "heads", *(("swing", key) for key in order_swings(market))]


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the grids, what each assumption moves, and below the chart the working."""
    keys = _keys(desk.market)
    desk.keep(sheet, "grid", sheet.lay_out(["header", *keys], _COLUMNS, top=TOP, left=LEFT))
    working = [("fade", down, across) for down in STEPS for across in STEPS]
    top = TOP + len(keys) + _CHART_ROWS + 4
    columns = [*LABELS, *desk.years]
    desk.keep(sheet, "lines", sheet.lay_out(working, columns, top=top, left=LEFT))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts all of it."""
    subtitle = (
        f"{desk.market.brief}: size in the last year by growth, across, and by one more "
        "assumption, down. The steps are on Inputs."
    )
    head_sheet(desk, sheet, "Sensitivity", subtitle)
    writer = _Writer(desk, sheet)
    writer.put_grids()
    writer.put_swings()
    writer.put_working()
    writer.put_chart()


class _Writer:
    """Formulas of the sheet."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self.desk, self.sheet = desk, sheet
        self.block, self.lines = (desk.block("Sensitivity", name) for name in ("grid", "lines"))
        self.inputs, self.number = desk.block("Inputs", "inputs"), desk.market.shown_number

    def term(self, name: str) -> Ref:
        """An input of the base scenario."""
        return self.inputs.at(("scenario", name, "base"), "value").locked

    def step(self, name: str, step: str) -> Ref:
        """How an assumption differs in a step."""
        return self.inputs.at(step_key(name, step), "value").locked

    def put_grids(self) -> None:
        """Growth across; fading growth and a ceiling down; above them the unit of all sizes."""
        unit = self.sheet.lay_out(["unit"], ["label"], top=TOP - 1, left=LEFT).at("unit", "label")
        self.sheet.put_formula(unit, '="Sizes of "&last_year&", "&shown_unit', "status-label")
        for key, title in zip(_COLUMNS, ("Method", "Assumption", *STEPS), strict=True):
            style = "column-heading" if key in _COLUMNS[:2] else "column-heading-right"
            self.sheet.put_text(self.block.at("header", key), title, style)
        self._label("growth", "Growth a year", "base scenario, scaled")
        own = self.desk.block("Forecast", "lines").at(("constant", "base"), "first").locked
        for step in STEPS:
            rate = f"={scale_growth(own, self.step('growth', step))}"
            self.sheet.put_formula(self.block.at("growth", step), rate, "calculation", "percent")
        for down in STEPS:
            fade = f"={self.term('long_run')}+{self.step('long', down)}"
            self._put_row(("long", down), "Growth that fades to", fade, "percent", self._faded)
            ceiling = f"={self.term('ceiling')}*{self.step('ceiling', down)}"
            name = "Growth up to a ceiling, × last size"
            self._put_row(("ceiling", down), name, ceiling, "factor", self._capped)

    def _put_row(
        self, row: tuple[str, str], name: str, assumption: str, number: str,
        write: Callable[[str, str], str],
    ) -> None:  # fmt: skip
        self._label(row, name)
        self.sheet.put_formula(self.block.at(row, "assumption"), assumption, "calculation", number)
        for across in STEPS:
            formula = f"={write(row[1], across)}"
            self.sheet.put_formula(self.block.at(row, across), formula, "calculation", self.number)

    def _faded(self, down: str, across: str) -> str:
        return f"{self.lines.at(('fade', down, across), self.desk.years[-1])}*unit_scale"

    def _capped(self, down: str, across: str) -> str:
        last = self.desk.block("Forecast", "lines").at(forecast.PATH, "first").locked
        multiple = self.block.at(("ceiling", down), "assumption").column_locked
        ceiling = f"{multiple}*MAX(base_size,{last})"
        return f"MIN({ceiling},{self._grown(across)})*unit_scale"

    def _grown(self, step: str, years: str = "") -> str:
        growth = self.block.at("growth", step).row_locked
        return f"base_size*(1+{growth})^(last_year-base_year{years})"

    def put_swings(self) -> None:
        """What each assumption moves, one at a time; the one that moves most first."""
        for key, title in zip(_COLUMNS, _HEADS, strict=True):
            style = "column-heading" if key in _COLUMNS[:2] else "column-heading-right"
            self.sheet.put_text(self.block.at("heads", key), title, style)
        middle = f"{self._grown(_PUBLISHED)}*unit_scale"
        for key in order_swings(self.desk.market):
            row = ("swing", key)
            self._label(row, _SWINGS[key], "all others unchanged")
            low, high, below, above, moves = (self.block.at(row, step) for step in STEPS)
            ends = [f"{self._swing(key, step)}" for step in (_LOW, _HIGH)]
            if key == "span":  # where the market falls, the later year is the lower one
                ends = [f"{which}({','.join(ends)})" for which in ("MIN", "MAX")]
            base = str(self.block.at(("long", _PUBLISHED), _PUBLISHED)) if key == "long" else middle
            formulas = (*ends, f"{low}-{base}", f"{high}-{base}", f"ABS({high}-{low})")
            for at, formula in zip((low, high, below, above, moves), formulas, strict=True):
                self.sheet.put_formula(at, f"={formula}", "calculation", self.number)
        titles = ["Method", "Assumption", *STEPS]
        self.sheet.mark_table("Sensitivity", self.block, titles, headed=True)
        self.sheet.frozen_at = self.block.at("growth", STEPS[0])
        self.sheet.repeated_rows = (TOP, TOP)

    def _swing(self, key: str, step: str) -> str:
        if key == "growth":
            return f"{self._grown(step)}*unit_scale"
        if key == "span":
            return f"{self._grown(_PUBLISHED, '-1' if step == _LOW else '+1')}*unit_scale"
        return str(self.block.at((key, step), _PUBLISHED))

    def put_working(self) -> None:
        """Sizes by year for each pair of growth and long-run growth; folded away."""
        for down in STEPS:
            for across in STEPS:
                row = ("fade", down, across)
                texts = {"section": "Fading growth", "line": f"{across}; long run: {down}"}
                for key, text in texts.items():
                    self.sheet.put_text(self.lines.at(row, key), text, "row-repeat")
                write = self._fade(row, down, across)
                number = self.desk.market.size_number
                put_line(self.sheet, self.lines, row, self.desk.years, write, number=number)
        rows = self.lines.rows.values()
        self.sheet.folded_rows.append((min(rows), max(rows)))
        self.sheet.printed_rows = min(rows) - 2
        self.sheet.printed_columns = LEFT + len(_COLUMNS) - 1
        self.sheet.one_page = True

    def _fade(self, row: Hashable, down: str, across: str) -> Callable[[int], str]:
        """Growth that fades in a straight line, as on Forecast."""
        end = self.block.at(("long", down), "assumption").locked
        first = self.block.at("growth", across).locked
        forecast_lines = self.desk.block("Forecast", "lines")

        def write(year: int) -> str:
            since = forecast_lines.at(("since",), year).row_locked
            left = f"MAX(0,1-({since}-1)/{self.term('fade')})"
            before, rate = self.lines.at(row, year).beside(-1), f"{end}+({first}-{end})*{left}"
            path = forecast_lines.at(forecast.PATH, year).row_locked
            return f"=IF({since}>0,{before}*(1+{rate}),{path})"

        return write

    def put_chart(self) -> None:
        """The tornado, around the size with everything as published."""
        self.sheet.widen(self.block, {"what": 30.0, "assumption": 24.0})
        self.sheet.widen(self.block, dict.fromkeys(STEPS, 16.0))
        top = max(self.block.rows.values()) + 2
        title = self.sheet.lay_out(["chart"], ["title"], top=top, left=LEFT).at("chart", "title")
        self.sheet.put_formula(title, '="Effect of each assumption in "&last_year', "text-line")
        first, last = (("swing", order_swings(self.desk.market)[n]) for n in (0, -1))
        names = self.block.down("what", first, last)
        series = tuple(
            Series(self.block.at("heads", key), names, self.block.down(key, first, last), colour,
                   labelled=True)
            for key, colour in ((STEPS[2], "grey-3"), (STEPS[3], "accent"))
        )  # fmt: skip
        chart = Chart(
            "tornado", title, series, "", "Change of the size in the last year, in the unit above",
            self.number,
            "Bars of how much lower or higher the size in the last year is with each assumption "
            "lower or higher, all others as they are; the largest first. The figures are above.",
        )  # fmt: skip
        self.sheet.charts.append(PlacedChart(chart, title, _CHART_WIDTH, _CHART_HEIGHT))

    def _label(self, row: Hashable, what: str, assumption: str = "") -> None:
        self.sheet.put_text(self.block.at(row, "what"), what, "row-heading")
        if assumption:
            self.sheet.put_text(self.block.at(row, "assumption"), assumption, "row-note")


SHEET: MarketSheet = SheetKind(
    "Sensitivity",
    "output",
    "Size in the last year by growth rate and by limit, and the effect of each assumption.",
    fill,
    plan,
)
