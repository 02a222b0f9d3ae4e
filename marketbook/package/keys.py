"""Primary, unique and foreign keys as checks over typed cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.package.checks import Row, StructureCheck, show_value
from marketbook.package.nearest import Nearest
from marketbook.package.report import show
from marketbook.schema import ForeignKey, TableSchema


def list_keys(schema: TableSchema) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Rule and columns of everything that no two records may share."""
    for field in schema.fields:
        if field.unique:
            yield "structure.unique", (field.name,)
    if schema.primary_key:
        yield "structure.primary-key", schema.primary_key
    for key in schema.unique_keys:
        yield "structure.unique-key", key


def add_first_lines(frame: pl.DataFrame, schema: TableSchema) -> pl.DataFrame:
    """`frame` with, per key, the first line that has the same key."""
    keys = {columns for _, columns in list_keys(schema)}
    return frame.with_columns(
        _first_line(frame, columns).alias(_name_first(columns)) for columns in keys
    )


def _first_line(frame: pl.DataFrame, columns: Sequence[str]) -> pl.Expr:
    line = pl.col("_line")
    # most files are sorted by their key, and a key that only rises never repeats
    only_rises = len(columns) == 1 and _rises(frame[columns[0]])
    return line if only_rises else line.min().over(columns)


def _rises(key: pl.Series) -> bool:
    return key.null_count() == 0 and bool((key > key.shift(1)).all())


def list_key_checks(schema: TableSchema) -> Iterator[StructureCheck]:
    """The checks that no two records share a key; a key with an empty part is left alone."""
    for rule, columns in list_keys(schema):
        first = _name_first(columns)

        def say(row: Row, columns: Sequence[str] = columns, first: str = first) -> str:
            shown = _show_key(columns, row)
            return f"{shown} stands in line {row[first]} already; remove one, or tell them apart"

        empty = nw.any_horizontal(*(nw.col(c).is_null() for c in columns), ignore_nulls=False)
        holds = empty | (nw.col(first) == nw.col("_line"))
        yield StructureCheck(rule, columns, "each only once", holds, say)


def _name_first(columns: Sequence[str]) -> str:
    return f"\nfirst line of {columns!r}"


def _show_key(columns: Sequence[str], row: Row) -> str:
    return ", ".join(
        f"{name} {show('' if row[name] is None else show_value(row[name]))}" for name in columns
    )


def add_found(frame: pl.DataFrame, key: ForeignKey, known: pl.DataFrame) -> pl.DataFrame:
    """`frame` with a column that tells whether each row's foreign key is among the known ones.

    A key whose parts are all empty refers to nothing and is in order. One with some parts empty
    is looked up as it stands: an empty part equals an empty part.

    Args:
        frame: Typed cells of the table that refers.
        key: The foreign key.
        known: The columns referred to, in the order of the key's fields.
    """
    own = frame.select(key.fields)
    if len(key.fields) == 1:
        cells = own.to_series()
        # null stays null, which is in order
        found = cells.is_in(known.to_series().drop_nulls().unique().implode())
    else:
        marked = known.unique().rename(dict(zip(known.columns, key.fields, strict=True)))
        marked = marked.with_columns(pl.lit(value=True).alias("\nfound"))
        joined = own.join(
            marked, on=key.fields, how="left", nulls_equal=True, maintain_order="left"
        )
        empty = own.select(pl.all_horizontal(pl.all().is_null())).to_series()
        found = joined["\nfound"].fill_null(value=False) | empty
    return frame.with_columns(found.alias(_name_found(key)))


def make_reference_check(key: ForeignKey, known: pl.DataFrame, file: str) -> StructureCheck:
    """The check of a foreign key, over the column that `add_found` adds.

    Args:
        key: The foreign key.
        known: The columns referred to.
        file: Path of the file referred to.
    """
    nearest = Nearest(partial(_list_known, known))

    def say(row: Row) -> str:
        hint = nearest.hint(show_value(row[key.fields[0]]))
        return (
            f"{_show_key(key.fields, row)} is not in {key.resource}{hint}; "
            f"correct it, or add the record to {file}"
        )

    holds = nw.col(_name_found(key))
    expected = f"stands in {key.resource} as {', '.join(key.reference_fields)}"
    return StructureCheck("structure.foreign-key", key.fields, expected, holds, say)


def make_absence_check(key: ForeignKey) -> StructureCheck:
    """The check of a foreign key whose table the package does not have: every cell is empty."""

    def say(row: Row) -> str:
        return (
            f"{_show_key(key.fields, row)} refers to {key.resource}, a table that the package does "
            "not have; add the table, or empty the cell"
        )

    holds = nw.col(_name_found(key))
    expected = f"is empty, as the package has no table {key.resource}"
    return StructureCheck("structure.foreign-key", key.fields, expected, holds, say)


def _list_known(known: pl.DataFrame) -> list[str]:
    if known.width > 1:
        return []
    return [show_value(value) for value in known.to_series().drop_nulls().unique().sort()]


def _name_found(key: ForeignKey) -> str:
    return f"\nfound {key.fields!r} in {key.resource!r} as {key.reference_fields!r}"
