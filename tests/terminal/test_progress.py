"""Every command that may take a while shows how far it is: on a terminal, and only there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from marketbook.cli import run
from marketbook.starter import start_package
from marketbook.terminal import console

PAGE = Path(__file__).parents[2] / "docs" / "examples" / "garden-robots.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "garden-markets"
    start_package(folder)
    assert run(["build", str(folder)]) == 0
    book = load_workbook(folder / "workbooks" / "tables.xlsx")
    book["sources"]["B5"].value = "Another title"
    book.save(folder / "edited.xlsx")
    return folder


COMMANDS = {
    "check {package}": "check the figures, rule by rule",
    "build {package} --check": "check the tables",
    "pull {package}/edited.xlsx": "check the figures, rule by rule",
    "export sqlite {out} {package}": "write the tables",
    "export json {out} {package}": "compute the views",
    "export postgresql {out} {package}": "write the tables",
    "diff {package} {package}": "check both versions",
    "read {page}": "read",
}


@pytest.mark.parametrize("line", COMMANDS)
def test_a_bar_on_a_terminal(
    line: str,
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(console, "_PAUSE", 0)
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    assert run(write(line, built, tmp_path)) in (0, 1)
    drawn = capfd.readouterr().err
    assert COMMANDS[line] in drawn
    bars = re.findall(r"\[([#.]{30})\] (\d+) of (\d+)", drawn)
    assert bars
    assert all(int(done) <= int(of) for _, done, of in bars)
    assert drawn.split("\r")[-1] == "", "the last line is taken away"


@pytest.mark.parametrize("line", COMMANDS)
def test_nothing_in_a_pipe(
    line: str, built: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(write(line, built, tmp_path))
    assert capfd.readouterr().err == ""


def write(line: str, package: Path, folder: Path) -> list[str]:
    values = {"package": package, "out": folder / "out", "page": PAGE}
    return [part.format(**values) for part in line.split()]
