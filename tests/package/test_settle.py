"""A finding is at a file and line that a person can open, whatever the table is made of."""

from __future__ import annotations

import json
from pathlib import Path

import marketbook as mb

FIELDS = [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]
SCHEMA = {"primaryKey": "id", "fields": FIELDS}


def check(folder: Path, files: dict[str, str], **resource: object) -> list[str]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    stated = {"name": "t", "schema": SCHEMA, **resource}
    text = json.dumps({"name": "x", "resources": [stated]})
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return [str(each) for each in mb.check(folder).findings if each.fails]


def test_rows_of_several_files_are_found_in_their_own(tmp_path: Path) -> None:
    files = {"1.csv": "id,n\na,1\nb,2\n", "2.csv": "id,n\nc,x\nd,4\nd,5\n"}
    assert check(tmp_path, files, path=["1.csv", "2.csv"]) == [
        "2.csv:4: structure.primary-key: id 'd' is in line 3 of 2.csv already; remove "
        "or change one of them",
        "2.csv:2: structure.type: n is 'x'; expected a whole number of at most 18 digits; correct "
        "the cell",
    ]


def test_a_rule_names_the_file_too(tmp_path: Path) -> None:
    files = {"1.csv": "id,n\na,1\n", "2.csv": "id,n\n=c,2\n"}
    [found] = check(tmp_path, files, path=["1.csv", "2.csv"])
    assert found.startswith("2.csv:2: text.no-formula: id starts with '='")


def test_records_of_json_are_counted(tmp_path: Path) -> None:
    rows = [{"id": "a", "n": "x"}, {"id": "a", "n": 1}]
    assert check(tmp_path, {"t.json": json.dumps(rows)}, path="t.json") == [
        "t.json: structure.primary-key: record 2: id 'a' is in record 1 already; remove "
        "or change one of them",
        "t.json: structure.type: record 1: n is 'x'; expected a whole number of at most 18 digits; "
        "correct the cell",
    ]


def test_rows_in_the_descriptor_are_found_there(tmp_path: Path) -> None:
    assert check(tmp_path, {}, data=[["id", "n"], ["a", 1], ["b", "q"]]) == [
        "datapackage.json: structure.type: record 2: n is 'q'; expected a whole number of at most "
        "18 digits; correct the cell"
    ]


def test_half_a_character_is_a_finding(tmp_path: Path) -> None:
    rows = [{"id": "a", "n": 1}, {"id": "b\ud800", "n": 2}]
    assert check(tmp_path, {"t.json": json.dumps(rows)}, path="t.json") == [
        "t.json: structure.encoding: record 2: 'b\\ud800' has half a character (a lone "
        "surrogate); write it again"
    ]


def test_what_stands_above_the_labels_may_be_a_comment(tmp_path: Path) -> None:
    dialect = {"commentChar": "#", "skipBlankRows": True}
    text = "# one\n\nid,n\n# two\na,1\n"
    files = {"1.csv": text, "2.csv": text.replace("a,1", "b,x")}
    [found] = check(tmp_path, files, path=["1.csv", "2.csv"], dialect=dialect)
    assert found.startswith("2.csv:5: structure.type: n is 'x'")
