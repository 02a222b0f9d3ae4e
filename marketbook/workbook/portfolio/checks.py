"""Checks of the portfolio, rolled up to one master check."""

from __future__ import annotations

from marketbook.workbook.frame import FLAGS, LEFT, TOP, head_sheet
from marketbook.workbook.grid import Flag, Sheet
from marketbook.workbook.issues import list_issues
from marketbook.workbook.lists import head_list, lay_out_list
from marketbook.workbook.portfolio.checklist import list_checks
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.sheets.checks import COLUMNS, put_check, put_master


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the list and names the master check."""
    keys = [check.key for check in list_checks(desk)]
    block = desk.keep(sheet, "checks", lay_out_list(sheet, COLUMNS, keys))
    master = sheet.lay_out(["master"], ["label", "value"], top=TOP - 1, left=LEFT)
    desk.keep(sheet, "master", master)
    desk.book.define_name("master_check", master.at("master", "value"))
    desk.book.define_name("check_results", block.down("result", keys[0], keys[-1]))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the checks and the master check over them."""
    subtitle = (
        "Each value must lie between the two beside it. OK: it does. KNOWN: it does not, and the "
        "reason is on record. CHECK: look into it."
    )
    head_sheet(desk, sheet, "Checks", subtitle)
    block = desk.block("Checks", "checks")
    head_list(sheet, block, COLUMNS)
    waived = {issue.record: issue.reason for issue in list_issues(desk.records)}
    for check in list_checks(desk):
        put_check(sheet, block, check, waived.get(check.record, ""))
    sheet.mark_table("Checks", block, [column.title for column in COLUMNS], headed=True)
    sheet.flags.append(Flag(desk.book.names["check_results"], FLAGS))
    put_master(desk, sheet)


SHEET = PortfolioSheet(
    "Checks",
    "check",
    "Growth against sizes, markets within markets, sums, inputs: one word each, and one for all.",
    plan,
    fill,
    plans_late=True,
)
