"""A finding accepted as its line names it: written with its arithmetic, or not at all."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import marketbook as mb
from marketbook.cli import commands
from marketbook.errors import PackageError
from marketbook.starter import start_package
from tests.pulls.setting import change_file, read_files, states_true_hashes
from tests.pulls.test_correct import drop_table, list_rows

RULE, RECORD = "growth_rates.agrees-with-sizes", "growth_rates:garden-robots-europe"
WHY = "The report prints both."
TODAY = dt.date.today()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """One error that is open."""
    folder = tmp_path / "garden-markets"
    start_package(folder)
    [waiver] = list_rows(folder, "waivers")
    change_file(folder, "waivers", f"{waiver}\n", "")
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


def find_offer(text: str) -> list[str]:
    [line] = [line for line in text.splitlines() if "accept it: " in line]
    return shlex.split(line.partition("accept it: marketbook ")[2].replace("…", WHY))


def test_what_check_offers_settles_the_finding(package: Path) -> None:
    told = run("check", str(package))
    assert told.exit_code == 1
    offered = find_offer(told.output)
    assert offered == ["waive", f"{package}/tables/growth_rates.csv:2", RULE, "--because", WHY]
    result = run(*offered)
    assert result.exit_code == 0, result.output
    [row] = list_rows(package, "waivers")
    assert re.fullmatch(
        rf'{RULE},{RECORD},{WHY},"{RULE} on {RECORD}: states 9\.1 %, but 3\.3 → 6\.6 [^"]*printed",'
        rf"{TODAY},{TODAY + dt.timedelta(days=365)}",
        row,
    )
    assert states_true_hashes(package)
    after = run("check", str(package), "--all")
    assert after.exit_code == 0
    assert "accept it" not in after.output


@pytest.mark.parametrize("folder", [".", "tables"])
def test_a_line_is_known_from_every_folder(
    package: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(package / folder)
    # as it is copied, up to the colon behind the rule
    place = "growth_rates.csv:2:" if folder == "tables" else "tables/growth_rates.csv:2:"
    assert run("waive", place, f"{RULE}:", "--because", WHY).exit_code == 0
    assert len(list_rows(package, "waivers")) == 1


def test_what_is_written_is_told(package: Path) -> None:
    result = run("waive", RECORD, RULE, str(package), "--because", WHY)
    assert result.output.splitlines() == [
        f"{RECORD}: {RULE} is accepted until {TODAY + dt.timedelta(days=365)}",
        "written   tables/waivers.csv, datapackage.json",
        f"next: run 'marketbook build {package}' to update the workbooks",
    ]


def test_the_same_again_changes_nothing(package: Path) -> None:
    mb.waive(RECORD, RULE, WHY, package)
    before = read_files(package)
    assert mb.waive(RECORD, RULE, f" {WHY} ", package).outcome == "unchanged"
    assert read_files(package) == before


def test_an_overdue_waiver_is_renewed(package: Path) -> None:
    mb.waive(RECORD, RULE, "Not yet looked at.", package)
    change_file(package, "waivers", f"{TODAY + dt.timedelta(days=365)}", "2020-01-01")
    assert mb.check(package).exit_code == 1
    assert mb.waive(RECORD, RULE, WHY, package).outcome == "written"
    report = mb.check(package)
    assert (report.exit_code, [one.waived for one in report.waived]) == (0, [WHY])


def test_a_package_without_the_table_gets_it(package: Path) -> None:
    drop_table(package, "waivers")
    assert mb.waive("tables/growth_rates.csv:2", RULE, WHY, package).outcome == "written"
    assert len(list_rows(package, "waivers")) == 1
    assert mb.check(package).exit_code == 0


@pytest.mark.parametrize(
    ("record", "rule", "because", "says"),
    [
        (RECORD, "sizes.unit-slip", WHY, f"expected one .*, such as {RULE}$"),
        ("tables/sizes.csv:2", RULE, WHY, f"there is no finding of {RULE} on sizes:"),
        ("tables/sizes.csv:999", RULE, WHY, "line 999 of tables/sizes.csv holds no record"),
        ("tables/none.csv:2", RULE, WHY, "there is no finding of .* on tables/none.csv:2"),
        (RECORD, RULE, "  ", "there is no reason"),
    ],
)
def test_what_is_not_there_is_said(
    package: Path, record: str, rule: str, because: str, says: str
) -> None:
    before = read_files(package)
    with pytest.raises(PackageError, match=says):
        mb.waive(record, rule, because, package)
    assert read_files(package) == before


def test_structure_is_not_waived(package: Path) -> None:
    change_file(package, "sizes", ",forecast,", ",guess,")
    [place] = [one for one in mb.check(package).errors if one.rule == "structure.enum"]
    with pytest.raises(PackageError, match="structure, which cannot be waived; correct the table"):
        mb.waive(f"{place.file}:{place.line}", place.rule, WHY, package)


def test_a_reason_that_a_spreadsheet_would_run_is_refused(package: Path) -> None:
    before = read_files(package)
    result = mb.waive(RECORD, RULE, "=1+1", package)
    assert (result.outcome, result.exit_code) == ("refused", 1)
    assert "text.no-formula" in result.faults[0]
    assert read_files(package) == before


def test_a_misprint_is_named_by_its_line_too(package: Path) -> None:
    result = mb.correct("tables/growth_rates.csv:2", "10.4", WHY, package)
    assert (result.record, result.outcome) == (RECORD, "written")
