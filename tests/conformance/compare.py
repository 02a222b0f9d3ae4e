"""What every tool must see: each column with its type, each cell, each key once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import marketbook as mb
from marketbook.schema import Field, TableSchema
from tests.conformance.programs import plain
from tests.conformance.tool import Loaded, Tool


def read_expected(folder: Path) -> tuple[dict[str, TableSchema], dict[str, list[list[Any]]]]:
    """Schemas and rows of the package as this tool's own reader sees them."""
    schemas = {name: one.schema for name, one in mb.read_package(folder).resources.items()}
    rows = {
        name: [[plain(cell) for cell in row] for row in frame.iter_rows()]
        for name, frame in mb.read_tables(folder).items()
    }
    return schemas, rows


def find_differences(
    tool: Tool, loaded: Loaded, schema: TableSchema, rows: list[list[Any]]
) -> Iterator[str]:
    """Everything in which a loaded table is not as expected; nothing where all is well."""
    if loaded.columns != list(schema.names):
        yield f"columns {loaded.columns}, expected {list(schema.names)}"
        return
    if len(loaded.rows) != len(rows):
        yield f"{len(loaded.rows)} rows, expected {len(rows)}"
        return
    yield from _compare_types(tool, loaded, schema, rows)
    keys = [schema.names.index(name) for name in schema.primary_key]
    found = _sort(loaded.rows, keys)
    if len({_key(row, keys) for row in found}) != len(rows):
        yield f"{schema.primary_key} is not unique"
    for ours, theirs in zip(_sort(rows, keys), found, strict=True):
        for field, a, b in zip(schema.fields, ours, theirs, strict=True):
            if not _is_same(field, a, b, tool.digits):
                yield f"{field.name} of {_key(ours, keys)}: {b!r}, expected {a!r}"
    yield from _compare_sums(tool, loaded, schema, rows)


def _compare_types(
    tool: Tool, loaded: Loaded, schema: TableSchema, rows: list[list[Any]]
) -> Iterator[str]:
    known: Mapping[str, frozenset[str]] = tool.types
    for place, (field, kind) in enumerate(zip(schema.fields, loaded.types, strict=True)):
        if kind not in known:
            yield f"{field.name} is of the unknown type {kind!r}"
        elif field.type not in known[kind] and any(row[place] is not None for row in rows):
            yield f"{field.name} is {kind}, which cannot hold a {field.type}"


def _compare_sums(
    tool: Tool, loaded: Loaded, schema: TableSchema, rows: list[list[Any]]
) -> Iterator[str]:
    for place, field in enumerate(schema.fields):
        if field.type in ("number", "integer", "year"):
            ours = math.fsum(row[place] for row in rows if row[place] is not None)
            theirs = math.fsum(float(row[place]) for row in loaded.rows if row[place] is not None)
            if _cut(ours, tool.digits) != _cut(theirs, tool.digits):
                yield f"the sum of {field.name} is {theirs}, expected {ours}"


def _sort(rows: list[list[Any]], keys: list[int]) -> list[list[Any]]:
    return sorted(rows, key=lambda row: _key(row, keys))


def _key(row: list[Any], keys: list[int]) -> tuple[str, ...]:
    return tuple(f"{float(row[n]):012}" if _is_number(row[n]) else str(row[n]) for n in keys)


def _is_number(cell: object) -> bool:
    try:
        float(str(cell))
    except ValueError:
        return False
    return not isinstance(cell, bool)


def _is_same(field: Field, ours: object, theirs: object, digits: int) -> bool:
    """Whether two cells say the same; digits and signs of a text must be the same characters."""
    if ours is None or theirs is None:
        return ours is theirs
    if field.type in ("number", "integer", "year"):
        return _cut(theirs, digits) == _cut(ours, digits)
    if field.type == "boolean":
        return str(theirs).lower() in (("true", "1") if ours else ("false", "0"))
    return theirs == ours


def _cut(number: object, digits: int) -> float:
    return float(f"{float(str(number)):.{digits}g}")
