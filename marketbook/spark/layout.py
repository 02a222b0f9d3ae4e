"""Tables as Spark needs them: large ones as rows of text in one frame, small ones on the driver.

Small are the code lists and all that the rules over a whole package look at. Large are the tables
of figures, and every table that is not one of Marketbook's.
"""

# pyarrow has no types
# pyright: reportUnknownParameterType=false

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
from pyspark.sql import functions as F  # noqa: N812  as all of Spark's own pages have it
from pyspark.sql.types import ArrayType
from pyspark.sql.window import Window

from marketbook.errors import PackageError
from marketbook.findings import Finding
from marketbook.markets.cutting import FIGURES
from marketbook.package import Package, Resource
from marketbook.package.header import check_header, match_labels
from marketbook.package.report import Report
from marketbook.package.structure import check_attachments
from marketbook.package.table_file import find_absent, measure_files
from marketbook.package.table_text import read_table_text
from marketbook.schema.standard import list_standard_tables

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

MARKET = "market_id"

ROWS = "table string, market string, line bigint, cells array<string>"
"""A row of any large table: its cells as text, in the order of the columns of its table."""

_ARROW_ROWS = pa.schema(
    {
        "table": pa.string(),
        "market": pa.string(),
        "line": pa.int64(),
        "cells": pa.list_(pa.string()),
    }
)


@dataclass(slots=True)
class Laid:
    """The tables of a package, laid out.

    Attributes:
        rows: The rows of all large tables, as `ROWS` has them.
        large: Columns of each large table, in the order of the cells.
        small: Small tables as text, with their `_line`.
        findings: What is wrong with files and headers.
        incomplete: Tables some of whose rows could not be read.
    """

    rows: DataFrame
    large: dict[str, tuple[str, ...]] = field(default_factory=dict)
    small: dict[str, pl.DataFrame] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)


def is_large(table: str) -> bool:
    """Whether a table stays on the cluster."""
    return table in FIGURES or table not in list_standard_tables()


def lay_out_package(spark: SparkSession, package: Package) -> Laid:
    """Read the files of a package on this machine and hand the large tables to Spark.

    Args:
        spark: The session.
        package: The package.

    Raises:
        PackageError: A file could not be read.
    """
    laid = Laid(spark.createDataFrame([], ROWS))
    laid.findings += [*package.findings, *check_attachments(package)]
    parts: list[pa.Table] = []
    for name, resource in package.resources.items():
        if absent := find_absent(package, resource):
            laid.findings.append(absent)
            laid.incomplete.add(name)
            continue
        facts = measure_files(package, resource)
        text = read_table_text(package, facts, resource)
        laid.findings += text.findings
        if text.frame is None or not text.complete:
            laid.incomplete.add(name)
        if text.frame is not None and is_large(name):
            laid.large[name] = tuple(text.frame.columns[1:])
            parts.append(_to_arrow(name, text.frame))
        elif text.frame is not None:
            laid.small[name] = text.frame
    if any(part.num_rows for part in parts):
        laid.rows = spark.createDataFrame(pa.concat_tables(parts), ROWS)
    return laid


def _to_arrow(name: str, frame: pl.DataFrame) -> pa.Table:
    columns = frame.columns[1:]
    market = pl.col(MARKET) if MARKET in columns else pl.lit(None, pl.String)
    rows = frame.select(
        pl.lit(name).alias("table"),
        market.alias("market"),
        pl.col("_line").alias("line"),
        pl.concat_list(columns).alias("cells"),
    )
    return rows.to_arrow().cast(_ARROW_ROWS)


