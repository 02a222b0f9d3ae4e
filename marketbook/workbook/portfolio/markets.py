"""Markets: the sizes of all markets side by side, in one unit, and how fast each grows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import partial

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import head_series, head_sheet, lay_out_series, mark_series
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.lines import Line, find_change, put_lines
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.inputs import SCENARIOS
from marketbook.workbook.portfolio.shared_lines import inside_key
from marketbook.workbook.series_charts import MOST_LINES, beside, draw_lines, put_charts, tell_shown

TITLES = {
    "section": "Section", "line": "Market", "third": "Scenario", "unit": "Unit",
    "first": "Last common year", "second": "Times in common years", "growth": "Growth a year",
    "change": "Added in common years", "how": "How it is derived",
}  # fmt: skip
_ORDER = ("base", "low", "high")


def size_key(market: MarketModel, scenario: str = "chosen") -> tuple[str, str, str]:
    """Row of a market's size under a scenario, or under the chosen one."""
    return ("size", scenario, market.market_id)


def times_key(market: MarketModel) -> tuple[str, str]:
    """Row of a market's size, times that of the first common year."""
    return ("times", market.market_id)


def step_key(market: MarketModel) -> tuple[str, str]:
    """Row of a market's growth on the year before."""
    return ("step", market.market_id)


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the lines."""
    markets = desk.portfolio.markets
    keys: list[Hashable] = [size_key(market) for market in markets]
    keys += [times_key(market) for market in markets]
    keys += [step_key(market) for market in markets]
    keys += [size_key(market, scenario) for scenario in _ORDER for market in markets]
    lay_out_series(desk, sheet, keys)


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the lines."""
    first, last = desk.portfolio.common
    subtitle = (
        f"{desk.portfolio.unit.name}. Compared in the years that all have, {first} to {last}. "
        "Markets nest and overlap, so their sizes do not add up; see Nesting."
    )
    head_sheet(desk, sheet, "Markets side by side", subtitle)
    block = desk.block("Markets", "lines")
    head_series(desk, sheet, block, TITLES)
    put_lines(desk, sheet, block, _Writer(desk, block).list_lines())
    mark_series(desk, sheet, block, "Markets", TITLES)
    markets, unit = desk.portfolio.markets, desk.portfolio.unit.name
    sizes, times = [size_key(m) for m in markets], [times_key(m) for m in markets]
    common = [year for year in desk.years if first <= year <= last]
    title = partial(tell_shown, shown=MOST_LINES, every=len(markets))
    put_charts(sheet, [
        (title(f'="Size by market, {unit}, chosen scenario"'), lambda title: draw_lines(
            block, sizes, common, title, "the size by market", desk.size_number, unit)),
        (title(f'="Size, times that of {first}"'), lambda title: draw_lines(
            block, times, common, title, "the growth by market", "decimal", "times")),
    ], beside(block))  # fmt: skip


class _Writer:
    """Formulas of the sheet, against the block they stand in."""

    def __init__(self, desk: PortfolioDesk, block: Block) -> None:
        self.desk, self.block = desk, block
        self.forecast = desk.block("Forecast", "lines")
        self.markets = desk.portfolio.markets
        self.first, self.last = desk.years[0], desk.years[-1]
        self.unit = desk.portfolio.unit.name

    def list_lines(self) -> Iterator[Line]:
        """All lines in the order of the sheet."""
        yield from (self._chosen(market) for market in self.markets)
        yield from (self._times(market) for market in self.markets)
        yield from (self._step(market) for market in self.markets)
        for scenario in _ORDER:
            yield from (self._scenario(market, scenario) for market in self.markets)

    def _chosen(self, market: MarketModel) -> Line:
        def write(year: int) -> str:
            cells = (self.forecast.at(("result", market.market_id, s), year) for s in SCENARIOS)
            return f"=CHOOSE(scenario_number,{','.join(map(str, cells))})"

        how = "The chosen scenario, of Forecast. A dash outside the years of the market."
        return self._size_line(market, "chosen", "Size, chosen", how, write)

    def _scenario(self, market: MarketModel, scenario: str) -> Line:
        key = ("result", market.market_id, scenario)
        ours = "" if scenario == "base" else " Our assumption, not a source's."
        return self._size_line(
            market, scenario, f"Size, {scenario}", f"From Forecast.{ours}",
            lambda year: f"={self.forecast.at(key, year)}", "link",
        )  # fmt: skip

    def _size_line(
        self, market: MarketModel, scenario: str, section: str, how: str,
        write: Callable[[int], str], style: str = "calculation",
    ) -> Line:  # fmt: skip
        key = size_key(market, scenario)
        times, span = self.block.at(key, "second"), "(common_last-common_first)"
        return Line(
            key, section, market.name, scenario, self.unit, how, write,
            first=(f"={self._find(key, 'common_last')}", self.desk.portfolio.size_number),
            second=(f"={self._times_of(key, 'common_last')}", "times-2"),
            growth=(f"=IF(MIN({times},{span})>0,{times}^(1/{span})-1,0)", "percent"),
            change=(self._find_added(key), self.desk.portfolio.size_number),
            style=style,
        )  # fmt: skip

    def _find_added(self, key: Hashable) -> str:
        years = self.desk.years
        return find_change(self.block, key, years, "common_first", "common_last")

    def _times(self, market: MarketModel) -> Line:
        key = times_key(market)
        size = size_key(market)

        def write(year: int) -> str:
            base = self._find(size, "common_first")
            return f"=IF({base}>0,{self.block.at(size, year)}/{base},0)"

        return Line(
            key, "Times the first year", market.name, "chosen", "times",
            "Size ÷ size of the first year that all markets have.", write, "size-2",
        )  # fmt: skip

    def _step(self, market: MarketModel) -> Line:
        size = size_key(market)
        start = self.forecast.at(inside_key(market), "first").locked
        inside = lambda year: self.forecast.at(inside_key(market), year)  # noqa: E731

        def write(year: int) -> str:
            now = self.block.at(size, year)
            before = Ref(now.sheet, now.top, now.left - 1, now.bottom, now.right - 1)
            grown = f"AND({self.block.at('header', year).row_locked}>{start},{inside(year)}>0)"
            return f"=IF({grown},{now}/{before}-1,0)"

        return Line(
            step_key(market), "Yearly growth", market.name, "chosen", "a year",
            "This year ÷ the year before − 1.", write, "percent",
        )  # fmt: skip

    def _times_of(self, key: Hashable, year: str) -> str:
        base = self._find(key, "common_first")
        return f"IF({base}>0,{self._find(key, year)}/{base},0)"

    def _find(self, key: Hashable, year: str) -> str:
        """A line's value in a named year."""
        line = self.block.across(key, self.first, self.last).column_locked
        head = self.block.across("header", self.first, self.last).locked
        return f"SUMIFS({line},{head},{year})"


SHEET: PortfolioSheet = SheetKind(
    "Markets",
    "output",
    "All markets side by side in one unit: sizes by scenario, times grown, growth by year.",
    fill,
    plan,
)
