"""The sheets that explain: the dictionary of all columns, and lists too long for a drop-down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from marketbook.schema import Field
from marketbook.workbook.address import Ref
from marketbook.workbook.editing.hints import (
    find_reference,
    fits_in_a_cell,
    list_words,
    tell_limits,
    tell_type,
    tell_value,
)
from marketbook.workbook.editing.plan import DICTIONARY, LISTS, TablePlan
from marketbook.workbook.editing.table_sheet import put_heading, put_list
from marketbook.workbook.grid import Block, Sheet

_COLUMNS = (
    "Table", "Column", "Title", "Meaning", "Type", "Unit", "Required", "Key", "Refers to",
    "Limits", "Example",
)  # fmt: skip
_WORDS = ("Table", "Column", "Word")
Words = tuple[str, ...]


def put_dictionary(sheet: Sheet, plans: Iterable[TablePlan]) -> dict[str, Ref]:
    """Puts a row for each column; where those of each table begin, by the table's name."""
    put_heading(sheet, DICTIONARY, "Every column of every table, from the schemas of the package.")
    rows = [(plan, field) for plan in plans for field in plan.resource.schema.fields]
    block = put_list(sheet, DICTIONARY, _COLUMNS, [_explain(*row) for row in rows])
    first: dict[str, Ref] = {}
    for key, (plan, _) in enumerate(rows):
        first.setdefault(plan.resource.name, block.at(key, _COLUMNS[0]))
    return first


def find_long_lists(plans: Iterable[TablePlan]) -> dict[Words, tuple[str, str]]:
    """Lists of words that a drop-down cannot hold, with table and column where each comes first."""
    found: dict[Words, tuple[str, str]] = {}
    for plan in plans:
        for field in plan.resource.schema.fields:
            words = list_words(field)
            if words and field.type != "date" and not fits_in_a_cell(words):
                found.setdefault(words, (plan.resource.name, field.name))
    return found


def put_lists(sheet: Sheet, lists: Mapping[Words, tuple[str, str]]) -> dict[Words, Ref]:
    """Puts the words of long lists below each other; returns the cells of each list."""
    put_heading(sheet, LISTS, "Words that some columns are limited to. They follow the schemas.")
    rows = [(*place, word) for words, place in lists.items() for word in words]
    block = put_list(sheet, LISTS, _WORDS, rows)
    return dict(_find_words(block, lists))


def _find_words(block: Block, lists: Iterable[Words]) -> Iterator[tuple[Words, Ref]]:
    start = 0
    for words in lists:
        yield words, block.down(_WORDS[-1], start, start + len(words) - 1)
        start += len(words)


def _explain(plan: TablePlan, field: Field) -> Sequence[str]:
    schema = plan.resource.schema
    reference = find_reference(schema, field.name)
    return (
        schema.name,
        field.name,
        field.title,
        field.description,
        tell_type(field),
        field.unit,
        "yes" if field.required or field.name in schema.primary_key else "no",
        _tell_key(plan, field),
        f"{reference[0].resource}.{reference[1]}" if reference else "",
        tell_limits(field),
        "" if field.example is None else tell_value(field.example),
    )


def _tell_key(plan: TablePlan, field: Field) -> str:
    """Whether a column names its record: alone, together with others, or once more."""
    schema = plan.resource.schema
    if field.name in schema.primary_key:
        others = len(schema.primary_key) - 1
        return f"key, with {others} more" if others else "key"
    if field.unique or (field.name,) in schema.unique_keys:
        return "unique"
    return "unique with others" if any(field.name in key for key in schema.unique_keys) else ""
