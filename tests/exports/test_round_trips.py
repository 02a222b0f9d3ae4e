"""Any cells go into a form and come back the same."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketbook.exports.content import Content, Table
from marketbook.exports.frames import type_frame
from marketbook.exports.write_duckdb import write_duckdb
from marketbook.exports.write_json import write_json
from marketbook.exports.write_parquet import write_parquet
from marketbook.exports.write_sqlite import write_sqlite
from marketbook.package import Package
from marketbook.schema import Field, TableSchema

duckdb = pytest.importorskip("duckdb")

# what a structure that holds lets through: no line breaks, no NUL
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), min_size=1)
WHOLE = st.integers(-(10**18) + 1, 10**18 - 1)
CELLS = {
    "string": TEXTS,
    "integer": WHOLE,
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "date": st.dates(min_value=date(1, 1, 1)),
    "list": st.lists(TEXTS, min_size=1),
}
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20)


@st.composite
def draw_table(draw: st.DrawFn) -> Table:
    kinds = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=4))
    names = draw(st.lists(NAMES, min_size=len(kinds), max_size=len(kinds), unique_by=str.casefold))
    fields = [
        Field(name=name, type=kind, description=draw(st.text(max_size=20)))
        for name, kind in zip(names, kinds, strict=True)
    ]
    fields.insert(0, Field(name="the key", type="integer", required=True))
    cells = st.tuples(*(st.none() | CELLS[kind] for kind in kinds))
    rows = [(n, *row) for n, row in enumerate(draw(st.lists(cells, max_size=5)))]
    schema = TableSchema("a table", "", draw(st.text(max_size=20)), tuple(fields), ("the key",))
    return Table(schema, type_frame(rows, schema))


def write(writer, table: Table, folder: Path, name: str) -> Path:
    package = Package(folder, "datapackage.json", {"name": "any", "resources": []}, {})
    assert writer(Content(package, folder, (table,), ()), folder / name) == ()
    return folder / name


@given(draw_table())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_cells_come_back(table: Table) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = write(write_duckdb, table, folder, "out.duckdb")
        with duckdb.connect(str(path), read_only=True) as database:
            found = database.execute('FROM "a table" ORDER BY "the key"').fetchall()
        assert found == table.frame.rows()
        path = write(write_parquet, table, folder, "parquet")
        assert pl.read_parquet(path / "a table.parquet").equals(table.frame)
        path = write(write_json, table, folder, "out.json")
        rows = json.loads(path.read_text(encoding="utf-8"))["tables"]["a table"]["rows"]
        assert [list(row.values()) for row in rows] == [list(map(plain, row)) for row in found]
        path = write(write_sqlite, table, folder, "out.sqlite")
        with closing(sqlite3.connect(path)) as database:
            in_sqlite = database.execute('SELECT * FROM "a table"').fetchall()
        assert in_sqlite == [tuple(map(flat, row)) for row in found]


def plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def flat(cell: object) -> object:
    """A cell as SQLite keeps it."""
    return json.dumps(cell) if isinstance(cell, list) else plain(cell)
