"""Lines of one market by year: published path, four methods, and what comes of each scenario.

The arithmetic is that of ``forecasts.py``, cell for cell. Where things are is told from outside, so
that a market's own workbook and the portfolio share every formula.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from marketbook.workbook.address import Ref
from marketbook.workbook.grid import Block
from marketbook.workbook.lines import Line, find_change

METHOD_NAMES = {
    "constant-growth": "Constant growth",
    "published-points": "Published points",
    "fading-growth": "Fading growth",
    "logistic": "Saturating growth",
}
_METHODS = ("constant", "points", "fading", "logistic")
_PUBLISHED = ("since", "size", "before", "after", "size-before", "size-after", "joining", "path",
              "step")  # fmt: skip
_WORKING = ("constant", "points", "rate", "fading", "room", "logistic")
_YEARLY = "a year"
_TIMES = "times the size"
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Places:
    """Where one market's lines and inputs are, and what they are called.

    Attributes:
        block: The block of lines.
        years: Years that run across it.
        own: What the keys of the market's lines have in common.
        scenarios: Ids of the scenarios.
        section: Name of the section of a scenario, or of what is published (an empty id).
        result: Section and name of a scenario's result.
        unit, number: Unit of sizes, and their number format.
        point_years, point_sizes: Cells of the published sizes and their years.
        base_year, growth, last_year: The base year, the published growth, the last year.
        term: The input of a scenario: its ``method``, ``factor``, ``long_run``, ``fade``,
            ``ceiling``.
        inside: Cell that is above 0 in the years of the market; empty where all are.
    """

    block: Block
    years: tuple[int, ...]
    own: tuple[str, ...]
    scenarios: tuple[str, ...]
    section: Callable[[str], str]
    result: Callable[[str], tuple[str, str]]
    unit: str
    number: str
    point_years: str
    point_sizes: str
    base_year: str
    growth: str
    last_year: str
    term: Callable[[str, str], Ref]
    inside: Callable[[int], str] = lambda _: ""

    def key(self, name: str, scenario: str = "") -> tuple[str, ...]:
        """Row of a line."""
        return (name, *self.own, scenario) if scenario else (name, *self.own)


def list_keys(own: tuple[str, ...], scenarios: tuple[str, ...]) -> list[Hashable]:
    """Rows of a market's lines, in the order of the sheet."""
    keys: list[Hashable] = [("result", *own, scenario) for scenario in scenarios]
    keys += [(name, *own) for name in _PUBLISHED]
    return keys + [(name, *own, scenario) for scenario in scenarios for name in _WORKING]


def scale_growth(rate: object, factor: object) -> str:
    """Growth moved by a factor: the formula of ``forecasts.scale_growth``."""
    return f"MAX({rate}+ABS({rate})*({factor}-1),percent_unit-1)"


