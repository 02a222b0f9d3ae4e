"""The command line: exit codes, what is printed, and how light it starts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from marketbook.cli import commands
from tests.conftest import Command, copy_package

ROOT = Path(__file__).parents[1]


def run(*args: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "marketbook", *args],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        check=False,
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package that ships."""
    return copy_package(tmp_path)


def test_the_shipped_package_is_clean() -> None:
    result = run("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert "24 tables" in result.stdout
    assert "no errors" in result.stdout


HEAVY = ("polars", "pandera", "frictionless", "openpyxl", "ironcalc", "pyarrow", "numpy", "duckdb")

LIGHT = [
    *(f"{name} --help" for name in commands.commands),
    "--help",
    "--version",
    "chek",
    "check --alll",
    "check --format jsn",
    "export sqllite out",
    "diff --format jsn HEAD",
    "rules sizes.unit-slip",
    "completion bash",
    "check nowhere",
    "build nowhere",
    "export json out nowhere",
    "read nowhere.html",
    "pull nowhere.xlsx",
    "add nowhere.xlsx",
]


@pytest.mark.parametrize("line", LIGHT)
def test_help_and_mistakes_import_nothing_heavy(line: str) -> None:
    """They take a tenth of a second of processor time beyond the start of Python."""
    code = (
        "import sys; from marketbook.cli import run; "
        f"code = run({line.split()!r}); heavy = [m for m in {HEAVY!r} if m in sys.modules]; "
        "sys.exit(f'{heavy} were imported' if heavy else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert "were imported" not in done.stderr
    assert done.returncode in (0, 2)


def test_a_finding_ends_with_one(command: Command, package: Path) -> None:
    sizes = package / "tables" / "sizes.csv"
    text = sizes.read_text(encoding="utf-8").replace(",78.4,78.4,", ",87.4,78.4,")
    sizes.write_text(text, encoding="utf-8", newline="\n")
    result = command("check", str(package), "--format", "json")
    assert result.returncode == 1
    rules = {finding["rule"] for finding in json.loads(result.stdout)["findings"]}
    assert {"structure.hash", "sizes.digits-match"} <= rules


def test_no_package_ends_with_two(command: Command, tmp_path: Path) -> None:
    result = command("check", str(tmp_path))
    assert result.returncode == 2
    assert result.stdout == ""
    assert "datapackage.json" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_place_is_given_from_where_the_command_runs(
    command: Command, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package / "tables" / "units.csv").write_text("unit_id\n", encoding="utf-8")
    monkeypatch.chdir(package.parent)
    result = command("check", package.name)
    assert f"{package.name}/tables/units.csv:1: " in result.stdout


def test_build_refuses_a_broken_table_and_writes_nothing(command: Command, package: Path) -> None:
    sizes = package / "tables" / "sizes.csv"
    sizes.write_text(sizes.read_text(encoding="utf-8").replace(",2034,", ",soon,"), newline="\n")
    result = command("build", str(package))
    assert result.returncode == 1
    assert "structure.type" in result.stdout
    assert "nothing was built" in result.stderr
    assert not (package / "workbooks").exists()


def test_build_brings_the_hashes_up_to_date(command: Command, package: Path) -> None:
    sizes = package / "tables" / "sizes.csv"
    sizes.write_text(
        sizes.read_text(encoding="utf-8").replace("section on Japan", "part on Japan"),
        encoding="utf-8",
        newline="\n",
    )
    assert command("check", str(package)).returncode == 1
    built = command("build", str(package), "--market", "iomt")
    assert built.returncode == 0
    assert "updated datapackage.json" in built.stdout
    assert (package / "workbooks" / "iomt.xlsx").exists()
    assert command("check", str(package)).returncode == 0
    assert command("build", str(package), "--market", "iomt", "--check").returncode == 0


def test_an_unknown_market_is_named_with_the_nearest(command: Command) -> None:
    result = command("build", str(ROOT), "--check", "--market", "iot")
    assert result.returncode == 2
    assert "did you mean 'iomt'?" in result.stderr


def test_the_job_summary_is_written(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert command("check", str(ROOT), "--format", "github").returncode == 0
    assert "digital-health-markets" in summary.read_text(encoding="utf-8")
