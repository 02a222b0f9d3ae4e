"""One JSON document with every table and view: what a page fetches once and has it all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from marketbook.exports.content import Content
from marketbook.exports.describe import Object, describe_schema
from marketbook.exports.write_sqlite import compute_views, refuse_nan
from marketbook.schema import TableSchema
from marketbook.steps import track
from marketbook.text import write_json as dump_json

_HEAD = '{"marketbook":{"form":"json","version":1},\n'


def write_json(content: Content, path: Path) -> tuple[str, ...]:
    """Write the document that `docs/exports.md` describes: one line per row, always the same bytes.

    Args:
        content: What is exported.
        path: A file that does not exist.

    Raises:
        ExportError: A number has no digits (NaN, INF), which JSON cannot hold.
    """
    for table in content.tables:
        refuse_nan(table, "JSON", infinite=True)
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(_HEAD)
        file.write(f'"package":{_dump(_describe_package(content))},\n"tables":{{')
        file.writelines(_list_pieces(content))
        file.write("}}\n")
    return ()


def _describe_package(content: Content) -> Object:
    stated = content.package.descriptor
    return {key: value for key, value in stated.items() if key not in ("resources", "$schema")}


def _list_pieces(content: Content) -> Iterator[str]:
    views = compute_views(content)
    mark = "\n"
    for table in track("write the tables", content.tables, len(content.tables)):
        yield mark
        yield from _list_table(table.schema, table.kind, table.frame)
        mark = ",\n"
    for view in content.views:
        yield mark
        yield from _list_table(view.schema, "view", views[view.name])
        mark = ",\n"


def _list_table(schema: TableSchema, kind: str, frame: pl.DataFrame) -> Iterator[str]:
    described = _dump(describe_schema(schema))
    yield f'{_dump(schema.name)}:{{"kind":"{kind}","schema":{described},"rows":['
    mark = "\n"
    for row in frame.iter_rows(named=True):
        yield mark + _dump(row)
        mark = ",\n"
    yield "]}"


def _dump(value: object) -> str:
    return dump_json(value, indent=None)


def is_json_export(path: Path) -> bool:
    """Whether a file is a document that this module wrote."""
    with path.open("rb") as file:
        return file.read(len(_HEAD)) == _HEAD.encode()
