"""Checks of the portfolio, rolled up to one master check."""

from __future__ import annotations

from marketbook.workbook.desk import SheetKind
from marketbook.workbook.grid import Sheet
from marketbook.workbook.portfolio.checklist import list_checks, read_verdicts
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.sheets.checks import fill_checks, plan_checks


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the list and names the master check."""
    plan_checks(desk, sheet, list_checks(desk))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the checks and the master check over them."""
    fill_checks(desk, sheet, list_checks(desk), read_verdicts(desk))


SHEET: PortfolioSheet = SheetKind(
    "Checks",
    "check",
    "Growth against sizes, markets within markets, sums, inputs: one word each, and one for all.",
    fill,
    plan,
    plans_late=True,
)
