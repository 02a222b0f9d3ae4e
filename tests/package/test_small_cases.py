"""Small packages that once were refused or misread, each checked, built and pulled back."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import marketbook as mb
from tests.pulls.setting import edit_book, set_cell

V2 = "https://datapackage.org/profiles/2.0"


def make(folder: Path, files: dict[str, bytes], *resources: dict[str, object]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    stated = {"$schema": f"{V2}/datapackage.json", "name": "small", "resources": [*resources]}
    (folder / "datapackage.json").write_text(json.dumps(stated), encoding="utf-8")
    return folder


def table(*fields: dict[str, object], **stated: object) -> dict[str, object]:
    schema = {"$schema": f"{V2}/tableschema.json", "fields": [*fields], "primaryKey": "id"}
    return {"name": "t", "type": "table", "path": "t.csv", "schema": schema, **stated}


def tell(folder: Path) -> list[str]:
    return [str(each) for each in mb.check(folder).findings if each.fails]


ID = {"name": "id", "type": "string"}
NUMBER = {"name": "v", "type": "number"}
GOOD = {
    "a date in the form of its country": (
        {"t.csv": b"id,v\na,31.01.2024\n"},
        [table(ID, {"name": "v", "type": "date", "format": "%d.%m.%Y"})],
    ),
    "every default in words": (
        {"t.csv": b"id,v\r\na,2024-01-31\r\n"},
        [
            table(
                ID,
                {"name": "v", "type": "date", "format": "%Y-%m-%d"},
                path=["t.csv"],
                dialect={
                    "csvddfVersion": "1.2", "delimiter": ",", "caseSensitiveHeader": False,
                    "lineTerminator": "\r\n",
                },
            )
        ],
    ),
    "UTF-8 that says it has a mark": (
        {"t.csv": b"\xef\xbb\xbfid,v\na,1\n"}, [table(ID, NUMBER, encoding="utf-8-sig")],
    ),
    "JSON beside a table": (
        {"t.csv": b"id,v\na,1\n", "t.json": b"[1"},
        [
            table(ID, NUMBER),
            {"name": "same", "path": "t.json", "format": "json", "mediatype": "application/json"},
        ],
    ),
    "a document beside a table": (
        {"t.csv": b"id,v\na,1\n", "report.txt": b"x"},
        [table(ID, NUMBER), {"name": "doc", "path": "report.txt", "mediatype": "text/plain"}],
    ),
    "a column without a type": ({"t.csv": b"id,v\na,1\n"}, [table(ID, {"name": "v"})]),
    "a dash for nothing in a text": (
        {"t.csv": b"id,v\na,-\n"}, [table(ID, {"name": "v", "type": "string"})],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_is_read_built_and_pulled_back(tmp_path: Path, case: str) -> None:
    files, resources = GOOD[case]
    make(tmp_path, files, *resources)
    assert tell(tmp_path) == []
    mb.build(tmp_path)
    assert mb.pull(tmp_path / "workbooks" / "tables.xlsx", tmp_path).outcome == "unchanged"
    assert (tmp_path / "t.csv").read_bytes() == files["t.csv"]


def test_a_descriptor_in_yaml(tmp_path: Path) -> None:
    make(tmp_path, {"t.csv": b"id\na\n"}, table(ID))
    (tmp_path / "datapackage.json").rename(tmp_path / "datapackage.yaml")
    assert tell(tmp_path) == []


def test_labels_that_differ_in_their_case_are_one_finding(tmp_path: Path) -> None:
    make(tmp_path, {"t.csv": b"ID,name\na,x\n"}, table(ID, {"name": "Name", "type": "string"}))
    [found] = tell(tmp_path)
    assert "in the case of letters only: 'ID' for 'id', 'name' for 'Name'" in found


def test_groups_of_digits_are_whole(tmp_path: Path) -> None:
    field = {"name": "v", "type": "number", "groupChar": " "}
    text = "id,v\na,1 234.5\nb,12 .5\nc,1\u00a0234\nd,1 2\ne,1  234\nf, 1\n"
    make(tmp_path, {"t.csv": text.encode()}, table(ID, field))
    assert [each.split(": structure.type: v is ")[1].split(";")[0] for each in tell(tmp_path)] == [
        "'12 .5'", "'1[no-break space]234'", "'1 2'", "'1  234'", "' 1'",
    ]  # fmt: skip


def test_known_words_in_the_wrong_place_are_named(tmp_path: Path) -> None:
    fields = ({**ID, "unique": True, "pattern": "a"}, {**NUMBER, "minimum": 2, "enum": [1]})
    make(tmp_path, {"t.csv": b"id,v\na,1\n"}, table(*fields, primaryKey="id", foreignKeys=[]))
    assert [each.split(" states ")[1].split(",")[0] for each in tell(tmp_path)] == [
        "'pattern'", "'unique'", "'enum'", "'minimum'", "'foreignKeys'", "'primaryKey'",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "told"),
    [("12.5", "may be one number"), ("1.2.3", "may be one number"), ("1.234,5", ""), ("12,5", "")],
)
def test_a_number_typed_with_the_other_sign(tmp_path: Path, typed: str, told: str) -> None:
    """Where a comma is before the decimals, a point stands between groups of three digits."""
    field = {"name": "v", "type": "number", "decimalChar": ",", "groupChar": "."}
    make(tmp_path, {"t.csv": b'id,v\na,"1,5"\n'}, table(ID, field))
    mb.build(tmp_path)
    file = tmp_path / "workbooks" / "tables.xlsx"
    edit_book(file, lambda book: set_cell(book, "t", "a", "v", typed))
    pulled = mb.pull(file, tmp_path)
    refused = [str(each.found) for each in pulled.remarks if each.refuses]
    assert bool(refused) == bool(told) and all(told in each for each in refused)


@pytest.mark.parametrize("label", ["Total", "Sum", "Summe"])
def test_totals_below_a_table_are_no_record(tmp_path: Path, label: str) -> None:
    make(tmp_path, {"t.csv": b"id,v\na,1\nb,2.5\n"}, table(ID, NUMBER))
    mb.build(tmp_path)
    file = tmp_path / "workbooks" / "tables.xlsx"

    def add(book: openpyxl.Workbook) -> None:
        book["t"].cell(7, 1).value, book["t"].cell(7, 2).value = label, 3.5

    edit_book(file, add)
    assert mb.pull(file, tmp_path).changes == ()
