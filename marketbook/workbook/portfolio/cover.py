"""Cover of the portfolio: what it is, where things are, how to use it, what the colours mean."""

from __future__ import annotations

from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.model import Portfolio
from marketbook.workbook.sheets.cover import put_contents, put_lines, put_pairs

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
    row = put_contents(desk, sheet, desk.kinds)
    row = put_pairs(sheet, row + 1, "How to use it", _STEPS)
    row = put_lines(sheet, row + 1, "What the colours mean", _COLOURS)
    about = [(market.name, _tell_market(desk, market)) for market in desk.portfolio.markets]
    row = put_pairs(sheet, row + 1, "The markets", about)
    put_pairs(sheet, row + 1, "Notes", _list_notes(desk.portfolio))
    sheet.portrait = True


def _tell_market(desk: PortfolioDesk, market: MarketModel) -> str:
    full = desk.portfolio.full_names[market.market_id]
    told = ("" if full == market.name else f"{full}.", market.definition)
    return " ".join(part for part in told if part)


def _list_notes(portfolio: Portfolio) -> list[tuple[str, str]]:
    unit = portfolio.unit
    moved = [m.name for m in portfolio.markets if m.unit_id != unit.id]
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


SHEET: PortfolioSheet = SheetKind("Cover", "cover", "What this is and how to use it.", plan, fill)
