"""Packages that others made: what the standard allows is read, and as frictionless reads it."""

from __future__ import annotations

import csv
import gc
import gzip
import io
import json
import zipfile
from pathlib import Path

import frictionless
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketbook.package import Structure, read_package, read_structure
from marketbook.package.misread import MISREADINGS

PROFILES = "https://datapackage.org/profiles/2.0"
FIELDS = [
    {"name": "id", "type": "string"},
    {"name": "n", "type": "number"},
    {"name": "note", "type": "string"},
]
ROWS = [("a", 1.5, "x"), ("b", None, "y, z"), ("c", -2.0, None)]
PLAIN = 'id,n,note\na,1.5,x\nb,,"y, z"\nc,-2,\n'


def write(
    folder: Path,
    files: dict[str, bytes],
    *,
    fields: object = FIELDS,
    schema: dict[str, object] | None = None,
    name: str = "datapackage.json",
    **resource: object,
) -> Path:
    for path, content in files.items():
        (folder / path).write_bytes(content)
    stated = {"name": "t", "schema": {"fields": fields, **(schema or {})}, **resource}
    if "data" not in resource:
        stated = {"path": next(iter(files)), **stated}
    descriptor = {
        "$schema": f"{PROFILES}/datapackage.json", "name": "other", "resources": [stated]
    }  # fmt: skip
    (folder / name).write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def read(folder: Path) -> Structure:
    return read_structure(read_package(folder))


def rows_of(folder: Path) -> list[tuple[object, ...]]:
    """The rows, where nothing is wrong."""
    structure = read(folder)
    assert [str(each) for each in structure.findings if each.fails] == []
    return structure.tables["t"].drop("_line").rows()


def rows_by_frictionless(folder: Path) -> list[tuple[object, ...]]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    with frictionless.Package(str(folder / "datapackage.json")).get_resource("t") as resource:
        return [
            tuple(
                float(cell) if name == "n" and cell is not None else cell
                for name, cell in row.items()
            )
            for row in map(frictionless.Row.to_dict, resource.row_stream)
        ]


