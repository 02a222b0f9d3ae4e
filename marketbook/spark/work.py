"""What runs on the cluster: the checks of rows and the rules of families, and what they answer.

Both take Arrow batches of rows as `layout.ROWS` has them, and give answers as `ANSWERS` has them.
"""

# pyarrow has no types
# pyright: reportUnknownParameterType=false

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

import polars as pl
import pyarrow as pa

from marketbook.errors import MarketbookError
from marketbook.findings import Finding
from marketbook.markets.cutting import FIGURES, LISTINGS, keep_markets
from marketbook.package import Package, Resource
from marketbook.package.contract import complete_tables, refuse_misfits
from marketbook.package.judge import judge_rows, narrow_schema
from marketbook.package.structure import check_references
from marketbook.rules import RULES
from marketbook.rules.cleared import clear_grids
from marketbook.rules.judge import Judged, judge_markets
from marketbook.rules.rule import MarketRule, TableRule
from marketbook.rules.run import judge_tables
from marketbook.schema import ForeignKey
from marketbook.schema.conditions import list_cell_conditions, list_keys
from marketbook.spark.layout import unfold

ANSWERS = "kind string, table string, name string, key string, line bigint, text string"

_ARROW = pa.schema(
    {
        "kind": pa.string(),
        "table": pa.string(),
        "name": pa.string(),
        "key": pa.string(),
        "line": pa.int64(),
        "text": pa.string(),
    }
)


class Answer(NamedTuple):
    """One row of what the work gives back.

    Attributes:
        kind: `finding`, `error`, `rows` (that a rule looked at), or what Spark compares: `key`
            (no two rows share it), `reference` (to be found among the `known`).
        table: Table of the row; of a `known`, or a `reference`, the table referred to.
        name: Rule, or names of the columns compared.
        key: The values compared, as JSON.
        line: Line of the row.
        text: The finding, or the number, as JSON; the message of an error; of a `reference`, the
            table that has it.
    """

    kind: str
    table: str = ""
    name: str = ""
    key: str = ""
    line: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What each worker knows of the package.

    Attributes:
        package: The package.
        large: Columns of each large table.
        small: Typed small tables.
        known: Of small tables, the columns of which every cell is known.
        rules: Ids of the rules to run.
        is_large: Whether it pays to look for figures that no rule can fault.
    """

    package: Package
    large: Mapping[str, tuple[str, ...]]
    small: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    known: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    rules: frozenset[str] = frozenset()
    is_large: bool = False


def judge_batches(task: Task, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Check the rows of large tables against their schemas, batch by batch."""
    for batch in batches:
        answers: list[Answer] = []
        try:
            for name, rows in _split(batch).items():
                answers += _judge_rows(task, task.package.resources[name], rows)
        except MarketbookError as error:
            answers = [Answer("error", text=str(error))]
        yield from _pack(answers).to_batches()


def _split(data: pa.RecordBatch | pa.Table) -> dict[str, pl.DataFrame]:
    """Rows by table."""
    rows = pl.DataFrame(data)
    return {str(name): part for (name,), part in rows.group_by("table", maintain_order=True)}


def _judge_rows(task: Task, resource: Resource, rows: pl.DataFrame) -> Iterator[Answer]:
    text = unfold(rows, task.large[resource.name])
    judged = judge_rows(text, resource, list_cell_conditions)
    near = [key for key in list_references(resource, text.columns) if key.resource in task.known]
    lost = check_references(task.package, resource, near, judged.cells, task.known)
    for finding in (*judged.findings, *lost):
        yield answer_finding(finding)
    yield from _list_entries(task, resource, judged.cells)


def list_references(resource: Resource, columns: Sequence[str]) -> list[ForeignKey]:
    """The foreign keys of a table whose columns are there."""
    return [key for key in resource.schema.foreign_keys if set(key.fields) <= set(columns)]


def _list_entries(task: Task, resource: Resource, cells: pl.DataFrame) -> Iterator[Answer]:
    """What Spark compares across partitions."""
    name = resource.name
    for _, columns in list_keys(narrow_schema(resource.schema, cells.columns)):
        for line, key in _show_keys(cells.drop_nulls(columns), columns):
            yield Answer("key", name, ", ".join(columns), key, line)
    for key in list_references(resource, cells.columns):
        if key.resource not in task.known:
            target = ", ".join(key.reference_fields)
            some = cells.filter(~pl.all_horizontal(pl.col(key.fields).is_null()))
            for line, shown in _show_keys(some, key.fields):
                yield Answer("reference", key.resource, target, shown, line, name)
    for columns in list_targets(task.package, name):
        if set(columns) <= set(cells.columns):
            for line, shown in _show_keys(cells, columns):
                yield Answer("known", name, ", ".join(columns), shown, line)


