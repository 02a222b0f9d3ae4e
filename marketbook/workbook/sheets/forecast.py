"""Forecast: the whole market by year, under each scenario and each of the four methods."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import (
    head_series,
    head_sheet,
    lay_out_series,
    mark_series,
    put_labels,
    put_line,
)
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.market import MarketModel, Scenario
from marketbook.workbook.sheets.inputs import METHOD_NAMES

_TITLES = {
    "section": "Section", "line": "Line", "third": "Scenario", "unit": "Unit",
    "first": "Parameter", "second": "Times in all", "growth": "Growth a year",
    "how": "How it follows",
}  # fmt: skip
_YEARLY = "a year"
CHOSEN = ("result", "chosen")
PATH = ("published", "path")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its words, its parameter, and its formula for a year."""

    key: tuple[str, ...]
    section: str
    name: str
    scenario: str
    unit: str
    how: str
    write: Callable[[int], str] | None
    parameter: str = ""
    number: str = ""
    parameter_number: str = "factor"
    style: str = "calculation"
    summed_up: bool = False


def result_key(scenario: str) -> tuple[str, ...]:
    """Row of a scenario's result."""
    return ("result", scenario)


def _keys(market: MarketModel) -> list[Hashable]:
    keys: list[Hashable] = [CHOSEN, *(result_key(s.key) for s in market.scenarios)]
    keys.append(("time", "since"))
    keys += [("published", name) for name in _PUBLISHED]
    for scenario in market.scenarios:
        keys += [(scenario.key, name) for name in _WORKING]
    return keys


_PUBLISHED = ("size", "before", "after", "size-before", "size-after", "joining", "path", "step")
_WORKING = ("constant", "points", "rate", "fading", "room-end", "room", "logistic")


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the lines and names the cells that other sheets use."""
    block = lay_out_series(desk, sheet, _keys(desk.market))
    define = desk.book.define_name
    define("scenario_number", block.at(CHOSEN, "first"))
    define("last_year", block.at(("time", "since"), "first"))
    define("base_size", block.at(("published", "size"), "first"))
    define("last_size", block.at(PATH, "first"))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the lines."""
    market = desk.market
    subtitle = (
        f"{market.name}, whole market, {market.unit}. The result on top, its working below. "
        "Low and high are our assumption, not a source's."
    )
    head_sheet(desk, sheet, "Forecast", subtitle)
    block = desk.block("Forecast", "lines")
    head_series(desk, sheet, block, _TITLES)
    writer = _Writer(desk, block)
    seen = ""
    for line in writer.list_lines():
        _put(desk, sheet, block, line, first=line.section != seen)
        seen = line.section
    mark_series(desk, sheet, block, "Forecast", _TITLES)


