"""A SQLite database: tables with their keys, views, and descriptions in the CREATE text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import polars as pl

from marketbook.errors import ExportError
from marketbook.exports.content import Content, Table
from marketbook.exports.dictionary import SHAPE_VERSION, make_dictionary
from marketbook.exports.frames import type_frame
from marketbook.exports.keys import Keys, order_tables, plan_keys
from marketbook.exports.names import refuse_twins
from marketbook.exports.sql import SQLITE, create_table, create_view, quote, write_query
from marketbook.exports.views import View
from marketbook.steps import track

# Bytes 68 to 71 of the file: what kind of database it is, for `file` and for is_sqlite_export.
APPLICATION_ID = int.from_bytes(b"MKBK", "big")


def write_sqlite(content: Content, path: Path) -> tuple[str, ...]:
    """Write the tables and views into a new SQLite database.

    The same tables make the same bytes, with the same release of SQLite.

    Args:
        content: What is exported.
        path: A file that does not exist.

    Returns:
        What the schemas state and SQLite cannot declare.

    Raises:
        ExportError: Where SQLite cannot hold something.
    """
    tables = [*content.tables, *make_dictionary(content)]
    refuse_twins(tables, [view.name for view in content.views])
    plan = plan_keys(tables)
    ordered = order_tables(tables, plan)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            _fill(database, ordered, plan, content.views)
    except sqlite3.Error as error:
        raise ExportError(f"SQLite could not hold the package ({error})") from error
    return tuple(text for keys in plan.values() for text in keys.left_out)


def _fill(
    database: sqlite3.Connection,
    tables: Sequence[Table],
    plan: dict[str, Keys],
    views: Iterable[View],
) -> None:
    # a scratch file needs no journal: what is half written is thrown away
    database.execute("PRAGMA journal_mode = OFF")
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {SHAPE_VERSION}")
    database.execute("BEGIN")
    for table in track("write the tables", tables, len(tables)):
        database.execute(create_table(table, plan[table.name], SQLITE))
        insert_rows(database, table)
    for view in views:
        database.execute(create_view(view, SQLITE))
    database.execute("COMMIT")
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise ExportError(f"a reference in the table {broken[0]} leads nowhere")


def insert_rows(database: sqlite3.Connection, table: Table) -> None:
    """Insert the rows of a table into the one of the same name.

    Raises:
        ExportError: A number is not a number, which SQLite would turn into an empty cell.
    """
    refuse_nan(table, "SQLite")
    marks = ", ".join("?" * len(table.schema.fields))
    database.executemany(f"INSERT INTO {quote(table.name)} VALUES ({marks})", _list_rows(table))


def refuse_nan(table: Table, form: str, *, infinite: bool = False) -> None:
    """Refuse numbers that a form cannot hold.

    Args:
        table: The table.
        form: Name of the form, for the message.
        infinite: Whether infinite numbers are refused too.

    Raises:
        ExportError: Where there is one.
    """
    for field in table.schema.fields:
        if "number" not in (field.type, field.item_type):
            continue
        numbers = table.frame[field.name].explode().cast(pl.Float64).drop_nulls()
        bad = not numbers.is_finite().all() if infinite else numbers.is_nan().any()
        if bad:
            raise ExportError(
                f"the column {field.name} of {table.name} holds a number without digits (NaN, INF)",
                f"numbers that {form} can hold",
                "export parquet, duckdb or zip, which keep it",
            )


def _list_rows(table: Table) -> Iterator[tuple[object, ...]]:
    """Rows as SQLite takes them: dates as text, booleans as 0 and 1, lists as JSON."""
    frame = table.frame.with_columns(
        pl.col(pl.Boolean).cast(pl.Int64), pl.col(pl.Date).cast(pl.String)
    )
    lists = [n for n, field in enumerate(table.schema.fields) if field.type == "list"]
    for row in frame.iter_rows():
        if not lists:
            yield row
            continue
        cells: list[object] = list(row)
        for n in lists:
            cells[n] = None if row[n] is None else json.dumps(row[n], default=str)
        yield tuple(cells)


def compute_views(content: Content) -> dict[str, pl.DataFrame]:
    """The rows of every view by its name, for forms that have no queries of their own.

    SQLite computes them in memory, so that a view has one home: its query.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        for table in content.tables:
            needed = {name for view in content.views for name in view.reads.get(table.name, ())}
            if needed:
                narrow = _keep_columns(table, needed)
                database.execute(create_table(narrow, Keys(), SQLITE))
                insert_rows(database, narrow)
        views = track("compute the views", content.views, len(content.views))
        return {view.name: _query(database, view) for view in views}


def _keep_columns(table: Table, names: set[str]) -> Table:
    fields = tuple(field for field in table.schema.fields if field.name in names)
    frame = table.frame.select(field.name for field in fields)
    return replace(table, schema=replace(table.schema, fields=fields), frame=frame)


def _query(database: sqlite3.Connection, view: View) -> pl.DataFrame:
    rows = database.execute(write_query(view, SQLITE)).fetchall()
    dates = [field.name for field in view.schema.fields if field.type == "date"]
    fields = tuple(
        replace(field, type="string") if field.name in dates else field
        for field in view.schema.fields
    )
    frame = type_frame(rows, replace(view.schema, fields=fields))
    return frame.with_columns(pl.col(dates).str.to_date("%Y-%m-%d"))


def is_sqlite_export(path: Path) -> bool:
    """Whether a file is a SQLite database that this module wrote."""
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(b"SQLite format 3\0") and head[68:] == b"MKBK"