class ForecastLines:
    """Formulas of one market's lines."""

    def __init__(self, places: Places) -> None:
        self.places, self.block = places, places.block

    def list_lines(self) -> Iterator[Line]:
        """All lines in the order of :func:`list_keys`."""
        for scenario in self.places.scenarios:
            yield self._result(scenario)
        yield from self._published()
        yield from self._path_lines()
        for scenario in self.places.scenarios:
            yield from self._growing(scenario)
            yield from self._saturating(scenario)

    def _at(self, name: str, year: int, scenario: str = "") -> Ref:
        return self.block.at(self.places.key(name, scenario), year)

    def _before(self, name: str, year: int, scenario: str = "") -> Ref:
        """The cell of the year before; of the first year, the one to its left."""
        return self._at(name, year, scenario).beside(-1)

    def _parameter(self, name: str, scenario: str = "") -> Ref:
        return self.block.at(self.places.key(name, scenario), "first").locked

    def _head(self, year: int) -> Ref:
        return self.block.at("header", year).row_locked

    def _since(self, year: int) -> Ref:
        return self._at("since", year).row_locked

    @property
    def _span(self) -> str:
        return f"({self.places.last_year}-{self.places.base_year})"

    # What comes of a scenario.

    def _result(self, scenario: str) -> Line:
        places, key = self.places, self.places.key("result", scenario)
        number = self.block.at(key, "first").column_locked

        def write(year: int) -> str:
            cells = ",".join(str(self._at(name, year, scenario)) for name in _METHODS)
            chosen, inside = f"CHOOSE({number},{cells})", places.inside(year)
            return f"=IF({inside}>0,{chosen},0)" if inside else f"={chosen}"

        section, name = places.result(scenario)
        method = places.term("method", scenario)
        return Line(
            key, section, name, scenario, places.unit,
            "By the method chosen on Inputs. Assumption: its number.", write,
            first=(f"=MATCH({method},method_names,0)", "count"),
            second=(self.times(key), "times"), growth=(self.growth(key), "percent"),
            change=(self.added(key), places.number),
        )  # fmt: skip

    def times(self, key: Hashable) -> str:
        """How many times larger a line becomes from the base size to the last year."""
        line = self.block.across(key, self.places.years[0], self.places.years[-1])
        head = self.block.across("header", self.places.years[0], self.places.years[-1]).locked
        return f"=SUMIFS({line},{head},{self.places.last_year})/{self._parameter('size')}"

    def growth(self, key: Hashable) -> str:
        """What that is a year."""
        times = self.block.at(key, "second")
        return f"=IF({self._span}>0,{times}^(1/{self._span})-1,0)"

    def added(self, key: Hashable) -> str:
        """What a line gains from the base year to the last one."""
        places = self.places
        return find_change(self.block, key, places.years, places.base_year, places.last_year)

    # The published path.

    def _published(self) -> Iterator[Line]:
        years, sizes = self.places.point_years, self.places.point_sizes
        yield self._line(
            "since", "Years since the base year", "years", "Assumption: the base year.",
            lambda y: f"={self._head(y)}-{self._parameter('since')}", "size-0",
            (f"={self.places.base_year}", "year"),
        )  # fmt: skip
        yield self._line(
            "size", "Published size", self.places.unit, "A dash where none is printed.",
            lambda y: f"=SUMIFS({sizes},{years},{self._head(y)})", "",
            (f"=SUMIFS({sizes},{years},{self._parameter('since')})", self.places.number),
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
                f"size-{name}", f"Size in the year {name}", self.places.unit,
                "Published size of that year.",
                lambda y, name=name: f"=SUMIFS({sizes},{years},{self._at(name, y)})",
            )  # fmt: skip

    def _path_lines(self) -> Iterator[Line]:
        years, sizes = self.places.point_years, self.places.point_sizes
        yield self._line(
            "joining", "Growth that joins the two", _YEARLY,
            "(size after ÷ size before)^(1 ÷ years) − 1; elsewhere as published, the assumption.",
            self._joining, "percent-2", (f"={self.places.growth}", "percent-2"),
        )  # fmt: skip
        yield self._line(
            "path", "Path through the published sizes", self.places.unit,
            "Size before × (1 + growth)^years since. Assumption: the last published size.",
            self._path, "", (f"=SUMIFS({sizes},{years},MAX({years}))", self.places.number),
        )  # fmt: skip

        def step(year: int) -> str:
            grown = f"{self._at('path', year)}/{self._before('path', year)}-1"
            return f"=IF({self._since(year)}>0,{grown},0)"

        yield self._line(
            "step", "Growth of that path", _YEARLY, "This year ÷ the year before − 1.", step,
            "percent-2",
        )  # fmt: skip

    def _count_after(self, year: int) -> str:
        return f'COUNTIFS({self.places.point_years},">"&{self._head(year)})'

    def _joining(self, year: int) -> str:
        before, after = self._at("before", year), self._at("after", year)
        low, high = self._at("size-before", year), self._at("size-after", year)
        published = self.block.at(self.places.key("joining"), "first").column_locked
        return f"=IF({after}>{before},({high}/{low})^(1/({after}-{before}))-1,{published})"

    def _path(self, year: int) -> str:
        low, growth = self._at("size-before", year), self._at("joining", year)
        return f"={low}*(1+{growth})^({self._head(year)}-{self._at('before', year)})"

    def _line(
        self, name: str, title: str, unit: str, how: str, write: Callable[[int], str],
        number: str = "", first: tuple[str, str] = ("", ""),
    ) -> Line:  # fmt: skip
        key, section = self.places.key(name), self.places.section("")
        return Line(key, section, title, _ALL, unit, how, write, number, first)

    # The four methods.

    def _scenario_line(
        self, name: str, scenario: str, title: str, how: str,
        write: Callable[[int], str] | None, first: tuple[str, str] = ("", ""),
        number: str = "", unit: str = "",
    ) -> Line:  # fmt: skip
        key, section = self.places.key(name, scenario), self.places.section(scenario)
        unit = unit or self.places.unit
        return Line(key, section, title, scenario, unit, how, write, number, first)

    def _from_base(self, year: int, then: str) -> str:
        """Published path up to the base year, the scenario from there on."""
        return f"=IF({self._since(year)}>0,{then},{self._at('path', year).row_locked})"

    def _growing(self, scenario: str) -> Iterator[Line]:
        growth, factor = self._parameter("constant", scenario), self._parameter("points", scenario)
        published, base = self._parameter("joining"), self._parameter("size")
        given = self.places.term("factor", scenario)
        yield self._scenario_line(
            "constant", scenario, METHOD_NAMES["constant-growth"],
            "Base × (1 + growth)^years. Assumption: published growth, scaled by the factor.",
            lambda y: self._from_base(y, f"{base}*(1+{growth})^{self._since(y)}"),
            (f"={scale_growth(published, given)}", "percent-2"),
        )  # fmt: skip

        def follow(year: int) -> str:
            step = self._at("step", year).row_locked
            then = f"{self._before('points', year, scenario)}*(1+{scale_growth(step, factor)})"
            return self._from_base(year, then)

        yield self._scenario_line(
            "points", scenario, METHOD_NAMES["published-points"],
            "Year before × (1 + growth of the path, scaled). Assumption: the factor.",
            follow, (f"={given}", "factor"),
        )  # fmt: skip
        yield from self._fading(scenario)

    def _fading(self, scenario: str) -> Iterator[Line]:
        growth, end = self._parameter("constant", scenario), self._parameter("rate", scenario)
        fade, long_run = (self.places.term(name, scenario) for name in ("fade", "long_run"))
        left = lambda y: f"MAX(0,1-({self._since(y)}-1)/{fade})"  # noqa: E731
        yield self._scenario_line(
            "rate", scenario, "Fading growth, rate",
            "From the scenario's growth down to the long-run rate. Assumption: that rate.",
            lambda y: f"=IF({self._since(y)}>0,{end}+({growth}-{end})*{left(y)},0)",
            (f"={long_run}", "percent-2"), "percent-2", _YEARLY,
        )  # fmt: skip
        yield self._scenario_line(
            "fading", scenario, METHOD_NAMES["fading-growth"], "Year before × (1 + that rate).",
            lambda y: self._from_base(
                y, f"{self._before('fading', y, scenario)}*(1+{self._at('rate', y, scenario)})"
            ),
        )  # fmt: skip

    def _saturating(self, scenario: str) -> Iterator[Line]:
        ceiling, base = self._parameter("logistic", scenario), self._parameter("size")
        room, growth = self._parameter("room", scenario), self._parameter("constant", scenario)
        fits = f"MIN({room},{growth})>0"
        yield self._scenario_line(
            "room", scenario, "Room under the ceiling",
            "Shrinks at a constant rate, so that growth begins with the scenario's. "
            "Assumption: ceiling ÷ base − 1.",
            # a power of a fraction ends at nothing where one of its inverse is too large a number
            lambda y: f"=IF({fits},{room}*(1/(1+{growth}))^({self._since(y)}*(1+1/{room})),0)",
            (f"={ceiling}/{base}-1", "factor"), "factor", _TIMES,
        )  # fmt: skip

        def level_off(year: int) -> str:
            curve = f"{ceiling}/(1+{self._at('room', year, scenario)})"
            capped = f"MIN({ceiling},{self._at('constant', year, scenario)})"
            return self._from_base(year, f"IF({fits},{curve},{capped})")

        yield self._scenario_line(
            "logistic", scenario, METHOD_NAMES["logistic"],
            "Ceiling ÷ (1 + room); constant growth up to the ceiling where it falls. "
            "Assumption: the ceiling.", level_off,
            (f"={self.places.term('ceiling', scenario)}*MAX({base},{self._parameter('path')})",
             self.places.number),
        )  # fmt: skip
