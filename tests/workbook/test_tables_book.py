"""tables.xlsx: every cell comes back as it stands in the CSV; every drop-down leads somewhere."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from marketbook.errors import PackageError, WorkbookError
from marketbook.package import Package, read_package, read_structure
from marketbook.schema import Field
from marketbook.workbook import build_workbooks
from marketbook.workbook.build import write_book, zip_parts
from marketbook.workbook.editing import make_tables_book
from marketbook.workbook.editing.names import name_headers, name_sheets, name_tables
from marketbook.workbook.records import gather_records
from tests.conftest import copy_package
from tests.workbook import test_golden as golden
from tests.workbook import test_repair as repair
from tests.workbook.built import NS, Built
from tests.workbook.conftest import ROOT

FORMATS = {"integer": "0", "year": "0", "number": "General", "date": "yyyy-mm-dd"}
# Written as a number with up to 17 digits; LibreOffice keeps 15 of them when it saves.
DIGITS_OF_LIBREOFFICE = 15


class Plain(Built):
    """A workbook that no market stands behind."""

    name = "tables"

    def __init__(self, parts: dict[str, str]) -> None:
        nothing: Any = None
        super().__init__(nothing, {})
        self.parts = parts


@cache
def package() -> Package:
    return read_package(ROOT)


def write(root: Path) -> dict[str, str]:
    book = read_package(root)
    records = gather_records(read_structure(book).tables, book.descriptor, book)
    return write_book(make_tables_book(records, "tables"))


@cache
def built() -> Plain:
    return Plain(write(ROOT))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built().save(tmp_path_factory.mktemp("tables") / "tables.xlsx")


@pytest.fixture(scope="module")
def workbook(file: Path) -> Workbook:
    return openpyxl.load_workbook(file)


def read_csv(root: Path, path: str) -> list[dict[str, str]]:
    """Rows of a file as text, by the standard library alone."""
    with (root / path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def expect(field: Field, text: str) -> Any:
    """What a cell must hold for a text of the CSV."""
    if text == "":
        return None
    if field.type in ("integer", "year"):
        return int(text)
    if field.type == "number":
        return float(text)
    if field.type == "date":
        return date.fromisoformat(text)
    return text


def body(sheet: Worksheet) -> tuple[list[str], list[list[Any]]]:
    """Header and rows of the one table of a sheet."""
    (table,) = sheet.tables.values()
    header, *rows = sheet[table.ref]
    return [cell.value for cell in header], [list(row) for row in rows]


def read_back(book: Workbook, root: Path, same=lambda a, b: a == b) -> Iterator[tuple[Any, ...]]:
    """Every cell that is not what the CSV holds: table, row, column, found, wanted."""
    for name, resource in read_package(root).resources.items():
        header, rows = body(book[name])
        assert header == list(resource.schema.names), name
        lines = read_csv(root, resource.path)
        blank = [row for row in rows if all(cell.value is None for cell in row)]
        assert len(rows) - len(blank) == len(lines), name
        for line, row in zip(lines, rows, strict=False):
            for field, cell in zip(resource.schema.fields, row, strict=True):
                found = cell.value.date() if isinstance(cell.value, datetime) else cell.value
                wanted = expect(field, line[field.name])
                if type(found) is int and isinstance(wanted, float):
                    found = float(found)
                if type(found) is not type(wanted) or not same(found, wanted):
                    yield name, row[0].row, field.name, found, wanted
                shown = cell.number_format.replace("\\", "")  # LibreOffice puts them before dashes
                if found is not None and shown != FORMATS.get(field.type, "@"):
                    yield name, row[0].row, field.name, cell.number_format, field.type


def close(one: Any, other: Any) -> bool:
    """Equal; numbers to the digits that LibreOffice keeps."""
    if isinstance(one, float):
        return math.isclose(one, other, rel_tol=10.0**-DIGITS_OF_LIBREOFFICE * 5)
    return one == other


def test_every_cell_of_every_table_comes_back(workbook: Workbook) -> None:
    assert list(read_back(workbook, ROOT)) == []


def test_printed_digits_are_text(workbook: Workbook) -> None:
    for name, column, digits in (
        ("growth_rates", "stated", "18.50"),
        ("sizes", "stated", "1,239.3"),
    ):
        header, rows = body(workbook[name])
        cells = {row[header.index(column)].value: row[header.index(column)] for row in rows}
        assert cells[digits].data_type == "s"
        assert cells[digits].number_format == "@"


def test_new_rows_keep_the_format_of_their_column(workbook: Workbook) -> None:
    """Below the table too a typed 18.50 stays 18.50: the whole column has its format."""
    for name, resource in package().resources.items():
        sheet = workbook[name]
        for field, cell in zip(resource.schema.fields, sheet[4], strict=False):
            wanted = FORMATS.get(field.type, "@")
            assert sheet.column_dimensions[cell.column_letter].number_format == wanted, cell


def test_sheets_in_the_order_of_the_descriptor(workbook: Workbook) -> None:
    names = list(package().resources)
    assert workbook.sheetnames == ["Cover", *names, "Dictionary", "State", "Base"]


def test_each_sheet_has_title_table_and_frozen_header(workbook: Workbook) -> None:
    for name, resource in package().resources.items():
        sheet = workbook[name]
        assert sheet["A1"].value == resource.schema.title
        assert sheet["A2"].value == resource.schema.description
        assert list(sheet.tables) == [name]
        assert range_boundaries(sheet.tables[name].ref)[:2] == (1, 4)
        assert sheet.freeze_panes in ("A5", "B5")
        assert sheet.print_title_rows == "$4:$4"
        assert not sheet.merged_cells.ranges
    for title in ("Cover", "Dictionary", "State", "Base"):
        assert workbook[title]["A1"].value
        assert len(workbook[title].tables) == 1


# What Excel offers and refuses.


def validations(sheet: Worksheet) -> dict[str, Any]:
    """The one validation of each column, by the column's header."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        assert area.min_col == area.max_col
        assert (area.min_row, area.max_row) >= (5, 205)
        found[sheet.cell(4, area.min_col).value] = rule
    return found


