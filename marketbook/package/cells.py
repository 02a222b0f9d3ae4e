"""From text to typed cells: missing values become null, good cells get their type."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import polars as pl

from marketbook.schema import Field
from marketbook.schema.dtypes import get_dtype
from marketbook.schema.lexical import get_lexical_pattern, is_plain, name_text_column
from marketbook.schema.parsers import Parse, find_parser


def set_missing(
    frame: pl.DataFrame, fields: Iterable[Field], null_sequence: str | None = None
) -> pl.DataFrame:
    """`frame` with null for every cell that stands for "no value", and for no other.

    Args:
        frame: Columns of text, null where a cell is empty and unquoted.
        fields: The fields of those columns.
        null_sequence: A cell that stands for "no value" in any column.
    """
    further = () if null_sequence is None else (null_sequence,)
    changes = [
        _missing(field, (*field.missing_values, *further))
        for field in fields
        if field.missing_values != ("",) or further or (frame[field.name] == "").any()
    ]
    return frame.with_columns(changes) if changes else frame


def _missing(field: Field, values: tuple[str, ...]) -> pl.Expr:
    text = pl.col(field.name).fill_null("")
    missing = text.is_in(list(values))
    return pl.when(missing).then(None).otherwise(text).alias(field.name)


def add_typed_cells(frame: pl.DataFrame, fields: Iterable[Field]) -> pl.DataFrame:
    """`frame` with a typed column under each field's name, its text kept beside it.

    A typed cell is null where the text is missing or is not a good cell of its type.

    Args:
        frame: Columns of text, null where a value is missing.
        fields: The fields of those columns.
    """
    typed = [field for field in fields if not is_plain(field)]
    if not typed:
        return frame
    return frame.with_columns(
        *(pl.col(field.name).alias(name_text_column(field)) for field in typed),
        *(_type_cells(field).alias(field.name) for field in typed),
    )


def _parse_cells(parse: Parse, dtype: pl.DataType, cells: pl.Series) -> pl.Series:
    """The value of each cell, null where it has none; each text is read once."""
    values: dict[str, object] = {}
    for text in cells.unique().drop_nulls():
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            values[text] = parse(text)
    return cells.replace_strict(
        pl.Series([*values], dtype=pl.String),
        pl.Series([*values.values()], dtype=dtype),
        default=None,
        return_dtype=dtype,
    )


def _type_cells(field: Field) -> pl.Expr:
    text = pl.col(field.name)
    if parse := find_parser(field):
        dtype = get_dtype(field)
        return text.map_batches(partial(_parse_cells, parse, dtype), return_dtype=dtype)
    pattern = get_lexical_pattern(field)
    good = pl.when(text.str.contains(f"^(?:{pattern})$")).then(text) if pattern else text
    if field.type == "list":
        return good.str.split(field.delimiter)
    if field.type == "boolean":
        return good.is_in(list(field.true_values))
    if field.type == "date":
        # Polars knows a year 0, Python and the standard do not
        day = good.str.to_date("%Y-%m-%d", strict=False)
        return pl.when(day.dt.year() > 0).then(day)
    if field.type == "number":
        return _type_number(field, good)
    if field.type == "integer":
        good = _strip_number(field, good)
    return good.cast(get_dtype(field), strict=False)


def _type_number(field: Field, text: pl.Expr) -> pl.Expr:
    plain = _strip_number(field, text)
    if field.decimal_char != ".":
        plain = plain.str.replace_all(field.decimal_char, ".", literal=True)
    number = plain.cast(pl.Float64, strict=False)
    # a number too large for 64 bits would pass as infinite; it takes five characters (1e309),
    # NaN, INF and -INF do not
    fits = number.is_finite() | (text.str.len_bytes() < 5)
    return pl.when(fits).then(number)


def _strip_number(field: Field, text: pl.Expr) -> pl.Expr:
    """A good cell without what stands around its number and between groups of its digits."""
    if not field.bare_number:
        number = get_lexical_pattern(replace(field, bare_number=True))
        text = text.str.extract(f"({number})")
    return text.str.replace_all(field.group_char, "", literal=True) if field.group_char else text
