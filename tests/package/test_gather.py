"""What has one cause is one finding: ids, changed files, tables that could not be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from marketbook.audit import check_package
from marketbook.package import read_package
from marketbook.starter import start_package


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started") / "garden-markets"
    start_package(folder)
    return folder


@pytest.fixture
def package(started: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(started, tmp_path / "package"))


def replace_in(package: Path, table: str, old: str, new: str) -> None:
    file = package / "tables" / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def list_errors(package: Path) -> list[str]:
    """Errors of structure but for changed files, which every edit makes."""
    found = check_package(read_package(package)).errors
    return [str(one) for one in found if one.rule != "structure.hash"]


def test_an_unknown_id_is_one_finding_in_however_many_records(package: Path) -> None:
    replace_in(package, "sizes", "usd-billion", "usd-bilion")
    assert list_errors(package) == [
        "tables/sizes.csv:2: structure.foreign-key: unit_id 'usd-bilion' is not in units; nearest: "
        "'usd-billion'; correct it, or add the record to tables/units.csv (the same in 4 more "
        "records of sizes)"
    ]


def test_an_id_that_is_renamed_where_it_is_defined_is_one_finding(package: Path) -> None:
    replace_in(package, "markets", "garden-robots,", "garden-robot,")
    assert list_errors(package) == [
        "tables/axes.csv:2: structure.foreign-key: market_id 'garden-robots' is not in markets; "
        "nearest: 'garden-robot'; correct it, or add the record to tables/markets.csv (the same in "
        "18 more records: 2 of growth_rates, 3 of scenarios, 8 of shares, 5 of sizes)"
    ]


@pytest.mark.parametrize("written", ["USD billion", "usd BILLION", "USD-Billion"])
def test_a_name_leads_to_its_id_and_says_nothing_of_its_pattern(
    package: Path, written: str
) -> None:
    replace_in(package, "sizes", "usd-billion", written)
    assert list_errors(package) == [
        f"tables/sizes.csv:2: structure.foreign-key: unit_id '{written}' is not in units; nearest: "
        "'usd-billion'; correct it, or add the record to tables/units.csv (the same in 4 more "
        "records of sizes)"
    ]


def test_a_value_that_is_not_listed_is_one_finding(package: Path) -> None:
    replace_in(package, "sizes", ",estimate,", ",Estimate,")
    [line] = list_errors(package)
    assert "status is 'Estimate'; expected one of" in line
    assert line.endswith("; nearest: 'estimate' (the same in 2 more records of sizes)")


def test_changed_files_are_one_line(package: Path) -> None:
    replace_in(package, "sizes", "second paragraph", "paragraph 2")
    replace_in(package, "units", "USD million", "million USD")
    found = [str(one) for one in check_package(read_package(package)).errors]
    assert found == [
        "datapackage.json: structure.hash: sizes and units were changed since the descriptor was "
        "written; if the changes are meant, run 'marketbook build'"
    ]


def test_a_table_that_is_not_there_stops_no_other(package: Path) -> None:
    (package / "tables" / "regions.csv").unlink()
    replace_in(package, "sizes", "12.4,12.4", "12.4,12.5")
    report = check_package(read_package(package))
    structure = [str(one) for one in report.findings if one.rule.startswith("structure.")]
    assert structure[:2] == [
        "tables/growth_rates.csv: structure.foreign-key: references to regions could not be looked "
        "up, because tables/regions.csv could not be read in full; correct that file first (also "
        "those of shares and sizes)",
        "tables/regions.csv: structure.file: there is no file tables/regions.csv, which the "
        "descriptor names; put it there, or correct its path in the descriptor",
    ]
    assert "sizes.digits-match" in {one.rule for one in report.errors}


def test_a_header_that_differs_in_case_is_read_all_the_same(package: Path) -> None:
    replace_in(package, "sizes", "size_id,source_id", "size_id,Source_ID")
    replace_in(package, "sizes", "12.4,12.4", "12.4,12.5")
    header, digits = list_errors(package)[::-1]
    assert header == (
        "tables/sizes.csv:1: structure.header-case: differs from the schema in the case of letters "
        "only: 'Source_ID' for 'source_id'; write it alike"
    )
    assert "sizes.digits-match" in digits
