"""A new package works at once, and is written whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

import marketbook as mb
from marketbook.audit import check_package
from marketbook.cli import commands
from marketbook.errors import PackageError
from marketbook.package import read_package
from marketbook.reading.records.markets import enter_market
from marketbook.reading.records.memory import make_empty_ledger
from marketbook.schema.standard import list_standard_tables
from marketbook.starter import contents, new, start_package
from marketbook.starter.contents import TABLES
from marketbook.starter.new import make_name
from tests.starter.conftest import TODAY

ROOT = Path(__file__).parents[2]


def test_it_is_clean_with_one_known_contradiction(started: Path) -> None:
    report = check_package(read_package(started), documents=started / "documents", today=TODAY)
    assert report.errors == ()
    assert report.notes == ()
    assert [(one.rule, one.record) for one in report.waived] == [
        ("growth_rates.agrees-with-sizes", "growth_rates:garden-robots-europe")
    ]
    assert {name for name, rows in report.tables if rows} == set(TABLES) - {"corrections"}


@pytest.mark.parametrize("name", ["märkte", "Märkte & Co"])
def test_the_next_command_can_be_copied(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    result = CliRunner().invoke(commands, ["new", str(folder)])
    told = re.findall("'(marketbook .*?)'", result.output)
    names = [["marketbook", name, str(folder)] for name in ("check", "build")]
    assert [shlex.split(one) for one in told] == names


def test_its_figures_are_looked_up_in_its_document(package: Path) -> None:
    sizes = package / "tables" / "sizes.csv"
    text = sizes.read_text(encoding="utf-8").replace("27.6,27.6", "27.9,27.9")
    sizes.write_text(text, encoding="utf-8", newline="\n")
    report = check_package(read_package(package), documents=package / "documents", today=TODAY)
    assert {one.rule for one in report.errors} >= {"sizes.stands-in-document"}


def test_killed_half_way_it_does_not_block_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before, between and after the moves; the next one finds its own and goes on."""
    real = Path.rename
    for folder in ("new", "empty"):
        for last in range(30):
            home = tmp_path / folder / str(last)
            (home if folder == "empty" else home.parent).mkdir(parents=True, exist_ok=True)
            if start_and_die(home, last, real, monkeypatch):
                break
            start_package(home, today=TODAY)
            assert read_package(home).descriptor["name"] == f"{last}"
            if folder == "empty":
                assert not [path for path in home.iterdir() if path.name.endswith(".tmp")]
        assert last


def start_and_die(
    home: Path, last: int, real: Callable[[Path, Path], Path], monkeypatch: pytest.MonkeyPatch
) -> bool:
    """Starts a package, and ends without any tidying before a rename; False where it ended."""
    calls = count()

    def die(self: Path, target: Path) -> Path:
        if next(calls) == last:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", die)
        patch.setattr(new.shutil, "rmtree", lambda *_, **__: None)
        try:
            start_package(home, today=TODAY)
        except KeyboardInterrupt:
            return False
    return True


def test_it_builds(package: Path) -> None:
    assert {result.state for result in mb.build(package)} == {"written"}
    assert {result.state for result in mb.build(package, check_only=True)} == {"current"}
    assert sorted(path.name for path in (package / "workbooks").iterdir()) == [
        "garden-robots.xlsx",
        "tables.xlsx",
    ]
    assert mb.forecast(package, "garden-robots")[2032] == pytest.approx(27.6)


