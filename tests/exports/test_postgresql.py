"""The script runs in a real server: odd names and cells, views, numbers without digits."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path

import pytest

import marketbook as mb
from tests.conformance.programs import run_command
from tests.conformance.tools.postgresql_ import await_server, missing, start_server
from tests.exports.conftest import ROOT

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "the server is here")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[dict[str, str]]:
    with start_server() as environment:
        await_server(tmp_path_factory.mktemp("wait"), environment)
        yield environment


class Database:
    """An empty database of its own."""

    def __init__(self, server: dict[str, str], folder: Path, name: str) -> None:
        self.folder = folder
        run_command(["psql", "--command", f"CREATE DATABASE {name}"], folder, **server)
        self.server = {**server, "PGDATABASE": name}

    def load(self, package: Path) -> None:
        mb.export("postgresql", self.folder / "out.sql", package)
        run_command(["psql", "--quiet", "--file", "out.sql"], self.folder, **self.server)

    def ask(self, query: str) -> list[dict]:
        query = f"SELECT coalesce(json_agg(t), '[]') FROM ({query}) AS t"
        command = ["psql", "--no-align", "--tuples-only", "--command", query]
        return json.loads(run_command(command, self.folder, **self.server))


def test_odd_names_and_cells_come_back(server, odd_package: Path, tmp_path: Path) -> None:
    database = Database(server, tmp_path, "odd")
    database.load(odd_package)
    found = database.ask('SELECT * FROM "select" ORDER BY "order"')
    expected = json.loads(mb.read_tables(odd_package)["select"].write_json())
    expected[0]["counts"], expected[2]["counts"] = [1, 2], [3]
    expected[0]["flags"], expected[2]["flags"] = [True, False], [False]
    assert found == expected
    keys = database.ask(
        "SELECT contype, count(*) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace GROUP BY 1"
    )
    kinds = {row["contype"]: row["count"] for row in keys}
    # two tables and a row refer back: only the reference to columns that are no key is left out
    assert (kinds["p"], kinds["f"], kinds["u"]) == (5, 3, 2)


def test_views_say_what_those_of_sqlite_say(server, tmp_path: Path) -> None:
    database = Database(server, tmp_path, "shipped")
    database.load(ROOT)
    mb.export("json", tmp_path / "out.json", ROOT)
    tables = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["tables"]
    views = [name for name, table in tables.items() if table["kind"] == "view"]
    assert len(views) == 4
    for name in views:
        ours, theirs = tables[name]["rows"], database.ask(f"SELECT * FROM {name}")
        assert [list(row) for row in theirs] == [list(row) for row in ours]
        assert _sort(theirs) == _sort(ours)


def _sort(rows: list[dict]) -> list[str]:
    return sorted(str({key: _level(cell) for key, cell in row.items()}) for row in rows)


def _level(cell: object) -> object:
    """A whole number is the same with and without its decimal point."""
    return float(cell) if isinstance(cell, int | float) else cell


def test_numbers_without_digits_are_kept(server, write_package, tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "number"}]}
    package = write_package({"one": schema}, {"one": "a\nNaN\n-INF\n1.5\n"})
    database = Database(server, tmp_path, "special")
    database.load(package)
    found = database.ask("SELECT a::text FROM one")
    assert [row["a"] for row in found] == ["NaN", "-Infinity", "1.5"]


def test_a_second_load_changes_nothing(server, odd_package: Path, tmp_path: Path) -> None:
    database = Database(server, tmp_path, "twice")
    database.load(odd_package)
    with pytest.raises(AssertionError, match="already exists"):
        run_command(["psql", "--quiet", "--file", "out.sql"], tmp_path, **database.server)
    assert len(database.ask('SELECT * FROM "select"')) == 3
