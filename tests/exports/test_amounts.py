"""Amounts in base units are the decimal product of the reading and its factor, in every form."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

import marketbook as mb
from marketbook.package import read_package, refresh_descriptor
from marketbook.starter import start_package
from tests.exports.test_postgresql import Database, missing, server  # noqa: F401  a fixture

VALUES = {"2.000005": 1e3, "0.000025": 1e3, "4.5": 1e-2, "33.758": 1e12, "526.19": 1e12}
"""What databases round to the nearest or to the even, and products that are not exact in binary."""

EXPECTED = [2000.005, 0.025, 0.045, 33_758_000_000_000.0, 526_190_000_000_000.0]
QUERY = "SELECT amount FROM sizes_with_names WHERE size_id LIKE 'half-%' ORDER BY size_id"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    root = tmp_path / "package"
    start_package(root)
    units, sizes = root / "tables" / "units.csv", root / "tables" / "sizes.csv"
    lines = units.read_text(encoding="utf-8").splitlines()
    rows = sizes.read_text(encoding="utf-8").splitlines()
    for n, (value, factor) in enumerate(VALUES.items()):
        lines.append(f"unit-{n},Unit {n},count,,{factor!r}")
        rows.append(
            f"half-{n},example-2026,garden-robots,world,,{2040 + n},{value},{value},unit-{n},"
            "forecast,,invented,"
        )
    units.write_text("\n".join([lines[0], *sorted(lines[1:])]) + "\n", encoding="utf-8")
    sizes.write_text("\n".join([rows[0], *sorted(rows[1:])]) + "\n", encoding="utf-8")
    refresh_descriptor(read_package(root))
    return root


def test_the_views_of_all_forms_have_the_same_amounts(package: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    for form in ("json", "sqlite", "duckdb", "parquet"):
        mb.export(form, tmp_path / f"out.{form}", package)
    view = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["tables"]
    rows = view["sizes_with_names"]["rows"]
    assert [row["amount"] for row in rows if row["size_id"].startswith("half-")] == EXPECTED
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as base:
        assert [row[0] for row in base.execute(QUERY)] == EXPECTED
    with closing(duckdb.connect(str(tmp_path / "out.duckdb"))) as base:
        assert [row[0] for row in base.execute(QUERY).fetchall()] == EXPECTED
    frame = pl.read_parquet(tmp_path / "out.parquet" / "sizes_with_names.parquet")
    found = frame.filter(pl.col("size_id").str.starts_with("half-")).sort("size_id")
    assert found["amount"].to_list() == EXPECTED


@pytest.mark.skipif(bool(missing()), reason=missing() or "the server is here")
def test_so_has_the_server(
    server: dict[str, str],  # noqa: F811
    package: Path,
    tmp_path: Path,
) -> None:
    database = Database(server, tmp_path, "halves")
    database.load(package)
    assert [row["amount"] for row in database.ask(QUERY)] == EXPECTED