def test_the_standards_own_tool_agrees(started: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"],
        cwd=started,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("table", TABLES)
def test_schemas_are_those_of_the_one_home(started: Path, table: str) -> None:
    assert (started / "schemas" / f"{table}.json").read_bytes() == (
        ROOT / "schemas" / f"{table}.json"
    ).read_bytes()


def test_no_table_refers_to_one_that_is_not_there(started: Path) -> None:
    resources = read_package(started).resources
    keys = [key for one in resources.values() for key in one.schema.foreign_keys]
    assert {key.resource for key in keys} <= set(resources)


def test_files_have_the_ends_of_line_that_the_hashes_need(started: Path) -> None:
    assert [
        path for path in started.rglob("*") if path.is_file() and b"\r" in path.read_bytes()
    ] == []
    attributes = (started / ".gitattributes").read_text(encoding="utf-8")
    kinds = {path.suffix for path in started.rglob("*") if path.is_file() and path.suffix}
    assert [kind for kind in kinds if f"*{kind} " not in attributes] == []


def test_the_waiver_is_good_for_a_year(started: Path) -> None:
    in_a_year = TODAY + dt.timedelta(days=365)
    assert check_package(read_package(started), today=in_a_year).exit_code == 0
    assert check_package(read_package(started), today=in_a_year + dt.timedelta(days=1)).exit_code


def test_readme_names_only_commands_that_are_there(started: Path) -> None:
    from marketbook.cli import commands

    lines = (started / "README.md").read_text(encoding="utf-8").splitlines()
    named = {line.split()[1] for line in lines if line.startswith("marketbook ")}
    assert named == {"read", "add", "build", "check"}
    assert named <= set(commands.commands)


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(PackageError, match=r"is not empty: it holds mine\.txt"):
        start_package(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(PackageError, match="is a file"):
        start_package(tmp_path / "file")


def test_an_empty_folder_stays_itself(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    before = tmp_path.stat().st_ino
    written = start_package(tmp_path)
    assert tmp_path.stat().st_ino == before
    found = {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert found == set(written)


@pytest.mark.parametrize("there", [True, False])
def test_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    target = tmp_path / "new"
    if there:
        target.mkdir()
    rename, calls = Path.rename, []

    def fail(self: Path, other: Path) -> Path:
        calls.append(other)
        if len(calls) == (3 if there else 1):
            raise OSError(28, "No space left on device")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(PackageError, match="nothing was written"):
        start_package(target)
    assert list(tmp_path.iterdir()) == ([target] if there else [])
    assert not there or list(target.iterdir()) == []


@pytest.mark.parametrize(
    ("folder", "name"),
    [("Héalth Markets 2026", "health-markets-2026"), ("___", "my-markets"), ("a.b", "a-b")],
)
def test_a_name_is_made_of_the_folder(tmp_path: Path, folder: str, name: str) -> None:
    assert make_name(tmp_path / folder) == name
    start_package(tmp_path / folder)
    assert read_package(tmp_path / folder).descriptor["name"] == name


def test_a_name_of_ones_own(tmp_path: Path) -> None:
    start_package(tmp_path / "x", name="robots.2026")
    assert json.loads((tmp_path / "x" / "datapackage.json").read_text())["name"] == "robots.2026"
    with pytest.raises(PackageError, match="cannot be the name"):
        start_package(tmp_path / "y", name="Not a name")
    assert not (tmp_path / "y").exists()


def test_an_incomplete_installation_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "TABLES", (*TABLES, "nonsense"))
    with pytest.raises(PackageError, match="there is no standard schema of 'nonsense'"):
        new.start_package(tmp_path / "x")


def test_further_tables_come_with_those_they_refer_to(tmp_path: Path) -> None:
    mb.new(tmp_path / "x", tables=["player_listings", "claims", "sizes"])
    package = read_package(tmp_path / "x")
    assert list(package.resources) == [*TABLES, "claims", "player_listings", "players"]
    report = check_package(package, today=TODAY)
    assert report.errors == ()
    assert dict(report.tables)["players"] == 0


def test_every_table_may_come_along(tmp_path: Path) -> None:
    mb.new(tmp_path / "x", tables=list_standard_tables())
    assert sorted(read_package(tmp_path / "x").resources) == sorted(list_standard_tables())
    assert {one.state for one in mb.build(tmp_path / "x")} == {"written"}


def test_an_unknown_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"no table 'player'.*did you mean 'players'"):
        mb.new(tmp_path / "x", tables=["player"])
    assert not (tmp_path / "x").exists()


def test_an_empty_one_has_all_tables_and_passes(tmp_path: Path) -> None:
    files = start_package(tmp_path / "reports", today=TODAY, empty=True)
    assert not [path for path in files if path.startswith(("documents/", "empty/"))]
    report = check_package(read_package(tmp_path / "reports"), today=TODAY)
    assert report.findings == ()
    assert {name for name, _ in report.tables} == set(list_standard_tables())
    assert {name for name, rows in report.tables if rows} == {"regions", "region_parts", "units"}
    assert [each.path for each in mb.build(tmp_path / "reports")] == ["workbooks/tables.xlsx"]
    assert "drafts/" in (tmp_path / "reports" / ".gitignore").read_text(encoding="utf-8")


def test_it_has_the_places_and_units_that_ship(tmp_path: Path) -> None:
    start_package(tmp_path / "reports", today=TODAY, empty=True)
    ours = mb.read_tables(tmp_path / "reports")
    shipped = mb.read_tables(ROOT)
    for table in ("regions", "units"):
        columns = [name for name in shipped[table].columns if name != "note"]
        assert ours[table].select(columns).equals(shipped[table].select(columns))


def test_its_first_scenarios_are_those_that_add_gives_a_market(started: Path) -> None:
    ledger = make_empty_ledger()
    enter_market(ledger, "Garden Robots")
    with (started / "tables" / "scenarios.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.DictReader(lines)) == list(ledger.list_rows("scenarios"))
