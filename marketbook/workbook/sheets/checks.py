"""Checks: live formulas that show what the audit shows, rolled up to one master check."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.workbook.desk import BookDesk, Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import CHECK, FLAGS, KNOWN, LEFT, OK, TOP, head_sheet
from marketbook.workbook.grid import Block, Flag, Sheet
from marketbook.workbook.issues import Issue, list_issues
from marketbook.workbook.lists import Column, head_list, lay_out_list
from marketbook.workbook.sheets.check import Check
from marketbook.workbook.sheets.checklist import list_checks

COLUMNS = (
    Column("family", "Kind", 17),
    Column("subject", "What is checked", 46),
    Column("value", "Value", 14, "calculation"),
    Column("low", "From", 14, "calculation"),
    Column("high", "To", 14, "calculation"),
    Column("outside", "Outside by", 12, "calculation"),
    Column("known", "Known", 9, "check"),
    Column("result", "Result", 10, "check"),
    Column("meaning", "What it means", 70, "row-note"),
)


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the list and names the master check."""
    plan_checks(desk, sheet, list_checks(desk))


def plan_checks(desk: BookDesk, sheet: Sheet, checks: Sequence[Check]) -> None:
    """Lays out a list of checks and names the master check over it."""
    keys = [check.key for check in checks]
    block = desk.keep(sheet, "checks", lay_out_list(sheet, COLUMNS, keys))
    master = sheet.lay_out(["master"], ["label", "value"], top=TOP - 1, left=LEFT)
    desk.keep(sheet, "master", master)
    desk.book.define_name("master_check", master.at("master", "value"))
    desk.book.define_name("check_results", block.down("result", keys[0], keys[-1]))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the checks and the master check over them."""
    issues = list_issues(desk.records, desk.market.market_id)
    fill_checks(desk, sheet, list_checks(desk), issues)


def fill_checks(
    desk: BookDesk, sheet: Sheet, checks: Sequence[Check], issues: Sequence[Issue]
) -> None:
    """Puts checks and the master check over them; what is an issue is known."""
    subtitle = (
        "Each value must lie between the two beside it. OK: it does. KNOWN: it does not, and the "
        "reason is on record. CHECK: look into it."
    )
    head_sheet(desk, sheet, "Checks", subtitle)
    block = desk.block("Checks", "checks")
    head_list(sheet, block, COLUMNS)
    reasons = {issue.record: issue.reason for issue in issues}
    for check in checks:
        _put_check(sheet, block, check, reasons.get(check.record, ""))
    sheet.mark_table("Checks", block, [column.title for column in COLUMNS], headed=True)
    sheet.flags.append(Flag(desk.book.names["check_results"], FLAGS))
    _put_master(desk, sheet)


def _put_check(sheet: Sheet, block: Block, check: Check, reason: str) -> None:
    """One check; ``reason`` says why a contradiction is known, empty where it is not."""
    at = block.at
    sheet.put_text(at(check.key, "family"), check.family, "row-heading")
    sheet.put_text(at(check.key, "subject"), check.subject, "row-heading")
    for key, formula in (("value", check.value), ("low", check.low), ("high", check.high)):
        sheet.put_formula(at(check.key, key), formula, "calculation", check.number)
    value, low, high = (at(check.key, key) for key in ("value", "low", "high"))
    sheet.put_formula(
        at(check.key, "outside"), f"=MAX({low}-{value},{value}-{high},0)", "calculation", "tiny"
    )
    sheet.put_text(at(check.key, "known"), "yes" if reason else "–", "row-word")
    known, outside = at(check.key, "known"), at(check.key, "outside")
    sheet.put_formula(
        at(check.key, "result"),
        f'=IF({outside}<={check.allowance},"{OK}",IF({known}="yes","{KNOWN}","{CHECK}"))',
        "check",
    )
    meaning = f"{check.meaning} Known: {reason}" if reason else check.meaning
    sheet.put_text(at(check.key, "meaning"), meaning, "row-note")


def _put_master(desk: BookDesk, sheet: Sheet) -> None:
    """One word for all checks; a check that cannot be computed counts as failed."""
    master = desk.block("Checks", "master")
    sheet.put_text(master.at("master", "label"), "Master check", "headline-label-plain")
    at = master.at("master", "value")
    passed = f'COUNTIF(check_results,"{OK}")+COUNTIF(check_results,"{KNOWN}")'
    sheet.put_formula(at, f'=IF({passed}=ROWS(check_results),"{OK}","{CHECK}")', "check-line")
    sheet.flags.append(Flag(at, FLAGS))


SHEET: MarketSheet = SheetKind(
    "Checks",
    "check",
    "Growth against sizes, sums, parts within wholes, remainders, inputs: one word each, and "
    "one word for all.",
    plan,
    fill,
    plans_late=True,
)
