"""Grid by year: regions × segments in every year, fitted to the totals of both.

Iterative proportional fitting (Deming and Stephan, 1940): a cell is its weight × a factor of its
region × a factor of its segment, and the factors are set in turn until all totals are met.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import LEFT, head_series, head_sheet, lay_out_series, mark_series
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.lines import Line, find_change, put_lines
from marketbook.workbook.market import MarketModel
from marketbook.workbook.series_charts import MOST_PARTS, draw_areas, put_charts, tell_shown
from marketbook.workbook.sheets.forecast import CHOSEN
from marketbook.workbook.sheets.input_lines import grid_pairs
from marketbook.workbook.sheets.parts import size_key

TITLE = "Grid by year"
ROUNDS = 6
TITLES = {
    "section": "Region", "line": "Region and segment", "third": "Line", "unit": "Unit",
    "first": "Weight", "second": "Round", "growth": "Growth a year", "change": "Added in all",
    "how": "How it is derived",
}  # fmt: skip
_SIZE, _WORKING = "size", "Working"


def cell_key(region: str, segment: str) -> tuple[str, str, str]:
    """Row of a region × a segment."""
    return ("cell", region, segment)


def off_key(region: str) -> tuple[str, str]:
    """Row of how far a region's cells are from its size."""
    return ("off", region)


def _weight_key(region: str, segment: str) -> tuple[str, str, str]:
    return ("weight", segment, region)


def _factor_key(part: str, key: str, turn: int) -> tuple[str, str, int]:
    return (part, key, turn)


def _keys(market: MarketModel) -> list[Hashable]:
    rows, columns = grid_pairs(market)
    keys: list[Hashable] = [cell_key(row, column) for row, _ in rows for column, _ in columns]
    keys += [off_key(row) for row, _ in rows]
    keys += [_weight_key(row, column) for column, _ in columns for row, _ in rows]
    keys += [_factor_key("column", column, 0) for column, _ in columns]
    for turn in range(1, ROUNDS + 1):
        keys += [_factor_key("row", row, turn) for row, _ in rows]
        keys += [_factor_key("column", column, turn) for column, _ in columns]
    return keys


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the cells, and the working below them."""
    lay_out_series(desk, sheet, _keys(desk.market))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the lines and a chart; the working is folded away."""
    market = desk.market
    axis = market.main_axis.cut if market.main_axis else ""
    subtitle = (
        f"{market.brief}: region × {axis}, {market.unit}. No source publishes this cross: "
        "products of shares and of the weights on Inputs."
    )
    head_sheet(desk, sheet, TITLE, subtitle)
    block = desk.block(TITLE, "lines")
    head_series(desk, sheet, block, TITLES)
    writer = _Writer(desk)
    put_lines(desk, sheet, block, writer.list_lines())
    mark_series(desk, sheet, block, "GridByYear", TITLES)
    top = block.rows[off_key(writer.rows[0][0])]
    sheet.folded_rows.append((top, max(block.rows.values())))
    _put_chart(desk, sheet, block)


