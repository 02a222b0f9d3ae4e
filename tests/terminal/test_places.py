"""Which package a command is about, and how soon a mistyped file is answered."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from marketbook.cli import commands, run
from marketbook.starter import start_package
from marketbook.terminal.places import tell_command


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "garden-markets"
    start_package(folder)
    assert run(["build", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("inside", [".", "tables", "workbooks"])
def test_the_package_around_the_current_folder(
    built: Path, inside: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(built / inside)
    assert run(["check"]) == 0
    assert "garden-markets 0.1.0" in capfd.readouterr().out


def test_a_workbook_finds_its_package_from_any_folder(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    workbook = built / "workbooks" / "tables.xlsx"
    assert run(["pull", str(workbook)]) == 0
    assert "nothing to pull" in capfd.readouterr().out
    monkeypatch.chdir(workbook.parent)
    assert run(["pull", workbook.name]) == 0


def test_a_workbook_elsewhere_belongs_to_the_package_here(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = shutil.copy(built / "workbooks" / "tables.xlsx", tmp_path)
    monkeypatch.chdir(built)
    assert run(["pull", str(sent)]) == 0


def test_the_package_that_is_named_counts(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(built)
    assert run(["check", str(tmp_path)]) == 2
    assert "datapackage.json" in capfd.readouterr().err


@pytest.mark.parametrize("command", ["read", "pull", "add"])
def test_a_file_that_is_not_there(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([command, "none.xlsx"]) == 2
    told = capfd.readouterr()
    assert told.err == "error: none.xlsx: there is no such file; check its name and folder\n"
    assert told.out == ""


def test_an_address_is_not_fetched(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "https://example.org/report"]) == 2
    assert capfd.readouterr().err == (
        "error: https://example.org/report: nothing is fetched; save the page in a browser, and "
        "name that file\n"
    )


def test_the_overview_cuts_no_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    listed = capfd.readouterr().out.split("Commands:")[1]
    assert all(name in listed for name in commands.commands)
    assert "..." not in listed


def test_a_command_to_type_names_the_package_that_is_not_here() -> None:
    assert tell_command("build", Path()) == "'marketbook build'"
    assert tell_command("build", Path("my markets")) == "'marketbook build \"my markets\"'"


def test_from_a_new_package_to_its_workbook_by_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each command that is proposed is the next one, in the folder where the person is."""
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text("<p>The tea market was worth USD 4.8 billion in 2024.", "utf-8")
    typed = ["new", "my markets", "--empty"]
    for following in ("read", "add", "build"):
        assert run(typed) == 0
        *_, printed = capfd.readouterr().out.splitlines()
        typed = shlex.split(printed[printed.index("'marketbook ") + 1 :].partition("'")[0])[1:]
        assert typed[0] == following, printed
        if following == "add":
            typed.append("--apply")
    assert run(typed) == 0
    assert Path("my markets", "workbooks", "tea.xlsx").is_file()


def test_a_folder_without_a_package_is_answered_before_the_documents_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text("The tea market was worth USD 4.8 billion in 2024.", "utf-8")
    assert run(["read", "page.txt", "--into", "nowhere"]) == 2
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "start one with 'marketbook new'" in printed.err
