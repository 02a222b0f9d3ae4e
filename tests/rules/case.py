"""Small tables for the rules, as files: ``tests/cases/<rule>/<passes|fails…>/<table>.csv``.

A case holds only the tables and columns that matter: what is left out of a table is empty, and
``units``, ``regions``, ``region_parts`` come from the package that ships unless the case has
its own. ``findings.txt`` holds the findings of the rule, one a line, as ``line: message``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import polars as pl

from marketbook.old_rules.old_run import Audit, run_rules
from marketbook.old_rules import RULES

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
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
    types = read_types(path.stem)
    text = pl.read_csv(path, infer_schema=False, null_values=[""])
    unknown = set(text.columns) - set(types)
    if unknown:
        raise ValueError(f"{path}: unknown columns {unknown}")
    columns = [
        typed(pl.col(name) if name in text.columns else pl.lit(None, pl.String), kind).alias(name)
        for name, kind in types.items()
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
def read_types(table: str) -> dict[str, type[pl.DataType]]:
    """The columns of a table and their types, as its schema has them."""
    fields = json.loads((ROOT / "schemas" / f"{table}.json").read_text())["fields"]
    return {field["name"]: TYPES.get(field["type"], pl.String) for field in fields}


def read_case(folder: Path) -> dict[str, pl.DataFrame]:
    """The tables of a case."""
    return read_shared() | {path.stem: read_table(path) for path in sorted(folder.glob("*.csv"))}


def audit_case(folder: Path, rule_id: str) -> Audit:
    """Run one rule over a case."""
    tables = read_case(folder)
    rules = [rule for rule in RULES if rule.id == rule_id]
    files = {name: f"tables/{name}.csv" for name in tables}
    return run_rules(tables, rules, files, {name: read_key(name) for name in tables})


def read_key(table: str) -> list[str]:
    """The key columns of a table."""
    schema = json.loads((ROOT / "schemas" / f"{table}.json").read_text())
    return schema["primaryKey"]