class _Writer:
    """Formulas of the sheet."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.market = desk, desk.market
        self.block = desk.block(TITLE, "lines")
        self.rows, self.columns = grid_pairs(desk.market)
        self.axis = desk.market.main_axis.key if desk.market.main_axis else ""

    def list_lines(self) -> Iterator[Line]:
        """All lines in the order of the sheet."""
        for row in self.rows:
            for column in self.columns:
                yield self._cell(row, column)
        yield from (self._off(*row) for row in self.rows)
        for column in self.columns:
            for row in self.rows:
                yield self._weight(row, column)
        yield from (self._start(*column) for column in self.columns)
        for turn in range(1, ROUNDS + 1):
            yield from (self._row(*row, turn) for row in self.rows)
            yield from (self._column(*column, turn) for column in self.columns)

    def _cell(self, row: tuple[str, str], column: tuple[str, str]) -> Line:
        key, years = cell_key(row[0], column[0]), self.market.years
        weight = self.desk.block("Inputs", "inputs").at(("weight", row[0], column[0]), "value")
        first = self.block.at(key, "first").column_locked
        height, width = (
            _factor_key(part, own, ROUNDS) for part, own in (("row", row[0]), ("column", column[0]))
        )
        line, head = (self.block.across(one, years[0], years[-1]) for one in (key, "header"))
        base, last = (f"SUMIFS({line},{head.locked},{name})" for name in ("base_year", "last_year"))
        grown = f"IF(MIN({base},{last})>0,({last}/{base})^(1/(last_year-base_year))-1,0)"
        return Line(
            key, row[1], f"{row[1]}: {column[1]}", _SIZE, self.market.unit,
            "Weight × the two factors below.",
            lambda y: f"={first}*{self.block.at(height, y)}*{self.block.at(width, y)}",
            first=(f"={weight}", "factor"), growth=(f"={grown}", "percent"),
            change=(find_change(self.block, key, years, "base_year", "last_year"),
                    self.market.size_number),
        )  # fmt: skip

    def _off(self, row: str, name: str) -> Line:
        first, last = (cell_key(row, self.columns[n][0]) for n in (0, -1))
        total = self._size("Regions", "regions", row)
        return Line(
            off_key(row), _WORKING, name, "difference", self.market.unit,
            "Sum of its cells − its size on Regions; nothing, once the fitting has converged.",
            lambda y: f"=SUM({self.block.down(y, first, last)})-{total(y)}",
        )  # fmt: skip

    def _weight(self, row: tuple[str, str], column: tuple[str, str]) -> Line:
        own = self.block.at(cell_key(row[0], column[0]), "first")
        return Line(
            _weight_key(row[0], column[0]), _WORKING, f"{column[1]}: {row[1]}", "weight",
            "relative weight", "The weight again, by segment.", first=(f"={own}", "factor"),
        )  # fmt: skip

    def _start(self, column: str, name: str) -> Line:
        size = self._size("Segments", self.axis, column)
        whole = self.desk.block("Forecast", "lines")
        return Line(
            _factor_key("column", column, 0), _WORKING, name, "start", "factor",
            "The segment's share of the market.",
            lambda y: f"={size(y)}/{whole.at(CHOSEN, y)}", "general",
        )  # fmt: skip

    def _row(self, row: str, name: str, turn: int) -> Line:
        first, last = (cell_key(row, self.columns[n][0]) for n in (0, -1))
        size = self._size("Regions", "regions", row)
        others = [_factor_key("column", self.columns[n][0], turn - 1) for n in (0, -1)]
        return self._factor("row", row, name, turn, size, (first, last), others)

    def _column(self, column: str, name: str, turn: int) -> Line:
        first, last = (_weight_key(self.rows[n][0], column) for n in (0, -1))
        size = self._size("Segments", self.axis, column)
        others = [_factor_key("row", self.rows[n][0], turn) for n in (0, -1)]
        return self._factor("column", column, name, turn, size, (first, last), others)

    def _factor(
        self, part: str, key: str, name: str, turn: int, size: Callable[[int], Ref],
        weights: tuple[Hashable, Hashable], others: list[tuple[str, str, int]],
    ) -> Line:  # fmt: skip
        """Size ÷ what the weights and the other factors come to."""
        weight = self.block.down("first", *weights).locked

        def write(year: int) -> str:
            have = f"SUMPRODUCT({weight},{self.block.down(year, *others)})"
            return f"=IF({have}>0,{size(year)}/{have},0)"

        what = "regions" if part == "row" else "segments"
        return Line(
            _factor_key(part, key, turn), _WORKING, name, f"round {turn}, {what}", "factor",
            "Size ÷ the sum of weight × the other factors of the round before.", write, "general",
        )  # fmt: skip

    def _size(self, sheet: str, group: str, part: str) -> Callable[[int], Ref]:
        block = self.desk.block(sheet, "lines")
        return lambda year: block.at(size_key(group, part), year)


def _put_chart(desk: Desk, sheet: Sheet, block: Block) -> None:
    """Areas of the largest cells, where both region and segment are named."""
    market = desk.market
    segments = market.main_axis.parts if market.main_axis else ()
    pairs = [(one, other) for one in market.regions.parts for other in segments]
    share = lambda part: market.share_of(part).share  # noqa: E731
    pairs.sort(key=lambda pair: -share(pair[0]) * share(pair[1]))
    keys = [cell_key(one.key, other.key) for one, other in pairs[:MOST_PARTS]]

    def draw(title: Ref) -> Chart:
        what, number = "region and segment", market.size_number
        return draw_areas(block, keys, desk.years, title, what, number, market.unit)

    title = '="By region and segment, "&base_year&" to "&last_year'
    title = tell_shown(title, MOST_PARTS, len(pairs))
    put_charts(sheet, [(title, draw)], [LEFT], 900)


SHEET: MarketSheet = SheetKind(
    TITLE,
    "calculation",
    "Regions × segments in every year, fitted to the totals of both.",
    fill,
    plan,
    wanted=lambda desk: bool(grid_pairs(desk.market)[0]),
    missing="no source publishes shares of both regions and segments",
    on_paper=False,
)
