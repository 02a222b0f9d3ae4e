"""Every figure as it is read, with what the audit says of it, as a table that views join."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from marketbook.audit import check_package
from marketbook.errors import PackageError
from marketbook.exports.frames import describe, type_frame
from marketbook.figures import multiply
from marketbook.findings import Finding
from marketbook.markets.corrections import (
    FIGURES,
    find_fault,
    find_row,
    name_units,
    read_corrections,
)
from marketbook.package import Package, Structure
from marketbook.package.contract import complete_tables, refuse_misfits
from marketbook.schema import Field, TableSchema
from marketbook.workbook.flat import judge_records

NAME = "readings"


def describe_readings() -> TableSchema:
    """The schema of the table of readings."""
    return TableSchema(
        NAME,
        "Readings",
        "Every size, growth rate, share and statistic as it is read: as printed, but for misprints "
        "that the table of corrections reads otherwise. Beside it what the audit says.",
        (
            Field(name="record", description="The figure as table:id.", required=True),
            Field(
                name="reading",
                type="number",
                description="The figure as it is read, in unit_id; percent where that is empty.",
                unit="see unit_id",
            ),
            Field(name="unit_id", description="The unit of the reading, where it is not percent."),
            Field(
                name="amount",
                type="number",
                description="The reading in base units: times the factor of its unit.",
                unit="base unit",
            ),
            describe("is_corrected", "boolean", "Whether it is read otherwise than printed."),
            describe(
                "is_disputed",
                "boolean",
                "Whether an error of the audit names it, waived or not: the figures cannot all be "
                "true. A correction settles the error.",
            ),
            describe(
                "verdict",
                "string",
                "The worst that the audit says: OK, NOTE, KNOWN (waived) or CHECK.",
            ),
        ),
        ("record",),
    )


def tabulate_readings(package: Package, structure: Structure) -> tuple[TableSchema, pl.DataFrame]:
    """Every figure of the tables that are as Marketbook's own, sorted by record.

    Args:
        package: The package.
        structure: Its tables, read.

    Raises:
        MarketbookError: A rule of the audit failed itself.
    """
    tables = {name: frame for name, frame in structure.tables.items() if _fits(name, frame)}
    # on no day is a waiver overdue, so that an export is the same whenever it is written
    report = check_package(package, structure=replace(structure, tables=tables), today=dt.date.min)
    schema = describe_readings()
    parts = [_list_figures(complete_tables(tables), name) for name in FIGURES if name in tables]
    empty = type_frame([], schema)
    read = pl.concat([empty.select("record", "reading", "unit_id"), *parts])
    read = read.join(_tabulate_corrected(complete_tables(tables)), on="record", how="left")
    frame = read.join(_tabulate_verdicts(report.findings), on="record", how="left").select(
        "record",
        pl.coalesce("read", "reading").alias("reading"),
        pl.coalesce("read_unit", "unit_id").alias("unit_id"),
        pl.lit(None, pl.Float64).alias("amount"),
        pl.col("read").is_not_null().alias("is_corrected"),
        pl.col("is_disputed").fill_null(False),
        pl.col("verdict").fill_null("OK"),
    )
    return schema, _add_amounts(frame.sort("record"), complete_tables(tables).get("units"))


def _add_amounts(frame: pl.DataFrame, units: pl.DataFrame | None) -> pl.DataFrame:
    """The amounts, computed here: databases round halves, and noise of floats, each in its way."""
    if units is None:
        return frame
    factors = dict(units.select("unit_id", "factor").iter_rows())
    rows = frame.select("reading", "unit_id").iter_rows()
    amounts = [_multiply(reading, factors.get(unit)) for reading, unit in rows]
    return frame.with_columns(pl.Series("amount", amounts, pl.Float64))


def _multiply(reading: float | None, factor: float | None) -> float | None:
    return None if reading is None or factor is None else multiply(reading, factor)


def _fits(name: str, frame: pl.DataFrame) -> bool:
    """Whether a table can be read as Marketbook's of that name, its numbers as such."""
    try:
        refuse_misfits({name: frame})
    except PackageError:
        return False
    numbers = [column for column, kind in frame.schema.items() if kind.is_float()]
    return name not in FIGURES or not any(frame[column].is_nan().any() for column in numbers)


def _list_figures(tables: Mapping[str, pl.DataFrame], name: str) -> pl.DataFrame:
    key, value, unit = FIGURES[name][:3]
    return tables[name].select(
        record=pl.concat_str(pl.lit(f"{name}:"), key),
        reading=pl.col(value).cast(pl.Float64),
        unit_id=pl.col(unit) if unit else pl.lit(None, pl.String),
    )


def _tabulate_corrected(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    types = {"record": pl.String, "read": pl.Float64, "read_unit": pl.String}
    return pl.DataFrame(list(_read_corrected(tables)), schema=types, orient="row")


def _read_corrected(
    tables: Mapping[str, pl.DataFrame],
) -> Iterator[tuple[str, float, str | None]]:
    units = name_units(tables)
    for record, correction in read_corrections(tables).items():
        row = find_row(correction, tables)
        if row is not None and not find_fault(row, correction, units):
            yield record, correction.value, correction.unit or None


def _tabulate_verdicts(findings: tuple[Finding, ...]) -> pl.DataFrame:
    types = {"record": pl.String, "verdict": pl.String, "is_disputed": pl.Boolean}
    rows = [(record, *found) for record, found in judge_records(findings).items()]
    return pl.DataFrame(rows, schema=types, orient="row")
