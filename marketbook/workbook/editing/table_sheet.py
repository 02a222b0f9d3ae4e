"""The sheet of one table: its title, what it is, and the table as it is edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from marketbook.schema import Field
from marketbook.workbook.address import Ref
from marketbook.workbook.editing.entries import choose_format, is_numeric, read_entry
from marketbook.workbook.editing.plan import LEFT, TOP, TablePlan
from marketbook.workbook.grid import Block, Link, Offer, Sheet
from marketbook.workbook.theme import measure_text

# Room for the arrow of the filter, and around the text.
_HEADER_ROOM, _CELL_ROOM = 4.0, 2.6
_NARROWEST, _WIDEST = 9.0, 56.0
_ZOOM = 100
# Texts that are measured exactly: the longest by their number of characters.
_MEASURED = 24

Entry = str | float | date


@dataclass(frozen=True, slots=True)
class Look:
    """How the cells of one column look: style, number format, width, and style below the table."""

    style: str
    number: str
    width: float
    below: str


def put_frame(sheet: Sheet, plan: TablePlan, explained: Ref) -> None:
    """Puts what stands above a table.

    Args:
        sheet: The table's sheet, still empty.
        plan: The table.
        explained: Where the dictionary explains its columns.
    """
    put_heading(sheet, plan.title, plan.resource.schema.description)
    _put_way(sheet, explained)


def put_table(sheet: Sheet, plan: TablePlan, offers: Iterable[Offer]) -> None:
    """Puts a table under its heading.

    Args:
        sheet: The table's sheet.
        plan: The table.
        offers: What Excel offers in its columns.
    """
    names = plan.resource.schema.names
    block = sheet.lay_out(["header", *range(plan.body_rows)], names, top=TOP, left=LEFT)
    for field, header in zip(plan.resource.schema.fields, plan.headers, strict=True):
        _put_column(sheet, block, plan, field, header)
    sheet.mark_table(plan.table, block, plan.headers, headed=True)
    sheet.offers.extend(offers)
    freeze_header(sheet, columns=_count_frozen(plan))


def put_heading(sheet: Sheet, title: str, subtitle: str) -> None:
    """Title in A1 and a sentence under it."""
    head = sheet.lay_out(["title", "subtitle"], ["left"], top=1, left=LEFT)
    sheet.put_text(head.at("title", "left"), title, "title")
    sheet.put_text(head.at("subtitle", "left"), subtitle, "subtitle")
    sheet.heights[1] = 30.0


def freeze_header(sheet: Sheet, columns: int = 0) -> None:
    """Keeps the header in view and repeats it in print; also so many columns from the left."""
    row, column = TOP + 1, LEFT + columns
    sheet.frozen_at = Ref(sheet.title, row, column, row, column)
    sheet.repeated_rows = (TOP, TOP)
    sheet.zoom = _ZOOM


def put_list(
    sheet: Sheet,
    name: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    widest: float = _WIDEST,
) -> Block:
    """Puts a table of texts at the sheet's corner; returns its block, rows by their number."""
    block = sheet.lay_out(["header", *range(len(rows))], headers, top=TOP, left=LEFT)
    for n, header in enumerate(headers):
        look = _choose_look(header, [row[n] for row in rows], "text", widest, numeric=False)
        sheet.put_text(block.at("header", header), header, "column-heading")
        sheet.widths[block.columns[header]] = look.width
        for key, row in enumerate(rows):
            sheet.put_text(block.at(key, header), row[n], look.style)
    sheet.mark_table(name, block, headers, headed=True)
    freeze_header(sheet)
    return block


def _put_way(sheet: Sheet, explained: Ref) -> None:
    way = sheet.lay_out(["way"], ["left"], top=TOP - 1, left=LEFT)
    at = way.at("way", "left")
    sheet.put_text(at, f"Meaning of the columns: {explained.sheet}", "way")
    sheet.links.append(Link(at, explained, f"Go to {explained.sheet}"))
    sheet.heights[TOP - 1] = 20.0


def _put_column(sheet: Sheet, block: Block, plan: TablePlan, field: Field, header: str) -> None:
    both = zip(plan.rows, plan.list_texts(field.name), strict=True)
    entries = [read_entry(field, row[field.name], text) for row, text in both] or [""]
    numeric = is_numeric(field)
    look = _choose_look(header, entries, choose_format(field), _WIDEST, numeric=numeric)
    heading = "column-heading-right" if numeric else "column-heading"
    sheet.put_text(block.at("header", field.name), header, heading)
    column = block.columns[field.name]
    sheet.widths[column] = look.width
    sheet.column_styles[column] = (look.below, look.number)
    for key, entry in enumerate(entries):
        _put_entry(sheet, block.at(key, field.name), entry, look)


def _put_entry(sheet: Sheet, at: Ref, entry: Entry, look: Look) -> None:
    if isinstance(entry, str):
        # an empty cell keeps the format of its column; a text in it is no number
        sheet.put_text(at, entry, look.style, "" if look.number == "text" else look.number)
    elif isinstance(entry, date):
        sheet.put_date(at, entry, look.style, look.number)
    else:
        sheet.put_number(at, entry, look.style, look.number)


def _choose_look(
    header: str, entries: Sequence[Entry], number: str, widest: float, *, numeric: bool
) -> Look:
    longest = nlargest(_MEASURED, (str(entry) for entry in entries), key=len)
    needed = max(measure_text(text) for text in longest) + _CELL_ROOM if longest else 0.0
    least = max(measure_text(header, bold=True) + _HEADER_ROOM, _NARROWEST)
    width = round(max(least, min(needed, widest)), 1)
    if numeric:
        return Look("entry-number", number, width, "entry-number-below")
    return Look("entry-wrap" if needed > width else "entry", number, width, "entry-below")


def _count_frozen(plan: TablePlan) -> int:
    """One column stays in view where it alone names the record."""
    schema = plan.resource.schema
    return int(schema.primary_key == schema.names[:1])
