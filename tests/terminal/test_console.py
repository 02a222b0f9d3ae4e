"""How much is printed: quietly, in detail, and with progress on a terminal only."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from marketbook.cli import run
from marketbook.extras import tell_install
from marketbook.steps import listen, step, track
from marketbook.terminal.console import Console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def break_it(package: Path) -> None:
    sizes = package / "tables" / "sizes.csv"
    text = sizes.read_text(encoding="utf-8").replace("27.6,27.6", "27.9,27.9")
    sizes.write_text(text, encoding="utf-8", newline="\n")


def test_quiet_prints_only_what_needs_attention(
    package: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["check"], ["build"], ["build", "--check"], ["doctor"]):
        assert run([*arguments, str(package), "--quiet"]) == 0
        assert capfd.readouterr() == ("", "")
    assert run(["--quiet", "build", str(package)]) == 0
    assert capfd.readouterr() == ("", "")
    break_it(package)
    for arguments in (["check"], ["doctor"]):
        assert run([*arguments, str(package), "-q"]) == 1
        assert capfd.readouterr().out
    assert run(["build", "--check", "-q", str(package)]) == 1
    assert capfd.readouterr().out.startswith("tables/sizes.csv: structure.hash")


def test_verbose_says_how_long_each_step_took(
    package: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(package), "--verbose"]) == 0
    out, err = capfd.readouterr()
    assert "no errors" in out
    steps = re.findall(r"^ +\d+\.\d\d s  (.+)$", err, re.MULTILINE)
    assert {"load", "check the tables", "run the rules"} <= set(steps)
    assert run(["check", str(package)]) == 0
    assert capfd.readouterr().err == ""


def test_progress_is_drawn_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with listen(Console()), step("read"):
        list(track("build the workbooks", "abc", 3))
    drawn = terminal.getvalue()
    assert "build the workbooks [##########....................] 1 of 3" in drawn
    assert "\n" not in drawn
    assert drawn.rpartition("\r")[2] == ""


@pytest.mark.parametrize("settings", [{"quiet": True}, {"verbose": True}])
def test_no_progress_where_it_is_not_wanted(
    settings: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with listen(Console(**settings)):
        list(track("read", "abc", 3))
    assert "[" not in terminal.getvalue()


def test_no_progress_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", file := io.StringIO())
    with listen(Console()):
        list(track("read", "abc", 3))
    assert file.getvalue() == ""


def test_doctor_says_what_is_to_be_done(package: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", str(package)]) == 1
    out = capfd.readouterr().out
    assert (
        "workbooks    not up to date: workbooks/garden-robots.xlsx, workbooks/tables.xlsx; run"
        in out
    )
    assert re.search(r"^libraries    .*click \d", out, re.MULTILINE)
    assert run(["build", str(package)]) == 0
    capfd.readouterr()
    assert run(["doctor", str(package)]) == 0
    assert "workbooks    all 2 are up to date" in capfd.readouterr().out
    break_it(package)
    assert run(["doctor", str(package)]) == 1
    told = f"descriptor   tables were changed since; run 'marketbook build {package}'"
    assert told in capfd.readouterr().out


def test_doctor_without_a_package(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", str(tmp_path)]) == 1
    assert "datapackage.json does not exist; expected a package" in capfd.readouterr().out


def test_doctor_names_what_is_missing(
    package: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "marketbook.terminal.doctor._find_version",
        lambda name: "" if name in ("duckdb", "ironcalc") else "1.0",
    )
    run(["doctor", str(package)])
    out = capfd.readouterr().out
    assert "missing      ironcalc; install marketbook again" in out
    assert f"[duckdb]     without duckdb; install it with: {tell_install('duckdb')}" in out


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("marketbook exp", ["export"]),
        ("marketbook export sq", ["sqlite"]),
        ("marketbook check --format js", ["json"]),
        ("marketbook build --market gar", ["garden-robots"]),
        ("marketbook build --market x", []),
        ("marketbook rules sizes.unit-s", ["sizes.unit-slip"]),
        ("marketbook new --table player_n", ["player_names"]),
    ],
)
def test_completion(
    line: str,
    found: list[str],
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(package)
    monkeypatch.setenv("_MARKETBOOK_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    run([])
    lines = capfd.readouterr().out.splitlines()
    assert [one.partition(",")[2] for one in lines if one] == found
