"""Tables that are not needed may be absent; tables and columns of one's own are left in peace."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Collection
from pathlib import Path

import openpyxl
import pytest

import marketbook as mb
from marketbook.audit import check_package
from marketbook.errors import PackageError, WorkbookError
from marketbook.package import read_package
from marketbook.starter.contents import TABLES
from tests.conftest import WritePackage
from tests.starter.conftest import TODAY

OPTIONAL = sorted(set(TABLES) - {"sizes", "units", "waivers"})
ALONE = ("markets", "regions", "scenarios", "segments", "shares", "sources")


def leave_out(package: Path, gone: Collection[str]) -> None:
    """Take tables out of a package, and the references to them out of the other schemas."""
    file = package / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] not in gone]
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    for name in gone:
        (package / "tables" / f"{name}.csv").unlink()
        (package / "schemas" / f"{name}.json").unlink()
    for schema in (package / "schemas").iterdir():
        content = json.loads(schema.read_text(encoding="utf-8"))
        keys = content.pop("foreignKeys", [])
        kept = [key for key in keys if key["reference"]["resource"] not in gone]
        schema.write_text(
            json.dumps(content | ({"foreignKeys": kept} if kept else {})), encoding="utf-8"
        )


@pytest.mark.parametrize("gone", [*([name] for name in ALONE), OPTIONAL], ids="-".join)
def test_a_table_may_be_absent(package: Path, gone: list[str]) -> None:
    leave_out(package, gone)
    report = check_package(read_package(package), today=TODAY)
    assert [str(one) for one in report.errors] == []
    books = {result.path for result in mb.build(package)}
    assert books == {"workbooks/garden-robots.xlsx", "workbooks/tables.xlsx"}
    assert mb.forecast(package, "garden-robots")[2032] == pytest.approx(27.6)


def test_without_waivers_the_contradiction_stands(package: Path) -> None:
    leave_out(package, ["waivers"])
    report = check_package(read_package(package), today=TODAY)
    assert [one.rule for one in report.errors] == ["growth_rates.agrees-with-sizes"]


def test_without_sizes_there_is_no_market_to_model(package: Path) -> None:
    leave_out(package, ["sizes", "units", "waivers"])
    assert {result.path: result.state for result in mb.build(package)} == {
        "workbooks/tables.xlsx": "written",
        "workbooks/garden-robots.xlsx": "left out",
    }


def test_sizes_need_their_units(package: Path) -> None:
    leave_out(package, ["units"])
    with pytest.raises(WorkbookError, match="sizes, but no table of units"):
        mb.build(package)


def add_rows(package: Path, table: str, *rows: str) -> None:
    with (package / "tables" / f"{table}.csv").open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{row}\n" for row in rows)


def test_markets_of_two_regions_stand_apart(package: Path, tmp_path: Path) -> None:
    add_rows(package, "markets", "hives,Hives,,,,")
    add_rows(
        package,
        "sizes",
        "hives-2025,example-2026,hives,europe,,2025,2.0,2.0,usd-billion,estimate,,overview,",
        "hives-2030,example-2026,hives,europe,,2030,3.0,3.0,usd-billion,forecast,,overview,",
    )
    built = {result.path: (result.state, result.why) for result in mb.build(package)}
    assert built["workbooks/hives.xlsx"] == ("written", "")
    state, why = built["workbooks/portfolio.xlsx"]
    assert state == "left out"
    assert why.startswith("No two markets have sizes in the same currency")
    mb.export("json", tmp_path / "out.json", package)
    exported = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    rows = exported["tables"]["forecasts"]["rows"]
    assert {(row["market"], row["region"]) for row in rows} == {
        ("Garden robots", "World"),
        ("Hives", "Europe"),
    }


def test_a_workbook_of_a_market_that_is_gone_is_named(package: Path) -> None:
    mb.build(package)
    shutil.copy(package / "workbooks" / "garden-robots.xlsx", package / "workbooks" / "own.xlsx")
    edited = openpyxl.load_workbook(package / "workbooks" / "own.xlsx")
    edited.save(package / "workbooks" / "own.xlsx")
    leave_out(package, ["sizes", "units", "waivers"])
    states = {result.path: result.state for result in mb.build(package)}
    assert "workbooks/own.xlsx" not in states
    last = mb.build(package)[-1]
    assert (last.path, last.state) == ("workbooks/garden-robots.xlsx", "left over")
    assert last.why.startswith("Nothing in the tables makes this workbook any more")


def test_a_name_that_is_absent_is_its_id(package: Path) -> None:
    leave_out(package, ["regions"])
    mb.build(package)
    book = openpyxl.load_workbook(package / "workbooks" / "garden-robots.xlsx", data_only=True)
    names = {cell.value for row in book["Regions"].iter_rows() for cell in row}
    assert {"north-america", "asia-pacific"} <= names


@pytest.fixture
def extended(package: Path) -> Path:
    """A package with a table and two columns of its own."""
    schema = package / "schemas" / "sizes.json"
    content = json.loads(schema.read_text(encoding="utf-8"))
    content["fields"] += [
        {"name": "confidence", "type": "integer", "constraints": {"minimum": 1, "maximum": 5}},
        {"name": "entered_on", "type": "date"},
    ]
    schema.write_text(json.dumps(content), encoding="utf-8")
    sizes = package / "tables" / "sizes.csv"
    lines = sizes.read_text(encoding="utf-8").splitlines()
    sizes.write_text(
        "\n".join(
            [f"{lines[0]},confidence,entered_on", *(f"{one},4,2026-11-21" for one in lines[1:])]
        )
        + "\n",
        encoding="utf-8",
        newline="\n",
    )
    calls = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "title": "Calls",
        "fields": [
            {"name": "call_id", "type": "string", "constraints": {"required": True}},
            {"name": "market_id", "type": "integer"},
            {"name": "size_id", "type": "string"},
            {"name": "minutes", "type": "integer", "constraints": {"minimum": 1}},
            {"name": "stated", "type": "string"},
        ],
        "primaryKey": ["call_id"],
        "foreignKeys": [
            {"fields": ["size_id"], "reference": {"resource": "sizes", "fields": ["size_id"]}}
        ],
    }
    (package / "schemas" / "calls.json").write_text(json.dumps(calls), encoding="utf-8")
    (package / "tables" / "calls.csv").write_text(
        "call_id,market_id,size_id,minutes,stated\nc1,7,garden-robots-2025-world,12,nothing\n",
        encoding="utf-8",
        newline="\n",
    )
    file = package / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    descriptor["resources"].append(
        {
            "name": "calls",
            "type": "table",
            "path": "tables/calls.csv",
            "schema": "schemas/calls.json",
        }
    )
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    return package


def test_ones_own_tables_and_columns_are_left_in_peace(extended: Path) -> None:
    mb.build(extended)
    report = check_package(read_package(extended), today=TODAY)
    assert [str(one) for one in report.errors] == []
    assert dict(report.tables)["calls"] == 1
    assert mb.read_tables(extended)["sizes"]["confidence"].to_list() == [4] * 5


def test_a_package_of_ones_own_tables_alone(write_package: WritePackage) -> None:
    fields = [{"name": "city", "type": "string"}, {"name": "market_id", "type": "integer"}]
    package = write_package({"cities": {"fields": fields}}, {"cities": "city,market_id\nOslo,1\n"})
    assert check_package(read_package(package), today=TODAY).exit_code == 0
    assert [result.path for result in mb.build(package)] == ["workbooks/tables.xlsx"]
    assert not mb.diff(package, package).differs


def test_ones_own_tables_and_columns_are_shown(extended: Path) -> None:
    mb.build(extended)
    book = openpyxl.load_workbook(extended / "workbooks" / "tables.xlsx", data_only=True)
    assert "calls" in book.sheetnames
    shown = {cell.value for row in book["sizes"].iter_rows() for cell in row}
    assert {"confidence", "entered_on"} <= shown
    assert "garden-robots-2025-world" in {
        cell.value for row in book["calls"].iter_rows() for cell in row
    }


def test_ones_own_tables_and_columns_are_checked(extended: Path) -> None:
    calls = extended / "tables" / "calls.csv"
    rows = list(csv.reader(calls.read_text(encoding="utf-8").splitlines()))
    bad = [rows[0], ["c1", "7", "nowhere", "0", ""]]
    calls.write_text("".join(",".join(row) + "\n" for row in bad), newline="\n")
    report = check_package(read_package(extended), today=TODAY)
    found = {(one.table, one.rule) for one in report.errors}
    assert {("calls", "structure.foreign-key"), ("calls", "structure.minimum")} <= found


def drop_columns(package: Path, table: str, gone: Collection[str]) -> None:
    """Take columns out of a table, and out of its schema with the keys that need them."""
    file = package / "schemas" / f"{table}.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["fields"] = [field for field in schema["fields"] if field["name"] not in gone]
    keys = [key for key in schema.pop("foreignKeys", []) if not set(key["fields"]) & set(gone)]
    file.write_text(json.dumps(schema | ({"foreignKeys": keys} if keys else {})), encoding="utf-8")
    path = package / "tables" / f"{table}.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    names = [field["name"] for field in schema["fields"]]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def list_optional(package: Path, table: str) -> list[str]:
    """Columns that the table may do without."""
    schema = json.loads((package / "schemas" / f"{table}.json").read_text(encoding="utf-8"))
    needed = {"segment_id", "start_year", "end_year", "parent_id", "currency", "year", "iso_alpha3"}
    return [
        field["name"]
        for field in schema["fields"]
        if not field.get("constraints", {}).get("required") and field["name"] not in needed
    ]


def test_optional_columns_may_be_absent(package: Path) -> None:
    dropped = {table: list_optional(package, table) for table in TABLES}
    assert sum(map(len, dropped.values())) > 15
    for table, columns in dropped.items():
        drop_columns(package, table, columns)
    mb.build(package)
    report = check_package(read_package(package), today=TODAY)
    assert [str(one) for one in report.errors] == []
    assert mb.forecast(package, "garden-robots")[2032] == pytest.approx(27.6)


def test_columns_that_mean_something_may_be_absent_too(package: Path) -> None:
    drop_columns(package, "regions", ["parent_id", "iso_alpha3", "m49"])
    drop_columns(package, "segments", ["parent_id"])
    drop_columns(package, "growth_rates", ["start_year", "end_year"])
    mb.build(package)
    assert check_package(read_package(package), today=TODAY).runs


@pytest.mark.parametrize(
    ("column", "field", "said"),
    [
        ("stated", None, "table sizes has no column 'stated', which Marketbook's sizes requires"),
        ("year", {"type": "string"}, "column year of sizes is not of the type 'year'"),
        ("locator", {"type": "string"}, "column locator of sizes is empty in line 3, and required"),
    ],
)
def test_what_a_table_must_have_is_named(
    package: Path, column: str, field: dict[str, str] | None, said: str
) -> None:
    if field is None:
        drop_columns(package, "sizes", [column])
    else:
        file = package / "schemas" / "sizes.json"
        schema = json.loads(file.read_text(encoding="utf-8"))
        changed = [
            {"name": column, **field} if one["name"] == column else one for one in schema["fields"]
        ]
        file.write_text(json.dumps({**schema, "fields": changed}), encoding="utf-8")
    if column == "locator":
        sizes = package / "tables" / "sizes.csv"
        text = sizes.read_text(encoding="utf-8").replace(",third paragraph", ",")
        sizes.write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(PackageError, match=said):
        mb.check(package)
    with pytest.raises(PackageError, match=said):
        mb.build(package)


def test_whole_numbers_are_numbers(package: Path) -> None:
    file = package / "schemas" / "shares.json"
    text = file.read_text(encoding="utf-8").replace('"type": "number"', '"type": "integer"')
    file.write_text(text.replace('"34.0"', '"34"'), encoding="utf-8")
    mb.build(package)
    assert check_package(read_package(package), today=TODAY).exit_code == 0
