"""A check whose work is spread out by Spark; the findings are those of a check on one machine."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from pyspark.sql import functions as F  # noqa: N812

from marketbook.audit.check import make_report
from marketbook.audit.formats.render_json import tell_finding
from marketbook.audit.report import Report
from marketbook.markets.corrections import FIGURES as CORRECTED
from marketbook.markets.corrections import read_corrections
from marketbook.markets.cutting import (
    FIGURES,
    LISTINGS,
    MANY,
    group_markets,
    keep_wholes,
    read_parents,
)
from marketbook.markets.trees import find_heads
from marketbook.package import Package, Resource, Structure, read_package
from marketbook.package.contract import complete_tables, refuse_misfits
from marketbook.package.structure import find_blocked
from marketbook.rules import RULES
from marketbook.rules.judge import Judged, judge_markets
from marketbook.rules.proof import prove
from marketbook.rules.rule import MarketRule, Rule, TableRule
from marketbook.rules.run import Audit, judge_tables, split_rules, sum_up
from marketbook.schema import read_schema
from marketbook.schema.standard import list_standard_tables, read_standard_text
from marketbook.spark.layout import Laid, lay_out_frames, lay_out_package, narrow_package, unfold
from marketbook.spark.structure import check_structure, collect_answers
from marketbook.spark.work import (
    ANSWERS,
    Answer,
    Task,
    is_spread,
    make_piece_judge,
    read_finding,
    read_large,
    type_table,
)
from marketbook.steps import step

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

FINDINGS = (
    "rule string, severity string, table string, record string, file string, line bigint, "
    "field string, market string, region string, segment string, year bigint, message string, "
    "stated string, implied string, worth double, waived string, corrected string, "
    "conflict array<struct<record: string, file: string, line: bigint>>, "
    "suspects array<struct<record: string, leaves: array<double>, unit: string, repair: string, "
    "kind: string, fits_all: boolean>>, repeats string"
)
"""A finding, in the shape of the JSON report: what is absent is null."""

ENOUGH = 2_000
"""Figures that one task judges at least: what a piece costs by itself is a tenth of a second."""


def check(
    spark: SparkSession,
    tables: Mapping[str, DataFrame],
    package: str | Path | None = None,
    *,
    today: dt.date | None = None,
) -> DataFrame:
    """Check tables that Spark has: structure, rules, waivers.

    Args:
        spark: The session, classic or Connect.
        tables: The tables by name: columns of text, or of the types of their schema. Findings name
            the line in a column `_line`; a table without it is numbered as its file would be,
            sorted by its key.
        package: A package whose schemas the tables have; without it Marketbook's own.
        today: Day on which the review dates of the waivers are judged; none means today.

    Returns:
        The findings, as `FINDINGS` has them, sorted; empty where nothing is wrong.

    Raises:
        PackageError: A table has no schema, or one of Marketbook's own lacks what it must have.
        RuleError: A rule failed itself.
    """
    book = _make_package() if package is None else read_package(package)
    book = replace(book, resources=narrow_package(book, tables))
    laid = lay_out_frames(spark, tables, book)
    report = _check_laid(spark, book, laid, today or dt.date.today())
    rows = [tuple(tell_finding(finding).values()) for finding in report.findings]
    return spark.createDataFrame(rows, FINDINGS)


def _make_package() -> Package:
    """Marketbook's own tables, by their standard schemas."""
    resources = {
        name: Resource(
            name=name,
            path=f"tables/{name}.csv",
            schema=read_schema(json.loads(read_standard_text(name)), name),
        )
        for name in list_standard_tables()
    }
    return Package(Path(), "", {}, resources)


def check_package(spark: SparkSession, package: Package, *, today: dt.date | None = None) -> Report:
    """Check a package on this machine's disk, the work spread out by Spark.

    Args:
        spark: The session.
        package: The package.
        today: Day on which the review dates of the waivers are judged; none means today.

    Raises:
        PackageError: A table could not be read, or one of Marketbook's own lacks what it must have.
        RuleError: A rule failed itself.
    """
    with step("read the tables"):
        laid = lay_out_package(spark, package)
    return _check_laid(spark, package, laid, today or dt.date.today())


