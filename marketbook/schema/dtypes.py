"""The Polars type of each column."""

from __future__ import annotations

import polars as pl

from marketbook.schema.field import Field

_DTYPES: dict[str, pl.DataType] = {
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us"),
    "integer": pl.Int64(),
    "list": pl.List(pl.String()),
    "number": pl.Float64(),
    "time": pl.Time(),
    "year": pl.Int64(),
}


def get_dtype(field: Field) -> pl.DataType:
    """The type of a column's cells; text where Polars has no type of that kind."""
    return _DTYPES.get(field.type, pl.String())