def lay_out_frames(spark: SparkSession, tables: Mapping[str, DataFrame], package: Package) -> Laid:
    """Lay out tables that Spark has.

    They have columns of text, or of the types of their schema. A table without a column `_line` is
    numbered as its file would be, sorted by its key.
    """
    none = spark.createDataFrame([], ROWS)
    laid = Laid(none)
    parts: dict[str, DataFrame] = {}
    known: dict[str, tuple[str, ...]] = {}
    for name, resource in package.resources.items():
        labels = [label for label in tables[name].columns if label != "_line"]
        laid.findings += _check_labels(labels, resource)
        columns = tuple(filter(None, match_labels(labels, resource)))
        if columns:
            known[name] = columns
            parts[name] = _fold(_show_cells(tables[name], columns, resource), name, columns)
        else:
            laid.incomplete.add(name)
    laid.large = {name: columns for name, columns in known.items() if is_large(name)}
    laid.rows = reduce(_join, (parts[name] for name in laid.large), none)
    # all small tables at once: a job for each would cost more than their rows
    small = [name for name in known if name not in laid.large]
    rows = pl.DataFrame(reduce(_join, (parts[name] for name in small), none).toArrow())
    for name in small:
        laid.small[name] = unfold(rows.filter(pl.col("table") == name), known[name])
    return laid


def _join(one: DataFrame, other: DataFrame) -> DataFrame:
    return one.unionAll(other)


def _check_labels(labels: list[str], resource: Resource) -> Iterator[Finding]:
    """Columns of a frame have no order of their own: only what lacks or is too much counts."""
    places = {name: place for place, name in enumerate(resource.schema.names)}
    ordered = sorted(labels, key=lambda label: places.get(label, len(places)))
    return check_header(ordered, resource, Report(resource.path, resource.name))


def _show_cells(frame: DataFrame, columns: tuple[str, ...], resource: Resource) -> DataFrame:
    """`_line`, then each column as text, as the cells of a file would have it."""
    shown = [_show(frame, column, resource).alias(column) for column in columns]
    if "_line" in frame.columns:
        return frame.select(F.col("_line").cast("bigint").alias("_line"), *shown)
    key = [name for name in resource.schema.primary_key if name in columns] or columns
    order = Window.orderBy(*(_sort_by(name, resource) for name in key))
    number = F.row_number().over(order).cast("bigint") + F.lit(1)
    return frame.select(number.alias("_line"), *shown)


def _sort_by(column: str, resource: Resource) -> Column:
    """Numbers in their own order, whether or not they came as text."""
    cell = F.col(f"`{column}`")
    is_number = resource.schema.field(column).type in ("integer", "number", "year")
    return cell.try_cast("double") if is_number else cell


def _show(frame: DataFrame, column: str, resource: Resource) -> Column:
    cell, field = F.col(f"`{column}`"), resource.schema.field(column)
    if isinstance(frame.schema[column].dataType, ArrayType):
        shown = F.array_join(cell.cast("array<string>"), field.delimiter)
    else:
        shown = cell.cast("string")
    # no value at all is missing whatever the texts are that stand for it
    return F.coalesce(shown, F.lit(field.missing_text)) if field.missing_text else shown


def _fold(frame: DataFrame, name: str, columns: tuple[str, ...]) -> DataFrame:
    market = F.col(MARKET) if MARKET in columns else F.lit(None).cast("string")
    return frame.select(
        F.lit(name).alias("table"),
        market.alias("market"),
        F.col("_line").alias("line"),
        F.array(*(F.col(f"`{column}`") for column in columns)).alias("cells"),
    )


def unfold(rows: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The rows of one table as a frame of text: `_line`, then its columns; in order of lines.

    Args:
        rows: Rows of the table, as `ROWS` has them.
        columns: Its columns.
    """
    cells = (pl.col("cells").list.get(n).alias(name) for n, name in enumerate(columns))
    return rows.sort("line").select(pl.col("line").alias("_line"), *cells)


def narrow_package(package: Package, tables: Mapping[str, object]) -> dict[str, Resource]:
    """The tables of a package that are there.

    Raises:
        PackageError: A table has no schema.
    """
    unknown = sorted(set(tables) - set(package.resources))
    if unknown:
        raise PackageError(
            f"there is no schema of {', '.join(unknown)}",
            f"tables among {', '.join(package.resources)}",
            "name the package whose schemas the tables have",
        )
    return {name: each for name, each in package.resources.items() if name in tables}
