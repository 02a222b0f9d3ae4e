"""A folder of Parquet files, one per table and view, with a descriptor that lists them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from marketbook.exports.content import Content
from marketbook.exports.describe import describe_schema
from marketbook.exports.names import refuse_twins
from marketbook.exports.write_sqlite import compute_views
from marketbook.package import DESCRIPTOR_NAME
from marketbook.package.json_file import render_descriptor
from marketbook.package.paths import make_path
from marketbook.schema import Field, TableSchema
from marketbook.steps import track

_MARK = {"form": "parquet", "version": 1}
_BOUNDS = ("minimum", "maximum", "exclusive_minimum", "exclusive_maximum")
_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "yearmonth": pa.string(),
    "integer": pa.int64(),
    "year": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def write_parquet(content: Content, folder: Path) -> tuple[str, ...]:
    """Write one Parquet file per table and view into a new folder.

    Each file carries its Table Schema, and each column its title, description and unit. Parquet
    has no keys: they stand in the Table Schema. The same tables make the same bytes, with the
    same release of pyarrow.

    Args:
        content: What is exported.
        folder: A folder that does not exist.

    Raises:
        PackageError: A table cannot be a file of its name.
    """
    kinds = {table.name: table.kind for table in content.tables}
    refuse_twins(content.tables, [view.name for view in content.views])
    schemas = [one.schema for one in (*content.tables, *content.views)]
    paths = [make_path(folder, schema.name, ".parquet", "the table") for schema in schemas]
    frames = {table.name: table.frame for table in content.tables} | compute_views(content)
    folder.mkdir()
    pairs = zip(schemas, paths, strict=True)
    for schema, path in track("write the files", pairs, len(paths)):
        _write_table(frames[schema.name], schema, kinds.get(schema.name, "view"), path)
    (folder / DESCRIPTOR_NAME).write_bytes(_describe_folder(content, schemas))
    return ()


def _write_table(frame: pl.DataFrame, schema: TableSchema, kind: str, path: Path) -> None:
    described = {"table_schema": json.dumps(describe_schema(schema)), "kind": kind}
    fields = [_describe_column(field) for field in schema.fields]
    table = cast(Any, frame.to_arrow()).cast(pa.schema(fields, metadata=described))
    # snappy is the one compression that every reader of Parquet knows
    pq.write_table(table, path, compression="snappy")


def _describe_column(field: Field) -> Any:
    kind = field.item_type if field.type == "list" else field.type
    type_ = _TYPES.get(kind, pa.string())
    type_ = pa.list_(type_) if field.type == "list" else type_
    texts = {"title": field.title, "description": field.description, "unit": field.unit}
    metadata = {"type": field.type} | {key: text for key, text in texts.items() if text}
    return pa.field(field.name, type_, nullable=not field.required, metadata=metadata)


def _describe_folder(content: Content, schemas: list[TableSchema]) -> bytes:
    stated = content.package.descriptor
    resources = [
        {
            "name": schema.name,
            "path": f"{schema.name}.parquet",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": describe_schema(_loosen(schema)),
        }
        for schema in schemas
    ]
    return render_descriptor({**stated, "marketbook": _MARK, "resources": resources})


def _loosen(schema: TableSchema) -> TableSchema:
    """The schema as the folder's descriptor states it; each file carries the one that is meant.

    Readers by way of pandas, frictionless among them, have no whole number that may be empty: such
    a column comes as floats, and what is empty as NaN, which is within no bounds.
    """
    fields = (
        replace(field, type="number", enum=(), **dict.fromkeys(_BOUNDS))
        if field.type in ("integer", "year", "number") and not field.required
        else field
        for field in schema.fields
    )
    return replace(schema, fields=tuple(fields))


def is_parquet_export(path: Path) -> bool:
    """Whether a folder holds what this module wrote, and nothing else."""
    try:
        descriptor = json.loads((path / DESCRIPTOR_NAME).read_bytes())
        if descriptor["marketbook"] != _MARK:
            return False
        listed = {resource["path"] for resource in descriptor["resources"]}
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return {one.name for one in path.iterdir()} <= listed | {DESCRIPTOR_NAME}
