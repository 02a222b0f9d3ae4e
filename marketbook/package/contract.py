"""Marketbook's own tables, as anyone's package may have them.

A package may leave out an optional column of such a table: rules and workbooks read it as empty.
What they cannot do without (a required column, its type, its cells) is asked for by name. Tables
and columns of other names are nobody's business here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import polars as pl

from marketbook.errors import PackageError
from marketbook.schema.standard import list_standard_tables, read_standard_text

_TYPES: dict[str, type[pl.DataType]] = {
    "boolean": pl.Boolean,
    "date": pl.Date,
    "integer": pl.Int64,
    "number": pl.Float64,
    "year": pl.Int64,
}


def complete_tables(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables, with the columns that they leave out, empty, and whole numbers as numbers."""
    known = _read_contract()
    return {name: _complete(table, known.get(name, {})) for name, table in tables.items()}


def refuse_misfits(tables: Mapping[str, pl.DataFrame]) -> None:
    """Refuse tables that go by the name of one of Marketbook's, but cannot be read as such.

    Args:
        tables: Typed tables by name, with their `_line` column.

    Raises:
        PackageError: One of Marketbook's tables lacks a required column, has one of another type,
            or one with empty cells; all that is wrong with them is named.
    """
    known = _read_contract()
    problems = [
        problem
        for name, table in tables.items()
        if name in known
        for problem in _list_problems(name, table, known[name])
    ]
    if problems:
        raise PackageError(
            "\n".join(problems),
            remedy="correct the table and its schema, or give a table of your own another name",
        )


@cache
def _read_contract() -> dict[str, dict[str, Mapping[str, Any]]]:
    """The fields of each table by name."""
    schemas = {name: json.loads(read_standard_text(name)) for name in list_standard_tables()}
    return {
        name: {field["name"]: field for field in schema["fields"]}
        for name, schema in schemas.items()
    }


def make_empty(table: str) -> pl.DataFrame:
    """One of Marketbook's tables without a record, typed as its standard schema says."""
    types = {name: _get_type(field) for name, field in _read_contract()[table].items()}
    return pl.DataFrame(schema={"_line": pl.Int64, **types})


def _get_type(field: Mapping[str, Any]) -> type[pl.DataType]:
    return _TYPES.get(field["type"], pl.String)


def _list_problems(
    name: str, table: pl.DataFrame, fields: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    for column, field in fields.items():
        required = field.get("constraints", {}).get("required", False)
        if column not in table.columns:
            if required:
                yield f"table {name} has no column '{column}', which Marketbook's {name} requires"
            continue
        if not _fits(table.schema[column], field["type"]):
            yield f"column {column} of {name} is not of the type '{field['type']}'"
        elif required and table[column].null_count():
            line = table.filter(pl.col(column).is_null())["_line"][0]
            yield f"column {column} of {name} is empty in line {line}, and required"


def _fits(found: pl.DataType, stated: str) -> bool:
    wanted = _TYPES.get(stated, pl.String)
    return found == wanted or _is_narrower(found, wanted)


def _is_narrower(found: pl.DataType, wanted: type[pl.DataType]) -> bool:
    return wanted == pl.Float64 and found.is_integer()


def _complete(table: pl.DataFrame, fields: Mapping[str, Mapping[str, Any]]) -> pl.DataFrame:
    types = {column: _get_type(field) for column, field in fields.items()}
    return table.with_columns(
        (pl.col(column).cast(kind) if column in table.columns else pl.lit(None, kind)).alias(column)
        for column, kind in types.items()
        if column not in table.columns or _is_narrower(table.schema[column], kind)
    )