def _check_laid(spark: SparkSession, package: Package, laid: Laid, today: dt.date) -> Report:
    laid.rows.persist()  # read once, though asked for several times
    with step("check the tables on Spark"):
        structure = check_structure(package, laid)
    blocked = find_blocked(structure.findings)
    large = {name: columns for name, columns in laid.large.items() if name not in blocked}
    sound = replace(laid, large=large, rows=laid.rows.filter(F.col("table").isin(*large)))
    with step("run the rules on Spark"):
        audit, counts = _run_rules(spark, package, sound, structure)
    proved = _prove(package, sound, structure)
    laid.rows.unpersist()
    heights = {
        name: structure.tables[name].height if name in structure.tables else counts[name]
        for name in package.resources
        if name in structure.tables or name in large
    }
    return make_report(package, structure, heights, [audit], today, proved)


def _prove(package: Package, laid: Laid, structure: Structure) -> Audit:
    """What became of the corrections: the families that have any are audited on the driver."""
    small = complete_tables(structure.tables)
    if not read_corrections(small):
        return Audit((), ())
    heads = find_heads(read_parents(small))
    markets = _list_corrected(package, laid, small)
    families = {heads.get(market) for market in markets}
    every = [*markets, *(market for market, head in heads.items() if head in families)]
    some = {
        name: _read_some(package, laid, name, F.col("market").isin(every)) for name in laid.large
    }
    return prove(small | complete_tables(some), _list_files(package)[0])


def _list_corrected(package: Package, laid: Laid, small: Mapping[str, pl.DataFrame]) -> set[str]:
    """The markets that have corrections."""
    found: set[str] = set()
    corrections = read_corrections(small).values()
    for name in laid.large.keys() & CORRECTED.keys():
        ids = [one.id for one in corrections if one.table == name]
        cell = F.element_at("cells", laid.large[name].index(CORRECTED[name].key) + 1)
        found.update(_read_some(package, laid, name, cell.isin(ids))["market_id"])
    return found


def _run_rules(
    spark: SparkSession, package: Package, laid: Laid, structure: Structure
) -> tuple[Audit, Counter[str]]:
    """What the rules find, and how many rows each large table has."""
    # columns and types; empty cells are found where the rows are
    refuse_misfits({**structure.tables, **_make_empty(package, laid)})
    small = complete_tables(structure.tables)
    ready, skipped = split_rules(RULES, {*small, *laid.large})
    counted = laid.rows.groupBy("table", "market").count().collect()
    heights: Counter[str] = Counter()
    for table, _, count in counted:
        heights[table] += count
    counts = _count_markets(counted, small)
    is_large = sum(heights[name] for name in FIGURES) > MANY
    answers = _judge_families(spark, package, laid, small, ready, counts, is_large=is_large)
    with ThreadPoolExecutor(1) as pool:
        # the cluster judges families while this machine judges what is about all of them
        spread = pool.submit(collect_answers, answers)
        whole = [*_judge_whole(package, laid, small, ready)]
    return sum_up([*whole, *map(_read_judged, spread.result())], ready, skipped), heights


def _count_markets(
    counted: Iterable[tuple[str, str, int]], small: Mapping[str, pl.DataFrame]
) -> Counter[str]:
    """Figures and listings of each market."""
    counts: Counter[str] = Counter()
    for table, market, count in counted:
        if table in FIGURES:
            counts[market] += count
    for name in LISTINGS:
        if name in small:
            counts.update(small[name]["market_id"].to_list())
    return counts


def _read_some(package: Package, laid: Laid, name: str, which: Column) -> pl.DataFrame:
    """Some typed rows of a large table, on the driver."""
    rows = pl.DataFrame(laid.rows.filter((F.col("table") == name) & which).toArrow())
    return type_table(unfold(rows, laid.large[name]), package.resources[name])


