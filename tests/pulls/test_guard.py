"""``build`` never writes over edits that were not pulled."""

from __future__ import annotations

import datetime as dt
import pickle
import shutil
import zipfile
from functools import partial
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

import marketbook as mb
from marketbook.errors import WorkbookError
from marketbook.package import read_package
from marketbook.pulls import guard
from marketbook.workbook import archive, compare
from marketbook.workbook.compare import is_as_built
from tests.pulls.setting import (
    ROOT,
    add_row,
    change_file,
    edit_book,
    find_header,
    find_row,
    read_files,
    set_cell,
)
from tests.pulls.test_pull import run
from tests.workbook.libreoffice import SOFFICE


def build(root: Path, **options: bool) -> mb.api.BuildResult:  # type: ignore[name-defined]
    (result,) = mb.build(root, **options)  # type: ignore[arg-type]
    return result


def edit(book: Workbook) -> None:
    set_cell(book, "things", "bee", "year", 2026)
    add_row(book, "kinds", {"kind_id": "medium", "name": "Medium"})


def test_edits_are_kept_until_they_are_pulled(root: Path, file: Path) -> None:
    edit_book(file, edit)
    edited = file.read_bytes()
    before = read_files(root)
    result = build(root)
    assert (result.state, result.copy) == ("kept", "")
    assert result.held == (
        "1 record of kinds edited and not pulled",
        "1 record of things edited and not pulled",
    )
    assert (file.read_bytes(), read_files(root)) == (edited, before)
    mb.pull(file, root, apply=True)
    assert build(root).state == "written"
    assert build(root).state == "current"


def test_force_keeps_a_copy(root: Path, file: Path) -> None:
    today = dt.date.today().isoformat()
    for end in ("", "-2", "-3"):
        edit_book(file, edit)
        edited = file.read_bytes()
        result = build(root, force=True)
        assert result.state == "written"
        assert result.copy == f"workbooks/tables.edited-{today}{end}.xlsx"
        assert (root / result.copy).read_bytes() == edited
        assert build(root).state == "current"
    # a copy is pulled like the workbook itself
    assert mb.pull(root / result.copy, root).outcome == "would-apply"


def test_force_makes_no_copy_of_what_holds_nothing(root: Path, file: Path) -> None:
    edit_book(file, lambda book: None)
    result = build(root, force=True)
    assert (result.state, result.copy) == ("written", "")
    assert [path.name for path in file.parent.iterdir()] == ["tables.xlsx"]


def test_a_conflict_is_kept(root: Path, file: Path) -> None:
    edit_book(file, edit)
    change_file(root, "things", ",2025,", ",2027,")
    assert build(root).held[-1] == "1 record of things edited and not pulled"


def test_what_was_refused_is_kept(root: Path, file: Path) -> None:
    edit_book(file, lambda book: set_cell(book, "things", "bee", "amount", "=1+1"))
    result = build(root)
    assert result.state == "kept"
    assert "things!C6" in result.held[0]


def test_what_is_no_workbook_of_ours_is_kept(root: Path, file: Path) -> None:
    other = Workbook()
    for content in (b"PK\x03\x04 not a zip", b"text", b""):
        file.write_bytes(content)
        result = build(root)
        assert result.state == "kept", content
        assert "its contents cannot be read" in result.held[0]
        assert file.read_bytes() == content
    other.save(file)
    assert build(root).state == "kept"
    assert build(root, force=True).state == "written"


def test_an_edit_that_the_tables_hold_too_is_not_lost(root: Path, file: Path) -> None:
    edit_book(file, lambda book: set_cell(book, "things", "bee", "year", 2026))
    change_file(root, "things", ",2025,", ",2026,")
    assert build(root).state == "written"


