"""Grid: regions × segments in a chosen year, side by side, with a chart."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart, Series
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import LEFT, TOP, head_sheet, rule_sections
from marketbook.workbook.grid import Offer, Scale, Sheet
from marketbook.workbook.market import MarketModel
from marketbook.workbook.series_charts import FILLS, put_charts, tell_shown
from marketbook.workbook.sheets import grid_years
from marketbook.workbook.sheets.input_lines import grid_pairs
from marketbook.workbook.sheets.parts import list_areas

RESULT, SHARE, SUM = "result", "share", "sum"
_SECTIONS = {RESULT: "Size", SHARE: "Share of the market"}
_WIDTHS = {"section": 22.0, "line": 30.0}


def _keys(market: MarketModel) -> list[Hashable]:
    rows = [*(key for key, _ in grid_pairs(market)[0]), SUM]
    return [(section, key) for section in _SECTIONS for key in rows]


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the year, the sizes and the shares."""
    _, columns = grid_pairs(desk.market)
    names = ["section", "line", *(("column", key) for key, _ in columns), SUM]
    keys = ["header", *_keys(desk.market)]
    desk.keep(sheet, "grid", sheet.lay_out(keys, names, top=TOP, left=LEFT))
    control = sheet.lay_out(["year"], ["label", "value"], top=TOP - 1, left=LEFT)
    desk.keep(sheet, "controls", control)
    desk.book.define_name("grid_year", control.at("year", "value"))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the year, the sizes, the shares and a chart of the sizes."""
    axis = desk.market.main_axis
    subtitle = (
        f"Region × {axis.cut if axis else ''}, {desk.market.unit}. Product of shares and "
        "weights: no source crosses them."
    )
    head_sheet(desk, sheet, "Grid", subtitle)
    _put_year(desk, sheet)
    writer = _Writer(desk, sheet)
    writer.put_header()
    writer.put_sizes()
    writer.put_shares()
    rule_sections(sheet, writer.block)
    sheet.mark_table("Grid", writer.block, writer.titles, headed=True)
    first = (RESULT, writer.rows[0][0])
    sheet.frozen_at = writer.block.at(first, ("column", writer.columns[0][0]))
    sheet.repeated_rows = (TOP, TOP)
    title = '="By region and segment, "&grid_year'
    axis_parts = len(axis.parts) if axis else 0
    title = tell_shown(title, len(writer.drawn), axis_parts)
    put_charts(sheet, [(title, writer.draw)], [LEFT], 800)


def _put_year(desk: Desk, sheet: Sheet) -> None:
    control = desk.block("Grid", "controls")
    years = desk.block("Inputs", "years")
    sheet.put_text(control.at("year", "label"), "Year — choose here:", "status-label")
    at = control.at("year", "value")
    sheet.put_number(at, desk.market.years[-1], "control", "year-left")
    source = years.across("years", desk.market.years[0], desk.market.years[-1])
    sheet.offers.append(Offer(at, "list", source, title="Year", hint="Choose a year of the model."))


class _Writer:
    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self.desk, self.sheet = desk, sheet
        self.block, self.lines = desk.block("Grid", "grid"), desk.block(grid_years.TITLE, "lines")
        self.rows, self.columns = grid_pairs(desk.market)
        names = _make_unique([name for _, name in self.columns])
        self.titles = ["Section", "Region", *names, "Sum"]
        self.seen = ""

    @property
    def drawn(self) -> list[str]:
        """Columns of the chart: what nothing is left for, or no fill, is not drawn."""
        axis = self.desk.market.main_axis
        areas = list_areas(self.desk.market, axis) if axis else []
        return [key for key, _ in self.columns if key in areas]

    def put_header(self) -> None:
        for key, title in zip(self.block.columns, self.titles, strict=True):
            style = "column-heading" if key in _WIDTHS else "column-heading-right"
            self.sheet.put_text(self.block.at("header", key), title, style)
        self.sheet.widen(self.block, dict.fromkeys(self.block.columns, 16.0) | _WIDTHS)

    def put_sizes(self) -> None:
        """The cells of the chosen year, with their sums both ways."""
        for key, name in self.rows:
            self._put_row((RESULT, key), name, lambda c, k=key: f"={self._find(k, c)}")
        first, last = (self.rows[n][0] for n in (0, -1))
        self._put_row(
            (RESULT, SUM), "All regions",
            lambda c: f"=SUM({self.block.down(('column', c), (RESULT, first), (RESULT, last))})",
        )  # fmt: skip

    def put_shares(self) -> None:
        """What each makes of the whole."""
        whole = self.block.at((RESULT, SUM), SUM).locked
        at = self.block.at
        for key, name in [*self.rows, (SUM, "All regions")]:
            self._put_row(
                (SHARE, key), name,
                lambda c, k=key: f"={at((RESULT, k), ('column', c))}/{whole}", "percent",
            )  # fmt: skip
        first, last = (self.rows[n][0] for n in (0, -1))
        begin, end = (("column", self.columns[n][0]) for n in (0, -1))
        area = self.block.at((SHARE, first), begin).to(self.block.at((SHARE, last), end))
        self.sheet.flags.append(Scale(area))

    def draw(self, title: Ref) -> Chart:
        """Columns of the regions, each made of its segments."""
        market = self.desk.market
        # what nothing is left for is not drawn
        last_row = -2 if market.is_whole(market.regions) else -1
        first, last = ((RESULT, self.rows[n][0]) for n in (0, last_row))
        series = tuple(
            Series(
                self.block.at("header", ("column", key)), self.block.down("line", first, last),
                self.block.down(("column", key), first, last), fill,
            )
            for key, fill in zip(self.drawn, FILLS, strict=False)
        )  # fmt: skip
        return Chart(
            "stacked-columns", title, series, "", self.desk.market.unit,
            self.desk.market.size_number,
            "Columns of the size of each region in the chosen year, each made of its segments. "
            "The figures are in the table above.",
        )  # fmt: skip

    def _put_row(
        self, row: tuple[str, str], name: str, write: Callable[[str], str], number: str = ""
    ) -> None:
        style = "row-repeat" if row[0] == self.seen else "row-heading-first"
        self.seen, number = row[0], number or self.desk.market.size_number
        self.sheet.put_text(self.block.at(row, "section"), _SECTIONS[row[0]], style)
        self.sheet.put_text(self.block.at(row, "line"), name, "row-heading")
        for column, _ in self.columns:
            at = self.block.at(row, ("column", column))
            self.sheet.put_formula(at, write(column), "calculation", number)
        first, last = (("column", self.columns[n][0]) for n in (0, -1))
        total = f"=SUM({self.block.across(row, first, last)})"
        self.sheet.put_formula(self.block.at(row, SUM), total, "calculation", number)

    def _find(self, row: str, column: str) -> str:
        """A cell of the chosen year."""
        first, last = self.desk.years[0], self.desk.years[-1]
        years = self.lines.across("header", first, last).locked
        cells = self.lines.across(grid_years.cell_key(row, column), first, last).locked
        return f"INDEX({cells},1,MATCH(grid_year,{years},0))"


def _make_unique(names: list[str]) -> list[str]:
    """Header texts that differ, as a table needs them."""
    taken = {"section", "region", "sum"}
    unique: list[str] = []
    for name in names:
        title, n = name, 2
        while title.strip().casefold() in taken:
            title, n = f"{name} ({n})", n + 1
        taken.add(title.strip().casefold())
        unique.append(title)
    return unique


SHEET: MarketSheet = SheetKind(
    "Grid",
    "output",
    "Regions × segments in a year of your choice.",
    fill,
    plan,
    wanted=grid_years.SHEET.wanted,
    missing=grid_years.SHEET.missing,
)
