"""A package need not have every table, nor every column: what is absent says nothing."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings

from marketbook.findings import Finding
from marketbook.package import read_package, read_structure
from marketbook.package.contract import complete_tables
from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from marketbook.schema.standard import list_standard_tables
from tests.rules.test_shares_right import Market, gather, printed
from tests.rules.test_shares_right import audit as audit_rows

ROOT = Path(__file__).parents[2]
PACKAGE = read_package(ROOT)
FILES = {name: resource.path for name, resource in PACKAGE.resources.items()}
KEYS = {name: resource.schema.primary_key for name, resource in PACKAGE.resources.items()}
# what another table alone can settle is open without it; a correction settles a misprint
ONLY_MORE = {
    "figures.fit-as-assumed", "players.no-near-duplicates", "shares.whole-is-stated",
    "sizes.unit-slip",
}  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return dict(read_structure(PACKAGE).tables)


def audit(tables: dict[str, pl.DataFrame]) -> list[Finding]:
    return list(run_rules(complete_tables(tables), RULES, FILES, KEYS).findings)


def places(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(finding.rule, finding.record) for finding in findings}


def test_every_shipped_table_has_its_standard_schema() -> None:
    assert set(list_standard_tables()) == set(PACKAGE.resources)


@pytest.mark.parametrize("absent", sorted(PACKAGE.resources))
def test_a_table_that_is_absent_makes_no_finding(
    tables: dict[str, pl.DataFrame], absent: str
) -> None:
    left = {name: table for name, table in tables.items() if name != absent}
    new = places(audit(left)) - places(audit(tables))
    assert {rule for rule, _ in new} <= ONLY_MORE


@pytest.mark.parametrize("table", ["sizes", "growth_rates", "shares", "claims", "sources"])
def test_columns_that_may_be_empty_may_be_absent(
    tables: dict[str, pl.DataFrame], table: str
) -> None:
    optional = [
        field.name for field in PACKAGE.resources[table].schema.fields if not field.required
    ]
    keys = PACKAGE.resources[table].schema.primary_key
    lacking = {**tables, table: tables[table].drop([n for n in optional if n not in keys])}
    empty = {
        **tables,
        table: tables[table].with_columns(
            pl.lit(None, tables[table].schema[name]).alias(name)
            for name in optional
            if name not in keys
        ),
    }
    assert audit(lacking) == audit(empty)


def test_a_small_package_is_audited() -> None:
    """Sizes and a rate alone: the contradiction is found without the tables it does not need."""
    empty = {"segment_id": None, "qualifier": None, "note": None}
    subject = {"source_id": "a", "market_id": "m", "region_id": "world", "locator": "text"}
    size = {**subject, **empty, "unit_id": "usd", "status": "forecast"}
    rows = {
        "units": [{"unit_id": "usd", "name": "USD", "currency": "USD", "factor": 1.0}],
        "sizes": [
            {**size, "size_id": "one", "year": 2025, "value": 10.0, "stated": "10.0"},
            {**size, "size_id": "two", "year": 2030, "value": 20.0, "stated": "20.0"},
        ],
        "growth_rates": [
            {
                **subject,
                **empty,
                "growth_rate_id": "rate",
                "start_year": 2025,
                "end_year": 2030,
                "rate_percent": 25.0,
                "stated": "25.0",
            }
        ],
    }  # fmt: skip
    frames = {
        name: pl.DataFrame(held).with_row_index("_line", 2).cast({"_line": pl.Int64})
        for name, held in rows.items()
    }
    found = [finding for finding in audit(frames) if finding.severity == "error"]
    assert [(one.rule, one.record) for one in found] == [
        ("growth_rates.agrees-with-sizes", "growth_rates:rate")
    ]


@settings(max_examples=3, deadline=None)
@given(printed("m0"))
def test_right_figures_stay_silent_whatever_is_absent(market: Market) -> None:
    rows = gather([market])
    for absent in (
        "axes",
        "segments",
        "shares",
        "growth_rates",
        "sizes",
        "source_periods",
        "claims",
    ):
        left = {name: held for name, held in rows.items() if name != absent}
        assert [str(finding) for finding in audit_rows(left)] == []


def test_no_table_at_all_says_nothing() -> None:
    assert audit({}) == []
