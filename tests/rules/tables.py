"""Tables for the tests of the rules: text, typed as the standard schemas have it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

ROOT = Path(__file__).parents[2]
SHARED = ("units", "regions", "region_parts")
TYPES = {
    "integer": pl.Int64,
    "year": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}


def read_table(path: Path) -> pl.DataFrame:
    """One typed table with its ``_line`` column; columns that the file lacks are null."""
    text = pl.read_csv(path, infer_schema=False, null_values=[""])
    unknown = set(text.columns) - set(read_types(path.stem))
    if unknown:
        raise ValueError(f"{path}: unknown columns {unknown}")
    return type_table(path.stem, text)


def type_table(table: str, text: pl.DataFrame) -> pl.DataFrame:
    """A table of text with all columns of its schema, typed, and its ``_line`` column."""
    columns = [
        typed(pl.col(name) if name in text.columns else pl.lit(None, pl.String), kind).alias(name)
        for name, kind in read_types(table).items()
    ]
    lines = pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias("_line")
    return text.select(lines, *columns)


def typed(text: pl.Expr, kind: type[pl.DataType]) -> pl.Expr:
    """A column of text as its type."""
    if kind == pl.Boolean:
        return text == "true"
    return text.str.to_date() if kind == pl.Date else text.cast(kind)


@cache
def read_shared() -> dict[str, pl.DataFrame]:
    """The tables that most cases take from the package that ships."""
    return {name: read_table(ROOT / "tables" / f"{name}.csv") for name in SHARED}


@cache
def read_schemas() -> dict[str, Mapping[str, Any]]:
    """Every standard schema by its table."""
    return {path.stem: json.loads(path.read_text()) for path in ROOT.glob("schemas/*.json")}


@cache
def read_types(table: str) -> dict[str, type[pl.DataType]]:
    """The columns of a table and their types, as its schema has them."""
    fields = read_schemas()[table]["fields"]
    return {field["name"]: TYPES.get(field["type"], pl.String) for field in fields}


def read_key(table: str) -> list[str]:
    """The key columns of a table."""
    return read_schemas()[table]["primaryKey"]
