"""Nesting: what share of its parent each market inside another one is, by year."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from marketbook.workbook.address import Ref, settle
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import (
    FLAGS,
    NOTE,
    OK,
    head_series,
    head_sheet,
    lay_out_series,
    mark_series,
)
from marketbook.workbook.grid import Block, Flag, Sheet, Signal
from marketbook.workbook.lines import Line, find_change, put_lines
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.markets import size_key
from marketbook.workbook.portfolio.model import Nesting
from marketbook.workbook.series_charts import MOST_LINES, beside, draw_lines, put_charts, tell_shown
from marketbook.workbook.sheets.check import word_of

TITLES = {
    "section": "Section", "line": "Market", "third": "Scenario", "unit": "Unit",
    "first": "Highest share", "second": "In the year", "growth": "Result",
    "change": "Change, points", "how": "How it is derived, and what the sources say",
}  # fmt: skip
_SCENARIOS = ("chosen", "base", "low", "high")
OVERLAP = "OVERLAP"
_WITHIN = "sizes.market-within-parent"


def share_key(nesting: Nesting, scenario: str = "chosen") -> tuple[str, str, str]:
    """Row of a nested market's share of its parent."""
    return ("share", scenario, nesting.key)


def together_key(parent: MarketModel) -> tuple[str, str]:
    """Row of what all markets inside one make of it together."""
    return ("together", parent.market_id)


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the lines."""
    portfolio = desk.portfolio
    keys: list[Hashable] = [share_key(n) for n in portfolio.nestings]
    keys += [together_key(parent) for parent in list_several(desk)]
    keys += [share_key(n, s) for s in _SCENARIOS[1:] for n in portfolio.nestings]
    lay_out_series(desk, sheet, keys)


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the lines, and what turns red above the whole."""
    subtitle = (
        "Size of a market ÷ size of its parent market, both in one unit. Above 100 %, one of the "
        "two cannot be right, or their publishers mean different things."
    )
    head_sheet(desk, sheet, "Nesting: markets inside markets", subtitle)
    block = desk.block("Nesting", "lines")
    head_series(desk, sheet, block, TITLES)
    sheet.widen(block, {"growth": 11.0})  # it holds the words of a check
    lines = list(_list_lines(desk, block))
    put_lines(desk, sheet, block, lines)
    mark_series(desk, sheet, block, "Nesting", TITLES)
    begin, end = desk.portfolio.common
    common, inside = range(begin, end + 1), [share_key(n) for n in desk.portfolio.nestings]
    title = '="Size against that of the parent market"'
    title = tell_shown(title, MOST_LINES, len(inside), ranked=False)
    put_charts(sheet, [
        (title, lambda title: draw_lines(
            block, inside, common, title, "the share of each parent market", "percent",
            "Percent of the parent")),
    ], beside(block), 760)  # fmt: skip
    first, last = desk.years[0], desk.years[-1]
    top, bottom = lines[0].key, lines[-1].key
    shares = block.at(top, first).to(block.at(bottom, last))
    over = settle(f"{block.at(top, first)}>1+tolerance", sheet.title)
    sheet.flags.append(Signal(shares, {over: "bad"}))
    words = {**FLAGS, OVERLAP: "known"}
    sheet.flags.append(Flag(block.down("growth", top, bottom), words))


def list_several(desk: PortfolioDesk) -> Iterator[MarketModel]:
    """Markets with more than one market inside."""
    return (p for p in desk.portfolio.parents if len(desk.portfolio.nest(p)) > 1)


def _list_lines(desk: PortfolioDesk, block: Block) -> Iterator[Line]:
    words = _find_words(desk)
    for nesting in desk.portfolio.nestings:
        yield _share(desk, block, nesting, "chosen", words)
    for parent in list_several(desk):
        yield _together(desk, block, parent)
    for scenario in _SCENARIOS[1:]:
        for nesting in desk.portfolio.nestings:
            yield _share(desk, block, nesting, scenario, words)


def _find_words(desk: PortfolioDesk) -> Mapping[str, str]:
    """What the audit says of the sizes of markets inside other ones, by market."""
    found = sorted(
        (one for one in desk.records.findings if one.rule == _WITHIN), key=lambda one: one.fails
    )
    return {one.market: word_of(one) for one in found}


def _share(
    desk: PortfolioDesk, block: Block, nesting: Nesting, scenario: str, words: Mapping[str, str]
) -> Line:
    sizes = desk.block("Markets", "lines")
    child, parent = size_key(nesting.child, scenario), size_key(nesting.parent, scenario)
    key = share_key(nesting, scenario)

    def write(year: int) -> str:
        inner, outer = sizes.at(child, year), sizes.at(parent, year)
        return f"=IF(MIN({inner},{outer})>0,{inner}/{outer},0)"

    highest = block.at(key, "first")
    said = words.get(nesting.key, "")
    result = f'=IF({highest}<=1+tolerance,"{said or OK}","{said or NOTE}")'
    return Line(
        key, f"Share, {scenario}",
        f"{nesting.child.name} in {nesting.parent.name}", scenario, "percent",
        nesting.child.note or "No source states how the two relate.", write, "percent",
        *_highest(desk, block, key), (result, "word"), _shift(desk, block, key),
    )  # fmt: skip


def _together(desk: PortfolioDesk, block: Block, parent: MarketModel) -> Line:
    nestings = desk.portfolio.nest(parent)
    key = together_key(parent)
    names = ", ".join(nesting.child.name for nesting in nestings)

    def write(year: int) -> str:
        # those inside one market stand together
        cells = block.down(year, share_key(nestings[0]), share_key(nestings[-1]))
        return f"=IF(MIN({cells})>0,SUM({cells}),0)"

    highest = block.at(key, "first")
    result = f'=IF({highest}<=1+tolerance,"{OK}","{OVERLAP}")'
    return Line(
        key, "All inside together", f"All inside {parent.name}", "chosen", "percent",
        f"{names}, added. Above 100 % they can only all be right where they overlap.", write,
        "percent", *_highest(desk, block, key), (result, "word"), _shift(desk, block, key),
    )  # fmt: skip


def _highest(
    desk: PortfolioDesk, block: Block, key: Hashable
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Highest value of a line, and its year."""
    line = _along(desk, block, key)
    head = _along(desk, block, "header").locked
    highest = block.at(key, "first")
    return (f"=MAX({line})", "percent"), (f"=INDEX({head},1,MATCH({highest},{line},0))", "year")


def _shift(desk: PortfolioDesk, block: Block, key: Hashable) -> tuple[str, str]:
    """What a line gains in the years that all markets have."""
    years = desk.years
    formula = find_change(block, key, years, "common_first", "common_last", "percent_unit")
    return formula, "points"


def _along(desk: PortfolioDesk, block: Block, key: Hashable) -> Ref:
    return block.across(key, desk.years[0], desk.years[-1])


SHEET: PortfolioSheet = SheetKind(
    "Nesting",
    "output",
    "Each sub-market as a share of its parent market, by year; red above 100 %.",
    fill,
    plan,
    wanted=lambda desk: bool(desk.portfolio.nestings),
    missing="no market here is part of another one",
)
