"""Frames with the types that a schema declares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from marketbook.schema import Field, TableSchema

_TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "yearmonth": pl.String(),
    "integer": pl.Int64(),
    "year": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
}


def find_type(field: Field) -> pl.DataType:
    """The Polars type of a field's cells."""
    if field.type == "list":
        return pl.List(_TYPES.get(field.item_type, pl.String()))
    return _TYPES.get(field.type, pl.String())


def type_frame(rows: Iterable[Sequence[object]], schema: TableSchema) -> pl.DataFrame:
    """Rows as a frame with the columns and types of `schema`."""
    types = {field.name: find_type(field) for field in schema.fields}
    return pl.DataFrame(list(rows), schema=types, orient="row")


def describe(
    name: str, type_: str, description: str, unit: str = "", *, required: bool = True
) -> Field:
    """A column of a table that is computed."""
    return Field(name=name, type=type_, description=description, unit=unit, required=required)
