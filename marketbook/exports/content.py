"""What an export writes: the tables as they stand, what is computed from them, and views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from marketbook.exports.forecast_table import READS, describe_forecasts, tabulate_forecasts
from marketbook.exports.views import VIEWS, View
from marketbook.package import Package, Structure
from marketbook.schema import TableSchema

Kind = Literal["published", "computed", "dictionary"]

_ITEM_TYPES: dict[str, pl.DataType] = {
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "date": pl.Date(),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export.

    Attributes:
        schema: Name, columns and keys.
        frame: Its rows: the columns of the schema, typed, null where a cell is empty.
        kind: `published` for a table of the package, `computed` for what follows from them,
            `dictionary` for what describes the export.
    """

    schema: TableSchema
    frame: pl.DataFrame
    kind: Kind = "published"

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.schema.name


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that goes into an export.

    Attributes:
        package: The package.
        folder: The folder that the export goes to.
        tables: Its tables in the descriptor's order, then what is computed from them.
        views: The views that these tables allow.
        left_out: What is not in the export, and why; one sentence each.
    """

    package: Package
    folder: Path
    tables: tuple[Table, ...]
    views: tuple[View, ...]
    left_out: tuple[str, ...] = ()


def gather_content(package: Package, structure: Structure, folder: Path) -> Content:
    """Tables, forecasts and views of a package whose structure holds.

    Args:
        package: The package.
        structure: Its tables, read; none is missing.
        folder: The folder that the export goes to.
    """
    tables = [
        Table(resource.schema, _order(structure.tables[name], resource.schema))
        for name, resource in package.resources.items()
    ]
    left_out: list[str] = []
    if _is_possible(describe_forecasts().name, READS, tables, left_out):
        schema, frame = tabulate_forecasts(structure.tables)
        tables.append(Table(schema, frame, "computed"))
    views = tuple(v for v in VIEWS if _is_possible(v.name, v.reads, tables, left_out))
    return Content(package, folder, tuple(tables), views, tuple(left_out))


def _is_possible(
    name: str, reads: Mapping[str, tuple[str, ...]], tables: list[Table], left_out: list[str]
) -> bool:
    reason = next(_refuse(name, reads, tables), "")
    if reason:
        left_out.append(f"{name}: {reason}")
    return not reason


def _refuse(name: str, reads: Mapping[str, tuple[str, ...]], tables: list[Table]) -> Iterator[str]:
    known = {table.name: table.schema.names for table in tables}
    if name.casefold() in {one.casefold() for one in known}:
        yield "the package has a table of that name"
    for table, columns in reads.items():
        if table not in known:
            yield f"the package has no table {table}"
        missing = [column for column in columns if column not in known.get(table, columns)]
        if missing:
            yield f"the table {table} has no column {', '.join(missing)}"


def _order(frame: pl.DataFrame, schema: TableSchema) -> pl.DataFrame:
    """The columns of the schema alone, with the items of lists typed too."""
    return frame.select(
        pl.col(field.name).cast(pl.List(_ITEM_TYPES[field.item_type]))
        if field.type == "list" and field.item_type in _ITEM_TYPES
        else pl.col(field.name).list.eval(pl.element().is_in(list(field.true_values)))
        if field.type == "list" and field.item_type == "boolean"
        else pl.col(field.name)
        for field in schema.fields
    )
