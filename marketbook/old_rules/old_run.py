"""Runs the rules: pandera judges each view as one named check, failing rows become findings.

Of each view only one column is laid out for all of its rows: whether a row is in order. These
columns are judged together; only where one of them fails are its rows laid out, and judged alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.errors import RuleError
from dataclasses import dataclass
from marketbook.findings import Finding
from marketbook.old_rules.rule import Frame, Row, Rule, SharedTables, View, as_frame

T = TypeVar("T")

_MANY_ROWS = 100_000
"""From here on the engine that works in pieces on all cores is faster; below it costs more."""


@dataclass(frozen=True, slots=True)
class RuleRun:
    rule: str
    rows: int
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    findings: tuple[Finding, ...]
    runs: tuple[RuleRun, ...]


def run_rules(
    tables: Mapping[str, pl.DataFrame],
    rules: Iterable[Rule],
    files: Mapping[str, str],
    keys: Mapping[str, Sequence[str]] | None = None,
) -> Audit:
    """Run ``rules`` over typed ``tables``.

    Args:
        tables: Tables whose structure holds, each with its ``_line`` column.
        rules: The rules to run; one whose tables are not there is skipped, and says so.
        files: Path of each table's file inside the package.
        keys: Key columns of each table, for rules over all tables, which leave it to the audit
            to name the record; without them its first column names it.

    Raises:
        RuleError: A rule failed itself instead of judging the data.
    """
    many = max((table.height for table in tables.values()), default=0) >= _MANY_ROWS
    # also for what rules collect themselves
    with pl.Config(engine_affinity="streaming" if many else "in-memory"):
        return _run_rules(tables, rules, files, keys or {})


def _run_rules(
    tables: Mapping[str, pl.DataFrame],
    rules: Iterable[Rule],
    files: Mapping[str, str],
    keys: Mapping[str, Sequence[str]],
) -> Audit:
    lazy = SharedTables(
        {name: as_frame(table) for name, table in tables.items()},
        keep=lambda frame: as_frame(frame.to_native().collect()),
    )
    findings: list[Finding] = []
    runs: list[RuleRun] = []
    ready: list[tuple[Rule, View]] = []
    for rule in rules:
        missing = [name for name in rule.reads if name not in lazy]
        if missing:
            runs.append(RuleRun(rule.id, 0, f"needs {', '.join(missing)}"))
        else:
            ready.append((rule, _guarded(rule, lambda rule=rule: rule.view(lazy))))
    if not ready:
        return Audit((), tuple(runs))
    verdicts = _collect([(rule, _verdicts(view)) for rule, view in ready])
    for (rule, _), frame in zip(ready, verdicts, strict=True):
        runs.append(RuleRun(rule.id, frame.height))
    wrong = [ready[number] for number in _find_failed(verdicts)]
    rows = _collect([(rule, _faults(view)) for rule, view in wrong])
    for (rule, view), frame in zip(wrong, rows, strict=True):
        named = _name_records(frame, tables, keys).to_dicts()
        findings += _guarded(rule, lambda r=rule, v=view, n=named: _findings(r, v, n, files))
    return Audit(tuple(sorted(findings)), tuple(sorted(runs, key=lambda run: run.rule)))


def _verdicts(view: View) -> Frame:
    """Of each row of a view only whether it is in order."""
    return view.frame.with_columns(_holds=view.holds).select("_holds")


def _faults(view: View) -> Frame:
    return view.frame.filter(~view.holds.fill_null(value=True))


def _find_failed(verdicts: Sequence[pl.DataFrame]) -> list[int]:
    """Numbers of the verdicts in which any row is not in order."""
    return [n for n, frame in enumerate(verdicts) if not frame["_holds"].all()]


def _collect(plans: Sequence[tuple[Rule, Frame]]) -> list[pl.DataFrame]:
    # all plans at once, so that what several rules read is laid out once
    native = [(rule, frame.to_native()) for rule, frame in plans]
    try:
        return pl.collect_all([plan for _, plan in native])
    except pl.exceptions.PolarsError:
        # once more, one by one, to name the rule that is broken
        return [_guarded(rule, plan.collect) for rule, plan in native]


def _guarded(rule: Rule, work: Callable[[], T]) -> T:
    try:
        return work()
    except (
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        pl.exceptions.PolarsError,
    ) as error:
        raise RuleError(
            f"rule {rule.id} is broken: {type(error).__name__}: {error}",
            remedy="this is a fault of the rule, not of the data; please report it",
        ) from error


def _name_records(
    failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], keys: Mapping[str, Sequence[str]]
) -> pl.DataFrame:
    """Fill in the records that a rule over all tables leaves open."""
    if not failing["record"].null_count():
        return failing
    names: list[pl.DataFrame] = []
    for name in failing.filter(pl.col("record").is_null())["table"].unique():
        key = keys.get(name) or tables[name].columns[1:2]
        rows = tables[name].filter(pl.col("_line").is_in(failing["_line"].implode()))
        record = pl.concat_str([pl.col(column).cast(pl.String) for column in key], separator="/")
        names.append(rows.select(pl.lit(name).alias("table"), "_line", record.alias("_record")))
    named = failing.join(pl.concat(names), on=["table", "_line"], how="left", maintain_order="left")
    return named.with_columns(record=pl.coalesce("record", "_record")).drop("_record")


def _findings(
    rule: Rule, view: View, rows: Sequence[Row], files: Mapping[str, str]
) -> list[Finding]:
    return [_finding(rule, view, row, files) for row in rows]


def _finding(rule: Rule, view: View, row: Row, files: Mapping[str, str]) -> Finding:
    saying = view.say(row)
    return Finding(
        file=files[row["table"]],
        line=row["_line"],
        rule=rule.id,
        severity=rule.severity,
        message=saying.message,
        table=row["table"],
        field=saying.field,
        record=f"{row['table']}:{row['record']}",
        market=_text(row, "market_id"),
        region=_text(row, "region_id"),
        segment=_text(row, "segment_id"),
        year=row.get("year"),
        stated=saying.stated,
        implied=saying.implied,
        worth=saying.worth,
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    return row.get(name) or ""
