"""A DuckDB database: typed tables with their keys, views, comments on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from marketbook.errors import ExportError
from marketbook.exports.content import Content, Table
from marketbook.exports.dictionary import make_dictionary
from marketbook.exports.keys import Keys, order_tables, plan_keys, tell
from marketbook.exports.names import refuse_twins
from marketbook.exports.sql import DUCKDB, comment_all, create_table, create_view, quote
from marketbook.schema import ForeignKey
from marketbook.steps import track

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# the smallest: with the usual 256 KiB a package of 800 rows takes 27 MB
_CONFIG: dict[str, bool | int | float | str | list[str]] = {"default_block_size": 16384}


def write_duckdb(content: Content, path: Path) -> tuple[str, ...]:
    """Write the tables and views into a new DuckDB database.

    DuckDB numbers its blocks as it likes: the same tables make an equal database, not the same
    bytes.

    Args:
        content: What is exported.
        path: A file that does not exist.

    Returns:
        What the schemas state and DuckDB cannot declare.

    Raises:
        ExportError: Where DuckDB cannot hold something.
    """
    import duckdb

    tables = [*content.tables, *make_dictionary(content)]
    refuse_twins(tables, [view.name for view in content.views])
    plan = plan_keys(tables)
    ordered = order_tables(tables, plan)
    try:
        with duckdb.connect(str(path), config=_CONFIG) as database:
            for table in track("write the tables", ordered, len(ordered)):
                _add_table(database, table, plan[table.name])
            for view in content.views:
                for statement in (create_view(view, DUCKDB), *comment_all(view, "VIEW")):
                    database.execute(statement)
    except duckdb.Error as error:
        raise ExportError(f"DuckDB could not hold the package ({error})") from error
    return tuple(text for keys in plan.values() for text in keys.left_out)


def _add_table(database: DuckDBPyConnection, table: Table, keys: Keys) -> None:
    layers = _sort_into_layers(table, keys)
    database.execute(create_table(table, keys, DUCKDB))
    for layer in layers:
        database.register("incoming rows", layer.to_arrow())
        database.execute(f'INSERT INTO {quote(table.name)} FROM "incoming rows"')
        database.unregister("incoming rows")
    for statement in comment_all(table, "TABLE"):
        database.execute(statement)


def _sort_into_layers(table: Table, keys: Keys) -> list[pl.DataFrame]:
    """The rows, each in a later layer than the row of the same table that it refers to.

    DuckDB looks a reference up among the rows of earlier statements only. Rows that refer to
    each other in a circle, or to themselves, have no such order: that reference is taken out of
    `keys`, and it says so.
    """
    own = [key for key in keys.foreign if key.resource == table.name]
    if not own:
        return [table.frame]
    layers = list(_list_layers(table.frame, own))
    if sum(layer.height for layer in layers) == table.frame.height:
        return layers or [table.frame]
    for key in own:
        keys.foreign.remove(key)
        keys.left_out.append(tell(table.name, key, "its rows refer to each other in a circle"))
    return [table.frame]


def _list_layers(frame: pl.DataFrame, own: list[ForeignKey]) -> Iterator[pl.DataFrame]:
    left, done = frame, frame.clear()
    while left.height:
        ready = left.with_columns(pl.lit(value=True).alias("\nready"))
        for n, key in enumerate(own):
            known = done.select(
                pl.col(there).alias(here)
                for here, there in zip(key.fields, key.reference_fields, strict=True)
            ).unique()
            found = known.with_columns(pl.lit(value=True).alias(f"\nfound {n}"))
            ready = ready.join(found, on=list(key.fields), how="left", maintain_order="left")
            empty = pl.any_horizontal(pl.col(key.fields).is_null())
            ready = ready.with_columns(
                pl.col("\nready") & (empty | pl.col(f"\nfound {n}").fill_null(value=False))
            )
        flags = ready["\nready"]
        layer = left.filter(flags)
        if not layer.height:
            return
        yield layer
        left, done = left.filter(~flags), pl.concat([done, layer])


def is_duckdb_export(path: Path) -> bool:
    """Whether a file is a DuckDB database that this module wrote."""
    import duckdb

    with path.open("rb") as file:
        if file.read(12)[8:] != b"DUCK":
            return False
    query = "SELECT value FROM _package WHERE property = 'exported by'"
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            found = database.execute(query).fetchone()
    except duckdb.Error:
        return False
    return found is not None and str(found[0]).startswith("marketbook")
