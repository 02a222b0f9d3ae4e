"""Figures: every size and share used here, moved to one unit by the units' factors."""

from __future__ import annotations

from collections.abc import Hashable

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.lists import MISSING, Column, head_list, lay_out_list
from marketbook.workbook.market import MarketModel, Part
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.model import Portfolio

END = "end"


def list_columns(portfolio: Portfolio) -> tuple[Column, ...]:
    """The columns; those of sizes name the unit of the portfolio."""
    unit = portfolio.unit.name
    return (
        Column("market", "Market", 34),
        Column("of", "Of", 24),
        Column("year", "Year", 9, "link", "year"),
        Column("value", "As printed", 16, "link", "exact"),
        Column("unit", "Printed in", 20, "link-text"),
        Column("factor", "Base units", 17, "calculation", "count-or-dash"),
        Column("size", f"{unit}", 15, "calculation"),
        Column("whole", f"Whole market, {unit}", 17, "calculation"),
        Column("share", "Share of the market", 13, "calculation", "percent"),
        Column("how", "How it is derived", 62, "row-note"),
    )


def point_key(market: MarketModel, year: int | str) -> tuple[str, str, str]:
    """Row of a published size of a whole market."""
    return ("point", market.market_id, str(year))


def part_key(market: MarketModel, part: Part) -> tuple[str, str, str]:
    """Row of a published share or size of a region."""
    return ("part", market.market_id, part.key)


def list_parts(market: MarketModel) -> list[Part]:
    """Regions of a market, then what lies inside them."""
    return market.places


def points(desk: PortfolioDesk, market: MarketModel, column: str) -> Ref:
    """Cells of all published sizes of a market, with the line that ends the list."""
    block = desk.block("Figures", "figures")
    first = point_key(market, market.points[0].year or "")
    return block.down(column, first, point_key(market, END)).locked


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the list: sizes of the whole markets, then their regions."""
    markets, define = desk.portfolio.markets, desk.book.define_name
    keys: list[Hashable] = []
    for market in markets:
        keys += [point_key(market, point.year or "") for point in market.points]
        keys.append(point_key(market, END))
    last_point = keys[-1]
    keys += [part_key(market, part) for market in markets for part in list_parts(market)]
    keys.append(("part", END))
    block = lay_out_list(sheet, list_columns(desk.portfolio), keys)
    desk.keep(sheet, "figures", block)
    define("point_years", block.down("year", keys[0], last_point))
    first_part = keys[keys.index(last_point) + 1]
    define("part_markets", block.down("market", first_part, ("part", END)))
    define("part_regions", block.down("of", first_part, ("part", END)))
    define("part_shares", block.down("share", first_part, ("part", END)))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the list."""
    unit = desk.portfolio.unit.name
    subtitle = (
        f"Printed sizes moved to {unit}: value × base units of its unit ÷ base units of {unit}. "
        "Shares stay as printed."
    )
    head_sheet(desk, sheet, "Figures", subtitle)
    columns = list_columns(desk.portfolio)
    block = desk.block("Figures", "figures")
    head_list(sheet, block, columns)
    writer = _Writer(desk, sheet, block)
    for market in desk.portfolio.markets:
        for point in market.points:
            writer.put(point_key(market, point.year or ""), market, market.region,
                       (market.market_id, "point", str(point.year)), is_size=True)  # fmt: skip
        writer.put_end(point_key(market, END), market.name)
    for market in desk.portfolio.markets:
        for part in list_parts(market):
            source = (market.market_id, "part", part.key)
            writer.put(part_key(market, part), market, part.name, source, is_size=part.is_size)
    writer.put_end(("part", END), "All markets")
    sheet.mark_table("Figures", block, [column.title for column in columns], headed=True)


class _Writer:
    """Puts the lines of the sheet."""

    def __init__(self, desk: PortfolioDesk, sheet: Sheet, block: Block) -> None:
        self.desk, self.sheet, self.block = desk, sheet, block
        self.inputs = desk.block("Inputs", "inputs")
        self.number = desk.portfolio.size_number

    def put(
        self, key: tuple[str, str, str], market: MarketModel, of: str, source: Hashable, *,
        is_size: bool,
    ) -> None:  # fmt: skip
        """A figure: links to its input, and what follows."""
        sheet = self.sheet
        self._put_words(key, market.name, of, _tell(is_size=is_size))
        at = {name: self.block.at(key, name) for name in self.block.columns}
        for name, number in (("year", "year"), ("value", "exact" if is_size else "percent")):
            sheet.put_formula(at[name], f"={self.inputs.at(source, name)}", "link", number)
        sheet.put_formula(at["unit"], f"={self.inputs.at(source, 'unit')}", "link-text")
        factor = f"=SUMIFS(unit_factors,unit_names,{at['unit']})"
        sheet.put_formula(at["factor"], factor, "calculation", "count-or-dash")
        size = f"={at['value']}*{at['factor']}/common_factor"
        sheet.put_formula(at["size"], size, "calculation", self.number)
        whole = f"={self._whole(market, at['year'])}"
        sheet.put_formula(at["whole"], whole, "calculation", self.number)
        part = f"IF({at['whole']}>0,{at['size']}/{at['whole']},0)"
        share = f"=IF({at['factor']}>0,{part},{at['value']})"
        sheet.put_formula(at["share"], share, "calculation", "percent")

    def put_end(self, key: Hashable, name: str) -> None:
        """The line that ends a list: one cell alone is no list to every engine."""
        self._put_words(key, name, "End of the list", "Empty; lists end here.")
        for column in ("year", "value", "factor", "size", "whole", "share"):
            self.sheet.put_text(self.block.at(key, column), MISSING, "missing")
        self.sheet.put_text(self.block.at(key, "unit"), MISSING, "row-note")

    def _whole(self, market: MarketModel, year: Ref) -> str:
        """The whole market on its published path in a year."""
        lines = self.desk.block("Forecast", "lines")
        first, last = self.desk.years[0], self.desk.years[-1]
        path = lines.across(("path", market.market_id), first, last).locked
        return f"SUMIFS({path},{lines.across('header', first, last).locked},{year})"

    def _put_words(self, key: Hashable, market: str, of: str, how: str) -> None:
        for column, text in (("market", market), ("of", of)):
            self.sheet.put_text(self.block.at(key, column), text, "row-heading")
        self.sheet.put_text(self.block.at(key, "how"), how, "row-note")


def _tell(*, is_size: bool) -> str:
    if is_size:
        return "Size ÷ the whole market of that year, on its published path."
    return "The share as printed."


SHEET: PortfolioSheet = SheetKind(
    "Figures",
    "calculation",
    "Every published size in one unit, with the conversion factor and its share of its market.",
    fill,
    plan,
    on_paper=False,
)
