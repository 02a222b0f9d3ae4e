"""Scenarios edited in a market's workbook, and what of it belongs to the tables."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

import marketbook as mb
from marketbook.package import read_package
from tests.conftest import copy_package
from tests.pulls.setting import (
    change_file,
    edit_book,
    find_header,
    find_row,
    read_files,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with the workbook of a market, which nobody changes."""
    root = copy_package(tmp_path_factory.mktemp("built"))
    mb.build(root, markets=["iomt"])
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "package"))


@pytest.fixture
def file(root: Path) -> Path:
    return root / "workbooks" / "iomt.xlsx"


def set_input(book: Workbook, label: str, value: object, column: str = "Value") -> None:
    sheet = book["Inputs"]
    sheet.cell(find_row(sheet, label, "Input"), find_header(sheet, column)[1]).value = value


def list_lines(book: Workbook) -> list[str]:
    sheet = book["Base"]
    row, column = find_header(sheet, "Text")
    return [str(c[0].value or "") for c in sheet.iter_rows(row + 1, None, column, column)]


def test_it_remembers_the_scenarios_of_its_market(root: Path, file: Path) -> None:
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[-2:] == ["State", "Base"]
    header, *lines = (root / "tables" / "scenarios.csv").read_text(encoding="utf-8").splitlines()
    assert list_lines(book) == [header, *(line for line in lines if line[:5] == "iomt,"), ""]
    sheet = book["State"]
    row, left = find_header(sheet, "Kind")
    cells = [[cell.value for cell in row[left - 1 :]] for row in sheet.iter_rows(row + 1)]
    digest = hashlib.sha256((root / "tables" / "scenarios.csv").read_bytes()).hexdigest()
    package = read_package(root)
    name, version = package.descriptor["name"], package.descriptor["version"]
    assert cells[:4] == [
        ["layout", "market workbook of marketbook", "1", None, None, None, None],
        ["package", name, version, "datapackage.json", None, None, None],
        ["market", "iomt", None, None, None, None, None],
        ["table", "scenarios", f"sha256:{digest}", "tables/scenarios.csv", "Inputs", "Inputs", "3"],
    ]


def test_it_is_not_stale_when_another_table_changes(root: Path, file: Path) -> None:
    change_file(root, "players", "Abbott Laboratories,", "Abbott Labs,")
    (result,) = mb.build(root, markets=["teleradiology"], check_only=True)
    (other,) = mb.build(root, markets=["iomt"], check_only=True)
    assert (result.state, other.state) == ("stale", "stale"), "the first was never built"
    change_file(root, "players", "Abbott Labs,", "Abbott Laboratories,")
    change_file(root, "units", "minutes", "Minutes")
    (result,) = mb.build(root, markets=["iomt"], check_only=True)
    assert result.state == "current"


def test_its_scenarios_are_pulled(root: Path, file: Path) -> None:
    before = read_files(root)

    def edit(book: Workbook) -> None:
        set_input(book, "Growth factor, low", 0.75)
        set_input(book, "Long-run growth, high", 0.065)
        set_input(book, "Method, high", "Fading growth")
        set_input(
            book, "Scenario name, low", "A reason of my own.", "Place in the document, and notes"
        )

    edit_book(file, lambda book: None)
    assert mb.pull(file, root).outcome == "unchanged"
    edit_book(file, edit)
    edited = file.read_bytes()
    (built,) = mb.build(root, markets=["iomt"])
    assert (built.state, built.held) == ("kept", ("2 records of scenarios edited and not pulled",))
    assert file.read_bytes() == edited
    result = mb.pull(file, root, apply=True)
    assert (result.outcome, result.kind, result.market) == ("applied", "market", "iomt")
    assert result.written == ("tables/scenarios.csv", "datapackage.json")
    changes = {c.key: {f.field: f.new for f in c.fields} for t in result.changes for c in t.records}
    assert changes == {
        ("iomt", "low"): {"growth_factor": "0.75", "rationale": "A reason of my own."},
        ("iomt", "high"): {"method": "fading-growth", "long_run_rate_percent": "6.5"},
    }
    after = read_files(root)
    old, new = (files["scenarios.csv"].decode().splitlines() for files in (before, after))
    assert [n for n, pair in enumerate(zip(old, new, strict=True)) if len(set(pair)) > 1] == [2, 3]
    assert mb.pull(file, root).outcome == "unchanged"
    (built,) = mb.build(root, markets=["iomt"])
    assert built.state == "written"
    assert mb.forecast(root, "iomt", "high")[2034] > 0


def test_it_conflicts_with_the_tables_and_with_other_workbooks(root: Path, file: Path) -> None:
    edit_book(file, lambda book: set_input(book, "Growth factor, low", 0.75))
    change_file(root, "scenarios", "Low,constant-growth,0.8", "Low,constant-growth,0.7")
    result = mb.pull(file, root, apply=True)
    assert (result.outcome, result.exit_code) == ("conflict", 1)
    (conflict,) = result.conflicts
    assert conflict.record == "scenarios:iomt/low"
    (field,) = conflict.fields
    assert (field.base, field.workbook, field.tables) == ("0.8", "0.75", "0.7")
    assert field.place is not None
    assert field.place.sheet == "Inputs"


def test_build_keeps_a_changed_figure_and_says_where_it_belongs(root: Path, file: Path) -> None:
    edit_book(file, lambda book: set_input(book, "Size of the whole market, 2025", 280.5))
    (result,) = mb.build(root, markets=["iomt"])
    assert result.state == "kept"
    assert "change them in tables.xlsx" in result.held[0]
    (result,) = mb.build(root, markets=["iomt"], force=True)
    assert (result.state, result.copy[:22]) == ("written", "workbooks/iomt.edited-")
    copy = openpyxl.load_workbook(root / result.copy)["Inputs"]
    assert copy.cell(
        find_row(copy, "Size of the whole market, 2025", "Input"), find_header(copy, "Value")[1]
    ).value == pytest.approx(280.5)


def test_build_writes_over_what_was_only_saved_again(root: Path, file: Path) -> None:
    """Another program's save, a scenario chosen, and figures that came from older tables."""
    change_file(root, "sizes", ",274.1,274.1,", ",274.2,274.2,")

    def choose(book: Workbook) -> None:
        book["Summary"].sheet_view.zoomScale = 120

    edit_book(file, choose)
    (result,) = mb.build(root, markets=["iomt"])
    assert (result.state, result.held) == ("written", ())
