"""A misprint read otherwise: proved, written with its arithmetic, or refused without a trace."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import marketbook as mb
from marketbook.cli import commands
from marketbook.errors import PackageError
from marketbook.package import read_package
from marketbook.starter import start_package
from tests.conftest import copy_package
from tests.pulls.setting import (
    change_file,
    edit_book,
    list_left_over,
    read_files,
    set_cell,
    states_true_hashes,
    write_tables,
)

RATE = "growth_rates:garden-robots-europe"
WHY = "Two digits were taken from another row."
JAPAN = "sizes:iomt-2025-japan"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "garden-markets"
    start_package(folder, today=dt.date(2026, 11, 21))
    return folder


def correct(package: Path, record: str, value: str, *more: str) -> Result:
    arguments = ["correct", record, str(package), "--as", value, "--because", WHY, *more]
    return CliRunner().invoke(commands, arguments)


def list_rows(package: Path, table: str) -> list[str]:
    return (package / "tables" / f"{table}.csv").read_text(encoding="utf-8").splitlines()[1:]


def drop_table(package: Path, name: str = "corrections") -> None:
    """A package from before there was such a table."""
    (package / "tables" / f"{name}.csv").unlink()
    (package / "schemas" / f"{name}.json").unlink()
    file = package / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    kept = [each for each in descriptor["resources"] if each["name"] != name]
    file.write_text(json.dumps({**descriptor, "resources": kept}), encoding="utf-8")


def test_a_proved_correction_is_written_with_its_arithmetic(package: Path) -> None:
    printed = list_rows(package, "growth_rates")
    result = mb.correct(RATE, "10.4", WHY, package)
    assert (result.outcome, result.printed, result.reading) == ("written", "9.1 %", "10.4 %")
    assert result.written == ("tables/corrections.csv", "tables/waivers.csv", "datapackage.json")
    assert result.waivers == ("growth_rates.agrees-with-sizes",)
    assert list_rows(package, "growth_rates") == printed
    assert list_rows(package, "waivers") == []
    assert list_rows(package, "corrections") == [
        f'{RATE},9.1,10.4,,{WHY},"growth_rates.agrees-with-sizes on {RATE}: states 9.1 %, but 3.3 '
        "→ 6.6 USD billion over 7 years (2025 to 2032) is 10.05 to 10.77 %; it fits over 8 years, "
        "the years of the printed label 2025 to 2032 counted inclusively; at the stated rate 2032 "
        "would be 6.071 USD billion, 0.529 USD billion (8.01 %) less than printed"
        f'",{dt.date.today()}'
    ]
    assert states_true_hashes(package)
    assert [name for name in list_left_over(package) if name.endswith((".tmp", ".json"))] == []
    assert mb.check(package).exit_code == 0


def test_what_is_written_is_told(package: Path) -> None:
    result = correct(package, RATE, "10.4")
    assert result.exit_code == 0
    first, settled, waiver, written, then = result.output.splitlines()
    assert first == f"{RATE}: printed 9.1 %, is read as 10.4 %"
    assert settled.startswith("  settled: tables/growth_rates.csv:2: growth_rates.agrees-with-")
    assert waiver == "  waiver deleted: growth_rates.agrees-with-sizes"
    assert written == "written   tables/corrections.csv, tables/waivers.csv, datapackage.json"
    assert then == f"next: run 'marketbook build {package}' to update the workbooks"


def test_the_same_again_changes_nothing(package: Path) -> None:
    correct(package, RATE, "10.4")
    before = read_files(package)
    result = correct(package, RATE, "10.40")
    assert result.exit_code == 0
    assert "nothing to write: this correction is already recorded" in result.output
    assert read_files(package) == before


def test_another_reading_takes_the_place_of_the_first(package: Path) -> None:
    correct(package, RATE, "10.4")
    assert correct(package, RATE, "10.5").exit_code == 0
    [row] = list_rows(package, "corrections")
    assert row.startswith(f"{RATE},9.1,10.5,,")


def test_a_package_without_the_table_gets_it(package: Path) -> None:
    drop_table(package)
    assert mb.check(package).exit_code == 0
    assert correct(package, RATE, "10.4").exit_code == 0
    assert len(list_rows(package, "corrections")) == 1
    report = mb.check(package)
    assert (report.exit_code, len(report.corrected)) == (0, 1)
    assert states_true_hashes(package)


@pytest.mark.parametrize(
    ("record", "value", "says"),
    [
        (RATE, "9.9", "nothing was written: with this reading the figures still contradict"),
        ("sizes:garden-robots-2025-europe", "33", "nothing was written: this would cause an error"),
        ("shares:garden-robots-2025-services", "15.5", "nothing was written: nothing contradicts"),
    ],
)
@pytest.mark.parametrize("has_table", [True, False])
def test_what_is_not_proved_is_refused(
    package: Path, record: str, value: str, says: str, has_table: bool
) -> None:
    if not has_table:
        drop_table(package)
    before = read_files(package)
    result = correct(package, record, value)
    assert result.exit_code == 1
    assert f"would be read as {value}" in result.output
    assert says in result.output
    assert read_files(package) == before


def test_a_reason_that_a_spreadsheet_would_run_is_refused(package: Path) -> None:
    before = read_files(package)
    result = mb.correct(RATE, 10.4, "=1+1", package)
    assert result.outcome == "refused"
    assert [fault for fault in result.faults if "text.no-formula" in fault]
    assert read_files(package) == before


@pytest.mark.parametrize(
    ("record", "value", "more", "says"),
    [
        (f"{RATE}s", "10.4", {}, f"nearest: '{RATE}'; expected table:id of one of sizes, growth"),
        ("waivers:x", "10.4", {}, "there is no figure 'waivers:x'"),
        (RATE, "10,4", {}, "'10,4' is not a number; expected digits, such as 13.7 or 1,239.3"),
        (RATE, "nan", {}, "'nan' is not a number"),
        (RATE, "-100", {}, "reads it as -100; expected a number above -100"),
        (RATE, "9.10", {}, "is printed as 9.1 %; expected another value, or another unit"),
        (RATE, "10", {"unit": "usd-billion"}, "it is in percent; leave unit_id empty"),
        (
            "sizes:garden-robots-2025-usa", "3.9", {"unit": "usd-bilion"},
            "reads it in 'usd-bilion', which is not in units; nearest: 'usd-billion'",
        ),
        (
            "sizes:garden-robots-2025-usa", "3.9", {"unit": "usd-billion"},
            "is printed as 3.9 USD billion; expected another value",
        ),
    ],
)  # fmt: skip
def test_errors_say_what_was_expected(
    package: Path, record: str, value: str, more: dict[str, str], says: str
) -> None:
    with pytest.raises(PackageError) as error:
        mb.correct(record, value, WHY, package, **more)
    assert says in str(error.value)


def test_a_reason_is_asked_for(package: Path) -> None:
    with pytest.raises(PackageError, match="there is no reason; expected why it is a misprint"):
        mb.correct(RATE, "10.4", "  ", package)


def test_a_broken_table_stops_it(package: Path) -> None:
    change_file(package, "sizes", ",12.4,12.4,", ",much,12.4,")
    with pytest.raises(PackageError, match="the tables do not match their schemas"):
        mb.correct(RATE, "10.4", WHY, package)


def test_another_unit_is_written(tmp_path: Path) -> None:
    package = copy_package(tmp_path / "shipped")
    [row] = list_rows(package, "corrections")
    change_file(package, "corrections", f"{row}\n", "")
    assert [one.rule for one in mb.check(package).errors] == ["sizes.unit-slip"]
    result = mb.correct(JAPAN, 13.7, WHY, package, unit="usd-billion")
    assert result.outcome == "written"
    assert list_rows(package, "corrections")[0].startswith(f"{JAPAN},13.7,13.7,usd-billion,{WHY},")
    assert mb.check(package).exit_code == 0


def test_corrections_come_back_from_a_workbook(package: Path) -> None:
    mb.correct(RATE, "10.4", WHY, package)
    file = write_tables(package)
    assert mb.pull(file, package, apply=True).outcome == "unchanged"
    edit_book(file, lambda book: set_cell(book, "corrections", RATE, "value", 10.5))
    result = mb.pull(file, package, apply=True)
    assert (result.outcome, result.exit_code) == ("applied", 0)
    [row] = list_rows(package, "corrections")
    assert row.startswith(f"{RATE},9.1,10.5,")
    assert read_package(package)


def test_an_edit_of_the_printed_figure_makes_a_correction_out_of_date(package: Path) -> None:
    mb.correct(RATE, "10.4", WHY, package)
    change_file(package, "growth_rates", ",9.1,9.1,", ",10.4,10.4,")
    [error] = mb.check(package).errors
    assert error.rule == "corrections.of-a-printed-figure"
    assert "corrects '9.1', but the table now has '10.4'" in error.message


def test_a_comparison_says_what_was_corrected(package: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    package.rename(old)
    start_package(package, today=dt.date(2026, 11, 21))
    mb.correct(RATE, "10.4", WHY, package)
    comparison = mb.diff(old, package)
    changes = {one.finding.rule: one.change for one in comparison.findings}
    assert changes["growth_rates.agrees-with-sizes"] == "corrected"
