"""Packages for the tests on Spark: all cases of all rule pages in one, and generated families."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from tests.rules.completion import Records, complete
from tests.rules.faults import PLANTS, plant_fault
from tests.rules.markets import as_frames, build_package, build_small, merge
from tests.rules.pages import Case, read_base
from tests.rules.tables import ROOT, SHARED, read_key, read_schemas, read_shared

ABSENT = ("waivers", "corrections")
"""Tables that name records of others in their text."""


def write_tables(folder: Path, tables: Mapping[str, pl.DataFrame]) -> Path:
    """A package of tables that have the standard schemas."""
    (folder / "tables").mkdir(parents=True)
    for name, table in tables.items():
        columns = [field["name"] for field in read_schemas()[name]["fields"]]
        table.select(columns).write_csv(folder / "tables" / f"{name}.csv")
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [
        {key: value for key, value in resource.items() if key not in ("hash", "bytes")}
        | {"schema": read_schemas()[resource["name"]]}
        for resource in descriptor["resources"]
        if resource["name"] in tables
    ]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def join_cases(cases: Iterable[Case]) -> dict[str, pl.DataFrame]:
    """One package of many cases: each has ids of its own, but for places, units and names."""
    joined: dict[str, Records] = {name: [] for name in read_schemas() if name not in ABSENT}
    for number, case in enumerate(cases):
        whole = complete({**read_base(), **case.written}, read_shared())
        for table, rows in whole.items():
            if table in joined:
                joined[table] += [_prefix(table, row, f"c{number}-") for row in rows]
    return {name: _make_table(name, rows) for name, rows in joined.items()}


def _make_table(name: str, rows: Records) -> pl.DataFrame:
    columns = [field["name"] for field in read_schemas()[name]["fields"]]
    table = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String))
    if name in SHARED:
        # every case has the same places and units, and some have more
        ours = pl.read_csv(ROOT / "tables" / f"{name}.csv", infer_schema=False)
        table = pl.concat([ours, table])
    return table.unique(read_key(name), keep="first", maintain_order=True)


def _prefix(table: str, row: Mapping[str, str | None], prefix: str) -> dict[str, str | None]:
    own = _list_own(table)
    # a cell with a line break is a fault of the file, which would hide those of the cases
    one_line = {name: cell and cell.replace("\n", " ") for name, cell in row.items()}
    return {
        name: prefix + cell if cell and name in own else cell for name, cell in one_line.items()
    }


def _list_own(table: str) -> set[str]:
    """The columns with ids that belong to one case."""
    if table in SHARED:
        return set()
    schema = read_schemas()[table]
    own = {name for name in read_key(table) if name.endswith("_id")} - {"scenario_id"}
    for key in schema.get("foreignKeys", []):
        if key["reference"].get("resource") not in SHARED:
            own |= {key["fields"]} if isinstance(key["fields"], str) else {*key["fields"]}
    return own


def plant_families(count: int, large: int = 1) -> dict[str, pl.DataFrame]:
    """Generated families, each with a planted fault of the next kind; ids are their own.

    Args:
        count: How many.
        large: Every so-many-th family has about 110 figures, the others a handful.
    """
    kinds = [kind for kind in PLANTS if kind != "wrong region"]
    planted: list[dict[str, list[dict[str, Any]]]] = []
    for seed in range(count):
        # a wrong place is everybody's, so there is one
        kind = kinds[seed % len(kinds)] if seed else "wrong region"
        build = build_small if seed % large else build_package
        right = build(Random(seed), f"p{seed}")
        wrong, _ = plant_fault(Random(f"{kind}-{seed}"), right, kind)
        planted.append(wrong if _is_typed(wrong) else right)
    return as_frames(merge(planted))


def _is_typed(tables: Mapping[str, list[dict[str, Any]]]) -> bool:
    """Whether years and shares are such; else no rule would see any family."""
    years = [row.get("year") for name in ("sizes", "shares", "claims") for row in tables[name]]
    years += [row[name] for row in tables["growth_rates"] for name in ("start_year", "end_year")]
    shares = (row["share_percent"] <= 100 for row in tables["shares"])
    return all(year is None or 1900 <= year <= 2100 for year in years) and all(shares)