class _Writer:
    """Formulas of the sheet, against the block they stand in."""

    def __init__(self, desk: Desk, block: Block) -> None:
        self.desk, self.block, self.market = desk, block, desk.market
        self.inputs = desk.block("Inputs", "inputs")
        self.first, self.last = self.market.years[0], self.market.years[-1]

    def list_lines(self) -> list[_Line]:
        """All lines in the order of the sheet."""
        lines = [self._chosen(), *(self._result(s) for s in self.market.scenarios)]
        lines += [self._since(), *self._published()]
        for scenario in self.market.scenarios:
            lines += [*self._growing(scenario), *self._saturating(scenario)]
        return lines

    def at(self, key: tuple[str, ...], year: int) -> Ref:
        return self.block.at(key, year)

    def own(self, key: tuple[str, ...]) -> Ref:
        """Parameter of a line, from its own years."""
        return self.block.at(key, "first").column_locked

    def header(self, year: int) -> Ref:
        return self.block.at("header", year).row_locked

    def term(self, name: str, scenario: Scenario) -> Ref:
        """A scenario's input."""
        return self.inputs.at(("scenario", name, scenario.key), "value").locked

    def before(self, key: tuple[str, ...], year: int) -> Ref:
        """The cell to the left: the year before."""
        here = self.at(key, year)
        return Ref(here.sheet, here.top, here.left - 1, here.bottom, here.right - 1)

    def since(self, year: int) -> Ref:
        return self.at(("time", "since"), year).row_locked

    def path(self, year: int) -> Ref:
        return self.at(PATH, year).row_locked

    def _chosen(self) -> _Line:
        results = [result_key(s.key) for s in self.market.scenarios]

        def write(year: int) -> str:
            cells = ",".join(str(self.at(key, year)) for key in results)
            return f"=CHOOSE(scenario_number,{cells})"

        return _Line(
            CHOSEN, "Result", "Chosen scenario", "chosen", self.market.unit,
            "The scenario chosen on Summary; every other sheet follows this line.", write,
            "=MATCH(scenario,scenario_names,0)", parameter_number="count", style="total",
            summed_up=True,
        )  # fmt: skip

    def _result(self, scenario: Scenario) -> _Line:
        methods = ("constant", "points", "fading", "logistic")
        key = result_key(scenario.key)

        def write(year: int) -> str:
            cells = ",".join(str(self.at((scenario.key, name), year)) for name in methods)
            return f"=CHOOSE({self.own(key)},{cells})"

        return _Line(
            key, "Result", f"{scenario.name} scenario", scenario.key, self.market.unit,
            "By the method chosen on Inputs. Parameter: its number.",
            write, f"=MATCH({self.term('method', scenario)},method_names,0)",
            parameter_number="count", summed_up=True,
        )  # fmt: skip

    def _since(self) -> _Line:
        years = self.block.across("header", self.first, self.last).locked
        return _Line(
            ("time", "since"), "Published", "Years since the base year", "all", "years",
            "Parameter: the last year of the model.",
            lambda year: f"={self.header(year)}-base_year",
            f"=MAX({years})", "size-0", "year",
        )  # fmt: skip

    def _published(self) -> list[_Line]:
        return [*self._points(), *self._paths()]

    def _points(self) -> list[_Line]:
        """The published sizes, and which of them stand around a year."""
        unit, number = self.market.unit, self.market.size_number
        return [
            self._line(
                "size", "Published size", unit, "From Inputs; a dash where none is printed.",
                lambda y: f"=SUMIFS(point_sizes,point_years,{self.header(y)})",
                "=SUMIFS(point_sizes,point_years,base_year)", number, "link",
            ),
            self._line(
                "before", "Published year before", "year", "The last published year up to this.",
                lambda y: f'=LARGE(point_years,COUNTIFS(point_years,">"&{self.header(y)})+1)',
                number="year",
            ),
            self._line(
                "after", "Published year after", "year", "The next one, or the last there is.",
                lambda y: f'=LARGE(point_years,MAX(COUNTIFS(point_years,">"&{self.header(y)}),1))',
                number="year",
            ),
            self._line(
                "size-before", "Size in the year before", unit, "Published size of that year.",
                lambda y: self._size_of("before", y), number=number,
            ),
            self._line(
                "size-after", "Size in the year after", unit, "Published size of that year.",
                lambda y: self._size_of("after", y), number=number,
            ),
        ]  # fmt: skip

    def _paths(self) -> list[_Line]:
        """The path through the published sizes, and how it grows."""
        unit, number = self.market.unit, self.market.size_number
        return [
            self._line(
                "joining", "Growth that joins the two", _YEARLY,
                "(size after ÷ size before)^(1 ÷ years) − 1; after the last one, as published.",
                self._joining, number="percent-2",
            ),
            self._line(
                "path", "Path through the published sizes", unit,
                "Size before × (1 + growth)^years since. Parameter: the last published size.",
                self._path, "=SUMIFS(point_sizes,point_years,MAX(point_years))", number,
            ),
            self._line(
                "step", "Growth of that path", _YEARLY, "This year ÷ the year before − 1.",
                lambda y: f"=IF({self.since(y)}>0,{self.path(y)}/{self.before(PATH, y)}-1,0)",
                number="percent-2",
            ),
        ]  # fmt: skip

    def _line(
        self, key: str, name: str, unit: str, how: str, write: Callable[[int], str],
        parameter: str = "", number: str = "", style: str = "calculation",
    ) -> _Line:  # fmt: skip
        return _Line(
            ("published", key), "Published", name, "all", unit, how, write, parameter, number,
            self.market.size_number, style,
        )  # fmt: skip

    def _size_of(self, which: str, year: int) -> str:
        return f"=SUMIFS(point_sizes,point_years,{self.at(('published', which), year)})"

    def _joining(self, year: int) -> str:
        before, after = (self.at(("published", k), year) for k in ("before", "after"))
        low, high = (self.at(("published", k), year) for k in ("size-before", "size-after"))
        return f"=IF({after}>{before},({high}/{low})^(1/({after}-{before}))-1,published_growth)"

    def _path(self, year: int) -> str:
        low, growth = (self.at(("published", k), year) for k in ("size-before", "joining"))
        before = self.at(("published", "before"), year)
        return f"={low}*(1+{growth})^({self.header(year)}-{before})"

    def _scenario_line(
        self, scenario: Scenario, key: str, name: str, how: str,
        write: Callable[[int], str] | None, parameter: str = "", number: str = "",
        parameter_number: str = "percent-2", unit: str = "",
    ) -> _Line:  # fmt: skip
        return _Line(
            (scenario.key, key), f"{scenario.name} scenario", name, scenario.key,
            unit or self.market.unit, how, write, parameter,
            number or self.market.size_number, parameter_number,
        )  # fmt: skip

    def _up_to_base(self, year: int, then: str) -> str:
        """Published path up to the base year, the scenario from there on."""
        return f"=IF({self.since(year)}>0,{then},{self.path(year)})"

    def _growing(self, scenario: Scenario) -> list[_Line]:
        s = scenario.key
        growth, factor = self.own((s, "constant")), self.own((s, "points"))
        rate_end = self.own((s, "rate"))
        fade = self.term("fade", scenario)
        step = lambda y: self.at(("published", "step"), y).row_locked  # noqa: E731
        left = lambda y: f"MAX(0,1-({self.since(y)}-1)/{fade})"  # noqa: E731
        first_rate = self.block.at((s, "constant"), "first").locked
        return [
            self._scenario_line(
                scenario, "constant", METHOD_NAMES["constant-growth"],
                "Base × (1 + growth)^years. Parameter: published growth × factor.",
                lambda y: self._up_to_base(y, f"base_size*(1+{growth})^{self.since(y)}"),
                f"=published_growth*{self.term('factor', scenario)}",
            ),
            self._scenario_line(
                scenario, "points", METHOD_NAMES["published-points"],
                "Year before × (1 + factor × growth of the path). Parameter: the factor.",
                lambda y: self._up_to_base(
                    y, f"{self.before((s, 'points'), y)}*(1+{factor}*{step(y)})"
                ),
                f"={self.term('factor', scenario)}", parameter_number="factor",
            ),
            self._scenario_line(
                scenario, "rate", "Fading growth, rate",
                "From the scenario's growth down to the long-run rate. Parameter: that rate.",
                lambda y: f"=IF({self.since(y)}>0,{rate_end}+({first_rate}-{rate_end})"
                f"*{left(y)},0)",
                f"={self.term('long_run', scenario)}", "percent-2", unit=_YEARLY,
            ),
            self._scenario_line(
                scenario, "fading", METHOD_NAMES["fading-growth"],
                "Year before × (1 + that rate).",
                lambda y: self._up_to_base(
                    y, f"{self.before((s, 'fading'), y)}*(1+{self.at((s, 'rate'), y)})"
                ),
            ),
        ]  # fmt: skip

    def _saturating(self, scenario: Scenario) -> list[_Line]:
        s = scenario.key
        ceiling = self.block.at((s, "logistic"), "first").locked
        base_room = self.own((s, "room"))
        end_room = self.block.at((s, "room-end"), "first").locked
        span = "(last_year-base_year)"
        growth = self.block.at((s, "constant"), "first").locked
        fits = f"MIN({self.block.at((s, 'room'), 'first').locked},{end_room})>0"
        constant = lambda y: self.at((s, "constant"), y)  # noqa: E731
        return [
            self._scenario_line(
                scenario, "room-end", "Room under the ceiling at the end",
                "Parameter: ceiling ÷ what constant growth reaches in the last year − 1.",
                None, f"={ceiling}/(base_size*(1+{growth})^{span})-1", "factor", "factor",
                "times the size",
            ),
            self._scenario_line(
                scenario, "room", "Room under the ceiling",
                "Shrinks at a constant rate from base to end. Parameter: ceiling ÷ base − 1.",
                lambda y: f"=IF({fits},{base_room}*({end_room}/{base_room})"
                f"^({self.since(y)}/{span}),0)",
                f"={ceiling}/base_size-1", "factor", "factor", "times the size",
            ),
            self._scenario_line(
                scenario, "logistic", METHOD_NAMES["logistic"],
                "Ceiling ÷ (1 + room); constant growth up to the ceiling where none is left. "
                "Parameter: the ceiling.",
                lambda y: self._up_to_base(
                    y,
                    f"IF({fits},{self.own((s, 'logistic'))}/(1+{self.at((s, 'room'), y)}),"
                    f"MIN({self.own((s, 'logistic'))},{constant(y)}))",
                ),
                f"={self.term('ceiling', scenario)}*last_size",
                parameter_number=self.market.size_number,
            ),
        ]  # fmt: skip


