"""Cover of the portfolio: what it is, where things are, how to use it, what the colours mean."""

from __future__ import annotations

from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.model import Portfolio
from marketbook.workbook.sheets.cover import COLOURS, FAILED, put_contents, put_lines, put_pairs
from marketbook.workbook.theme import fold_text

_STEPS = (
    ("1. Read", "Summary has the headline figures and the charts, with their findings in words."),
    ("2. Choose", "Pick a scenario in the drop-down on Summary; every sheet follows."),
    (
        "3. Try a change",
        "Change a blue figure on Inputs: a size, a growth rate, a share, a method.",
    ),
    ("4. Check", "Checks must say OK. Inputs gives the source of every figure."),
)
_ROOM = 115.0  # of the line under the title; the markets are listed below
_OVERLAP = ("known", "OVERLAP", "Sub-markets that together exceed their parent: they must overlap.")
_MISSING = ("missing", "–", "No published figure, or a year outside the market's own.")


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the contents, the steps, the colours and the notes."""
    names = ", ".join(desk.portfolio.full_names[m.market_id] for m in desk.portfolio.markets)
    head_sheet(desk, sheet, "Markets side by side", fold_text(names, _ROOM, 1)[0])
    row = put_contents(desk, sheet, desk.kinds)
    row = put_pairs(sheet, row + 1, "How to use it", _STEPS)
    row = put_lines(sheet, row + 1, "Colours", [*COLOURS, _OVERLAP, FAILED, _MISSING])
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
    told = f" Published in another unit: {', '.join(moved)}." if moved else ""
    notes = [
        ("One unit", f"Sizes are shown in {unit.name}; Figures has every factor.{told}"),
        ("Own years", "No market is extended beyond the last year of its own workbook."),
        (
            "No sum",
            f"Markets nest and overlap: adding them up would count the same {unit.called} twice.",
        ),
        ("Low and high", "Our own scenarios, set on Inputs; no source publishes them."),
        ("[assumed year]", "The source gives no year for a share; the base year is assumed."),
        ("On its own", "No links to other files: all inputs are repeated on Inputs."),
    ]
    return notes + [(f"Apart: {market.name}", market.reason) for market in portfolio.apart]


SHEET: PortfolioSheet = SheetKind("Cover", "cover", "About this workbook and how to use it.", fill)