def zip_of(*files: tuple[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


OBJECTS = [{"id": "a", "n": 1.5, "note": "x"}, {"id": "b", "note": "y, z"}, {"n": -2, "id": "c"}]
LISTS = [["id", "n", "note"], ["a", 1.5, "x"], ["b", None, "y, z"], ["c", -2, None]]
FORMS: dict[str, tuple[dict[str, bytes], dict[str, object]]] = {
    "plain": ({"t.csv": PLAIN.encode()}, {}),
    "crlf": ({"t.csv": PLAIN.replace("\n", "\r\n").encode()}, {}),
    "cr": ({"t.csv": PLAIN.replace("\n", "\r").encode()}, {"dialect": {"lineTerminator": "\r"}}),
    "no last line end": ({"t.csv": PLAIN.rstrip("\n").encode()}, {}),
    "byte order mark": ({"t.csv": b"\xef\xbb\xbf" + PLAIN.encode()}, {}),
    "utf-8-sig": ({"t.csv": b"\xef\xbb\xbf" + PLAIN.encode()}, {"encoding": "utf-8-sig"}),
    "utf8": ({"t.csv": PLAIN.encode()}, {"encoding": "utf8"}),
    "UTF-8": ({"t.csv": PLAIN.encode()}, {"encoding": "UTF-8"}),
    "utf-16": ({"t.csv": PLAIN.encode("utf-16")}, {"encoding": "utf-16"}),
    "latin-1": ({"t.csv": PLAIN.encode("latin-1")}, {"encoding": "iso-8859-1"}),
    "windows-1252": ({"t.csv": PLAIN.encode("cp1252")}, {"encoding": "windows-1252"}),
    "semicolon": (
        {"t.csv": b"id;n;note\na;1.5;x\nb;;y, z\nc;-2;\n"},
        {"dialect": {"delimiter": ";"}},
    ),
    "tsv": ({"t.tsv": b"id\tn\tnote\na\t1.5\tx\nb\t\ty, z\nc\t-2\t\n"}, {}),
    "tab": (
        {"t.txt": b"id\tn\tnote\na\t1.5\tx\nb\t\ty, z\nc\t-2\t\n"},
        {"format": "csv", "dialect": {"delimiter": "\t"}},
    ),
    "single quotes": (
        {"t.csv": b"id,n,note\na,1.5,'x'\nb,,'y, z'\nc,-2,\n"},
        {"dialect": {"quoteChar": "'"}},
    ),
    "escapes": (
        {"t.csv": b"id,n,note\na,1.5,x\nb,,y\\, z\nc,-2,\n"},
        {"dialect": {"escapeChar": "\\"}},
    ),
    "spaces": (
        {"t.csv": b'id, n, note\na, 1.5, x\nb,, "y, z"\nc, -2,\n'},
        {"dialect": {"skipInitialSpace": True}},
    ),
    "null sequence": (
        {"t.csv": b'id,n,note\na,1.5,x\nb,\\N,"y, z"\nc,-2,\\N\n'},
        {"dialect": {"nullSequence": "\\N"}},
    ),
    "comments": (
        {"t.csv": b'# by hand\nid,n,note\n# first\na,1.5,x\nb,,"y, z"\nc,-2,\n'},
        {"dialect": {"commentChar": "#", "headerRows": [2]}},
    ),
    "rows above": (
        {"t.csv": b'Prices,,\n,,\nid,n,note\na,1.5,x\nb,,"y, z"\nc,-2,\n'},
        {"dialect": {"headerRows": [3]}},
    ),
    "two header rows": (
        {"t.csv": b'i,n,no\nd,,te\na,1.5,x\nb,,"y, z"\nc,-2,\n'},
        {"dialect": {"headerRows": [1, 2], "headerJoin": ""}},
    ),
    "comment rows": (
        {"t.csv": b'id,n,note\nof it,1,x\na,1.5,x\nb,,"y, z"\nc,-2,\n'},
        {"dialect": {"commentRows": [2]}},
    ),
    "no header": (
        {"t.csv": b'a,1.5,x\nb,,"y, z"\nc,-2,\n'},
        {"dialect": {"header": False}},
    ),
    "blank rows": (
        {"t.csv": b'id,n,note\n\na,1.5,x\n,,\nb,,"y, z"\nc,-2,\n'},
        {"dialect": {"skipBlankRows": True}},
    ),
    "version 1": (
        {"t.csv": PLAIN.encode()},
        {"profile": "tabular-data-resource", "dialect": {"csvddfVersion": 1.2, "delimiter": ","}},
    ),
    "gz": ({"t.csv.gz": gzip.compress(PLAIN.encode())}, {}),
    "zip": ({"t.csv.zip": zip_of(("t.csv", PLAIN))}, {"compression": "zip"}),
    "inside a zip": (
        {"all.zip": zip_of(("readme.csv", "x\n"), ("in/t.csv", PLAIN))},
        {"compression": "zip", "innerpath": "in/t.csv", "format": "csv"},
    ),
    "several files": (
        {"1.csv": b"id,n,note\na,1.5,x\n", "2.csv": b'id,n,note\nb,,"y, z"\nc,-2,\n'},
        {"path": ["1.csv", "2.csv"]},
    ),
    "one file in a list": ({"t.csv": PLAIN.encode()}, {"path": ["t.csv"]}),
    "objects": ({"t.json": json.dumps(OBJECTS).encode()}, {}),
    "lists": ({"t.json": json.dumps(LISTS).encode()}, {}),
    "objects in place": ({}, {"data": OBJECTS}),
    "lists in place": ({}, {"data": LISTS}),
    "a dialect that says the defaults": (
        {"t.csv": PLAIN.encode()},
        {"dialect": {"delimiter": ",", "header": True, "caseSensitiveHeader": False}},
    ),
}  # fmt: skip

# what frictionless 5.21 does not do as the standard says
OURS_ALONE = {
    "null sequence": "it ignores nullSequence",
    "lists": "it takes JSON files for no tables, unless told",
    "objects": "likewise",
}


@pytest.mark.parametrize("form", FORMS)
def test_reads_every_form(tmp_path: Path, form: str) -> None:
    files, resource = FORMS[form]
    assert rows_of(write(tmp_path, files, **resource)) == ROWS


# it leaves compressed files open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("form", sorted(set(FORMS) - set(OURS_ALONE)))
def test_frictionless_reads_the_same(tmp_path: Path, form: str) -> None:
    files, resource = FORMS[form]
    folder = write(tmp_path, files, **resource)
    assert rows_by_frictionless(folder) == ROWS
    gc.collect(1)  # what is left open is noticed here; all older objects need no look


@pytest.mark.parametrize("form", OURS_ALONE)
def test_frictionless_really_reads_it_otherwise(tmp_path: Path, form: str) -> None:
    files, resource = FORMS[form]
    folder = write(tmp_path, files, **resource)
    with pytest.raises((AssertionError, AttributeError)):
        assert rows_by_frictionless(folder) == ROWS


TEXTS = st.text(st.sampled_from("ab,;\t'\"\\ #\n|é"), max_size=5)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS), max_size=5),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(['"', "'"]),
    st.sampled_from(["utf-8", "utf-16", "latin-1"]),
    st.sampled_from(["", "gz"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_in_any_dialect_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    delimiter: str,
    quote: str,
    encoding: str,
    compression: str,
    end: str,
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quotechar=quote, lineterminator=end)
    writer.writerow(("k", "v"))
    writer.writerows((f"k{n}", f"{a}{b}") for n, (a, b) in enumerate(rows))
    content = text.getvalue().encode(encoding)
    dialect = {"delimiter": delimiter, "quoteChar": quote}
    name = "t.csv.gz" if compression else "t.csv"
    folder = write(
        tmp_path_factory.mktemp("p"),
        {name: gzip.compress(content) if compression else content},
        fields=[{"name": "k", "type": "string"}, {"name": "v", "type": "string"}],
        dialect=dialect,
        encoding=encoding,
    )
    assert rows_of(folder) == [(f"k{n}", f"{a}{b}" or None) for n, (a, b) in enumerate(rows)]


def lines(folder: Path) -> list[str]:
    return [f"{each} [{each.severity}]" for each in read(folder).findings]


def test_style_is_a_note_for_packages_of_others(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbfid,n,note\r\na,1,"x\r\ny"\r\nb,2,z'
    folder = write(tmp_path, {"t.csv": content})
    assert [line.split("; ")[0] + line[-7:] for line in lines(folder)] == [
        "t.csv:1: structure.byte-order-mark: the file begins with a byte order mark [note]",
        "t.csv:1: structure.line-ending: 3 of 3 lines end with CRLF, expected a line feed alone "
        "(LF) [note]",
        "t.csv:4: structure.line-ending: the last line has no line feed at its end [note]",
        "t.csv:2: structure.row: lines 2 to 3 are one record, because a quoted cell has a line "
        "break [note]",
    ]
    assert read(folder).tables["t"]["note"].to_list() == ["x\ny", "z"]
    assert read(folder).tables["t"]["_line"].to_list() == [2, 4]


def test_a_label_may_hold_a_line_break(tmp_path: Path) -> None:
    fields = [{"name": "a\nb", "type": "integer"}, {"name": "c", "type": "string"}]
    folder = write(tmp_path, {"t.csv": b'"a\nb",c\n1,x\n'}, fields=fields)
    assert rows_of(folder) == [(1, "x")]


def test_rows_of_another_dialect_that_are_wrong_are_found_by_line(tmp_path: Path) -> None:
    content = b"id;n;note\na;x;\n\n'b\n';2;y\nc;1\nd;3;z;\n"
    folder = write(
        tmp_path, {"t.csv": content}, dialect={"delimiter": ";", "quoteChar": "'"},
        schema={"primaryKey": ["id"]},
    )  # fmt: skip
    assert [line.split("; ")[0] for line in lines(folder)] == [
        "t.csv:3: structure.row: the line is blank",
        "t.csv:6: structure.row: the line has 2 cells, the header 3: nothing is left for note",
        "t.csv:7: structure.row: the line has 4 cells, the header 3",
        "t.csv:2: structure.type: n is 'x'",
    ]


def test_a_file_in_another_encoding_than_stated(tmp_path: Path) -> None:
    folder = write(tmp_path, {"t.csv": b"id,n,note\na,1,\xff\xfe\n"}, encoding="ascii")
    assert lines(folder) == [
        "t.csv:2: structure.encoding: byte 0xff is not ascii; state the encoding that the file "
        "has, or save it again in that one [error]"
    ]


MATCHES = [
    ("equal", "note,id,n", []),
    ("exact", "note,id,n", ["the columns are in another order"]),
    ("subset", "n,more,id,note", []),
    ("subset", "n,id", ["the column 'note' is missing"]),
    ("superset", "n,id", []),
    ("superset", "n,id,more", ["column 3, 'more', is not in the schema"]),
    ("partial", "n,more", []),
    ("partial", "more", ["no column is one of the schema"]),
]


@pytest.mark.parametrize(("match", "header", "messages"), MATCHES)
@pytest.mark.parametrize("as_array", [False, True])
def test_fields_match(
    tmp_path: Path, match: str, header: str, messages: list[str], as_array: bool
) -> None:
    cells = {"id": "a", "n": "1", "note": "x", "more": "z"}
    row = ",".join(cells[name] for name in header.split(","))
    stated = [match] if as_array else match
    folder = write(
        tmp_path, {"t.csv": f"{header}\n{row}\n".encode()}, schema={"fieldsMatch": stated}
    )
    structure = read(folder)
    found = [each.message.split("; ")[0].split(":")[0] for each in structure.findings if each.fails]
    assert found == messages
    if not messages:
        [frame] = structure.tables.values()
        assert frame.columns == ["_line", "id", "n", "note"]
        assert frame.schema["n"] == pl.Float64


def test_a_column_that_a_record_needs_is_missing_whatever_matches(tmp_path: Path) -> None:
    schema = {"fieldsMatch": ["partial"], "primaryKey": ["id"]}
    found = lines(write(tmp_path, {"t.csv": b"n\n1\n"}, schema=schema))
    assert any("t.csv:1: structure.header: the column 'id' is missing" in line for line in found)


def test_resources_that_are_no_tables_are_left_in_peace(tmp_path: Path) -> None:
    folder = write(tmp_path, {"t.csv": PLAIN.encode(), "a.txt": b"hello", "b.xlsx": b"PK"})
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] += [
        {"name": "a", "path": "a.txt", "hash": "md5:5d41402abc4b2a76b9719d911017c592", "bytes": 5},
        {"name": "b", "path": "b.xlsx", "schema": {"fields": FIELDS}},
        {"name": "c", "path": "t.csv", "type": "table"},
        {"name": "d", "path": "none.txt"},
    ]
    descriptor["resources"][0]["schema"]["foreignKeys"] = [
        {"fields": ["id"], "reference": {"resource": "b", "fields": ["id"]}}
    ]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert list(read_package(folder).resources) == ["t"]
    assert lines(folder) == [
        "datapackage.json: structure.not-read: the table 'b' is not read: its format is xlsx; only "
        "CSV, TSV and JSON are read [note]",
        "datapackage.json: structure.not-read: the table 'c' is not read: it has no schema, so "
        "there is nothing to check [note]",
        "none.txt: structure.file: there is no file none.txt, which the descriptor names; put it "
        "there, or correct its path in the descriptor [error]",
        "t.csv: structure.foreign-key: id could not be compared with b, whose rows are not read "
        "[note]",
    ]
    (folder / "a.txt").write_text("hello!", encoding="utf-8")
    assert "a.txt: structure.hash: the file's hash is" in "\n".join(lines(folder))


YAML = """
name: other
created: 2024-01-31T00:00:00Z
resources:
  - name: t
    path: t.csv
    schema:
      fields:
        - {name: id, type: string}
        - {name: n, type: number}
        - {name: note, type: string}
"""


@pytest.mark.parametrize("name", ["datapackage.yaml", "datapackage.yml"])
def test_reads_descriptors_in_yaml(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(YAML, encoding="utf-8")
    (tmp_path / "t.csv").write_text(PLAIN, encoding="utf-8")
    assert rows_of(tmp_path) == ROWS
    assert read_package(tmp_path).descriptor["created"] == "2024-01-31T00:00:00Z"


def test_a_profile_from_elsewhere_is_named_and_not_fetched(tmp_path: Path) -> None:
    folder = write(tmp_path, {"t.csv": PLAIN.encode()}, profile="https://example.invalid/p.json")
    assert lines(folder) == [
        "datapackage.json: structure.not-read: resource 't' states the profile "
        "'https://example.invalid/p.json', which is not fetched: what it asks for beyond the "
        "standard is not checked [note]"
    ]


VALUES: list[tuple[dict[str, object], str, object]] = [
    ({"type": "datetime"}, "2024-01-31T10:30:00+02:00", "2024-01-31 08:30:00"),
    ({"type": "datetime", "format": "%d/%m/%y %H:%M"}, "31/01/24 10:30", "2024-01-31 10:30:00"),
    ({"type": "time"}, "10:30:00", "10:30:00"),
    ({"type": "date", "format": "%d. %B %Y"}, "31. January 2024", "2024-01-31"),
    ({"type": "integer", "groupChar": ","}, "1,234,567", "1234567"),
    ({"type": "integer", "groupChar": ","}, "12,34,567", "1234567"),
    ({"type": "integer", "bareNumber": False}, "EUR -95%", "-95"),
    ({"type": "number", "bareNumber": False, "groupChar": ","}, "$1,234.5m", "1234.5"),
    ({"type": "number", "bareNumber": False}, "size (USD bn) 4.8 (est.)", "4.8"),
    ({"type": "number", "groupChar": " "}, "1 234.5", "1234.5"),
    ({"type": "geopoint"}, "8.50,47.3", "8.5, 47.3"),
    ({}, "anything", "anything"),
]


@pytest.mark.parametrize(("field", "cell", "value"), VALUES)
def test_values(tmp_path: Path, field: dict[str, object], cell: str, value: object) -> None:
    content = f'x,y\n"{cell}",z\n'.encode()
    other = {"name": "y", "type": "string"}
    folder = write(tmp_path, {"t.csv": content}, fields=[{"name": "x", **field}, other])
    assert str(rows_of(folder)[0][0]) == value


WRONG = [
    ({"type": "number", "groupChar": ","}, ["12,5", "1,2,3", "1,,5", "5,", ",5", "1234,567"]),
    ({"type": "number", "decimalChar": ",", "groupChar": "."}, ["12.5", "1.2.3", "1..5", "5."]),
    ({"type": "integer", "groupChar": " "}, ["1 2", "12 34", "1\u00a0234", "1 2345"]),
    ({"type": "number", "bareNumber": False}, ["−4.8%", "–4.8", "USD —4.8", "(4.8)", "-$4.8"]),
    ({"type": "integer", "bareNumber": False}, ["−48%", "$(48)", "USD ‒ 48"]),
    ({"type": "duration"}, ["PT", "P1S", "1Y"]),
    ({"type": "geojson"}, ['{"type": "Polygon", "coordinates": [[[1, 2]]]}', "{}"]),
    ({"type": "geojson", "format": "topojson"}, ['{"type": "Topology"}']),
]


@pytest.mark.parametrize(("field", "cells"), WRONG)
def test_cells_that_are_no_values(
    tmp_path: Path, field: dict[str, object], cells: list[str]
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([("x", "y"), *((cell, "z") for cell in cells)])
    other = {"name": "y", "type": "string"}
    folder = write(
        tmp_path, {"t.csv": text.getvalue().encode()}, fields=[{"name": "x", **field}, other]
    )
    found = [each.line for each in read(folder).findings if each.rule == "structure.type"]
    assert found == list(range(2, len(cells) + 2))


@pytest.mark.parametrize("further", ["b,2,\nc,3,\n", "n,id,note\n2,b,\n", "id;n;note\n", "\n"])
def test_a_further_file_begins_with_the_labels_of_the_first(tmp_path: Path, further: str) -> None:
    """Else its first record would be taken for labels, or its columns for others."""
    files = {"1.csv": b"id,n,note\na,1.5,x\n", "2.csv": further.encode()}
    found = read(write(tmp_path, files, path=["1.csv", "2.csv"])).findings
    first = further.splitlines()[0]
    assert [each.message for each in found if each.fails] == [
        f"the file begins with '{first}'; expected the labels of the first file, id,n,note; begin "
        "each file of the list with them, or put the files together"
    ]


def test_the_page_lists_every_misreading() -> None:
    page = (Path(__file__).parents[2] / "docs" / "packages.md").read_text(encoding="utf-8")
    rows = [f"| {m.property} | {m.tool} | {m.does} | {m.instead or '–'} |" for m in MISREADINGS]
    assert page.split("|---|---|---|---|\n")[1].splitlines() == rows
