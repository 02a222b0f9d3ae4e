"""The rows of one table against its own schema: cells and keys, not references.

Missing values become null before, and good cells get their type.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from marketbook.findings import Finding
from marketbook.package.model import Resource
from marketbook.package.report import Report
from marketbook.package.words import FIRST_LINE, Row, Say, say_condition
from marketbook.schema import Field, TableSchema
from marketbook.schema.ask import find_failing_rows
from marketbook.schema.compile import compile_schema
from marketbook.schema.conditions import ONCE, Condition, list_conditions, show_value
from marketbook.schema.dtypes import get_dtype
from marketbook.schema.lexical import get_lexical_pattern, is_plain, name_text_column
from marketbook.schema.parsers import Parse, find_parser


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


def set_missing(
    frame: pl.DataFrame, fields: Iterable[Field], null_sequence: str | None = None
) -> pl.DataFrame:
    """`frame` with null for every cell that stands for "no value", and for no other.

    Args:
        frame: Columns of text, null where a cell is empty and unquoted.
        fields: The fields of those columns.
        null_sequence: A cell that stands for "no value" in any column.
    """
    further = () if null_sequence is None else (null_sequence,)
    changes = [
        _missing(field, (*field.missing_values, *further))
        for field in fields
        if field.missing_values != ("",) or further or (frame[field.name] == "").any()
    ]
    return frame.with_columns(changes) if changes else frame


def _missing(field: Field, values: tuple[str, ...]) -> pl.Expr:
    text = pl.col(field.name).fill_null("")
    missing = text.is_in(list(values))
    return pl.when(missing).then(None).otherwise(text).alias(field.name)


def add_typed_cells(frame: pl.DataFrame, fields: Iterable[Field]) -> pl.DataFrame:
    """`frame` with a typed column under each field's name, its text kept beside it.

    A typed cell is null where the text is missing or is not a good cell of its type.

    Args:
        frame: Columns of text, null where a value is missing.
        fields: The fields of those columns.
    """
    typed = [field for field in fields if not is_plain(field)]
    if not typed:
        return frame
    return frame.with_columns(
        *(pl.col(field.name).alias(name_text_column(field)) for field in typed),
        *(_type_cells(field).alias(field.name) for field in typed),
    )


def _parse_cells(parse: Parse, dtype: pl.DataType, cells: pl.Series) -> pl.Series:
    """The value of each cell, null where it has none; each text is read once."""
    values: dict[str, object] = {}
    for text in cells.unique().drop_nulls():
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            values[text] = parse(text)
    return cells.replace_strict(
        pl.Series([*values], dtype=pl.String),
        pl.Series([*values.values()], dtype=dtype),
        default=None,
        return_dtype=dtype,
    )


def _type_cells(field: Field) -> pl.Expr:
    text = pl.col(field.name)
    if parse := find_parser(field):
        dtype = get_dtype(field)
        return text.map_batches(partial(_parse_cells, parse, dtype), return_dtype=dtype)
    pattern = get_lexical_pattern(field)
    good = pl.when(text.str.contains(f"^(?:{pattern})$")).then(text) if pattern else text
    if field.type == "list":
        return good.str.split(field.delimiter)
    if field.type == "boolean":
        return good.is_in(list(field.true_values))
    if field.type == "date":
        # Polars knows a year 0, Python and the standard do not
        day = good.str.to_date("%Y-%m-%d", strict=False)
        return pl.when(day.dt.year() > 0).then(day)
    if field.type == "number":
        return _type_number(field, good)
    if field.type == "integer":
        good = _strip_number(field, good)
    return good.cast(get_dtype(field), strict=False)


def _type_number(field: Field, text: pl.Expr) -> pl.Expr:
    plain = _strip_number(field, text)
    if field.decimal_char != ".":
        plain = plain.str.replace_all(field.decimal_char, ".", literal=True)
    number = plain.cast(pl.Float64, strict=False)
    # a number too large for 64 bits would pass as infinite; it takes five characters (1e309),
    # NaN, INF and -INF do not
    fits = number.is_finite() | (text.str.len_bytes() < 5)
    return pl.when(fits).then(number)


def _strip_number(field: Field, text: pl.Expr) -> pl.Expr:
    """A good cell without what stands around its number and between groups of its digits."""
    if not field.bare_number:
        number = get_lexical_pattern(replace(field, bare_number=True))
        text = text.str.extract(f"({number})")
    return text.str.replace_all(field.group_char, "", literal=True) if field.group_char else text
