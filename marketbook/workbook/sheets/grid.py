"""Grid: regions × segments in a chosen year, fitted to the totals of both."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import LEFT, TOP, head_sheet, rule_sections
from marketbook.workbook.grid import Block, Offer, Scale, Sheet
from marketbook.workbook.market import MarketModel
from marketbook.workbook.sheets.forecast import CHOSEN
from marketbook.workbook.sheets.input_lines import grid_pairs
from marketbook.workbook.sheets.parts import size_key

ROUNDS = 6
RESULT, SHARE, START = "result", "share", "start"
_TARGETS = "targets"
_SECTIONS = {
    RESULT: "Result", SHARE: "Share of the market", _TARGETS: "Must be", START: "Start",
}  # fmt: skip


def _blocks() -> list[str]:
    rounds = [f"{which}-{n}" for n in range(1, ROUNDS + 1) for which in ("rows", "columns")]
    return [START, *rounds]


def _keys(market: MarketModel) -> list[Hashable]:
    rows, _ = grid_pairs(market)
    keys: list[Hashable] = []
    for section in (RESULT, SHARE):
        keys += [(section, key) for key, _ in rows] + [(section, "sum")]
    keys.append((_TARGETS, "columns"))
    return keys + [(section, key) for section in _blocks() for key, _ in rows]


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the year and every block of the fitting."""
    _, columns = grid_pairs(desk.market)
    names = ["section", "line", *(("column", key) for key, _ in columns)]
    names += ["sum", "target", "distance"]
    desk.keep(
        sheet, "grid", sheet.lay_out(["header", *_keys(desk.market)], names, top=TOP, left=LEFT)
    )
    control = sheet.lay_out(["year"], ["label", "value", "note"], top=TOP - 1, left=LEFT)
    desk.keep(sheet, "controls", control)
    desk.book.define_name("grid_year", control.at("year", "value"))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the year, the blocks and the residual."""
    market = desk.market
    axis = market.main_axis
    name = axis.name.lower() if axis else ""
    subtitle = (
        f"Region × {name}, {market.unit}. No source crosses the two: product of shares, unless "
        "weights on Inputs say more."
    )
    head_sheet(desk, sheet, "Grid", subtitle)
    _put_year(desk, sheet)
    writer = _Writer(desk, sheet)
    writer.put_header()
    writer.put_results()
    writer.put_targets()
    writer.put_start()
    for before, after in zip(_blocks(), _blocks()[1:], strict=False):
        writer.put_round(before, after)
    block = writer.block
    sheet.folded_rows.append((block.rows[START, writer.rows[0][0]], max(block.rows.values())))
    sheet.printed_rows = block.rows[_TARGETS, "columns"]
    rule_sections(sheet, block)
    sheet.mark_table("Grid", block, writer.titles, headed=True)
    sheet.frozen_at = block.at((RESULT, writer.rows[0][0]), ("column", writer.columns[0][0]))
    sheet.repeated_rows = (TOP, TOP)


def _put_year(desk: Desk, sheet: Sheet) -> None:
    control = desk.block("Grid", "controls")
    years = desk.block("Inputs", "years")
    sheet.put_text(control.at("year", "label"), "Year", "status-label")
    at = control.at("year", "value")
    sheet.put_number(at, desk.market.years[-1], "control", "year-left")
    source = years.across("years", desk.market.years[0], desk.market.years[-1])
    sheet.offers.append(Offer(at, "list", source, title="Year", hint="Choose a year of the model."))


class _Writer:
    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self.desk, self.sheet, self.market = desk, sheet, desk.market
        self.block: Block = desk.block("Grid", "grid")
        self.rows, self.columns = grid_pairs(desk.market)
        axis = desk.market.main_axis
        self.axis = axis.key if axis else ""
        names = _make_unique([name for _, name in self.columns])
        self.titles = ["Section", "Region", *names, "Sum", "Sum must be", "Distance"]
        self.number = desk.market.size_number
        self.seen = ""

    def put_header(self) -> None:
        for key, title in zip(self.block.columns, self.titles, strict=True):
            left = key in ("section", "line")
            style = "column-heading" if left else "column-heading-right"
            self.sheet.put_text(self.block.at("header", key), title, style)
        widths = dict.fromkeys(self.block.columns, 16.0)
        self.sheet.widen(self.block, widths | {"section": 25.0, "line": 30.0})

    def put_results(self) -> None:
        last = _blocks()[-1]
        for key, name in self.rows:
            self._put_row((RESULT, key), name, lambda c, k=key: f"={self._at((last, k), c)}")
        self._put_sum_row(RESULT, "Sum of regions")
        for key, name in self.rows:
            self._put_row(
                (SHARE, key), name, lambda c, k=key: f"={self._at((RESULT, k), c)}/{self._whole()}",
                "percent",
            )  # fmt: skip
        self._put_sum_row(SHARE, "Sum of regions", "percent")
        first, last_row = self.rows[0][0], self.rows[-1][0]
        begin, end = self.columns[0][0], self.columns[-1][0]
        area = self._at((SHARE, first), begin).to(self._at((SHARE, last_row), end))
        self.sheet.flags.append(Scale(area))

    def put_targets(self) -> None:
        """What each column has to add up to: the segment's size in the chosen year."""
        self._put_row(
            (_TARGETS, "columns"), "All regions",
            lambda c: f"={self._size('Segments', size_key(self.axis, c))}",
        )  # fmt: skip

    def put_start(self) -> None:
        weights = self.desk.block("Inputs", "inputs")
        for key, name in self.rows:
            self._put_row(
                (START, key), name,
                lambda c, k=key: f"={self._target((START, k))}*{self._column_target(c)}"
                f"/{self._whole()}*{weights.at(('weight', k, c), 'value').locked}",
            )  # fmt: skip

    def put_round(self, before: str, after: str) -> None:
        """Scales the rows, or the columns, of one block to their totals."""
        for key, name in self.rows:
            if after.startswith("rows"):
                self._put_row((after, key), name, lambda c, k=key: self._scale_row(before, k, c))
            else:
                self._put_row((after, key), name, lambda c, k=key: self._scale_column(before, k, c))

    def _scale_row(self, before: str, row: str, column: str) -> str:
        have = self.block.at((before, row), "sum").column_locked
        target = self._target((before, row))
        return f"={self._at((before, row), column)}*IF({have}>0,{target}/{have},0)"

    def _scale_column(self, before: str, row: str, column: str) -> str:
        first, last = self.rows[0][0], self.rows[-1][0]
        cells = self._at((before, first), column).to(self._at((before, last), column)).row_locked
        have = f"SUM({cells})"
        part = self._at((before, row), column)
        return f"={part}*IF({have}>0,{self._column_target(column)}/{have},0)"

    def _put_row(
        self, row: tuple[str, str], name: str, write: Callable[[str], str], number: str = ""
    ) -> None:
        section, key = row
        title = _SECTIONS.get(section) or _name_round(section)
        style = "row-repeat" if section == self.seen else "row-heading-first"
        self.seen = section
        self.sheet.put_text(self.block.at(row, "section"), title, style)
        self.sheet.put_text(self.block.at(row, "line"), name, "row-heading")
        number = number or self.number
        for column, _ in self.columns:
            self.sheet.put_formula(self._at(row, column), write(column), "calculation", number)
        cells = self._at(row, self.columns[0][0]).to(self._at(row, self.columns[-1][0]))
        total = self.block.at(row, "sum")
        self.sheet.put_formula(total, f"=SUM({cells})", "calculation", number)
        self._put_distance(row, key, number)

    def _put_distance(self, row: tuple[str, str], key: str, number: str) -> None:
        """What the sum has to be, and how far it is from it."""
        target, distance = self.block.at(row, "target"), self.block.at(row, "distance")
        if row[0] == SHARE:
            wanted = f"={self.block.at((RESULT, key), 'target')}/{self._whole()}"
        elif row == (_TARGETS, "columns"):
            wanted = f"={self._size('Forecast', CHOSEN)}"
        elif key == "sum":
            wanted = f"={self._whole()}"
        else:
            wanted = f"={self._size('Regions', size_key('regions', key))}"
        self.sheet.put_formula(target, wanted, "calculation", number)
        self.sheet.put_formula(
            distance, f"=ABS({self.block.at(row, 'sum')}-{target})", "calculation", "tiny"
        )

    def _put_sum_row(self, section: str, name: str, number: str = "") -> None:
        first, last = self.rows[0][0], self.rows[-1][0]
        self._put_row(
            (section, "sum"), name,
            lambda c: f"=SUM({self._at((section, first), c).to(self._at((section, last), c))})",
            number,
        )  # fmt: skip

    def _at(self, row: tuple[str, str], column: str) -> Ref:
        return self.block.at(row, ("column", column))

    def _target(self, row: tuple[str, str]) -> Ref:
        return self.block.at(row, "target").column_locked

    def _column_target(self, column: str) -> Ref:
        return self._at((_TARGETS, "columns"), column).row_locked

    def _size(self, sheet: str, row: tuple[str, ...]) -> str:
        """A line of another sheet in the chosen year."""
        block = self.desk.block(sheet, "lines")
        first, last = self.market.years[0], self.market.years[-1]
        years = block.across("header", first, last).locked
        return f"INDEX({block.across(row, first, last).locked},1,MATCH(grid_year,{years},0))"

    def _whole(self) -> Ref:
        """Size of the whole market in the chosen year."""
        return self.block.at((_TARGETS, "columns"), "target").locked


def _name_round(section: str) -> str:
    which, number = section.split("-")
    return f"Round {number}, {which} scaled"


def _make_unique(names: list[str]) -> list[str]:
    """Header texts that differ, as a table needs them."""
    taken = {"section", "region", "sum", "sum must be", "distance"}
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
    "calculation",
    "Regions × segments in a year of your choice, fitted to the totals of both.",
    plan,
    fill,
    wanted=lambda desk: bool(grid_pairs(desk.market)[0]),
    missing="no source prints shares of both regions and segments",
)