def test_every_foreign_key_offers_the_key_column(workbook: Workbook) -> None:
    for name, resource in package().resources.items():
        rules = validations(workbook[name])
        for key in resource.schema.foreign_keys:
            for own, other in zip(key.fields, key.reference_fields, strict=True):
                rule = rules[own]
                assert rule.type == "list"
                title, _, area = rule.formula1.rpartition("!")
                target = workbook[title.strip("'")]
                left, top, right, bottom = range_boundaries(area.replace("$", ""))
                assert (left, top) == (right, 5)
                assert target.cell(4, left).value == other
                keys = [
                    row[other] for row in read_csv(ROOT, package().resources[key.resource].path)
                ]
                offered = [target.cell(row, left).value for row in range(top, bottom + 1)]
                assert offered[: len(keys)] == keys
                assert set(offered[len(keys) :]) == {None}
                assert len(offered) - len(keys) >= 199, "room for new records"


def test_enums_and_booleans_offer_their_words(workbook: Workbook) -> None:
    seen = 0
    for name, resource in package().resources.items():
        rules = validations(workbook[name])
        for field in resource.schema.fields:
            words = [str(value) for value in field.enum]
            words = ["true", "false"] if field.type == "boolean" else words
            if words:
                assert rules[field.name].formula1 == f'"{",".join(words)}"'
                seen += 1
    assert seen > 15


def test_numbers_are_bounded_as_the_schema_says(workbook: Workbook) -> None:
    sizes = validations(workbook["sizes"])
    year, value = sizes["year"], sizes["value"]
    assert (year.type, year.operator, year.formula1, year.formula2) == (
        "whole", "between", "1900", "2200",
    )  # fmt: skip
    assert (value.type, value.operator, value.formula1) == ("decimal", "greaterThan", "0")
    shares = validations(workbook["shares"])["share_percent"]
    assert (shares.type, shares.formula1, shares.formula2) == ("decimal", "0", "100")
    dates = validations(workbook["waivers"])
    assert dates["decided_on"].type == "date"


