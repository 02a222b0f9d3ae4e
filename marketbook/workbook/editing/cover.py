"""Cover of the workbook of tables: what it is for, how to edit, where things are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marketbook.package import Package
from marketbook.workbook.address import Ref
from marketbook.workbook.editing.plan import CONTENTS, TablePlan
from marketbook.workbook.grid import Link, Sheet

_LEFT, _FIRST = 2, 4
_STEPS = (
    ("1. Change a cell", "Every cell of a table may be changed. A cell shows what it may hold."),
    ("2. Add a record", "Type it into the row right below the table, or insert a row in it."),
    ("3. Remove a record", "Delete its whole row of the table."),
    ("4. Leave the frame", "Keep headers, sheet names and the hidden sheets as they are."),
    ("5. Look", "Save this file, close it, and run: marketbook pull workbooks/tables.xlsx. It says "
     "what would change in the tables, and what the check makes of that."),
    ("6. Bring it back", "Run the same with --apply. Your edits then stand in the CSV files. "
     "Then marketbook build makes every workbook anew, this one too: go on in that."),
    ("File or copy", "Edit this file itself, or a copy. marketbook build leaves this file alone "
     "while it holds edits that were not pulled."),
)  # fmt: skip
_RULES = (
    ("Text stays text", "A printed figure in a text column keeps its digits: 18.50 and 1,239.3."),
    ("Empty cells", "Empty means that the source does not say. Nothing else stands for it."),
    ("true and false", "Are words here, so that they mean the same in every language."),
    ("Months", "Are text as 2025-08; dates are dates, shown as 2026-11-21."),
    ("Drop-downs", "Offer what the other table holds, new records of it included."),
    ("Order", "The order of records and columns does not matter; sort and filter as you like."),
)


def put_cover(
    sheet: Sheet,
    package: Package,
    plans: Iterable[TablePlan],
    others: Sequence[tuple[str, str]],
) -> None:
    """Puts the cover.

    Args:
        sheet: The sheet, still empty.
        package: The package.
        plans: Its tables.
        others: Titles of the other sheets, and what they hold.
    """
    head = sheet.lay_out(["title", "subtitle"], ["edge"], top=1, left=1)
    sheet.put_text(head.at("title", "edge"), "Tables for editing", "title")
    name = package.descriptor.get("title") or package.descriptor.get("name") or "A package"
    sheet.put_text(head.at("subtitle", "edge"), f"{name}: every table, ready to edit.", "subtitle")
    sheet.heights[1], sheet.widths[1] = 30.0, 1.0
    row = _put_pairs(sheet, _FIRST, "How to edit", _STEPS)
    row = _put_pairs(sheet, row, "What to know", _RULES)
    _put_contents(sheet, row, plans, others)
    sheet.portrait = True


def _put_pairs(sheet: Sheet, row: int, heading: str, pairs: Sequence[tuple[str, str]]) -> int:
    """A heading and its lines; returns the row to go on at."""
    block = sheet.lay_out(["head", *range(len(pairs))], ["a", "b", "c"], top=row, left=_LEFT)
    for column, text in zip(("a", "b", "c"), (heading, "", ""), strict=True):
        sheet.put_text(block.at("head", column), text, "heading")
    for n, (word, text) in enumerate(pairs):
        sheet.put_text(block.at(n, "a"), word, "row-heading")
        sheet.put_text(block.at(n, "b"), text, "row-note")
        sheet.put_text(block.at(n, "c"), "", "row-note")
    return row + len(pairs) + 2


def _put_contents(
    sheet: Sheet, row: int, plans: Iterable[TablePlan], others: Sequence[tuple[str, str]]
) -> None:
    """All sheets as links, with what they hold and how many records."""
    lines = [(plan.sheet, plan.resource.schema.description, str(len(plan.rows))) for plan in plans]
    lines += [(title, purpose, "") for title, purpose in others]
    headers = ("Sheet", "What it holds", "Records")
    block = sheet.lay_out(["header", *range(len(lines))], headers, top=row, left=_LEFT)
    for header in headers:
        style = "column-heading-right" if header == headers[-1] else "column-heading"
        sheet.put_text(block.at("header", header), header, style)
    for n, (title, purpose, records) in enumerate(lines):
        at = block.at(n, "Sheet")
        sheet.put_text(at, title, "jump")
        sheet.links.append(Link(at, Ref(title, 1, 1, 1, 1), f"Go to {title}"))
        sheet.put_text(block.at(n, "What it holds"), purpose, "row-note")
        if records:
            sheet.put_number(block.at(n, "Records"), int(records), "number", "count")
        else:
            sheet.put_text(block.at(n, "Records"), "–", "missing")
    sheet.mark_table(CONTENTS, block, headers, headed=True)
    sheet.widen(block, {"Sheet": 25.0, "What it holds": 88.0, "Records": 10.0})
