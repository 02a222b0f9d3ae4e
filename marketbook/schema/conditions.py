"""From the columns and keys of a Table Schema to named checks over text and typed cells.

Beside each typed column, a frame read from a file has the text of its cells (`name_text_column`).
In a frame that was typed elsewhere there is none: the cell itself stands for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from marketbook.schema.check import Check
from marketbook.schema.field import Field, Value
from marketbook.schema.lexical import describe_form, is_plain, name_text_column
from marketbook.schema.matches import match_cells
from marketbook.schema.table_schema import ForeignKey, TableSchema
from marketbook.text import count

ONCE: Final = "each only once"
"""What is expected of a key."""

REFERENCE: Final = "structure.foreign-key"
"""Rule of a foreign key."""


@dataclass(frozen=True, slots=True)
class Condition(Check):
    """A check that a Table Schema states.

    Attributes:
        rule: Id of the rule.
        columns: The columns it is about.
        expected: What must hold, in words.
        among: The values that are allowed, as cells would show them, where they are listed.
    """

    rule: str = field(kw_only=True)
    columns: tuple[str, ...] = field(kw_only=True)
    expected: str = field(kw_only=True)
    among: tuple[str, ...] = field(default=(), kw_only=True)


def list_conditions(schema: TableSchema) -> list[Condition]:
    """Everything that must hold of a table by itself: cells first, then keys."""
    return [*list_cell_conditions(schema), *list_key_conditions(schema)]


def list_cell_conditions(schema: TableSchema) -> list[Condition]:
    """What must hold of each row of a table, whatever the other rows are."""
    return [c for each in schema.fields for c in _list_field_conditions(schema, each)]


def list_key_conditions(schema: TableSchema) -> list[Condition]:
    """What must hold of the rows of a table together: no two of them share a key."""
    return [*_list_key_conditions(schema)]


def _list_field_conditions(schema: TableSchema, field: Field) -> Iterator[Condition]:
    """The conditions of single cells; a field's type comes before its constraints."""
    text = pl.col(name_text_column(field))
    cell = pl.col(field.name)
    if not is_plain(field):
        holds = text.is_null() | cell.is_not_null()
        yield _make(field, "structure.type", describe_form(field), holds)
    if field.required or field.name in schema.primary_key:
        yield _make(field, "structure.required", "a value", text.is_not_null())
    if field.enum:
        known = tuple(show_value(value) for value in field.enum)
        holds = cell.is_in(list(field.enum))
        yield _make(field, "structure.enum", f"one of: {', '.join(known)}", holds, known)
    if field.pattern:
        holds = match_cells(cell, field.pattern)
        expected = f"text that matches {field.pattern} as a whole"
        yield _make(field, "structure.pattern", expected, holds)
    yield from _list_bounds(field)
    yield from _list_lengths(field)


def _make(
    field: Field, rule: str, expected: str, holds: pl.Expr, among: tuple[str, ...] = ()
) -> Condition:
    condition = _make_wide(rule, (field.name,), expected, holds)
    return replace(condition, text=name_text_column(field), among=among)


def _make_wide(rule: str, columns: tuple[str, ...], expected: str, holds: pl.Expr) -> Condition:
    """A condition on one or more columns, under the name by which pandera shows it."""
    name = f"{rule} of {', '.join(columns)}: {expected}"
    column = columns[0] if len(columns) == 1 else ""
    return Condition(name, holds, column, rule=rule, columns=columns, expected=expected)


def _list_bounds(field: Field) -> Iterator[Condition]:
    cell = pl.col(field.name)
    bounds = [
        ("structure.minimum", "{} or more", field.minimum, cell.ge),
        ("structure.maximum", "{} or less", field.maximum, cell.le),
        ("structure.minimum", "more than {}", field.exclusive_minimum, cell.gt),
        ("structure.maximum", "less than {}", field.exclusive_maximum, cell.lt),
    ]
    for rule, words, bound, compare in bounds:
        if bound is not None:
            holds = compare(bound)
            if field.type == "number":
                holds &= cell.is_not_nan()  # which is neither above nor below anything
            yield _make(field, rule, words.format(show_value(bound)), holds)


def _list_lengths(field: Field) -> Iterator[Condition]:
    cell = pl.col(field.name)
    length, noun = _measure(field, cell)
    if field.min_length is not None:
        expected = f"at least {count(field.min_length, noun)}"
        yield _make(field, "structure.length", expected, length >= field.min_length)
    if field.max_length is not None:
        expected = f"at most {count(field.max_length, noun)}"
        yield _make(field, "structure.length", expected, length <= field.max_length)


def _measure(field: Field, cell: pl.Expr) -> tuple[pl.Expr, str]:
    """How long a cell is, and in what."""
    if field.type == "list":
        return cell.list.len(), "item"
    if field.type not in ("object", "array"):
        return cell.str.len_chars(), "character"
    noun = "property" if field.type == "object" else "item"
    return cell.map_elements(lambda text: len(json.loads(text)), return_dtype=pl.Int64), noun


def list_keys(schema: TableSchema) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Rule and columns of everything that no two records may share."""
    for each in schema.fields:
        if each.unique:
            yield "structure.unique", (each.name,)
    if schema.primary_key:
        yield "structure.primary-key", schema.primary_key
    for key in schema.unique_keys:
        yield "structure.unique-key", key


def _list_key_conditions(schema: TableSchema) -> Iterator[Condition]:
    """That no two records share a key; a key with an empty part is left alone."""
    for rule, columns in list_keys(schema):
        empty = pl.any_horizontal(pl.col(columns).is_null())
        key = pl.col(columns[0]) if len(columns) == 1 else pl.struct(columns)
        yield _make_wide(rule, columns, ONCE, empty | key.is_first_distinct())


def make_reference(key: ForeignKey, known: pl.DataFrame) -> Condition:
    """That each foreign key is among the keys of the table it refers to.

    A key whose parts are all empty refers to nothing and is in order. One with some parts empty is
    looked up as it stands: an empty part equals an empty part.

    ``known`` are the columns referred to, in the order of the key's fields.
    """
    if len(key.fields) == 1:
        holds = pl.col(key.fields[0]).is_in(known.to_series().drop_nulls().unique().implode())
    else:
        empty = pl.all_horizontal(pl.col(key.fields).is_null())
        keys = known.unique().rename(dict(zip(known.columns, key.fields, strict=True)))
        holds = empty | pl.struct(key.fields).is_in(keys.to_struct().implode())
    expected = f"is in {key.resource} as {', '.join(key.reference_fields)}"
    return _make_wide(REFERENCE, key.fields, expected, holds)


def make_absence(key: ForeignKey) -> Condition:
    """That a foreign key whose table is not there has only empty cells."""
    holds = pl.all_horizontal(pl.col(key.fields).is_null())
    expected = f"is empty, as the package has no table {key.resource}"
    return _make_wide(REFERENCE, key.fields, expected, holds)


def show_value(value: Value | object) -> str:
    """A typed value as a cell would show it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
