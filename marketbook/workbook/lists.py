"""Sheets that are one long table: a column list, and one record after another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketbook.workbook.address import Ref
from marketbook.workbook.frame import LEFT, TOP
from marketbook.workbook.grid import Block, Sheet

Value = str | float | date | None
MISSING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list. Numbers are set to the right; ``number`` names their format."""

    key: str
    title: str
    width: float
    style: str = "row-heading"
    number: str = ""


def lay_out_list(sheet: Sheet, columns: tuple[Column, ...], keys: Sequence[Hashable]) -> Block:
    """A block at the sheet's corner: the header, and a row for each key."""
    return sheet.lay_out(["header", *keys], [c.key for c in columns], top=TOP, left=LEFT)


def write_list(
    sheet: Sheet, name: str, columns: tuple[Column, ...], records: Iterable[Mapping[str, Value]]
) -> Block:
    """Puts a table with its header at the sheet's corner; what is missing shows as a dash."""
    rows = dict(enumerate(records))
    if not rows:
        rows = {0: {}}
    block = lay_out_list(sheet, columns, list(rows))
    fill_list(sheet, block, name, columns, rows)
    return block


def fill_list(
    sheet: Sheet,
    block: Block,
    name: str,
    columns: tuple[Column, ...],
    rows: Mapping[Any, Mapping[str, Value]],
) -> None:
    """Puts the records of a table into its block, by the keys of its rows."""
    head_list(sheet, block, columns)
    for key, row in rows.items():
        for column in columns:
            put_value(sheet, block.at(key, column.key), row.get(column.key), column)
    sheet.mark_table(name, block, [column.title for column in columns], headed=True)


def head_list(sheet: Sheet, block: Block, columns: tuple[Column, ...]) -> None:
    """The header of a list, its widths, and what stays in view and is printed again."""
    for column in columns:
        right = column.style in ("number", "printed", "calculation")
        style = "column-heading-right" if right else "column-heading"
        sheet.put_text(block.at("header", column.key), column.title, style)
    sheet.widen(block, {column.key: column.width for column in columns})
    below = block.at("header", columns[0].key)
    sheet.frozen_at = Ref(sheet.title, below.top + 1, below.left, below.top + 1, below.left)
    sheet.repeated_rows = (TOP, TOP)


def put_value(sheet: Sheet, at: Ref, value: Value, column: Column) -> None:
    """Puts a value by its type."""
    if value is None or value == "":
        right = column.style in ("number", "printed")
        sheet.put_text(at, MISSING, "missing" if right else "row-note")
    elif isinstance(value, str):
        sheet.put_text(at, value, column.style)
    elif isinstance(value, date):
        sheet.put_date(at, value, column.style, column.number or "date")
    else:
        sheet.put_number(at, value, column.style, column.number)
