"""Structure of tables on a cluster: rows per partition, keys and references by Spark.

Spark only finds which rows may share a key, or may refer to nothing. Those few are judged on the
driver, by the functions that judge a table on one machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl
from pyspark.sql import functions as F  # noqa: N812

from marketbook.errors import RuleError
from marketbook.findings import Finding, sort_findings
from marketbook.package import Package, Structure
from marketbook.package.judge import judge_rows
from marketbook.package.structure import check_references, find_blocked
from marketbook.schema import ForeignKey
from marketbook.schema.conditions import list_key_conditions
from marketbook.spark.layout import Laid, unfold
from marketbook.spark.work import (
    ANSWERS,
    Answer,
    Task,
    judge_batches,
    list_references,
    read_finding,
    type_table,
)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Frames = Mapping[str, pl.DataFrame]


def check_structure(package: Package, laid: Laid) -> Structure:
    """Judge the structure of all tables.

    Args:
        package: The package.
        laid: Its tables.

    Returns:
        The findings; the small tables whose structure holds.
    """
    judged = {name: judge_rows(laid.small[name], package.resources[name]) for name in laid.small}
    findings = [*laid.findings, *(one for each in judged.values() for one in each.findings)]
    cells = {name: each.cells for name, each in judged.items()}
    near = {
        name: each.cells.select(sorted(each.known))
        for name, each in judged.items()
        if name not in laid.incomplete
    }
    task = Task(package, laid.large, known=near)
    answers = laid.rows.mapInArrow(partial(judge_batches, task), ANSWERS).persist()
    found = _read_findings(answers)
    known = near | _read_targets(task, laid, found)
    findings += found
    findings += _judge_candidates(task, laid, _find_candidates(laid.rows, answers), known)
    answers.unpersist()
    for name, table in cells.items():
        keys = package.resources[name].schema.foreign_keys
        findings += check_references(package, package.resources[name], keys, table, known)
    blocked = find_blocked(findings)
    sound = {name: table for name, table in cells.items() if name not in blocked}
    return Structure(sound, sort_findings(findings))


def collect_answers(answers: DataFrame) -> list[Answer]:
    """The answers of workers.

    Raises:
        RuleError: A worker could not do its work; its message says why.
    """
    found = [Answer(*row) for row in answers.collect()]
    for answer in found:
        if answer.kind == "error":
            raise RuleError(answer.text)
    return found


def _read_findings(answers: DataFrame) -> list[Finding]:
    """The findings of rows, each once: a note on a whole table comes from each batch."""
    found = collect_answers(answers.filter(F.col("kind").isin("finding", "error")))
    return [*dict.fromkeys(read_finding(answer.text) for answer in found)]


def _find_candidates(rows: DataFrame, answers: DataFrame) -> DataFrame:
    """The rows that may share a key, and those that may refer to nothing."""
    same = ["table", "name", "key"]
    keys = answers.filter(F.col("kind") == "key")
    shared = keys.groupBy(same).count().filter(F.col("count") > 1)
    repeated = keys.join(shared, same, "left_semi").select("table", "line")
    known = answers.filter(F.col("kind") == "known").select(same).distinct()
    references = answers.filter(F.col("kind") == "reference")
    lost = references.join(known, same, "left_anti").select(F.col("text").alias("table"), "line")
    return rows.join(repeated.union(lost).distinct(), ["table", "line"], "left_semi")


def _judge_candidates(
    task: Task, laid: Laid, candidates: DataFrame, known: Frames
) -> Iterator[Finding]:
    columns = ["table", "market", "line", "cells"]
    rows = pl.DataFrame(candidates.select(columns).toArrow())
    for name, resource in task.package.resources.items():
        if name not in laid.large:
            continue
        text = unfold(rows.filter(pl.col("table") == name), laid.large[name])
        judged = judge_rows(text, resource, list_key_conditions)
        yield from judged.findings
        far = _list_far(task, name)
        yield from check_references(task.package, resource, far, judged.cells, known)


def _list_far(task: Task, name: str) -> list[ForeignKey]:
    """The references of a large table that no worker can look up by itself."""
    keys = list_references(task.package.resources[name], task.large[name])
    return [key for key in keys if key.resource not in task.known]


def _read_targets(task: Task, laid: Laid, found: list[Finding]) -> dict[str, pl.DataFrame]:
    """The columns of large tables that others refer to, where there are any."""
    wanted = {
        key.resource
        for resource in task.package.resources.values()
        for key in resource.schema.foreign_keys
        if key.resource in laid.large and key.resource not in laid.incomplete
    }
    mistyped = {(one.table, one.field) for one in found if one.rule == "structure.type"}
    targets: dict[str, pl.DataFrame] = {}
    for name in wanted:
        rows = pl.DataFrame(laid.rows.filter(F.col("table") == name).toArrow())
        cells = type_table(unfold(rows, laid.large[name]), task.package.resources[name])
        targets[name] = cells.select(
            column
            for column in cells.columns
            if column != "_line" and (name, column) not in mistyped
        )
    return targets
