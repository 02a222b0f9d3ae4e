"""Runs the rules: market rules over typed markets, table rules as named checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from marketbook.errors import RuleError
from marketbook.findings import Finding
from marketbook.markets import Markets, read_markets
from marketbook.rules.rule import Contradiction, MarketRule, Row, Rule, TableRule
from marketbook.schema.ask import run_checks


@dataclass(frozen=True, slots=True)
class RuleRun:
    """What became of one rule.

    Attributes:
        rule: Id of the rule.
        rows: How many things it checked.
        skipped: Why it could not run; empty where it ran.
    """

    rule: str
    rows: int
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """Findings of all rules, and what became of each rule."""

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
        keys: Key columns of each table; without them its first column names a record.

    Raises:
        RuleError: A rule failed itself instead of judging the data.
    """
    runs: list[RuleRun] = []
    ready: list[Rule] = []
    # until the last of the old rules is a plain function
    from marketbook.old_rules.old_run import run_rules as run_old_rules

    rules = list(rules)
    old = run_old_rules(tables, [rule for rule in rules if not isinstance(rule, Rule)], files, keys)
    runs += old.runs
    for rule in (rule for rule in rules if isinstance(rule, Rule)):
        missing = [name for name in rule.reads if name not in tables]
        if missing:
            runs.append(RuleRun(rule.id, 0, f"needs {', '.join(missing)}"))
        else:
            ready.append(rule)
    findings: list[Finding] = list(old.findings)
    for audit in (
        _run_market_rules(tables, ready, files),
        _run_table_rules(tables, ready, files, keys or {}),
    ):
        findings += audit.findings
        runs += audit.runs
    return Audit(tuple(sorted(findings)), tuple(sorted(runs, key=lambda run: run.rule)))


def _run_market_rules(
    tables: Mapping[str, pl.DataFrame], rules: Iterable[Rule], files: Mapping[str, str]
) -> Audit:
    ready = [rule for rule in rules if isinstance(rule, MarketRule)]
    if not ready:
        return Audit((), ())
    markets = read_markets(tables)
    findings: list[Finding] = []
    runs: list[RuleRun] = []
    for rule in ready:
        items = _judge(rule, markets)
        runs.append(RuleRun(rule.id, len(items)))
        findings += [_find(rule, item, files) for item in items if item is not None]
    return Audit(tuple(findings), tuple(runs))


def _judge(rule: MarketRule, markets: Markets) -> list[Contradiction | None]:
    try:
        return [item for scope in _scopes(rule, markets) for item in rule.judge(scope)]
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise RuleError(
            f"rule {rule.id} is broken: {type(error).__name__}: {error}",
            remedy="this is a fault of the rule, not of the data; please report it",
        ) from error


def _scopes(rule: MarketRule, markets: Markets) -> Iterator[Any]:
    if rule.scope == "Markets":
        yield markets
    elif rule.scope == "Family":
        yield from markets.families
    else:
        yield from markets.publications


def _find(rule: Rule, found: Contradiction, files: Mapping[str, str]) -> Finding:
    at = found.at
    return Finding(
        file=files[at.table],
        line=at.line,
        rule=rule.id,
        severity=rule.severity,
        message=found.message,
        table=at.table,
        field=found.field,
        record=f"{at.table}:{at.record}",
        market=getattr(at, "market", ""),
        region=getattr(at, "region", ""),
        segment=getattr(at, "segment", ""),
        year=getattr(at, "year", None),
        stated=found.stated,
        implied=found.implied,
        worth=found.worth,
    )


def _run_table_rules(
    tables: Mapping[str, pl.DataFrame],
    rules: Iterable[Rule],
    files: Mapping[str, str],
    keys: Mapping[str, Sequence[str]],
) -> Audit:
    ready = [rule for rule in rules if isinstance(rule, TableRule)]
    lazy = {name: table.lazy() for name, table in tables.items()}
    outcomes = run_checks([rule.check for rule in ready], lazy)
    findings: list[Finding] = []
    runs: list[RuleRun] = []
    for rule in ready:
        outcome = outcomes[rule.id]
        runs.append(RuleRun(rule.id, outcome.rows))
        rows = outcome.failing.iter_rows(named=True)
        findings += [_find_row(rule, row, files, keys) for row in rows]
    return Audit(tuple(findings), tuple(runs))


def _find_row(
    rule: TableRule, row: Row, files: Mapping[str, str], keys: Mapping[str, Sequence[str]]
) -> Finding:
    table = row.get("table") or rule.table
    saying = rule.say(row)
    key = [name for name in keys.get(table, ()) if name in row] or [f"{table.rstrip('s')}_id"]
    record = "/".join(str(row[name]) for name in key if row.get(name) is not None)
    return Finding(
        file=files[table],
        line=row["_line"],
        rule=rule.id,
        severity=rule.severity,
        message=saying.message,
        table=table,
        field=saying.field,
        record=f"{table}:{row.get('record') or record}",
        market=row.get("market_id") or "",
        region=row.get("region_id") or "",
        segment=row.get("segment_id") or "",
        year=row.get("year"),
        stated=saying.stated,
        implied=saying.implied,
        worth=saying.worth,
    )
