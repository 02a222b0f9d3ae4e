"""What the tables of a case leave out, filled in, so that their structure holds.

A required column that a case leaves out holds what README.md says; a record that a row refers to
and no table has is added at the end of its table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import polars as pl

from tests.rules.tables import read_schemas

Record = dict[str, str | None]
Records = list[Record]

RUNNING = "running"

DEFAULTS = {
    "source_id": "s",
    "market_id": "m",
    "region_id": "world",
    "unit_id": "usd-billion",
    "axis_id": "m-type",
    "year": "2025",
    "status": "estimate",
    "locator": "overview",
    "complete": "false",
    "position": RUNNING,
}
"""What a required column holds that is left out."""

NUMBERS = ("value", "rate_percent", "share_percent")
"""Required columns that hold the number which ``stated`` shows."""

NAMES = ("name", "title")
"""Required columns that hold the id of the record."""

LISTED = ("source_id", "market_id", "list", "axis_id")
"""Rows that agree in these are counted by ``position``."""


def complete(
    tables: Mapping[str, Records], shared: Mapping[str, pl.DataFrame]
) -> dict[str, Records]:
    """The tables with all required columns, and with every record that they refer to.

    Raises:
        ValueError: A row refers to a unit or a region that is in no table.
    """
    filled = {name: fill(name, rows) for name, rows in tables.items()}
    while absent := find_absent(filled, shared):
        for name, record in absent:
            if name in shared:
                raise ValueError(f"{name} has no {record}")
            filled[name] = fill(name, [*filled.get(name, []), record])
    return filled


def fill(table: str, rows: Records) -> Records:
    """Rows with all columns of their table; a column that is left out holds its default."""
    filled: Records = []
    lengths: Counter[tuple[str | None, ...]] = Counter()
    for row in rows:
        whole = {name: row.get(name, default(table, name, row)) for name in list_columns(table)}
        group = tuple(whole.get(name) for name in LISTED)
        lengths[group] += 1
        if whole.get("position") == RUNNING:
            whole["position"] = str(lengths[group])
        filled.append(whole)
    return filled


def default(table: str, name: str, row: Record) -> str | None:
    """What a column holds in a row that leaves it out: nothing where it is optional."""
    field, key = list_columns(table)[name], read_schemas()[table]["primaryKey"]
    if not field.get("constraints", {}).get("required"):
        return None
    if name in NUMBERS:
        stated = row.get("stated", list_columns(table)["stated"]["example"])
        return (stated or "").replace(",", "")
    if name in DEFAULTS and [name] != key:
        return DEFAULTS[name]
    if name in NAMES:
        return row[key[0]]
    enum = field["constraints"].get("enum")
    return enum[0] if enum else str(field["example"])


@cache
def list_columns(table: str) -> dict[str, Mapping[str, Any]]:
    """The fields of a table, as its schema has them, by name."""
    return {field["name"]: field for field in read_schemas()[table]["fields"]}


def find_absent(
    tables: Mapping[str, Records], shared: Mapping[str, pl.DataFrame]
) -> list[tuple[str, Record]]:
    """Records that a row refers to and that no table has, by the table they belong to."""
    found: dict[tuple[str, str], Record] = {}
    for table, rows in tables.items():
        for column, other, key in list_references(table):
            own = [row[key] for row in tables.get(other, ())]
            have = set(own if other in tables or other not in shared else shared[other][key])
            referred = {row[column]: None for row in rows}
            found |= {
                (other, value): {key: value} for value in referred if value and value not in have
            }
    return [(other, record) for (other, _), record in found.items()]


@cache
def list_references(table: str) -> list[tuple[str, str, str]]:
    """Column, other table and its column, of every foreign key of a table."""
    keys = read_schemas()[table].get("foreignKeys", [])
    references = [(key["fields"], key["reference"]) for key in keys]
    return [(of, to.get("resource") or table, at) for [of], to in references for at in to["fields"]]