def _put(desk: Desk, sheet: Sheet, block: Block, line: _Line, *, first: bool) -> None:
    texts = {
        "section": line.section, "line": line.name, "third": line.scenario,
        "unit": line.unit, "how": line.how,
    }  # fmt: skip
    put_labels(sheet, block, line.key, texts, first=first)
    _put_parameter(sheet, block, line)
    _put_growth(desk, sheet, block, line)
    for year in desk.market.years:
        if line.write is None:
            sheet.put_text(block.at(line.key, year), "–", "missing")
    if line.write is not None:
        number = line.number or desk.market.size_number
        put_line(sheet, block, line.key, desk.market.years, line.write, line.style, number)


def _put_parameter(sheet: Sheet, block: Block, line: _Line) -> None:
    at = block.at(line.key, "first")
    if line.parameter:
        sheet.put_formula(at, line.parameter, "calculation", line.parameter_number)
    else:
        sheet.put_text(at, "–", "missing")


def _put_growth(desk: Desk, sheet: Sheet, block: Block, line: _Line) -> None:
    """How many times larger the market becomes in all, and what that is a year."""
    second, growth = block.at(line.key, "second"), block.at(line.key, "growth")
    if not line.summed_up:
        sheet.put_text(second, "–", "missing")
        sheet.put_text(growth, "–", "missing")
        return
    last = block.at(line.key, desk.market.years[-1])
    sheet.put_formula(second, f"={last}/base_size", line.style, "times")
    sheet.put_formula(growth, f"={second}^(1/(last_year-base_year))-1", line.style, "percent")


SHEET: MarketSheet = SheetKind(
    "Forecast",
    "calculation",
    "The whole market by year: the published sizes, the four methods, the three scenarios.",
    plan,
    fill,
)