def list_targets(package: Package, table: str) -> set[tuple[str, ...]]:
    """The columns of a table that others refer to."""
    return {
        key.reference_fields
        for resource in package.resources.values()
        for key in resource.schema.foreign_keys
        if key.resource == table
    }


def _show_keys(cells: pl.DataFrame, columns: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Line and values of each row, the same text for the same values."""
    for line, *values in cells.select("_line", *columns).iter_rows():
        yield line, json.dumps([None if value is None else str(value) for value in values])


def answer_finding(finding: Finding) -> Answer:
    """A finding as an answer."""
    return Answer("finding", text=json.dumps(asdict(finding)))


def read_finding(text: str) -> Finding:
    """The finding of an answer."""
    return Finding.read(json.loads(text))


def _pack(answers: Iterable[Answer]) -> pa.Table:
    rows = [*answers]
    columns = zip(*rows, strict=True) if rows else ([] for _ in _ARROW)
    arrays = [pa.array(cells, kind) for cells, kind in zip(columns, _ARROW.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=_ARROW)


def type_table(text: pl.DataFrame, resource: Resource) -> pl.DataFrame:
    """The typed cells of a table that was checked already."""
    return judge_rows(text, resource, lambda _: ()).cells


def make_piece_judge(task: Task) -> Callable[[pa.Table], pa.Table]:
    """The function that runs the rules over a piece: some whole families.

    It takes all rows of those families, and one row without a table for each of their markets.
    Spark reads its annotations, so it is no `partial`, and they must name what can be looked up.

    Args:
        task: What is known of the package.
    """

    def judge_piece(rows: pa.Table) -> pa.Table:
        try:
            return _pack(_judge_piece(task, rows))
        except MarketbookError as error:
            return _pack([Answer("error", text=str(error))])

    return judge_piece


def _judge_piece(task: Task, rows: pa.Table) -> Iterator[Answer]:
    split = _split(rows)
    markets = split.pop("", pl.DataFrame({"market": []}))["market"].to_list()
    large = read_large(task, split)
    refuse_misfits(large)
    small = dict(task.small)
    small |= keep_markets({name: small[name] for name in LISTINGS if name in small}, markets)
    tables = complete_tables(small | large)
    resources = task.package.resources
    files = {name: resource.path for name, resource in resources.items()}
    keys = {name: resource.schema.primary_key for name, resource in resources.items()}
    rules = [rule for rule in RULES if rule.id in task.rules]
    texts = [rule for rule in rules if isinstance(rule, TableRule) and not rule.reads]
    others = [rule for rule in rules if isinstance(rule, TableRule) and rule.reads]
    of_markets: Sequence[MarketRule] = [rule for rule in rules if isinstance(rule, MarketRule)]
    yield from _answer(judge_tables(tables, others, files, keys))
    rest: Mapping[str, pl.DataFrame] = tables
    if task.is_large:
        cleared = clear_grids(tables, of_markets, files)
        rest, of_markets = cleared.rest, cleared.settled
        yield from _answer(cleared.judged)
        if cleared.others:
            yield from _answer(judge_markets(tables, cleared.others, files))
    yield from _answer(judge_markets(rest, of_markets, files))
    found = judge_tables({name: tables[name] for name in large}, texts, files, keys)
    # a row for each table is counted where the small tables are judged
    own = {rule: count - len(large) for rule, count in found.rows.items()}
    yield from _answer(Judged(found.findings, own))


def read_large(task: Task, split: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """All large tables, typed; one of which the families have no row is empty."""
    none = pl.DataFrame(schema={"line": pl.Int64, "cells": pl.List(pl.String)})
    return {
        name: type_table(unfold(split.get(name, none), columns), task.package.resources[name])
        for name, columns in task.large.items()
    }


def _answer(judged: Judged) -> Iterator[Answer]:
    yield from map(answer_finding, judged.findings)
    for rule, count in judged.rows.items():
        yield Answer("rows", name=rule, text=str(count))


def is_spread(rule: MarketRule | TableRule) -> bool:
    """Whether a rule is asked of each family: those of the whole package are asked only once."""
    if isinstance(rule, MarketRule):
        return rule.scope != "Markets"
    return bool(set(rule.reads) & set(FIGURES))
