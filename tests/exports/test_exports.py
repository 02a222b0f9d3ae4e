"""Every form: what it holds, that it is refused where it would cost something, that it is whole."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import frictionless
import jsonschema
import polars as pl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from frictionless import Package as FrictionlessPackage

import marketbook as mb
from marketbook.cli import commands
from marketbook.errors import ExportError, PackageError
from marketbook.exports import FORMS, ExportResult, export, export_package
from marketbook.exports.content import Content, gather_content
from marketbook.exports.forms import Form
from marketbook.package import (
    Package,
    Structure,
    read_package,
    read_structure,
    refresh_descriptor,
)
from marketbook.package.standard import list_descriptor_problems
from marketbook.workbook import forecast_scenario
from tests.exports.conftest import ROOT

duckdb = pytest.importorskip("duckdb")

FILES = [form for form in FORMS if not FORMS[form].folder]
DATA = ["parquet", "sqlite", "duckdb", "postgresql", "json"]
VIEWS = ("sizes_with_names", "growth_rates_with_names", "shares_with_names", "known_issues")


@cache
def read_shipped() -> tuple[Package, Structure]:
    package = read_package(ROOT)
    return package, read_structure(package)


@cache
def gather_shipped(*, has_views: bool) -> Content:
    return gather_content(*read_shipped(), ROOT, has_views=has_views)


def put(form: str, destination: Path, *, force: bool = False) -> ExportResult:
    """Export the package that ships, read and computed once for all tests."""

    def gather(package: Package, structure: Structure, folder: Path, *, has_views: bool) -> Content:
        return replace(gather_shipped(has_views=has_views), folder=folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "gather_content", gather)
        return export_package(*read_shipped(), form, destination, force=force)


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def query(path: Path, sql: str) -> list[tuple]:
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as database:
            return database.execute(sql).fetchall()
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def test_the_command_line_knows_every_form() -> None:
    shown = " ".join(CliRunner().invoke(commands, ["export", "--help"]).output.split())
    assert [form for form in FORMS.values() if f" {form.name} {form.says}" not in shown] == []


@pytest.mark.parametrize("form", [form for form in FORMS.values() if form.needs])
def test_a_library_that_is_missing_is_named(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketbook.exports.forms.find_spec", lambda _: None)
    words = f"package {form.needs[0]} is not installed; .*-m pip install '.*.{form.name}.'"
    with pytest.raises(ExportError, match=words):
        put(form.name, tmp_path / "out")


@pytest.mark.parametrize("form", FORMS)
def test_the_shipped_package_goes_into_every_form(form: str, tmp_path: Path) -> None:
    result = put(form, tmp_path / "out")
    assert result.left_out == ()
    assert result.tables[:2] == ("sources", "source_periods")
    assert listing(tmp_path) == ["out"]
    again = put(form, tmp_path / "out")
    assert again == result
    assert listing(tmp_path) == ["out"]


def test_the_same_package_gives_the_same_content() -> None:
    one, two = gather_shipped(has_views=True), gather_content(*read_shipped(), ROOT, has_views=True)
    assert (two.views, two.left_out) == (one.views, one.left_out)
    for left, right in zip(one.tables, two.tables, strict=True):
        assert (left.schema, left.kind) == (right.schema, right.kind)
        assert left.frame.equals(right.frame)
    assert len(one.tables) > len(gather_shipped(has_views=False).tables)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "duckdb"])
def test_the_same_content_makes_the_same_bytes(form: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        put(form, tmp_path / name)
    one, two = tmp_path / "one", tmp_path / "two"
    if one.is_dir():
        assert listing(one) == listing(two)
        assert [p.read_bytes() for p in sorted(one.iterdir())] == [
            p.read_bytes() for p in sorted(two.iterdir())
        ]
    else:
        assert one.read_bytes() == two.read_bytes()


def test_views_say_the_same_in_every_form(tmp_path: Path) -> None:
    for form in ("sqlite", "duckdb", "parquet", "json"):
        put(form, tmp_path / f"out.{form}")
    tables = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["tables"]
    for view in VIEWS:
        rows = query(tmp_path / "out.sqlite", f"SELECT * FROM {view}")
        theirs = query(tmp_path / "out.duckdb", f"SELECT * FROM {view}")
        in_parquet = pl.read_parquet(tmp_path / "out.parquet" / f"{view}.parquet").rows()
        in_json = [tuple(row.values()) for row in tables[view]["rows"]]
        assert len(rows) > 0
        assert in_json == rows
        # SQLite has 0 and 1 for false and true
        plain = [[+cell if isinstance(cell, bool) else cell for cell in row] for row in theirs]
        assert [tuple(map(str, row)) for row in plain] == [tuple(map(str, row)) for row in rows]
        assert in_parquet == theirs


def test_sizes_stand_in_one_unit(tmp_path: Path) -> None:
    put("sqlite", tmp_path / "out")
    rows = query(
        tmp_path / "out",
        "SELECT market, region, publisher, stated, amount, amount_billion, currency "
        "FROM sizes_with_names WHERE size_id IN ('iomt-2025-world', 'iomt-2025-japan')",
    )
    name, publisher = "Internet of Medical Things", "Dimension Market Research"
    assert rows == [
        (name, "Japan", publisher, "13.7", 13_700_000_000.0, 13.7, "USD"),
        (name, "World", publisher, "274.1", 274_100_000_000.0, 274.1, "USD"),
    ]


def test_views_have_the_print_the_reading_and_the_verdict(tmp_path: Path) -> None:
    put("sqlite", tmp_path / "out")
    sizes = query(
        tmp_path / "out",
        "SELECT size_id, value, unit, reading, reading_unit, is_disputed FROM sizes_with_names "
        "WHERE is_corrected",
    )
    assert sizes == [("iomt-2025-japan", 13.7, "USD million", 13.7, "USD billion", 0)]
    shares = query(
        tmp_path / "out",
        "SELECT share_id, share_percent, reading, is_corrected FROM shares_with_names "
        "WHERE is_disputed",
    )
    assert shares == [("smart-healthcare-china", 18.0, 18.0, 0)]
    verdicts = query(tmp_path / "out", "SELECT DISTINCT verdict, is_disputed FROM readings")
    assert set(verdicts) == {("OK", 0), ("NOTE", 0), ("KNOWN", 1)}
    every = query(
        tmp_path / "out",
        "SELECT count(*) FROM growth_rates_with_names WHERE reading = rate_percent",
    )
    assert every == [(read_shipped()[1].tables["growth_rates"].height,)]


def test_views_say_of_what_a_rate_or_a_share_is(package: Path, tmp_path: Path) -> None:
    clouds = "iomt-dimension-2025,iomt,{},iomt-deployment-cloud,{}"
    for table, rows in {
        "growth_rates": [f"a,{clouds.format('europe', ',')},5,5,,count,page 1,"],
        "shares": [
            f"a,{clouds.format('europe', 'europe')},2025,60,60,,count,page 1,",
            f"b,{clouds.format('europe', 'world')},2025,20,20,,,page 1,",
        ],
    }.items():
        with (package / "tables" / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write("".join(f"{row}\n" for row in rows))
    refresh_descriptor(read_package(package))
    mb.export("sqlite", tmp_path / "out", package)
    about = "segment, axis, of_unit"
    sql = f"SELECT {about} FROM growth_rates_with_names WHERE growth_rate_id = 'a'"
    assert query(tmp_path / "out", sql) == [("Cloud", "Deployment Mode", "number")]
    sql = "SELECT {} FROM shares_with_names WHERE share_id IN ('a', 'b')"
    about += ", of_region, of_segment, of_segment_id"
    assert query(tmp_path / "out", sql.format(about)) == [
        ("Cloud", "Deployment Mode", "number", "Europe", None, None),
        ("Cloud", "Deployment Mode", None, "World", "Cloud", "iomt-deployment-cloud"),
    ]


def test_an_open_error_disputes_a_figure_in_every_view(package: Path, tmp_path: Path) -> None:
    """Whatever day it is, and without a waiver too."""
    waivers = package / "tables" / "waivers.csv"
    waivers.write_text(waivers.read_text(encoding="utf-8").splitlines()[0] + "\n")
    refresh_descriptor(mb.read_package(package))
    mb.export("sqlite", tmp_path / "out", package)
    rows = query(tmp_path / "out", "SELECT record, verdict FROM readings WHERE is_disputed")
    assert rows == [("shares:smart-healthcare-china", "CHECK")]


def test_forecasts_are_those_of_the_workbooks_and_said_to_be_ours(tmp_path: Path) -> None:
    put("sqlite", tmp_path / "out")
    for market in ("iomt", "teleradiology", "telemedicine", "smart-healthcare"):
        for scenario in ("low", "base", "high"):
            rows = query(
                tmp_path / "out",
                "SELECT year, value FROM forecasts "
                f"WHERE market_id = '{market}' AND scenario_id = '{scenario}'",
            )
            assert dict(rows) == forecast_scenario(read_shipped()[1].tables, market, scenario)
    printed = query(
        tmp_path / "out",
        "SELECT year, scenario_id FROM forecasts WHERE market_id = 'iomt' AND is_published",
    )
    assert set(printed) == {(2025, "low"), (2025, "base"), (2025, "high"), (2034, "base")}
    kinds = query(tmp_path / "out", "SELECT DISTINCT table_name, table_kind FROM _columns")
    assert {name for name, kind in kinds if kind == "computed"} == {
        "forecasts",
        "implied_ranges",
        "readings",
    }
    assert {name for name, kind in kinds if kind == "view"} == set(VIEWS)


@pytest.mark.parametrize("suffix", ["sqlite", "duckdb"])
def test_keys_are_declared_and_hold(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"out.{suffix}"
    put(suffix, path)
    schemas = {name: one.schema for name, one in mb.read_package(ROOT).resources.items()}
    expected = sum(len(schema.foreign_keys) for schema in schemas.values())
    if suffix == "duckdb":
        sql = "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
        keys = "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
        assert query(path, keys) == [(len(schemas) + 4,)]
    else:
        sql = (
            "SELECT count(DISTINCT m.name || ':' || k.id) FROM sqlite_master m "
            "JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table'"
        )
    assert query(path, sql) == [(expected,)]
    connect = duckdb.connect if suffix == "duckdb" else sqlite3.connect
    for statement in (
        "UPDATE sizes SET unit_id = 'usd-gazillion'",
        "UPDATE sizes SET status = 'guess'",
        "UPDATE sizes SET value = -1",
        "UPDATE sizes SET stated = NULL",
        "INSERT INTO units SELECT * FROM units",
    ):
        with closing(connect(str(path))) as database:
            if suffix == "sqlite":
                database.execute("PRAGMA foreign_keys = ON")
            with pytest.raises((sqlite3.IntegrityError, duckdb.Error), match=r"(?i)constraint"):
                database.execute(statement)


def test_descriptions_are_with_the_columns(tmp_path: Path) -> None:
    for form in ("duckdb", "sqlite", "parquet"):
        put(form, tmp_path / f"out.{form}")
    field = mb.read_package(ROOT).resources["growth_rates"].schema.field("rate_percent")
    said = "The rate; the same number as `stated`. Unit: percent per year."
    comment = query(
        tmp_path / "out.duckdb",
        "SELECT comment FROM duckdb_columns() "
        "WHERE table_name = 'growth_rates' AND column_name = 'rate_percent'",
    )
    assert comment == [(f"{field.title}. {said}",)]
    (created,) = query(
        tmp_path / "out.sqlite", "SELECT sql FROM sqlite_master WHERE name = 'growth_rates'"
    )[0]
    assert said in created
    schema = pq.read_schema(tmp_path / "out.parquet" / "growth_rates.parquet")
    assert schema.field("rate_percent").metadata[b"unit"] == b"percent per year"
    described = json.loads(schema.metadata[b"table_schema"])
    assert described["primaryKey"] == ["growth_rate_id"]


def test_every_column_is_described(tmp_path: Path) -> None:
    put("sqlite", tmp_path / "out")
    sql = "SELECT table_name, column_name FROM _columns WHERE description IS NULL"
    assert query(tmp_path / "out", sql) == []


def test_the_views_describe_the_columns_they_have(tmp_path: Path) -> None:
    put("sqlite", tmp_path / "out")
    for view in VIEWS:
        columns = [row[1] for row in query(tmp_path / "out", f"PRAGMA table_info({view})")]
        sql = f"SELECT column_name FROM _columns WHERE table_name = '{view}' ORDER BY position"
        assert [row[0] for row in query(tmp_path / "out", sql)] == columns


def test_the_zip_is_a_data_package(tmp_path: Path) -> None:
    put("zip", tmp_path / "out.zip")
    report = FrictionlessPackage(str(tmp_path / "out.zip")).validate()
    assert report.valid, report.flatten(["type", "message"])
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert {"datapackage.json", "LICENSE", "README.md"} <= set(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path / "again")
    assert mb.check(tmp_path / "again").exit_code == 0


def test_the_parquet_folder_is_listed_by_the_standard(tmp_path: Path) -> None:
    put("parquet", tmp_path / "out")
    descriptor = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert list_descriptor_problems(descriptor) == []
    listed = {resource["path"] for resource in descriptor["resources"]}
    assert {*listed, "datapackage.json"} == set(listing(tmp_path / "out"))


def test_frictionless_takes_the_parquet_folder_with_its_empty_cells(tmp_path: Path) -> None:
    """By way of pandas, which has no year and no whole number that is empty."""
    put("parquet", tmp_path / "out")
    years = pl.read_parquet(tmp_path / "out" / "shares.parquet")["year"]
    assert years.null_count() and years.dtype == pl.Int64
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "message"])


def test_the_json_keeps_its_schema(tmp_path: Path, odd_package: Path) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "export.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for n, package in enumerate((ROOT, odd_package)):
        mb.export("json", tmp_path / f"{n}.json", package)
        document = json.loads((tmp_path / f"{n}.json").read_text(encoding="utf-8"))
        jsonschema.validate(document, schema)


@pytest.mark.parametrize("form", FORMS)
def test_an_odd_package_goes_into_every_form(form: str, odd_package: Path, tmp_path: Path) -> None:
    result = mb.export(form, tmp_path / "out", odd_package)
    assert result.tables == ("select", "table", "empty")
    assert result.views == ()
    if FORMS[form].has_views:
        assert "forecasts: the package has no table markets" in result.left_out
    if form in ("sqlite", "duckdb", "postgresql"):
        assert (
            "table: the reference of loose to empty: what it refers to is not a key there"
            in result.left_out
        )


def test_an_odd_package_comes_back_as_it_was(odd_package: Path, tmp_path: Path) -> None:
    tables = mb.read_tables(odd_package)
    expected = tables["select"].with_columns(
        pl.col("counts").cast(pl.List(pl.Int64)),
        pl.col("flags").list.eval(pl.element() == "true"),
    )
    mb.export("duckdb", tmp_path / "out.duckdb", odd_package)
    assert query(tmp_path / "out.duckdb", 'FROM "select" ORDER BY "order"') == expected.rows()
    mb.export("parquet", tmp_path / "out", odd_package)
    assert pl.read_parquet(tmp_path / "out" / "select.parquet").equals(expected)
    assert pl.read_parquet(tmp_path / "out" / "empty.parquet").schema == tables["empty"].schema
    mb.export("sqlite", tmp_path / "out.sqlite", odd_package)
    row = query(tmp_path / "out.sqlite", 'SELECT * FROM "select" WHERE "order" = 1')[0]
    scalars, lists = row[2:7], row[7:10]
    assert scalars == ("2020-02-29", "2020-02", 1999, 1, 0.1)
    assert lists == ('["x", "y"]', "[1, 2]", "[true, false]")
    assert query(tmp_path / "out.sqlite", "SELECT * FROM empty") == []


def test_a_circle_of_tables_or_rows_is_left_out_and_said(odd_package: Path, tmp_path: Path) -> None:
    result = mb.export("duckdb", tmp_path / "out.duckdb", odd_package)
    said = "select: the reference of group to table: the two tables refer to each other"
    assert said in result.left_out
    text = (odd_package / "tables" / "select.csv").read_text(encoding="utf-8")
    circle = text.replace("no,,,,,,,", "no,,,,,3,,")
    assert circle != text
    (odd_package / "tables" / "select.csv").write_text(circle, encoding="utf-8", newline="\n")
    result = mb.export("duckdb", tmp_path / "out.duckdb", odd_package)
    said = "select: the reference of from to select: its rows refer to each other in a circle"
    assert said in result.left_out
    assert len(query(tmp_path / "out.duckdb", 'FROM "select"')) == 3
    sqlite = mb.export("sqlite", tmp_path / "out.sqlite", odd_package)
    assert not any("circle" in one for one in sqlite.left_out)


def test_a_view_goes_without_its_table_or_column(package: Path, tmp_path: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "waivers"]
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    result = mb.export("sqlite", tmp_path / "out", package)
    assert result.left_out == ("known_issues: the package has no table waivers",)
    assert "known_issues" not in result.views
    assert "forecasts" in result.tables


def test_a_column_of_another_type_costs_its_view_only(package: Path, tmp_path: Path) -> None:
    for table, column, old, new in (
        ("waivers", "decided_on", "date", "string"),
        ("growth_rates", "rate_percent", "number", "string"),
    ):
        path = package / "schemas" / f"{table}.json"
        schema = json.loads(path.read_text(encoding="utf-8"))
        (field,) = [field for field in schema["fields"] if field["name"] == column]
        assert field["type"] == old
        field["type"] = new
        field["constraints"] = {}
        path.write_text(json.dumps(schema), encoding="utf-8")
    result = mb.export("parquet", tmp_path / "out", package)
    growth = "the column rate_percent of growth_rates is of type string, not number"
    assert result.left_out == (
        f"forecasts: {growth}",
        "implied_ranges: column rate_percent of growth_rates is not of the type 'number'",
        f"growth_rates_with_names: {growth}",
        "known_issues: the column decided_on of waivers is of type string, not date",
    )
    assert result.views == ("sizes_with_names", "shares_with_names")


def test_a_number_without_digits_costs_its_views_only(package: Path, tmp_path: Path) -> None:
    table = package / "tables" / "shares.csv"
    text = table.read_text(encoding="utf-8").replace(",56,56.0,", ",NaN,56.0,")
    table.write_text(text, encoding="utf-8", newline="\n")
    path = package / "schemas" / "shares.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    for field in schema["fields"]:
        if field["name"] == "share_percent":
            field["constraints"] = {"required": True}
    path.write_text(json.dumps(schema), encoding="utf-8")
    refresh_descriptor(read_package(package))
    result = mb.export("parquet", tmp_path / "out", package)
    said = "the column share_percent of shares holds a number without digits (NaN)"
    assert result.left_out == (f"shares_with_names: {said}",)
    shares = pl.read_parquet(tmp_path / "out" / "shares.parquet")
    assert shares["share_percent"].is_nan().sum() == 1


def test_forecasts_that_cannot_be_made_are_left_out(package: Path, tmp_path: Path) -> None:
    path = package / "schemas" / "scenarios.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    for field in schema["fields"]:
        if field["name"] == "method":
            field["constraints"] = {"required": True}
    path.write_text(json.dumps(schema), encoding="utf-8")
    table = package / "tables" / "scenarios.csv"
    text = table.read_text(encoding="utf-8").replace(",constant-growth,", ",wishful,")
    table.write_text(text, encoding="utf-8", newline="\n")
    refresh_descriptor(read_package(package))
    result = mb.export("sqlite", tmp_path / "out", package)
    assert [one for one in result.left_out if one.startswith("forecasts: method 'wishful'")]
    assert "forecasts" not in result.tables


def test_a_table_of_ones_own_keeps_its_name(write_package, tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "string"}]}
    package = write_package({"Forecasts": schema}, {"Forecasts": "a\nx\n"})
    result = mb.export("sqlite", tmp_path / "out", package)
    assert "forecasts: the package has a table of that name" in result.left_out
    assert result.tables == ("Forecasts",)


@pytest.mark.parametrize("form", DATA)
def test_twins_are_refused(form: str, write_package, tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "string"}]}
    package = write_package({"one": schema, "ONE": schema}, {"one": "a\nx\n", "ONE": "a\nx\n"})
    if form == "json":
        assert mb.export(form, tmp_path / "out", package).tables == ("one", "ONE")
        return
    with pytest.raises(ExportError, match="two tables are called 'one' and 'ONE'"):
        mb.export(form, tmp_path / "out", package)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("form", "refused"), [("sqlite", True), ("json", True), ("duckdb", False)])
def test_numbers_without_digits(form: str, refused: bool, write_package, tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "number"}]}
    package = write_package({"one": schema}, {"one": "a\nNaN\n"})
    if refused:
        with pytest.raises(ExportError, match="the column a of one holds a number without digits"):
            mb.export(form, tmp_path / "out", package)
    else:
        mb.export(form, tmp_path / "out", package)
    assert (tmp_path / "out").exists() is not refused


def test_a_name_that_is_no_file_name_is_refused(write_package, tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "string"}]}
    package = write_package({"con": schema}, {"con": "a\nx\n"})
    with pytest.raises(PackageError, match="the table 'con' cannot be the name of a file: on Win"):
        mb.export("parquet", tmp_path / "out", package)
    assert mb.export("sqlite", tmp_path / "out", package).tables == ("con",)


def test_a_broken_package_is_refused(package: Path, tmp_path: Path) -> None:
    sizes = package / "tables" / "sizes.csv"
    sizes.write_text(sizes.read_text(encoding="utf-8").replace(",2034,", ",soon,"), newline="\n")
    with pytest.raises(PackageError, match=r"structure\.type"):
        mb.export("sqlite", tmp_path / "out", package)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_ours_is_kept_unless_forced(form: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    if FORMS[form].folder:
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    else:
        target.write_text("mine")
    with pytest.raises(ExportError, match=r"is not an earlier export of this form.*--force"):
        put(form, target)
    assert (target / "mine.txt" if FORMS[form].folder else target).read_text() == "mine"
    put(form, target, force=True)
    assert FORMS[form].is_ours(target)
    assert listing(tmp_path) == ["out"]


def test_a_file_added_to_a_folder_of_ours_is_kept(tmp_path: Path) -> None:
    put("parquet", tmp_path / "out")
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="or has been added to"):
        put("parquet", tmp_path / "out")
    assert (tmp_path / "out" / "mine.txt").exists()


@pytest.mark.parametrize("form", FILES)
def test_another_form_is_not_ours(form: str, tmp_path: Path) -> None:
    other = "json" if form != "json" else "zip"
    put(other, tmp_path / "out")
    with pytest.raises(ExportError, match="not an earlier export of this form"):
        put(form, tmp_path / "out")


@pytest.mark.parametrize("force", [False, True])
def test_the_package_itself_is_never_replaced(package: Path, force: bool) -> None:
    before = listing(package)
    book = read_package(package)
    structure = read_structure(book)
    for form, place in (
        ("parquet", package),
        ("parquet", package.parent),
        ("parquet", package / "tables"),
        ("zip", package / "tables" / "sizes.csv"),
        ("json", package / "datapackage.json"),
        ("json", package / "schemas" / "sizes.json"),
    ):
        with pytest.raises(ExportError, match="holds the package itself"):
            export_package(book, structure, form, place, force=force)
    assert listing(package) == before
    assert mb.check(package).exit_code == 0


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("parquet", "workbooks"),
        ("parquet", "documents"),
        ("parquet", "tables"),
        ("sqlite", "workbooks"),
        ("zip", "workbooks/tables.xlsx"),
        ("sqlite", "README.md"),
        ("parquet", "notes"),
        ("json", ".git"),
    ],
)
def test_nothing_of_the_package_is_replaced(
    package: Path, form: str, place: str, force: bool
) -> None:
    for folder in ("workbooks", "documents", "notes"):
        (package / folder).mkdir(exist_ok=True)
        (package / folder / "tables.xlsx").write_bytes(b"mine")
    (package / "README.md").write_bytes(b"mine")
    book = read_package(package)
    before = snapshot_tree(package)
    with pytest.raises(ExportError, match=r"holds the package itself|not even --force replaces it"):
        export_package(book, read_structure(book), form, package / place, force=force)
    assert snapshot_tree(package) == before


def snapshot_tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_an_export_inside_the_package_can_be_renewed(package: Path) -> None:
    book = read_package(package)
    for _ in range(2):
        export_package(book, read_structure(book), "json", package / "figures.json")


def test_a_remark_goes_with_its_column(tmp_path: Path) -> None:
    put("sqlite", tmp_path / "out")
    with closing(sqlite3.connect(tmp_path / "out")) as database:
        database.execute("PRAGMA legacy_alter_table = ON")
        database.execute("DROP VIEW sizes_with_names")
        for name in ("stated", "locator"):
            database.execute(f"ALTER TABLE sizes DROP COLUMN {name}")
        text = database.execute("SELECT sql FROM sqlite_schema WHERE name = 'sizes'").fetchone()[0]
    fields = {
        field.name: field.description
        for field in read_shipped()[0].resources["sizes"].schema.fields
    }
    for line in text.splitlines()[1:]:
        if name := next((one for one in fields if line.startswith(f'  "{one}"')), None):
            assert " ".join(fields[name].split()) in line
    assert fields["locator"] not in text


@pytest.mark.parametrize("form", ["sqlite", "parquet"])
@pytest.mark.parametrize("force", [False, True])
def test_no_link_is_followed(form: str, force: bool, tmp_path: Path) -> None:
    put(form, tmp_path / "real")
    try:
        (tmp_path / "out").symlink_to(tmp_path / "real")
    except OSError:
        pytest.skip("links are not allowed here")
    with pytest.raises(ExportError, match="out is a link; expected a place of its own"):
        put(form, tmp_path / "out", force=force)


def test_a_zip_holds_nothing_from_outside(package: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine", encoding="utf-8")
    try:
        (package / "README.md").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("links are not allowed here")
    book = read_package(package)
    result = export_package(book, read_structure(book), "zip", tmp_path / "out.zip")
    assert result.left_out == ("README.md, because it leads out of the package",)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert "README.md" not in archive.namelist()


def test_folders_of_others_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "out" / "work").mkdir(parents=True)
    for force in (False, True):
        with pytest.raises(ExportError, match="holds folders, which no export does"):
            put("parquet", tmp_path / "out", force=force)
    assert (tmp_path / "out" / "work").is_dir()


@pytest.mark.parametrize(("form", "log"), [("sqlite", "-journal"), ("duckdb", ".wal")])
def test_a_database_with_its_log_beside_is_left_alone(form: str, log: str, tmp_path: Path) -> None:
    put(form, tmp_path / "out")
    (tmp_path / f"out{log}").write_bytes(b"half done")
    before = snapshot(tmp_path / "out")
    with pytest.raises(ExportError, match="expected a database that no program has open"):
        put(form, tmp_path / "out", force=True)
    assert snapshot(tmp_path / "out") == before


def test_the_wrong_kind_of_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match="is a folder; expected a file"):
        put("sqlite", tmp_path / "folder", force=True)
    with pytest.raises(ExportError, match="is a file; expected a folder"):
        put("parquet", tmp_path / "file", force=True)
    with pytest.raises(ExportError, match="does not exist; make it first"):
        put("sqlite", tmp_path / "no" / "out")
    with pytest.raises(ExportError, match="did you mean 'parquet'"):
        put("parket", tmp_path / "out")


@pytest.mark.parametrize("form", FORMS)
def test_a_crash_midway_leaves_the_old_export(form: str, tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "out"
    put(form, target)
    before = snapshot(target)

    write = FORMS[form].write

    def crash(content: object, path: Path) -> tuple[str, ...]:
        write(content, path)  # all written, not yet in place
        raise KeyboardInterrupt

    monkeypatch.setattr(f"{write.__module__}.{write.__name__}", crash)
    with pytest.raises(KeyboardInterrupt):
        put(form, target)
    assert snapshot(target) == before
    assert listing(tmp_path) == ["out"]


@pytest.mark.parametrize("form", ["sqlite", "parquet"])
def test_a_full_disk_leaves_the_old_export(form: str, tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "out"
    put(form, target)
    before = snapshot(target)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match=r"could not be written \(No space left on device\)"):
        put(form, target)
    assert snapshot(target) == before
    assert listing(tmp_path) == ["out"]


def test_a_folder_that_cannot_follow_is_moved_back(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "out"
    put("parquet", target)
    before = snapshot(target)
    rename = Path.rename

    def refuse(self: Path, other: Path) -> Path:
        if self.parent.suffix == ".tmp" and self.name == "out":
            raise OSError(13, "Permission denied")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ExportError, match="Permission denied"):
        put("parquet", target)
    assert snapshot(target) == before
    assert listing(tmp_path) == ["out"]


def snapshot(path: Path) -> tuple[tuple[str, bytes], ...]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return tuple((file.name, file.read_bytes()) for file in files)


def test_duckdb_missing_is_said(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(ExportError, match=r"pip install '.*\[duckdb\]'"):
        put("duckdb", tmp_path / "out")
    assert listing(tmp_path) == []


def test_ranges_of_very_many_figures_are_left_out_and_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketbook.exports.content.MOST_FIGURES", 20)
    result = mb.export("json", tmp_path / "all.json", ROOT)
    assert "implied_ranges" not in result.tables
    [reason] = result.left_out
    assert reason.startswith("implied_ranges: of 169 figures, more than 20, this takes too long")


def test_the_library_and_the_command_do_the_same(tmp_path: Path) -> None:
    result = mb.export("json", tmp_path / "one", ROOT)
    assert result.path == tmp_path / "one"
    done = CliRunner().invoke(commands, ["export", "json", str(tmp_path / "two"), str(ROOT)])
    assert done.exit_code == 0
    assert done.output == f"written   {tmp_path / 'two'} (27 tables, 4 views)\n"
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_command_says_what_is_wrong_and_writes_nothing(package: Path, tmp_path: Path) -> None:
    sizes = package / "tables" / "sizes.csv"
    sizes.write_text(sizes.read_text(encoding="utf-8").replace(",2034,", ",soon,"), newline="\n")
    done = CliRunner().invoke(commands, ["export", "sqlite", str(tmp_path / "out"), str(package)])
    assert done.exit_code == 1
    assert "structure.type" in done.output
    assert "nothing was exported: correct the tables first" in done.output
    assert not (tmp_path / "out").exists()


def test_a_database_may_be_renamed(tmp_path: Path) -> None:
    put("duckdb", tmp_path / "out.duckdb")
    shutil.move(tmp_path / "out.duckdb", tmp_path / "other.duckdb")
    assert query(tmp_path / "other.duckdb", "SELECT count(*) FROM sizes_with_names") == [(14,)]