def test_a_workbook_of_older_tables_is_not_even_opened(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it was built from: its own checksum says that nobody touched it."""

    def refuse(*_: object) -> None:
        raise AssertionError("the workbook was read")

    monkeypatch.setattr(guard, "read_grid", refuse)
    assert is_as_built(file)
    change_file(root, "things", ",2025,", ",2026,")
    assert build(root).state == "written"
    assert is_as_built(file)


def test_one_changed_byte_of_a_sheet_is_an_edit(root: Path, file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b">Large<", b">Larger<")
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert not is_as_built(file)
    assert build(root).held == ("1 record of kinds edited and not pulled",)


def test_the_portfolio_is_kept_while_an_input_differs(tmp_path: Path) -> None:
    """Nothing is pulled from it; saved again without a change, it is written over."""
    file = tmp_path / "portfolio.xlsx"
    shutil.copy(ROOT / "workbooks" / "portfolio.xlsx", file)

    def change(book: Workbook) -> None:
        sheet = book["Inputs"]
        row = find_row(sheet, "Growth factor, low", "Input")
        sheet.cell(row, find_header(sheet, "Value")[1]).value = 0.7

    package = read_package(ROOT)
    edit_book(file, lambda book: None)
    assert guard.list_unpulled(package, file) == ()
    edit_book(file, change)
    (held,) = guard.list_unpulled(package, file)
    assert held.startswith("an input was changed; scenarios belong to tables.xlsx")


def test_a_folder_in_its_place_is_left_alone(root: Path, file: Path) -> None:
    file.unlink()
    file.mkdir()
    assert build(root).state == "kept"
    with pytest.raises(WorkbookError, match="cannot be copied"):
        build(root, force=True)


def test_other_processes_can_be_handed_the_guard(root: Path) -> None:
    """Many workbooks are built on all cores, each asked about where it is built."""
    handed = pickle.loads(pickle.dumps(partial(guard.list_unpulled, read_package(root))))  # noqa: S301
    assert handed(root / "workbooks" / "tables.xlsx") == ()


def test_check_writes_nothing_and_says_stale(root: Path, file: Path) -> None:
    edit_book(file, edit)
    assert build(root, check_only=True).state == "stale"


def test_the_command_line_names_it(root: Path, file: Path) -> None:
    edit_book(file, edit)
    kept = run("build", str(root))
    assert kept.exit_code == 1
    assert kept.stdout == "kept      workbooks/tables.xlsx\n"
    assert kept.stderr == (
        "workbooks/tables.xlsx was left alone:\n"
        "  1 record of kinds edited and not pulled\n"
        "  1 record of things edited and not pulled\n"
        "bring the edits into the tables with 'marketbook pull WORKBOOK', or discard them with "
        f"'marketbook build --force {root}', which keeps a copy\n"
    )
    forced = run("build", "--force", str(root))
    assert (forced.exit_code, forced.stderr) == (0, "")
    assert forced.stdout.splitlines()[1].endswith(".xlsx: workbooks/tables.xlsx as it was")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_saved_again_by_libreoffice_holds_nothing(saved: Path) -> None:
    """The portfolio; of a market and the tables see ``test_editors.py``."""
    file = saved / "xlsx" / "portfolio.xlsx"
    assert not is_as_built(file)
    assert guard.list_unpulled(read_package(ROOT), file) == ()


def swell(file: Path, megabytes: int) -> None:
    """Makes a workbook small on the disk and large when it is unpacked: its shared texts."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts = b"<si><t>%s</t></si>" % (b"x" * 1_000) * (megabytes * 1_000)
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(
        b"</sst>", texts + b"</sst>"
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("megabytes", [20, 120])
def test_the_limits_of_pull_hold_for_build(root: Path, file: Path, megabytes: int) -> None:
    swell(file, megabytes)
    assert build(root, check_only=True).state == "stale"
    result = build(root)
    assert result.state == "kept"
    assert "its contents cannot be read" in result.held[0]
    assert "expected at most" in result.held[0]


def test_a_workbook_larger_than_the_usual_limits_is_compared_all_the_same(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the tables themselves give is never too large to be compared with."""
    size = sum(entry.file_size for entry in zipfile.ZipFile(file).infolist())
    for module in (archive, compare):
        monkeypatch.setattr(module, "MOST_BYTES", size // 2)
    assert build(root).state == "current"
    change_file(root, "things", ",2025,", ",2026,")
    assert build(root).state == "written"


def test_a_damaged_workbook_never_stops_build(root: Path, file: Path) -> None:
    """Cut, turned over, emptied: each is kept, told of, and written anew with --force."""
    whole = file.read_bytes()
    middle = len(whole) // 2
    for damaged in (
        whole[:middle], whole[: -30], whole[:middle] + bytes(64) + whole[middle + 64 :],
        whole.replace(b"sharedStrings", b"sharedStringz"), b"PK\x03\x04", whole + bytes(100),
    ):  # fmt: skip
        file.write_bytes(damaged)
        result = build(root)
        assert result.state in ("kept", "current"), result
        if result.state == "kept":
            assert "its contents cannot be read" in result.held[0]
        assert build(root, force=True).state in ("written", "current")
