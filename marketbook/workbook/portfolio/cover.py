"""Cover of the portfolio: what it is, where things are, how to use it, what the colours mean."""

from __future__ import annotations

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import LEFT, TOP, head_sheet
from marketbook.workbook.grid import Link, Sheet
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.model import Portfolio

_STEPS = (
    ("1. Read", "Summary has the headline figures, the charts and what they say."),
    ("2. Choose", "Pick a scenario in the drop-down on Summary; every sheet follows."),
    ("3. Ask what if", "Change a blue figure on Inputs: a size, a growth rate, a share, a method."),
    ("4. Look back", "Checks must say OK. A figure's source stands beside it on Inputs."),
)
_COLOURS = (
    ("input", "1,234.5", "Blue on a pale ground: an input. You may change it."),
    ("calculation", "1,234.5", "Black: a calculation. It follows from inputs."),
    ("link", "1,234.5", "Green: taken from another sheet as it stands."),
    ("ok", "OK", "A check that holds."),
    ("known", "KNOWN", "A contradiction in print that was looked at and is on record."),
    ("known", "OVERLAP", "Markets inside one that together exceed it: they must overlap."),
    ("bad", "CHECK", "A check that fails: look into it before you use the figures."),
    ("missing", "–", "Nothing is published, or the year is outside the market's own years."),
)


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Nothing refers to this sheet."""


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the contents, the steps, the colours and the notes."""
    names = ", ".join(desk.portfolio.full_names[m.market_id] for m in desk.portfolio.markets)
    head_sheet(desk, sheet, "Markets side by side", names)
    row = _put_contents(desk, sheet)
    row = _put_pairs(sheet, row + 1, "How to use it", [("row-heading", *step) for step in _STEPS])
    row = _put_pairs(sheet, row + 1, "What the colours mean", list(_COLOURS))
    about = [("row-heading", m.name, _tell_market(desk, m)) for m in desk.portfolio.markets]
    row = _put_pairs(sheet, row + 1, "The markets", about)
    notes = [("row-heading", *note) for note in _list_notes(desk.portfolio)]
    _put_pairs(sheet, row + 1, "Notes", notes)
    sheet.portrait = True


def _tell_market(desk: PortfolioDesk, market: MarketModel) -> str:
    full = desk.portfolio.full_names[market.market_id]
    return market.definition if full == market.name else f"{full}. {market.definition}"


def _list_notes(portfolio: Portfolio) -> list[tuple[str, str]]:
    unit = portfolio.unit
    moved = [m.name for m in portfolio.markets if m.unit_id != unit.unit_id]
    told = f" Printed otherwise: {', '.join(moved)}." if moved else ""
    notes = [
        ("One unit", f"Sizes are shown in {unit.name}; Figures has every factor.{told}"),
        ("Own years", "No market is carried beyond the last year of its own workbook."),
        ("No sum", "Markets nest and overlap: adding them would count the same money twice."),
        ("Low and high", "Our assumption, said on Inputs; no source states these scenarios."),
        ("[assumed year]", "A source prints no year for a share; the base year is assumed."),
        ("On its own", "Nothing here is linked to another file: inputs are repeated on Inputs."),
    ]
    return notes + [(f"Apart: {market.name}", market.reason) for market in portfolio.apart]


def _put_contents(desk: PortfolioDesk, sheet: Sheet) -> int:
    """The sheets as links; returns the row after the last."""
    kinds = [kind for kind in desk.kinds if kind.title != sheet.title]
    rows = ["header", *(kind.title for kind in kinds)]
    block = sheet.lay_out(rows, ["sheet", "purpose"], top=TOP, left=LEFT)
    titles = ("Sheet", "What you find there")
    for key, title in zip(block.columns, titles, strict=True):
        sheet.put_text(block.at("header", key), title, "column-heading")
    for kind in kinds:
        at = block.at(kind.title, "sheet")
        sheet.put_text(at, kind.title, "jump")
        sheet.links.append(Link(at, Ref(kind.title, 1, 1, 1, 1), f"Go to {kind.title}"))
        sheet.put_text(block.at(kind.title, "purpose"), kind.purpose, "row-note")
    sheet.mark_table("Contents", block, titles, headed=True)
    sheet.widen(block, {"sheet": 24.0, "purpose": 94.0})
    return TOP + len(kinds) + 1


def _put_pairs(sheet: Sheet, row: int, heading: str, lines: list[tuple[str, str, str]]) -> int:
    """A heading and its lines, each with the style of its first cell; returns the row after."""
    block = sheet.lay_out(["head", *range(len(lines))], ["a", "b"], top=row, left=LEFT)
    sheet.put_text(block.at("head", "a"), heading, "heading")
    sheet.put_text(block.at("head", "b"), "", "heading")
    for n, (style, word, text) in enumerate(lines):
        sheet.put_text(block.at(n, "a"), word, style)
        sheet.put_text(block.at(n, "b"), text, "row-note")
    return row + len(lines) + 1


SHEET: PortfolioSheet = SheetKind("Cover", "cover", "What this is and how to use it.", plan, fill)
