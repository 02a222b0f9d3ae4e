"""Checks: live formulas that show what the audit shows, rolled up to one master check."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.workbook.desk import BookDesk, Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import CHECK, FLAGS, KNOWN, LEFT, NOTE, OK, TOP, head_sheet
from marketbook.workbook.grid import Block, Flag, Sheet
from marketbook.workbook.lists import MISSING, Column, head_list, lay_out_list
from marketbook.workbook.sheets.audit_checks import tell_finding
from marketbook.workbook.sheets.check import Check, Verdicts
from marketbook.workbook.sheets.checklist import list_checks, read_verdicts

COLUMNS = (
    Column("family", "Kind", 17),
    Column("subject", "Check", 46),
    Column("value", "Value", 14, "calculation"),
    Column("low", "From", 14, "calculation"),
    Column("high", "To", 14, "calculation"),
    Column("outside", "Outside by", 12, "calculation"),
    Column("word", "If outside", 9, "check"),
    Column("result", "Result", 10, "check"),
    Column("meaning", "Meaning", 70, "row-note"),
    Column("arithmetic", "Arithmetic of known issues", 90, "row-note"),
)

# Families that check the model, not what is published: not printed.
_OF_THE_MODEL = ("Reconciliation", "Inputs")
_COMPUTED = ("value", "low", "high", "outside")


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
    fill_checks(desk, sheet, list_checks(desk), read_verdicts(desk))


def fill_checks(desk: BookDesk, sheet: Sheet, checks: Sequence[Check], verdicts: Verdicts) -> None:
    """Puts checks and the master check over them."""
    subtitle = (
        "Each value must lie between From and To. OK: it does. NOTE: unlikely, or a consequence "
        "of the model. KNOWN: an error in the source, on record. CHECK: look into it."
    )
    head_sheet(desk, sheet, "Checks", subtitle)
    block = desk.block("Checks", "checks")
    head_list(sheet, block, COLUMNS)
    reasons = {(row["rule"], row["record"]): row for row in desk.records.all("waivers")}
    for check in checks:
        _put_check(sheet, block, check, verdicts)
        meaning = _tell_meaning(desk, check, verdicts)
        sheet.put_text(block.at(check.key, "meaning"), meaning, "row-note")
        known = reasons.get((check.rule, check.record))
        at = block.at(check.key, "arithmetic")
        sheet.put_text(at, known["evidence"] if known else MISSING, "row-note")
    sheet.printed_columns = block.columns["meaning"]
    sheet.mark_table("Checks", block, [column.title for column in COLUMNS], headed=True)
    sheet.flags.append(Flag(desk.book.names["check_results"], FLAGS))
    sheet.printed_rows = max(
        (block.rows[check.key] for check in checks if check.family not in _OF_THE_MODEL),
        default=None,
    )
    _put_master(desk, sheet)


def _put_check(sheet: Sheet, block: Block, check: Check, verdicts: Verdicts) -> None:
    at = block.at
    sheet.put_text(at(check.key, "family"), check.family, "row-heading")
    sheet.put_text(at(check.key, "subject"), check.subject, "row-heading")
    word = at(check.key, "word")
    sheet.put_text(word, verdicts.tell(check), "row-word")
    if check.value:
        _put_values(sheet, block, check)
    else:
        for key in _COMPUTED:
            sheet.put_text(at(check.key, key), MISSING, "missing")
        sheet.put_formula(at(check.key, "result"), f"={word}", "check")


def _tell_meaning(desk: BookDesk, check: Check, verdicts: Verdicts) -> str:
    """What a check means, and what is known of it."""
    finding = verdicts.find(check)
    known = tell_finding(desk.records, finding) if finding and finding.settled else ""
    return check.meaning if known in ("", check.meaning) else f"{check.meaning} Known: {known}"


def _put_values(sheet: Sheet, block: Block, check: Check) -> None:
    """A value between two others, how far outside it is, and the word for that."""
    value, low, high, outside, word, result = (
        block.at(check.key, key) for key in (*_COMPUTED, "word", "result")
    )
    for at, formula in ((value, check.value), (low, check.low), (high, check.high)):
        sheet.put_formula(at, formula, "calculation", check.number)
    # differences of the arithmetic of computers are 0 in every engine
    dust = f"{check.tolerance}*MAX(ABS({value}),ABS({low}),ABS({high}))"
    gap = f"MAX({low}-{value},{value}-{high},0)"
    sheet.put_formula(outside, f"=IF({gap}>{dust},{gap},0)", "calculation", "tiny")
    sheet.put_formula(result, f'=IF({outside}>0,{word},"{OK}")', "check")


def _put_master(desk: BookDesk, sheet: Sheet) -> None:
    """One word for all checks; a check that cannot be computed counts as failed."""
    master = desk.block("Checks", "master")
    sheet.put_text(master.at("master", "label"), "Master check", "headline-label-plain")
    at = master.at("master", "value")
    passed = "+".join(f'COUNTIF(check_results,"{word}")' for word in (OK, NOTE, KNOWN))
    sheet.put_formula(at, f'=IF({passed}=COUNTA(check_results),"{OK}","{CHECK}")', "check-line")
    sheet.flags.append(Flag(at, FLAGS))


SHEET: MarketSheet = SheetKind(
    "Checks",
    "check",
    "Growth against sizes, sums, parts within wholes, remainders, inputs: one word each, and "
    "one word for all.",
    fill,
    plan,
    plans_late=True,
)