def _judge_whole(
    package: Package, laid: Laid, small: Mapping[str, pl.DataFrame], rules: Iterable[Rule]
) -> Iterator[Judged]:
    """The rules that look at a whole package, over what they look at."""
    files, keys = _list_files(package)
    of_markets = [rule for rule in rules if isinstance(rule, MarketRule) and not is_spread(rule)]
    of_tables = [rule for rule in rules if isinstance(rule, TableRule) and not is_spread(rule)]
    tables = dict(small)
    if "sizes" in laid.large:
        tables |= complete_tables({"sizes": _read_whole_sizes(package, laid)})
    yield judge_markets(keep_wholes(tables), of_markets, files)
    yield judge_tables({**small, **_make_empty(package, laid)}, of_tables, files, keys)


def _make_empty(package: Package, laid: Laid) -> dict[str, pl.DataFrame]:
    """Large tables without their rows."""
    return read_large(Task(package, laid.large), {})


def _read_whole_sizes(package: Package, laid: Laid) -> pl.DataFrame:
    """The sizes of whole markets."""
    columns, schema = laid.large["sizes"], package.resources["sizes"].schema
    if "segment_id" not in columns:
        return _read_some(package, laid, "sizes", F.lit(True))
    segment = F.coalesce(F.element_at("cells", columns.index("segment_id") + 1), F.lit(""))
    missing = schema.field("segment_id").missing_values
    return _read_some(package, laid, "sizes", segment.isin("", *missing))


def _judge_families(
    spark: SparkSession,
    package: Package,
    laid: Laid,
    small: Mapping[str, pl.DataFrame],
    rules: Iterable[Rule],
    counts: Counter[str],
    *,
    is_large: bool,
) -> DataFrame:
    """What comes of the rules about families, piece by piece on the cluster."""
    spread = {
        rule.id
        for rule in rules
        if isinstance(rule, MarketRule | TableRule) and (is_spread(rule) or not rule.reads)
    }
    task = Task(package, laid.large, small, rules=frozenset(spread), is_large=is_large)
    # each piece reads all code lists: with more pieces for more data they would cost its square
    pieces_at_most = int(spark.conf.get("spark.sql.shuffle.partitions") or 1)
    most = max(ENOUGH, -(-counts.total() // pieces_at_most))
    groups = group_markets(counts, read_parents(small), most) or [[]]
    places = [(market, n) for n, group in enumerate(groups) for market in group]
    pieces = spark.createDataFrame(places, "market string, piece int")
    rows = _place_rows(laid.rows, pieces, len(groups))
    return rows.groupBy("piece").applyInArrow(make_piece_judge(task), ANSWERS)


def _place_rows(rows: DataFrame, pieces: DataFrame, count: int) -> DataFrame:
    """All rows with the number of their piece, and one without a table for each market.

    A row of no known market is about no family: it goes to any piece.
    """
    anywhere = F.pmod(F.xxhash64("table", "line"), F.lit(count)).cast("int")
    placed = rows.join(F.broadcast(pieces), "market", "left").select(
        "table", "market", "line", "cells", F.coalesce("piece", anywhere).alias("piece")
    )
    nothing = F.lit(None).cast("array<string>").alias("cells")
    line = F.lit(0).cast("bigint").alias("line")
    seeds = pieces.select(F.lit("").alias("table"), "market", line, nothing, "piece")
    return placed.unionAll(seeds).repartition(max(count, 1), "piece")


def _read_judged(answer: Answer) -> Judged:
    if answer.kind == "rows":
        return Judged((), {answer.name: int(answer.text)})
    return Judged((read_finding(answer.text),), {})


def _list_files(package: Package) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """File and key of each table."""
    files = {name: each.path for name, each in package.resources.items()}
    return files, {name: each.schema.primary_key for name, each in package.resources.items()}