def test_every_column_has_a_hint(workbook: Workbook) -> None:
    for name, resource in package().resources.items():
        rules = validations(workbook[name])
        assert list(rules) == list(resource.schema.names)
        for field in resource.schema.fields:
            rule = rules[field.name]
            assert rule.promptTitle == field.title
            assert rule.prompt.startswith(field.description[:60])
            assert ("Required." in rule.prompt) == field.required or rule.prompt.endswith("…")
            assert rule.showInputMessage
            assert rule.errorStyle in (None, "stop")


# What it remembers, and what explains it.


def test_state_names_the_files_and_their_checksums(workbook: Workbook) -> None:
    header, rows = body(workbook["State"])
    found = [dict(zip(header, [cell.value for cell in row], strict=True)) for row in rows]
    layout, own, *tables, output = found
    assert (layout["Kind"], layout["State"]) == ("layout", "1")
    assert (output["Kind"], output["State"][:7]) == ("output", "sha256:")
    descriptor = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    assert (own["Name"], own["State"]) == (descriptor["name"], descriptor["version"])
    for row, resource in zip(tables, descriptor["resources"], strict=True):
        content = (ROOT / resource["path"]).read_bytes()
        assert row["State"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert (row["Kind"], row["Name"]) == ("table", resource["name"])
        assert (row["File"], row["Sheet"]) == (resource["path"], resource["name"])
        assert row["Excel table"] in workbook[row["Sheet"]].tables
        assert int(row["Records"]) == len(read_csv(ROOT, resource["path"]))


def join_base(book: Workbook) -> dict[str, bytes]:
    """Files as the sheet Base holds them."""
    texts: dict[str, dict[int, str]] = {}
    for row in body(book["Base"])[1]:
        table, line, _, text = (cell.value or "" for cell in row)
        lines = texts.setdefault(table, {})
        lines[int(line)] = lines.get(int(line), "") + text
    return {table: "\n".join(lines.values()).encode() for table, lines in texts.items()}


def test_base_gives_the_files_byte_for_byte(workbook: Workbook) -> None:
    joined = join_base(workbook)
    for name, resource in package().resources.items():
        assert joined[name] == (ROOT / resource.path).read_bytes(), name


def test_dictionary_explains_every_column(workbook: Workbook) -> None:
    header, rows = body(workbook["Dictionary"])
    found = [dict(zip(header, [cell.value for cell in row], strict=True)) for row in rows]
    fields = [(n, f) for n, r in package().resources.items() for f in r.schema.fields]
    assert [(row["Table"], row["Column"]) for row in found] == [(n, f.name) for n, f in fields]
    for row, (_, field) in zip(found, fields, strict=True):
        assert (row["Title"], row["Meaning"]) == (field.title, field.description)
        assert row["Required"] in ("yes", "no")
    by_name = {(row["Table"], row["Column"]): row for row in found}
    assert by_name["sizes", "unit_id"]["Refers to"] == "units.unit_id"
    assert by_name["sizes", "size_id"]["Key"] == "key"
    assert "at least 1900; at most 2200" in by_name["sizes", "year"]["Limits"]
    assert by_name["sizes", "status"]["Limits"] == "one of actual, estimate, forecast"


def test_cover_leads_to_every_sheet(workbook: Workbook) -> None:
    links = [cell.hyperlink.location for row in workbook["Cover"] for cell in row if cell.hyperlink]
    assert [link.split("!")[0].strip("'") for link in links] == [
        sheet.title for sheet in workbook.worksheets[1:] if sheet.sheet_state == "visible"
    ]
    words = " ".join(str(c.value) for row in workbook["Cover"] for c in row if c.value)
    assert "marketbook pull" in words


# Other programs.


def test_pandas_reads_the_values(file: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    resources = package().resources
    # pandas would read the words true and false, and figures kept as text, as what they mean
    texts = {
        field.name: str
        for resource in resources.values()
        for field in resource.schema.fields
        if field.type not in FORMATS
    }
    frames = pandas.read_excel(
        file, sheet_name=list(resources), header=3, keep_default_na=False, dtype=texts
    )
    for name, resource in resources.items():
        frame = frames[name]
        assert list(frame.columns) == list(resource.schema.names)
        for line, (_, row) in zip(read_csv(ROOT, resource.path), frame.iterrows(), strict=False):
            for field in resource.schema.fields:
                wanted = expect(field, line[field.name])
                found = row[field.name]
                found = found.date() if isinstance(found, datetime) else found
                assert found == ("" if wanted is None else wanted), (name, field.name)


def test_polars_reads_the_values(file: Path) -> None:
    pytest.importorskip("fastexcel", reason="fastexcel is not installed")
    import polars as pl

    for name, resource in package().resources.items():
        lines = read_csv(ROOT, resource.path)
        if not lines:
            continue
        frame = pl.read_excel(file, sheet_name=name, read_options={"header_row": 3})
        assert frame.columns == list(resource.schema.names)
        assert frame.height == len(lines)
        for field in resource.schema.fields:
            for line, found in zip(lines, frame[field.name].to_list(), strict=True):
                wanted = expect(field, line[field.name])
                assert found == wanted, (name, field.name)
                if isinstance(wanted, str):
                    assert isinstance(found, str), (name, field.name)


def test_saved_again_by_openpyxl_nothing_is_lost(file: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(file)
    book.save(tmp_path / "again.xlsx")
    again = openpyxl.load_workbook(tmp_path / "again.xlsx")
    assert list(read_back(again, ROOT)) == []
    assert join_base(again) == join_base(book)


# What makes Excel offer to repair.

CAUSES = (
    "test_table_columns_are_unique_and_match_their_header_cells",
    "test_tables_do_not_overlap_and_have_rows",
    "test_names_of_tables_and_cells_are_unique_and_no_addresses",
    "test_sheet_parts_keep_the_order_of_the_standard",
    "test_every_part_has_its_content_type_and_is_reached",
    "test_relation_ids_in_parts_exist",
    "test_sheet_names",
    "test_validations_are_short_and_point_at_cells",
    "test_numbers_are_numbers_and_cells_stand_in_order",
    "test_styles_exist",
)


@pytest.mark.parametrize("cause", CAUSES)
def test_nothing_to_repair(cause: str) -> None:
    getattr(repair, cause)(built())


def test_openxml_audit_finds_nothing(tmp_path: Path) -> None:
    repair.test_openxml_audit_finds_nothing(built(), tmp_path)


def test_no_formula_and_no_link_to_another_file() -> None:
    assert [cell for cell in built().cells if cell.formula is not None] == []
    assert not any("externalLink" in name or "vba" in name.casefold() for name in built().parts)


def test_only_the_cover_is_printed(workbook: Workbook) -> None:
    """The areas of the others are one empty cell each."""
    printed = []
    for sheet in (one for one in workbook.worksheets if one.sheet_state == "visible"):
        left, top, right, bottom = range_boundaries(sheet.print_area.rpartition("!")[2])
        if (left, top) != (right, bottom) or sheet.cell(top, left).value is not None:
            printed.append(sheet.title)
    assert printed == ["Cover"]


def test_columns_are_wide_enough() -> None:
    """Numbers and single words fit; long texts wrap."""
    from marketbook.workbook.theme import measure_text

    widths = {
        (title, int(col.get("min", "0"))): float(col.get("width", "0"))
        for title, part in built().sheet_parts.items()
        for col in built().trees[part].iterfind("m:cols/m:col", NS)
    }
    for cell in built().cells:
        if cell.kind == "n" and cell.value is not None:
            assert measure_text(cell.value) <= widths[cell.sheet, cell.column], cell


# Built with the others, and again.


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped package without its workbooks, in a folder of its own."""
    return copy_package(tmp_path / "package")


def build(root: Path) -> dict[str, str]:
    book = read_package(root)
    results = build_workbooks(book, read_structure(book))
    return {result.path: result.state for result in results}


def test_build_writes_it_and_then_leaves_it(tmp_path: Path) -> None:
    root = write_package(tmp_path / "odd", {"odd": (ODD, ODD_ROWS)})
    assert build(root) == {"workbooks/tables.xlsx": "written"}
    first = (root / "workbooks" / "tables.xlsx").read_bytes()
    assert build(root)["workbooks/tables.xlsx"] == "current"
    (root / "workbooks" / "tables.xlsx").unlink()
    assert build(root)["workbooks/tables.xlsx"] == "written"
    assert (root / "workbooks" / "tables.xlsx").read_bytes() == first


def test_a_changed_table_makes_it_stale(tmp_path: Path) -> None:
    root = write_package(tmp_path / "odd", {"odd": (ODD, ODD_ROWS)})
    build(root)
    edit(root, "odd", "1900-03-01", "1900-03-02")
    book = read_package(root)
    results = build_workbooks(book, read_structure(book), check=True)
    assert {r.path: r.state for r in results}["workbooks/tables.xlsx"] == "stale"


def test_a_file_that_is_gone_is_an_error(copy: Path) -> None:
    book = read_package(copy)
    records = gather_records(read_structure(book).tables, book.descriptor, book)
    (copy / "tables" / "sizes.csv").unlink()
    with pytest.raises(PackageError, match=r"tables/sizes\.csv cannot be read"):
        make_tables_book(records, "tables")


def test_a_table_that_could_not_be_read_stops_it(copy: Path) -> None:
    book = read_package(copy)
    tables = dict(read_structure(book).tables)
    del tables["sizes"]
    with pytest.raises(WorkbookError, match="could not be read: sizes"):
        make_tables_book(gather_records(tables, book.descriptor, book), "tables")


# Packages of others.


def edit(root: Path, table: str, old: str, new: str) -> None:
    path = root / "tables" / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    refresh(root)


def refresh(root: Path) -> None:
    """Takes checksums and sizes out of the descriptor: who edits by hand has none."""
    descriptor = json.loads((root / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        resource.pop("hash", None)
        resource.pop("bytes", None)
    (root / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")


def write_package(root: Path, tables: dict[str, tuple[dict[str, Any], str]]) -> Path:
    """A package of tables, each a schema and a CSV."""
    (root / "tables").mkdir(parents=True)
    resources = []
    for name, (schema, text) in tables.items():
        (root / "tables" / f"{name}.csv").write_text(text, "utf-8")
        resources.append(
            {
                "name": name, "type": "table", "path": f"tables/{name}.csv",
                "encoding": "utf-8", "mediatype": "text/csv", "format": "csv",
                "schema": schema,
            }
        )  # fmt: skip
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "a-stranger", "resources": resources,
    }  # fmt: skip
    (root / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    return root


def test_further_tables_and_columns_appear(copy: Path, tmp_path: Path) -> None:
    schema = json.loads((copy / "schemas" / "markets.json").read_text("utf-8"))
    schema["fields"].append({"name": "owner", "title": "Owner", "type": "string"})
    (copy / "schemas" / "markets.json").write_text(json.dumps(schema), "utf-8")
    path = copy / "tables" / "markets.csv"
    head, *lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{head},owner", *(f"{line},me" for line in lines)]) + "\n", "utf-8")
    descriptor = json.loads((copy / "datapackage.json").read_text("utf-8"))
    extra = {"fields": [{"name": "code", "type": "string"}], "primaryKey": ["code"]}
    added = {**descriptor["resources"][0], "name": "colours", "path": "tables/colours.csv"}
    descriptor["resources"].append({**added, "title": "Colours", "schema": extra})
    (copy / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    (copy / "tables" / "colours.csv").write_text("code\nblue\nred\n", "utf-8")
    refresh(copy)
    file = tmp_path / "tables.xlsx"
    file.write_bytes(zip_parts(write(copy)))
    book = openpyxl.load_workbook(file)
    assert "colours" in book.sheetnames
    assert list(read_back(book, copy)) == []
    assert "owner" in [cell.value for cell in book["markets"][4]]


ODD = {
    "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True}},
        {"name": "ID", "type": "string"},
        {"name": "flag", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
        {"name": "big", "type": "integer"},
        {"name": "fine", "type": "number"},
        {"name": "when", "type": "date"},
        {"name": "many", "type": "list", "delimiter": ";"},
        {"name": "word", "type": "string", "constraints": {"enum": ["a, b", "c"]}},
        {"name": "long", "type": "string",
         "constraints": {"enum": [f"quite-a-long-word-{n:02}" for n in range(20)]}},
        {"name": "short", "type": "string", "constraints": {"maxLength": 4}},
    ],
    "primaryKey": ["id"],
}  # fmt: skip
ODD_ROWS = (
    "id,ID,flag,big,fine,when,many,word,long,short\n"
    "x,007,yes,900719925474099312,0.1234567890123456,1899-12-31,"
    'p;q,"a, b",quite-a-long-word-19,ok\n'
    "y,1e5,no,-12,NaN,1900-03-01,p,c,,\n"
    "z,TRUE,,0,1e-7,2026-11-21,,,,\n"
)  # fmt: skip


@pytest.fixture
def odd(tmp_path: Path) -> Workbook:
    """A package that Excel would stumble over in every way."""
    simple = {"fields": [{"name": "id", "type": "string"}]}
    names = ["history", "A1", "state", f"{'long' * 9}-one", f"{'long' * 9}-two", "c"]
    tables = {"odd": (ODD, ODD_ROWS), **dict.fromkeys(names, (simple, "id\n1\n"))}
    root = write_package(tmp_path / "odd", tables)
    file = tmp_path / "odd.xlsx"
    parts = write(root)
    for cause in CAUSES:
        getattr(repair, cause)(Plain(parts))
    file.write_bytes(zip_parts(parts))
    return openpyxl.load_workbook(file)


def test_names_that_excel_refuses(odd: Workbook) -> None:
    sheets = odd.sheetnames
    assert sheets[:5] == ["Cover", "odd", "history_2", "A1", "state_2"]
    assert all(len(title) <= 31 for title in sheets)
    assert [name for sheet in odd for name in sheet.tables][1:5] == [
        "odd", "history", "table_A1", "state_2",
    ]  # fmt: skip
    assert [cell.value for cell in odd["odd"][4]][:2] == ["id", "ID_2"]


def test_values_that_excel_cannot_hold_stay_text(odd: Workbook) -> None:
    header, rows = body(odd["odd"])
    x, y, z = ({h: c.value for h, c in zip(header, row, strict=True)} for row in rows)
    assert (x["ID_2"], y["ID_2"], z["ID_2"]) == ("007", "1e5", "TRUE")
    assert (x["flag"], y["flag"], z["flag"]) == ("yes", "no", None)
    assert (x["big"], y["big"], z["big"]) == ("900719925474099312", -12, 0)
    assert (x["fine"], y["fine"], z["fine"]) == (0.1234567890123456, "NaN", 1e-7)
    assert (x["when"], y["when"].date(), z["when"].date()) == (
        "1899-12-31", date(1900, 3, 1), date(2026, 11, 21),
    )  # fmt: skip
    assert (x["many"], y["many"], z["many"]) == ("p;q", "p", None)


def test_long_lists_of_words_have_a_sheet(odd: Workbook) -> None:
    assert "Lists" in odd.sheetnames
    rules = validations(odd["odd"])
    for column, words in (
        ("word", ["a, b", "c"]),
        ("long", ODD["fields"][8]["constraints"]["enum"]),
    ):
        title, _, area = rules[column].formula1.rpartition("!")
        cells = odd[title][area.replace("$", "")]
        assert [row[0].value for row in cells] == words
    assert rules["flag"].formula1 == '"yes,no"'
    assert (rules["short"].type, rules["short"].formula1) == ("textLength", "4")


def test_texts_that_look_like_something_else_stay_as_they_are(tmp_path: Path) -> None:
    """Codes of characters, formulas, errors, numbers with signs, spaces at the ends."""
    texts = ["_x0041_", "_x000D_end", "=1+1", "+3", "#N/A", " a ", "1E5", "00", "TRUE", "1/2"]
    schema = {"fields": [{"name": "id", "type": "string"}, {"name": "b", "type": "string"}]}
    root = write_package(
        tmp_path / "odd", {"odd": (schema, "id,b\n" + "".join(f"{text},x\n" for text in texts))}
    )
    file = tmp_path / "odd.xlsx"
    file.write_bytes(zip_parts(write(root)))
    assert list(read_back(openpyxl.load_workbook(file), root)) == []
    pytest.importorskip("fastexcel", reason="fastexcel is not installed")
    import polars as pl

    frame = pl.read_excel(file, sheet_name="odd", read_options={"header_row": 3})
    assert frame["id"].to_list() == texts


def test_names_are_told_apart() -> None:
    assert name_sheets(["a/b", "A:B", "x" * 40, "x" * 41], ["Cover"]) == (
        "a_b", "A_B_2", "x" * 31, "x" * 29 + "_2",
    )  # fmt: skip
    assert name_tables(["r1c1", "a-b", "a_b", "1st"]) == ("table_r1c1", "a_b", "a_b_2", "table_1st")
    assert name_headers(["Value", "value ", "VALUE"]) == ("Value", "value_2", "VALUE_3")


def test_a_line_longer_than_a_cell_stands_in_parts(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "id", "type": "string"}, {"name": "a", "type": "string"},
                         {"name": "b", "type": "string"}]}  # fmt: skip
    text = f"id,a,b\n1,{'x' * 20_000},{'y' * 20_000}\n"
    root = write_package(tmp_path / "long", {"long": (schema, text)})
    file = tmp_path / "long.xlsx"
    file.write_bytes(zip_parts(write(root)))
    assert join_base(openpyxl.load_workbook(file)) == {"long": text.encode()}


def test_a_text_longer_than_a_cell_is_an_error(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "id", "type": "string"}]}
    root = write_package(tmp_path / "long", {"long": (schema, f"id\n{'x' * 40_000}\n")})
    with pytest.raises(WorkbookError, match="a text of 40,000 characters"):
        write(root)


def test_a_package_of_five_thousand_rows(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "schemas" / "sizes.json").read_text("utf-8"))
    schema.pop("foreignKeys")
    head, *lines = (ROOT / "tables" / "sizes.csv").read_text("utf-8").splitlines()
    rows = [re.sub(r"^[^,]+", f"size-{n:05}", lines[n % len(lines)]) for n in range(5000)]
    root = write_package(tmp_path / "big", {"sizes": (schema, "\n".join([head, *rows]) + "\n")})
    content = zip_parts(write(root))
    file = tmp_path / "big.xlsx"
    file.write_bytes(content)
    assert list(read_back(openpyxl.load_workbook(file), root)) == []


def test_the_file_has_no_date_of_its_building(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# Rows of tables stand in the CSVs and are compared with them above: here their heads are enough.
_HEAD = 8
_OWN = ("Cover", "Dictionary", "Lists", "State")


def test_every_sheet_is_as_recorded() -> None:
    """Refreshed as those of the markets are: see ``test_golden.py``."""
    package = read_package(ROOT)
    records = gather_records(read_structure(package).tables, package.descriptor, package)
    texts = {
        sheet.title: golden.dump(built(), sheet, None if sheet.title in _OWN else _HEAD)
        for sheet in make_tables_book(records, "tables").sheets
    }
    golden.compare("tables", texts)
