"""From text to typed cells: missing values become null, good cells get their type."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from marketbook.errors import SchemaError
from marketbook.schema import Field, TableSchema
from marketbook.schema.dtypes import get_dtype
from marketbook.schema.lexical import get_lexical_pattern, is_plain, name_text_column


def set_missing(frame: pl.DataFrame, fields: Iterable[Field]) -> pl.DataFrame:
    """`frame` with null for every cell that stands for "no value", and for no other.

    Args:
        frame: Columns of text, null where a cell is empty and unquoted.
        fields: The fields of those columns.
    """
    changes = [
        _missing(field)
        for field in fields
        if field.missing_values != ("",) or (frame[field.name] == "").any()
    ]
    return frame.with_columns(changes) if changes else frame


def _missing(field: Field) -> pl.Expr:
    text = pl.col(field.name).fill_null("")
    missing = text.is_in(list(field.missing_values))
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


def _type_cells(field: Field) -> pl.Expr:
    text = pl.col(field.name)
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
    return good.cast(get_dtype(field), strict=False)


def _type_number(field: Field, text: pl.Expr) -> pl.Expr:
    plain = text
    if field.group_char:
        plain = plain.str.replace_all(field.group_char, "", literal=True)
    if field.decimal_char != ".":
        plain = plain.str.replace_all(field.decimal_char, ".", literal=True)
    number = plain.cast(pl.Float64, strict=False)
    # a number too large for 64 bits would pass as infinite; it takes five characters (1e309),
    # NaN, INF and -INF do not
    fits = number.is_finite() | (text.str.len_bytes() < 5)
    return pl.when(fits).then(number)


def refuse_patterns(schemas: Iterable[TableSchema]) -> None:
    """Refuse a pattern that the engine of Polars cannot read.

    Raises:
        SchemaError: Where there is one.
    """
    places = {
        field.pattern: f"field '{field.name}' of table '{schema.name}'"
        for schema in schemas
        for field in schema.fields
    }
    for pattern, place in places.items():
        try:
            pl.Series([""]).str.contains(f"^(?:{pattern})$")
        except pl.exceptions.ComputeError as error:
            lines = [line for line in str(error).splitlines() if line.startswith("error: ")]
            reason = lines[0].removeprefix("error: ") if lines else str(error)
            raise SchemaError(
                f"'pattern' of {place} is {pattern!r}, which is not covered ({reason})",
                "a regular expression without look-around and back-references",
            ) from error
