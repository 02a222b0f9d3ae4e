"""What an export writes: the tables as they stand, what is computed from them, and views."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import polars as pl

from marketbook.errors import MarketbookError
from marketbook.exports.forecast_table import (
    READS,
    READS_IF_THERE,
    describe_forecasts,
    tabulate_forecasts,
)
from marketbook.exports.range_table import READS as RANGES_READ
from marketbook.exports.range_table import describe_ranges, tabulate_ranges
from marketbook.exports.reading_table import NAME as READINGS
from marketbook.exports.reading_table import tabulate_readings
from marketbook.exports.views import View, list_views
from marketbook.markets.corrections import FIGURES as CORRECTED
from marketbook.markets.cutting import count_figures
from marketbook.package import Package, Structure
from marketbook.schema import Field, TableSchema
from marketbook.together.ranges import MOST_FIGURES

Kind = Literal["published", "computed", "dictionary"]
Reads = Mapping[str, tuple[str, ...]]
"""Tables that something reads, and their columns."""

_ITEM_TYPES: dict[str, pl.DataType] = {
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "date": pl.Date(),
}


_YEARS = ("year", "integer")
_NUMBERS = ("number", "integer")
_TEXTS = ("string", "yearmonth")
# what the columns that forecasts and views read may be; all others are text
_TYPES_READ = {
    **dict.fromkeys(("year", "start_year", "end_year"), _YEARS),
    **dict.fromkeys(("value", "rate_percent", "share_percent"), _NUMBERS),
    **dict.fromkeys(("reading", "amount", "factor"), _NUMBERS),
    **dict.fromkeys(("is_corrected", "is_disputed"), ("boolean",)),
    **dict.fromkeys(("growth_factor", "long_run_rate_percent"), _NUMBERS),
    **dict.fromkeys(("fade_years", "ceiling_multiple"), _NUMBERS),
    **dict.fromkeys(("decided_on", "review_by"), ("date",)),
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


def gather_content(
    package: Package, structure: Structure, folder: Path, *, has_views: bool
) -> Content:
    """Tables, forecasts, ranges and views of a package whose structure holds.

    Args:
        package: The package.
        structure: Its tables, read; none is missing.
        folder: The folder that the export goes to.
        has_views: Whether the form holds what is computed, and views.
    """
    tables = [
        Table(resource.schema, _order(structure.tables[name], resource.schema))
        for name, resource in package.resources.items()
    ]
    if not has_views:
        return Content(package, folder, tuple(tables), ())
    left_out: list[str] = []
    for name, reads, tabulate in _list_computed(package, structure, tables):
        if _is_possible(name, reads, tables, left_out):
            try:
                tables.append(Table(*tabulate(), "computed"))
            except MarketbookError as error:
                left_out.append(f"{name}: {'; '.join(error.found.splitlines())}")
    possible = list_views({table.name for table in tables})
    views = tuple(v for v in possible if _is_possible(v.name, v.reads, tables, left_out))
    return Content(package, folder, tuple(tables), views, tuple(left_out))


def _list_computed(
    package: Package, structure: Structure, tables: list[Table]
) -> Iterator[tuple[str, Reads, Callable[[], tuple[TableSchema, pl.DataFrame]]]]:
    """What may follow from the tables: its name, what it reads, and what makes it."""
    known = {table.name for table in tables}
    there = {name: columns for name, columns in READS_IF_THERE.items() if name in known}
    make_forecasts = partial(tabulate_forecasts, structure.tables)
    yield describe_forecasts().name, {**READS, **there}, make_forecasts
    yield describe_ranges().name, RANGES_READ, partial(_tabulate_ranges, structure)
    if not known.isdisjoint(CORRECTED):
        yield READINGS, {}, partial(tabulate_readings, package, structure)


def _tabulate_ranges(structure: Structure) -> tuple[TableSchema, pl.DataFrame]:
    count = count_figures(structure.tables)
    if count > MOST_FIGURES:
        raise MarketbookError(
            f"of {count:,} figures, more than {MOST_FIGURES:,}, this takes too long; "
            "'marketbook ranges' computes them for one market"
        )
    return tabulate_ranges(structure.tables)


def _is_possible(name: str, reads: Reads, tables: list[Table], left_out: list[str]) -> bool:
    reason = next(_refuse(name, reads, tables), "")
    if reason:
        left_out.append(f"{name}: {reason}")
    return not reason


def _refuse(name: str, reads: Reads, tables: list[Table]) -> Iterator[str]:
    known = {table.name: table.schema for table in tables}
    frames = {table.name: table.frame for table in tables}
    if name.casefold() in {one.casefold() for one in known}:
        yield "the package has a table of that name"
    for table, columns in reads.items():
        if table not in known:
            yield f"the package has no table {table}"
            continue
        missing = [column for column in columns if column not in known[table].names]
        if missing:
            yield f"the table {table} has no column {', '.join(missing)}"
        yield from _refuse_cells(known[table], frames[table], set(columns) - set(missing))


def _refuse_cells(schema: TableSchema, frame: pl.DataFrame, columns: set[str]) -> Iterator[str]:
    for field in schema.fields:
        if field.name not in columns:
            continue
        place, wanted = f"the column {field.name} of {schema.name}", _TYPES_READ.get(field.name)
        if field.type not in (wanted or _TEXTS):
            yield f"{place} is of type {field.type}, not {(wanted or _TEXTS)[0]}"
        elif field.type == "number" and frame[field.name].is_nan().any():
            yield f"{place} holds a number without digits (NaN)"


def _order(frame: pl.DataFrame, schema: TableSchema) -> pl.DataFrame:
    """The columns of the schema alone, with the items of lists typed too, and moments as text."""
    return frame.select(map(_select, schema.fields))


def _select(field: Field) -> pl.Expr:
    cell = pl.col(field.name)
    if field.type == "list" and field.item_type in _ITEM_TYPES:
        return cell.cast(pl.List(_ITEM_TYPES[field.item_type]))
    if field.type == "list" and field.item_type == "boolean":
        return cell.list.eval(pl.element().is_in(list(field.true_values)))
    # the forms differ in what they have for a moment; as ISO 8601 it is the same in all, and sorts
    return cell.dt.to_string("iso:strict") if field.type in ("datetime", "time") else cell
