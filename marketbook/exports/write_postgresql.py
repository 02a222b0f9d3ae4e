"""A script that `psql` runs: tables with their rows and keys, views, comments on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

from marketbook.errors import ExportError
from marketbook.exports.content import Content, Table
from marketbook.exports.dictionary import make_dictionary
from marketbook.exports.keys import Keys, plan_keys
from marketbook.exports.names import refuse_twins
from marketbook.exports.sql import (
    POSTGRESQL,
    comment_all,
    create_table,
    create_view,
    quote,
    reference,
)
from marketbook.steps import track

_HEAD = "-- Written by marketbook (shape 1); load it with: psql --file THIS\n"
_START = "\\set ON_ERROR_STOP on\nSET client_encoding = 'UTF8';\nBEGIN;\n"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
# 63 bytes; a longer name would be cut, and could then be another's
_LONGEST_NAME = 63


def write_postgresql(content: Content, path: Path) -> tuple[str, ...]:
    """Write a script that fills an empty PostgreSQL schema, all of it or nothing.

    The same tables make the same bytes.

    Args:
        content: What is exported.
        path: A file that does not exist.

    Returns:
        What the schemas state and PostgreSQL cannot declare.

    Raises:
        ExportError: A name is too long for PostgreSQL.
    """
    tables = [*content.tables, *make_dictionary(content)]
    refuse_twins(tables, [view.name for view in content.views])
    _refuse_long_names(tables)
    plan = plan_keys(tables)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD + _START)
        for table in track("write the tables", tables, len(tables)):
            file.writelines(_list_table(table, plan[table.name]))
        # references at the end, because two tables, or two rows, may refer to each other
        for table in tables:
            for key in plan[table.name].foreign:
                file.write(f"ALTER TABLE {quote(table.name)} ADD {reference(key)};\n")
        for view in content.views:
            texts = (create_view(view, POSTGRESQL), *comment_all(view, "VIEW"))
            file.writelines(f"{text};\n" for text in texts)
        file.write("COMMIT;\n")
    return tuple(text for keys in plan.values() for text in keys.left_out)


def _refuse_long_names(tables: list[Table]) -> None:
    for name in [name for table in tables for name in (table.name, *table.schema.names)]:
        if len(name.encode()) > _LONGEST_NAME:
            raise ExportError(
                f"the name {name!r} is too long for PostgreSQL",
                f"{_LONGEST_NAME} bytes at most",
                "shorten it, or export another form",
            )


def _list_table(table: Table, keys: Keys) -> Iterator[str]:
    name = quote(table.name)
    columns = ", ".join(quote(column) for column in table.schema.names)
    yield f"{create_table(table, keys, POSTGRESQL, references=False)};\n"
    yield f"COPY {name} ({columns}) FROM stdin;\n"
    for row in table.frame.iter_rows():
        yield "\t".join(_write_cell(cell) for cell in row) + "\n"
    yield "\\.\n"
    yield from (f"{text};\n" for text in comment_all(table, "TABLE"))


def _write_cell(cell: object) -> str:
    return "\\N" if cell is None else _write_plain(cell).translate(_ESCAPES)


def _write_plain(cell: object) -> str:
    if isinstance(cell, list):
        items = [_write_item(item) for item in cast("list[object]", cell)]
        return f"{{{','.join(items)}}}"
    if isinstance(cell, bool):
        return "t" if cell else "f"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _write_item(item: object) -> str:
    if item is None:
        return "NULL"
    text = _write_plain(item).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def is_postgresql_export(path: Path) -> bool:
    """Whether a file is a script that this module wrote."""
    with path.open("rb") as file:
        return file.read(len(_HEAD)) == _HEAD.encode()
