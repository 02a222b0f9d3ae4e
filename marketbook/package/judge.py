"""The rows of one table against its own schema: cells and keys, not references."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from marketbook.findings import Finding
from marketbook.package.cells import add_typed_cells, set_missing
from marketbook.package.model import Resource
from marketbook.package.report import Report
from marketbook.package.words import FIRST_LINE, Row, Say, say_condition
from marketbook.schema import TableSchema
from marketbook.schema.ask import find_failing_rows
from marketbook.schema.compile import compile_schema
from marketbook.schema.conditions import ONCE, Condition, list_conditions, show_value
from marketbook.schema.dtypes import get_dtype


@dataclass(frozen=True, slots=True)
class Judged:
    """A table's typed cells and what is wrong with them.

    Attributes:
        cells: `_line` and the typed columns that the file has, in the order of the schema.
        findings: What is wrong.
        known: Columns of which every cell is known: none is written wrongly.
    """

    cells: pl.DataFrame
    findings: list[Finding]
    known: frozenset[str]


def judge_rows(
    text: pl.DataFrame,
    resource: Resource,
    ask: Callable[[TableSchema], Sequence[Condition]] = list_conditions,
) -> Judged:
    """Type the cells of a table and find every cell and key that breaks its schema.

    Args:
        text: `_line` and columns of text, all of the schema or those that the file has.
        resource: The table.
        ask: Lists the conditions to ask: all of them, or those that some of the rows can answer.
    """
    schema = narrow_schema(resource.schema, text.columns)
    rows, blank = _split_blank(set_missing(text, schema.fields, resource.dialect.null_sequence))
    findings = [_find_blank(line, resource) for line in blank]
    rows = add_typed_cells(rows, schema.fields)
    conditions = {condition.name: condition for condition in ask(schema)}
    make = partial(compile_schema, schema, exact=False) if ask is list_conditions else None
    failing = find_failing_rows(rows, list(conditions.values()), make)
    mistyped: set[str] = set()
    for name, frame in failing.items():
        condition = conditions[name]
        found = _add_first_lines(frame, rows, condition)
        findings += list_findings(condition, found, say_condition(condition, schema), resource)
        if condition.rule == "structure.type":
            mistyped.update(condition.columns)
    cells = rows[["_line", *schema.names]]
    if resource.schema.fields_match in ("superset", "partial"):
        cells = _fill(cells, resource.schema)
    return Judged(cells, findings, frozenset(schema.names) - mistyped)


def _fill(cells: pl.DataFrame, schema: TableSchema) -> pl.DataFrame:
    """The cells with the columns that a file may leave out, empty."""
    absent = [field for field in schema.fields if field.name not in cells.columns]
    filled = cells.with_columns(pl.lit(None, get_dtype(f)).alias(f.name) for f in absent)
    return filled[["_line", *schema.names]]


def _add_first_lines(
    failing: pl.DataFrame, rows: pl.DataFrame, condition: Condition
) -> pl.DataFrame:
    """Rows that repeat a key, with the line that has it first; other rows as they are."""
    if condition.expected != ONCE:
        return failing
    first = rows.group_by(condition.columns).agg(pl.col("_line").min().alias(FIRST_LINE))
    return failing.join(first, on=condition.columns, how="left", maintain_order="left")


def narrow_schema(schema: TableSchema, columns: list[str]) -> TableSchema:
    """The schema of the columns that a file has, with the keys that can be told from them."""
    if set(schema.names) <= set(columns):
        return schema
    return replace(
        schema,
        fields=tuple(field for field in schema.fields if field.name in columns),
        primary_key=schema.primary_key if set(schema.primary_key) <= set(columns) else (),
        unique_keys=tuple(key for key in schema.unique_keys if set(key) <= set(columns)),
    )


def _split_blank(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[int]]:
    """The rows that have a value, and the lines of those that have none."""
    if any(column.null_count() == 0 for column in rows.get_columns()[1:]):
        return rows, []
    blank = rows.select(pl.all_horizontal(pl.exclude("_line").is_null())).to_series()
    return rows.filter(~blank), rows["_line"].filter(blank).to_list()


def _find_blank(line: int, resource: Resource) -> Finding:
    message = "every cell of the line is empty; fill it in or remove it"
    return Report(resource.path, resource.name).find("structure.row", line, message)


def list_findings(
    condition: Condition, failing: pl.DataFrame, say: Say, resource: Resource
) -> Iterator[Finding]:
    """A finding for each row that breaks `condition`."""
    report = Report(resource.path, resource.name)
    for row in failing.iter_rows(named=True):
        record = name_record(resource.schema, row)
        yield report.find(condition.rule, row["_line"], say(row), condition.column, record)


def name_record(schema: TableSchema, row: Row) -> str:
    """`table:id`; the parts of a composite key stand in their order with `/` between them."""
    parts = [row.get(name) for name in schema.primary_key]
    if not parts or None in parts:
        return ""
    return f"{schema.name}:{'/'.join(show_value(part) for part in parts)}"
