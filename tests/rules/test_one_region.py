"""Markets of one region are judged as those of the world are."""

from __future__ import annotations

import polars as pl
import pytest

from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from tests.rules.pages import Case, read_cases
from tests.rules.tables import read_key

REGION = "federation"
NOT_NAMED = (
    # only lists or sizes of its parts are printed, and none of the region itself
    "A country that regions has in no region",
    "The report counts the country in another region",
)
ABOUT_PLACES = ("claims.", "figures.", "growth_rates.", "region_", "shares.", "sizes.", "statist")
CASES = [
    case
    for case in read_cases()
    if case.rule.startswith(ABOUT_PLACES) and case.title not in NOT_NAMED
]


def move(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The same tables with a region in the place of the world, and the world around it."""
    moved = {
        name: table.with_columns(
            pl.col(column).replace("world", REGION)
            for column in ("region_id", "of_region_id", "parent_id")
            if column in table.columns
        )
        for name, table in tables.items()
    }
    whole = {"kind": "region", "name": "the world", "parent_id": "world"}
    is_whole = pl.col("region_id") == REGION
    regions = moved["regions"].with_columns(
        pl.when(is_whole).then(pl.lit(value)).otherwise(column).alias(column)
        for column, value in whole.items()
    )
    world = tables["regions"].filter(pl.col("kind") == "world")
    return {**moved, "regions": pl.concat([regions, world])}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_same_findings(case: Case) -> None:
    tables = move(case.tables)
    files = {name: f"tables/{name}.csv" for name in tables}
    rules = [rule for rule in RULES if rule.id == case.rule]
    found = run_rules(tables, rules, files, {name: read_key(name) for name in tables}).findings
    texts = [str(finding).replace(REGION, "world") for finding in found]
    assert texts == [*case.findings]
