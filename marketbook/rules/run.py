"""Runs the rules: market rules over typed markets, table rules as named checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from marketbook.findings import Finding, sort_findings
from marketbook.markets.cutting import MANY, count_figures, count_pieces, cut_families
from marketbook.markets.grouping import group_by
from marketbook.rules.figures.settle import settle
from marketbook.rules.judge import Judged, describe, judge_markets
from marketbook.rules.rule import TABLE, Contradiction, MarketRule, Record, Row, Rule, TableRule
from marketbook.schema.ask import run_checks
from marketbook.steps import step, track

Files = Mapping[str, str]


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
    files: Files,
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
    ready, skipped = split_rules(rules, tables)
    market_rules = [rule for rule in ready if isinstance(rule, MarketRule)]
    table_rules = [rule for rule in ready if isinstance(rule, TableRule)]
    judged = [
        *_judge_markets(tables, market_rules, files),
        judge_tables(tables, table_rules, files, keys or {}),
    ]
    return sum_up(judged, ready, skipped)


def split_rules(rules: Iterable[Rule], tables: Collection[str]) -> tuple[list[Rule], list[RuleRun]]:
    """The rules whose tables are there, and what became of the others."""
    skipped: list[RuleRun] = []
    ready: list[Rule] = []
    for rule in rules:
        missing = [name for name in rule.reads if name not in tables]
        if missing:
            skipped.append(RuleRun(rule.id, 0, f"needs {', '.join(missing)}"))
        else:
            ready.append(rule)
    return ready, skipped


def sum_up(
    judged: Iterable[Judged], ready: Iterable[Rule], skipped: Iterable[RuleRun] = ()
) -> Audit:
    """What the rules found in the parts of a package."""
    rows: Counter[str] = Counter()
    findings: list[Finding] = []
    for one in judged:
        rows.update(one.rows)
        findings += one.findings
    runs = [*skipped, *(RuleRun(rule.id, rows[rule.id]) for rule in ready)]
    in_order = tuple(sorted(runs, key=lambda run: run.rule))
    return Audit(sort_findings(settle(findings)), in_order)


def _judge_markets(
    tables: Mapping[str, pl.DataFrame], rules: Sequence[MarketRule], files: Files
) -> Iterator[Judged]:
    """Family by family on all cores where there are many figures, else all at once."""
    if not rules or count_figures(tables) <= MANY:
        if rules:
            yield judge_markets(tables, rules, files)
        return
    of_package = [rule for rule in rules if rule.scope == "Markets"]
    of_families = [rule for rule in rules if rule.scope != "Markets"]
    with step("set aside figures that fit each other exactly"):
        # late: a small package needs none of this
        from marketbook.rules.cleared import clear_grids

        cleared = clear_grids(tables, of_families, files)
    yield cleared.judged
    yield judge_markets(cleared.wholes, of_package, files)
    yield from _judge_families(cleared.rest, cleared.settled, files)
    if cleared.others:
        yield from _judge_families(tables, cleared.others, files)


def _judge_families(
    tables: Mapping[str, pl.DataFrame], rules: Sequence[MarketRule], files: Files
) -> Iterator[Judged]:
    pieces = count_pieces(tables)
    if pieces == 1:
        yield judge_markets(tables, rules, files)
    else:
        from marketbook.rules.workers import judge_pieces

        judged = judge_pieces(cut_families(tables), rules, files)
        yield from track("check each family of markets", judged, pieces)


def judge_tables(
    tables: Mapping[str, pl.DataFrame],
    rules: Sequence[TableRule],
    files: Files,
    keys: Mapping[str, Sequence[str]],
) -> Judged:
    """Run table rules; arguments as of :func:`run_rules`, every table that a rule reads is there.

    Raises:
        RuleError: A rule failed itself instead of judging the data.
    """
    lazy = {name: table.lazy() for name, table in tables.items()}
    with step("check each table"):
        outcomes = run_checks([rule.check for rule in rules], lazy)
    findings: list[Finding] = []
    for rule in rules:
        failing = outcomes[rule.id].failing
        records = _name_records(rule, failing.iter_rows(named=True), tables, keys)
        rows = failing.iter_rows(named=True)
        findings += (_find_row(rule, row, records, files) for row in rows)
    return Judged(tuple(findings), {rule.id: outcomes[rule.id].rows for rule in rules})


def _name_records(
    rule: TableRule,
    rows: Iterable[Row],
    tables: Mapping[str, pl.DataFrame],
    keys: Mapping[str, Sequence[str]],
) -> dict[tuple[str, int], str]:
    """What the rows are called by the key of their table, by table and line."""
    found: dict[tuple[str, int], str] = {}
    for table, own in group_by(rows, lambda row: row.get(TABLE) or rule.table).items():
        at = [row["_line"] for row in own]
        key = keys.get(table) or tables[table].columns[1:2]
        named = tables[table].filter(pl.col("_line").is_in(at)).select("_line", *key)
        found |= {(table, line): "/".join(map(str, cells)) for line, *cells in named.rows()}
    return found


def _find_row(
    rule: TableRule, row: Row, records: Mapping[tuple[str, int], str], files: Mapping[str, str]
) -> Finding:
    table = row.get(TABLE) or rule.table
    at = Record(
        table,
        records[table, row["_line"]],
        row["_line"],
        row.get("market_id") or "",
        row.get("region_id") or "",
        row.get("segment_id") or "",
        row.get("year"),
    )
    return describe(rule, Contradiction(at, *rule.say(row)), files)
