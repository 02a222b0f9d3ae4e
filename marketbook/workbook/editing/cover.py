"""Cover of the workbook of tables: what it is for, how to edit, where things are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marketbook.package import Package
from marketbook.workbook.address import Ref
from marketbook.workbook.editing.plan import CONTENTS, TablePlan
from marketbook.workbook.grid import Link, Sheet

_LEFT, _FIRST = 2, 4
_STEPS = (
    ("1. Change a cell", "Change any cell of a table. Select it to see which values it accepts."),
    ("2. Add a record", "Type it into the row right below the table, or insert a row in it."),
    ("3. Remove a record", "Delete its whole row of the table."),
    ("4. Keep the structure", "Keep headers, sheet names and the hidden sheets as they are."),
    ("5. Preview", "Save this file, close it, and run: marketbook pull workbooks/tables.xlsx. It "
     "shows the changes to the tables and the findings of the check."),
    ("6. Apply", "Run the same with --apply to write your edits to the CSV files. Then run "
     "marketbook build, which rebuilds every workbook, and continue in the new one."),
    ("File or copy", "Edit this file or a copy. marketbook build does not overwrite this file "
     "while it has edits that were not pulled."),
)  # fmt: skip
_RULES = (
    ("Text stays text", "A printed figure in a text column keeps its digits: 18.50 and 1,239.3."),
    ("Empty cells", "Leave a cell empty where the source does not say; enter no other mark."),
    ("true and false", "Are text here, so that they read the same in every language."),
    ("Months", "Are text, such as 2025-08; dates are dates, shown as 2026-11-21."),
    ("Drop-downs", "List the ids of the other table, new records included."),
    ("Order", "The order of records and columns does not matter; sort and filter as you like."),
    ("Paper", "Only this page is printed. To print a table, select it and print the selection."),
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
    row = _put_pairs(sheet, row, "Good to know", _RULES)
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
    headers = ("Sheet", "Contents", "Records")
    block = sheet.lay_out(["header", *range(len(lines))], headers, top=row, left=_LEFT)
    for header in headers:
        style = "column-heading-right" if header == headers[-1] else "column-heading"
        sheet.put_text(block.at("header", header), header, style)
    for n, (title, purpose, records) in enumerate(lines):
        at = block.at(n, "Sheet")
        sheet.put_text(at, title, "jump")
        sheet.links.append(Link(at, Ref(title, 1, 1, 1, 1), f"Go to {title}"))
        sheet.put_text(block.at(n, "Contents"), purpose, "row-note")
        if records:
            sheet.put_number(block.at(n, "Records"), int(records), "number", "count")
        else:
            sheet.put_text(block.at(n, "Records"), "–", "missing")
    sheet.mark_table(CONTENTS, block, headers, headed=True)
    sheet.widen(block, {"Sheet": 25.0, "Contents": 88.0, "Records": 10.0})
