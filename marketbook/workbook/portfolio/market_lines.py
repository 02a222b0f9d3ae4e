"""Lines of one market: published path, four methods in three scenarios, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from marketbook.workbook.address import Ref
from marketbook.workbook.grid import Block
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio import figures
from marketbook.workbook.portfolio.desk import PortfolioDesk
from marketbook.workbook.portfolio.inputs import SCENARIOS
from marketbook.workbook.portfolio.lines import Line
from marketbook.workbook.portfolio.shared_lines import inside_key
from marketbook.workbook.sheets.inputs import METHOD_NAMES

_YEARLY = "a year"
_TIMES = "times the size"
_ALL = "all"


class MarketLines:
    """Formulas of one market's lines, against the block they stand in."""

    def __init__(self, desk: PortfolioDesk, block: Block, market: MarketModel) -> None:
        self.desk, self.block, self.market = desk, block, market
        self.own = market.market_id
        self.inputs = desk.block("Inputs", "inputs")
        self.unit = desk.portfolio.unit.name
        self.size_number = desk.portfolio.size_number
        self.years = figures.points(desk, market, "year")
        self.sizes = figures.points(desk, market, "size")

    def list_lines(self) -> Iterator[Line]:
        """All lines in the order of the sheet."""
        for scenario in SCENARIOS:
            yield self._result(scenario)
        yield from self._published()
        for scenario in SCENARIOS:
            yield from self._growing(scenario)
            yield from self._saturating(scenario)

    def _at(self, name: str, year: int, scenario: str = "") -> Ref:
        return self.block.at(self._key(name, scenario), year)

    def _before(self, name: str, year: int, scenario: str = "") -> Ref:
        """The cell of the year before; of the first year, the one to its left."""
        at = self._at(name, year, scenario)
        return Ref(at.sheet, at.top, at.left - 1, at.bottom, at.right - 1)

    def _parameter(self, name: str, scenario: str = "") -> Ref:
        return self.block.at(self._key(name, scenario), "first").locked

    def _key(self, name: str, scenario: str) -> tuple[str, ...]:
        return (name, self.own, scenario) if scenario else (name, self.own)

    def _term(self, name: str, scenario: str) -> Ref:
        return self.inputs.at((self.own, "scenario", name, scenario), "value").locked

    def _head(self, year: int) -> Ref:
        return self.block.at("header", year).row_locked

    def _since(self, year: int) -> Ref:
        return self._at("since", year).row_locked

    @property
    def _last(self) -> Ref:
        return self.block.at(inside_key(self.market), "second").locked

    # What comes of a scenario.

    def _result(self, scenario: str) -> Line:
        key = self._key("result", scenario)
        names = ("constant", "points", "fading", "logistic")
        number = self.block.at(key, "first").column_locked
        inside = lambda year: self.block.at(inside_key(self.market), year).row_locked  # noqa: E731
        times = self.block.at(key, "second")
        span = f"({self._last}-{self._parameter('since')})"

        def write(year: int) -> str:
            cells = ",".join(str(self._at(name, year, scenario)) for name in names)
            return f"=IF({inside(year)}>0,CHOOSE({number},{cells}),0)"

        line = self.block.across(key, self.desk.years[0], self.desk.years[-1])
        head = self.block.across("header", self.desk.years[0], self.desk.years[-1]).locked
        return Line(
            key, self.market.name, f"{scenario.title()} scenario", scenario, self.unit,
            "By the method chosen on Inputs. Parameter: its number.", write,
            first=(f"=MATCH({self._term('method', scenario)},method_names,0)", "count"),
            second=(f"=SUMIFS({line},{head},{self._last})/{self._parameter('size')}", "times"),
            growth=(f"=IF({span}>0,{times}^(1/{span})-1,0)", "percent"),
        )  # fmt: skip

    # The published path.

    def _published(self) -> Iterator[Line]:
        years, sizes = self.years, self.sizes
        base_year = self.inputs.at((self.own, "base_year"), "value").locked
        yield self._line(
            "since", "Years since the base year", "years", "Parameter: the base year.",
            lambda y: f"={self._head(y)}-{self._parameter('since')}", "size-0",
            (f"={base_year}", "year"),
        )  # fmt: skip
        yield self._line(
            "size", "Published size", self.unit, "From Figures; a dash where none is printed.",
            lambda y: f"=SUMIFS({sizes},{years},{self._head(y)})", "",
            (f"=SUMIFS({sizes},{years},{self._parameter('since')})", self.size_number),
        )  # fmt: skip
        yield self._line(
            "before", "Published year before", "year",
            "The last published year up to this; the first one where there is none.",
            lambda y: f"=LARGE({years},MIN({self._count_after(y)}+1,COUNTIFS({years},\">0\")))",
            "year",
        )  # fmt: skip
        yield self._line(
            "after", "Published year after", "year", "The next one, or the last there is.",
            lambda y: f"=LARGE({years},MAX({self._count_after(y)},1))", "year",
        )  # fmt: skip
        for name in ("before", "after"):
            yield self._line(
                f"size-{name}", f"Size in the year {name}", self.unit,
                "Published size of that year.",
                lambda y, name=name: f"=SUMIFS({sizes},{years},{self._at(name, y)})",
            )  # fmt: skip
        yield from self._path_lines()

    def _path_lines(self) -> Iterator[Line]:
        years, sizes = self.years, self.sizes
        growth = self.inputs.at((self.own, "growth"), "value").locked
        yield self._line(
            "joining", "Growth that joins the two", _YEARLY,
            "(size after ÷ size before)^(1 ÷ years) − 1; elsewhere as published, the parameter.",
            self._joining, "percent-2", (f"={growth}", "percent-2"),
        )  # fmt: skip
        yield self._line(
            "path", "Path through the published sizes", self.unit,
            "Size before × (1 + growth)^years since. Parameter: the last published size.",
            self._path, "", (f"=SUMIFS({sizes},{years},MAX({years}))", self.size_number),
        )  # fmt: skip
        yield self._line(
            "step",
            "Growth of that path",
            _YEARLY,
            "This year ÷ the year before − 1.",
            lambda y: (
                f"=IF({self._since(y)}>0,{self._at('path', y)}/{self._before('path', y)}-1,0)"
            ),
            "percent-2",
        )

    def _count_after(self, year: int) -> str:
        return f'COUNTIFS({self.years},">"&{self._head(year)})'

    def _joining(self, year: int) -> str:
        before, after = self._at("before", year), self._at("after", year)
        low, high = self._at("size-before", year), self._at("size-after", year)
        published = self.block.at(self._key("joining", ""), "first").column_locked
        return f"=IF({after}>{before},({high}/{low})^(1/({after}-{before}))-1,{published})"

    def _path(self, year: int) -> str:
        low, growth = self._at("size-before", year), self._at("joining", year)
        return f"={low}*(1+{growth})^({self._head(year)}-{self._at('before', year)})"

    def _line(
        self, name: str, title: str, unit: str, how: str, write: Callable[[int], str],
        number: str = "", first: tuple[str, str] = ("", ""),
    ) -> Line:  # fmt: skip
        return Line(
            self._key(name, ""), self.market.name, title, _ALL, unit, how, write, number, first
        )

    # The four methods.

    def _scenario_line(
        self, name: str, scenario: str, title: str, how: str,
        write: Callable[[int], str] | None, first: tuple[str, str] = ("", ""),
        number: str = "", unit: str = "",
    ) -> Line:  # fmt: skip
        return Line(
            self._key(name, scenario), self.market.name, title, scenario, unit or self.unit, how,
            write, number, first,
        )  # fmt: skip

    def _from_base(self, year: int, then: str) -> str:
        """Published path up to the base year, the scenario from there on."""
        return f"=IF({self._since(year)}>0,{then},{self._at('path', year).row_locked})"

    def _growing(self, scenario: str) -> Iterator[Line]:
        growth, factor = self._parameter("constant", scenario), self._parameter("points", scenario)
        published, base = self._parameter("joining"), self._parameter("size")
        end, fade = self._parameter("rate", scenario), self._term("fade", scenario)
        left = lambda y: f"MAX(0,1-({self._since(y)}-1)/{fade})"  # noqa: E731
        yield self._scenario_line(
            "constant", scenario, METHOD_NAMES["constant-growth"],
            "Base × (1 + growth)^years. Parameter: published growth × factor.",
            lambda y: self._from_base(y, f"{base}*(1+{growth})^{self._since(y)}"),
            (f"={published}*{self._term('factor', scenario)}", "percent-2"),
        )  # fmt: skip
        yield self._scenario_line(
            "points",
            scenario,
            METHOD_NAMES["published-points"],
            "Year before × (1 + factor × growth of the path). Parameter: the factor.",
            lambda y: self._from_base(
                y,
                f"{self._before('points', y, scenario)}"
                f"*(1+{factor}*{self._at('step', y).row_locked})",
            ),
            (f"={self._term('factor', scenario)}", "factor"),
        )
        yield self._scenario_line(
            "rate", scenario, "Fading growth, rate",
            "From the scenario's growth down to the long-run rate. Parameter: that rate.",
            lambda y: f"=IF({self._since(y)}>0,{end}+({growth}-{end})*{left(y)},0)",
            (f"={self._term('long_run', scenario)}", "percent-2"), "percent-2", _YEARLY,
        )  # fmt: skip
        yield self._scenario_line(
            "fading", scenario, METHOD_NAMES["fading-growth"], "Year before × (1 + that rate).",
            lambda y: self._from_base(
                y, f"{self._before('fading', y, scenario)}*(1+{self._at('rate', y, scenario)})"
            ),
        )  # fmt: skip

    def _saturating(self, scenario: str) -> Iterator[Line]:
        ceiling, base = self._parameter("logistic", scenario), self._parameter("size")
        room, end = self._parameter("room", scenario), self._parameter("room-end", scenario)
        growth, span = self._parameter("constant", scenario), self._span()
        fits = f"MIN({room},{end},{span})>0"
        yield self._scenario_line(
            "room-end", scenario, "Room under the ceiling at the end",
            "Parameter: ceiling ÷ what constant growth reaches in the last year − 1.", None,
            (f"={ceiling}/({base}*(1+{growth})^{span})-1", "factor"), unit=_TIMES,
        )  # fmt: skip
        yield self._scenario_line(
            "room", scenario, "Room under the ceiling",
            "Shrinks at a constant rate from base to end. Parameter: ceiling ÷ base − 1.",
            lambda y: f"=IF({fits},{room}*({end}/{room})^({self._since(y)}/{span}),0)",
            (f"={ceiling}/{base}-1", "factor"), "factor", _TIMES,
        )  # fmt: skip
        yield self._scenario_line(
            "logistic", scenario, METHOD_NAMES["logistic"],
            "Ceiling ÷ (1 + room); constant growth up to the ceiling where none is left. "
            "Parameter: the ceiling.",
            lambda y: self._from_base(
                y,
                f"IF({fits},{ceiling}/(1+{self._at('room', y, scenario)}),"
                f"MIN({ceiling},{self._at('constant', y, scenario)}))",
            ),
            (f"={self._term('ceiling', scenario)}*{self._parameter('path')}", self.size_number),
        )  # fmt: skip

    def _span(self) -> str:
        return f"({self._last}-{self._parameter('since')})"
