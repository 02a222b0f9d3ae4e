"""Tables of any form are written again: untouched to the byte, changed where they should be."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from marketbook.errors import PackageError
from marketbook.package import Package, Resource
from marketbook.package.dialect import Dialect
from marketbook.package.rewrite import Entry, open_rewritable, render_rows
from marketbook.package.rewrite.csv_cells import spell_record, split_spelled
from marketbook.schema import read_schema
from tests.package.test_other_packages import zip_of

SCHEMA = read_schema(
    {"fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "number"},
                {"name": "note", "type": "string"}]}, "t",
)  # fmt: skip


def make(folder: Path, files: dict[str, bytes], **stated: object) -> tuple[Package, Resource]:
    for path, content in files.items():
        (folder / path).write_bytes(content)
    path, *further = files or [""]
    resource = Resource(
        name="t", path=path, further_paths=further,
        **{"schema": SCHEMA, "house_style": False, **stated},  # type: ignore[arg-type]
    )  # fmt: skip
    return Package(folder, "datapackage.json", {}, {"t": resource}), resource


def rewrite(folder: Path, content: bytes, *entries: Entry, name: str = "t.csv", **stated) -> bytes:
    package, resource = make(folder, {name: content}, **stated)
    table = open_rewritable(package, resource)
    untouched = [Entry(number, {}) for number in range(len(table.rows))]
    assert table.write(untouched).files[name] == content
    return table.write(entries or untouched).files[name]


EDIT = (Entry(0, {"n": "2"}), Entry(1, {}))
CHANGES: dict[str, tuple[bytes, bytes, dict[str, object]]] = {
    "CRLF and a mark": (
        b"\xef\xbb\xbfid,n,note\r\na,1,x\r\nb,,y\r\n",
        b"\xef\xbb\xbfid,n,note\r\na,2,x\r\nb,,y\r\n", {},
    ),
    "CR": (b"id,n,note\ra,1,x\rb,,y", b"id,n,note\ra,2,x\rb,,y", {}),
    "no last line end": (b"id,n,note\na,1,x\nb,,y", b"id,n,note\na,2,x\nb,,y", {}),
    "quotes that need not be": (
        b'id,n,note\n"a",1,"x"\nb,,y\n', b'id,n,note\n"a",2,"x"\nb,,y\n', {},
    ),
    "a line break in a cell": (
        b'id,n,note\r\na,1,"x\r\ny"\r\nb,,y\r\n', b'id,n,note\r\na,2,"x\r\ny"\r\nb,,y\r\n', {},
    ),
    "semicolons and quotes of their own": (
        b"id;n;note\n'a';1;'it''s; so'\nb;;y\n", b"id;n;note\n'a';2;'it''s; so'\nb;;y\n",
        {"dialect": Dialect(delimiter=";", quote_char="'")},
    ),
    "backslashes": (
        b'id,n,note\na,1,"say \\"x\\", y"\nb,,y\n', b'id,n,note\na,2,"say \\"x\\", y"\nb,,y\n',
        {"dialect": Dialect(double_quote=False, escape_char="\\")},
    ),
    "no quotes": (
        b'id\tn\tnote\na "x"\t1\ty\nb\t\tz\n', b'id\tn\tnote\na "x"\t2\ty\nb\t\tz\n',
        {"dialect": Dialect(delimiter="\t", quote_char="")},
    ),
    "initial spaces": (
        b'id, n, note\na, 1, "x, y"\nb, , y\n', b'id, n, note\na,2, "x, y"\nb, , y\n',
        {"dialect": Dialect(skip_initial_space=True)},
    ),
    "comments and blank rows": (
        b"# one\nid,n,note\n# two\na,1,x\n\n# three\nb,,y\n# four\n",
        b"# one\nid,n,note\n# two\na,2,x\n\n# three\nb,,y\n# four\n",
        {"dialect": Dialect(comment_char="#", skip_blank_rows=True)},
    ),
    "labels of two rows": (
        b"x\nid,n,no\n,,te\na,1,x\nb,,y\n", b"x\nid,n,no\n,,te\na,2,x\nb,,y\n",
        {"dialect": Dialect(header_rows=(2, 3), header_join="")},
    ),
    "no labels": (b"a,1,x\nb,,y\n", b"a,2,x\nb,,y\n", {"dialect": Dialect(header=False)}),
    "UTF-16 with its mark": (
        "\ufeffid,n,note\nä,1,x\nb,,y\n".encode("utf-16-be"),
        "\ufeffid,n,note\nä,2,x\nb,,y\n".encode("utf-16-be"), {"encoding": "utf-16"},
    ),
    "Latin-1": (
        "id,n,note\nä,1,x\nb,,y\n".encode("latin-1"), "id,n,note\nä,2,x\nb,,y\n".encode("latin-1"),
        {"encoding": "iso8859-1"},
    ),
    "columns in another order, and one more": (
        b"note,who,id,n\nx,me,a,1\ny,,b,\n", b"note,who,id,n\nx,me,a,2\ny,,b,\n",
        {"schema": read_schema({"fieldsMatch": "subset", "fields": [
            {"name": "id"}, {"name": "n", "type": "number"}, {"name": "note"}]}, "t")},
    ),
    "objects": (
        b'[\n  {\n    "id": "a",\n    "n": 1,\n    "note": "x"\n  },\n  {\n    "id": "b"\n  }\n]\n',
        b'[\n  {\n    "id": "a",\n    "n": 2,\n    "note": "x"\n  },\n  {\n    "id": "b"\n  }\n]\n',
        {"form": "json"},
    ),
    "arrays below their labels": (
        b'[["id","n","note"],["a",1,"\xc3\xa4"],["b",null,"y"]]',
        b'[["id","n","note"],["a",2,"\xc3\xa4"],["b",null,"y"]]', {"form": "json"},
    ),
    "objects on a line each, numbers as text": (
        b'{"rows": [{"id": "a", "n": "1", "note": "\\u00e4"}, {"id": "b", "n": null}]}\n',
        b'{"rows": [{"id": "a", "n": "2", "note": "\\u00e4"}, {"id": "b", "n": null}]}\n',
        {"form": "json", "dialect": Dialect(rows_at="rows")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", CHANGES)
def test_only_what_changed_is_written_anew(tmp_path: Path, form: str) -> None:
    before, after, stated = CHANGES[form]
    assert rewrite(tmp_path, before, *EDIT, **stated) == after


def test_a_gzipped_table(tmp_path: Path) -> None:
    content = gzip.compress(b"id,n,note\na,1,x\nb,,y\n", mtime=0)
    again = rewrite(tmp_path, content, *EDIT, name="t.csv.gz", compression="gz")
    assert gzip.decompress(again) == b"id,n,note\na,2,x\nb,,y\n"
    assert rewrite(tmp_path, content, *EDIT, name="t.csv.gz", compression="gz") == again


def test_the_other_files_of_a_zip_stay(tmp_path: Path) -> None:
    package, resource = make(
        tmp_path, {"t.zip": zip_of(("x.txt", "kept"), ("t.csv", "id,n,note\na,1,x\nb,,y\n"))},
        compression="zip", inner_path="t.csv",
    )  # fmt: skip
    written = open_rewritable(package, resource).write(EDIT)
    (tmp_path / "t.zip").write_bytes(written.files["t.zip"])
    again = open_rewritable(package, resource)
    assert again.rows == [("a", "2", "x"), ("b", "", "y")]
    with zipfile.ZipFile(tmp_path / "t.zip") as archive:
        assert archive.read("x.txt") == b"kept"


def test_a_new_record_goes_to_the_file_of_the_one_before_it(tmp_path: Path) -> None:
    files = {"1.csv": b"id,n,note\na,1,x\n", "2.csv": b"id,n,note\nb,2,y\nc,3,z"}
    package, resource = make(tmp_path, files)
    table = open_rewritable(package, resource)
    assert table.places == [("1.csv", 2), ("2.csv", 2), ("2.csv", 3)]
    new = Entry(None, {"id": "n", "note": "p, q"})
    written = table.write([Entry(0, {}), new, Entry(1, {}), Entry(2, {}), new])
    assert written.files == {
        "1.csv": b'id,n,note\na,1,x\nn,,"p, q"\n',
        "2.csv": b'id,n,note\nb,2,y\nc,3,z\nn,,"p, q"\n',
    }
    assert written.places == [("1.csv", 2), ("1.csv", 3), ("2.csv", 2), ("2.csv", 3), ("2.csv", 4)]


def test_comments_stay_where_records_are_gone(tmp_path: Path) -> None:
    content = b"id,n,note\n# a\na,1,x\n# b\nb,2,y\n# c\nc,3,z\n# end\n"
    dialect = Dialect(comment_char="#")
    again = rewrite(tmp_path, content, Entry(2, {}), dialect=dialect)
    assert again == b"id,n,note\n# a\n# b\n# c\nc,3,z\n# end\n"


def test_rows_in_the_descriptor(tmp_path: Path) -> None:
    data = [{"id": "a", "n": 1, "x": "kept"}, {"id": "b", "n": None}]
    package, resource = make(tmp_path, {}, data=data)
    written = open_rewritable(package, resource).write(
        [*EDIT, Entry(None, {"id": "c", "n": "2.5", "note": "new"})]
    )
    assert written.data == [
        {"id": "a", "n": 2, "x": "kept"}, {"id": "b", "n": None},
        {"id": "c", "n": 2.5, "note": "new"},
    ]  # fmt: skip
    package, resource = make(tmp_path, {}, data="id,n,note\r\na,1,x\r\nb,,y\r\n")
    assert open_rewritable(package, resource).write(EDIT).data == ("id,n,note\r\na,2,x\r\nb,,y\r\n")


def test_the_null_sequence_is_written_where_nothing_stands(tmp_path: Path) -> None:
    content, dialect = b"id,n,note\na,1,NULL\nb,NULL,y\n", Dialect(null_sequence="NULL")
    again = rewrite(tmp_path, content, Entry(0, {"n": ""}), Entry(1, {"n": "3"}), dialect=dialect)
    assert again == b"id,n,note\na,NULL,NULL\nb,3,y\n"


@pytest.mark.parametrize(
    ("content", "entry", "stated", "told"),
    [
        pytest.param(
            b"id,n,note\na,1,x\n", Entry(0, {"note": "→"}), {"encoding": "cp1252"},
            "'→' (U+2192) cannot be written to t.csv, which is cp1252; expected a character of "
            "that encoding; type another one, or save the file as UTF-8 and say so in the "
            "descriptor",
            id="a character that the encoding lacks",
        ),
        pytest.param(
            b"id\tn\tnote\na\t1\tx\n", Entry(0, {"note": "a\tb"}),
            {"dialect": Dialect(delimiter="\t", quote_char="")},
            "'a\tb' cannot be written in the dialect of the file, which has no quotes or escapes "
            "for it; expected a text without delimiters, quotes and line breaks",
            id="a delimiter without quotes",
        ),
        pytest.param(
            b"id,n\na,1\n", Entry(0, {"note": "x"}),
            {"schema": read_schema({"fieldsMatch": "superset", "fields": [
                {"name": "id"}, {"name": "n", "type": "number"}, {"name": "note"}]}, "t")},
            "t.csv has no column 'note', so that 'x' cannot be written; expected a column of the "
            "file; add the column to the file first",
            id="a column that the file lacks",
        ),
        pytest.param(
            b'[{"id": "a", "n": 1.50, "note": "x"}]', Entry(0, {"note": "y"}), {"form": "json"},
            "t.csv is laid out in a way that would not be kept; expected JSON as programs write "
            "it, numbers without zeros at their ends; write the file anew with a JSON tool first",
            id="JSON with digits that would be lost",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused(
    tmp_path: Path, content: bytes, entry: Entry, stated: dict[str, object], told: str
) -> None:
    package, resource = make(tmp_path, {"t.csv": content}, **stated)
    with pytest.raises(PackageError) as caught:
        open_rewritable(package, resource).write([entry])
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("content", "stated", "told"),
    [
        (b"id,n,note\na,1\n", {}, "t.csv:2: the line has 2 cells, the header 3: nothing is left"),
        (b"id,n,note\na,1,x\n\n", {}, "t.csv:3: the line is blank; remove it"),
        (b'id,n,note\na,1,x"y\n', {}, "t.csv:2: cell 3 has a quote inside but does not begin"),
        (b"id,m,note\na,1,x\n", {}, "t.csv:1: the header is not id,n,note"),
        (b"id;n;note\na;1\n", {"dialect": Dialect(delimiter=";")}, "t.csv:2: the line has 2 cells"),
        (b'[{"id": "a"}, 1]', {"form": "json"}, "the rows of 't' are not an array"),
        (b"id,n,note\na,\xff,x\n", {"encoding": "ascii"}, "t.csv cannot be read ('ascii' codec"),
        (
            b"\x1b$B\x1b(Bid,n,note\n",
            {"encoding": "iso2022_jp"},
            "t.csv is iso2022_jp in a way that",
        ),
    ],
)
def test_a_table_with_faults_is_not_written(
    tmp_path: Path, content: bytes, stated: dict[str, object], told: str
) -> None:
    package, resource = make(tmp_path, {"t.csv": content}, **stated)
    with pytest.raises(PackageError) as caught:
        open_rewritable(package, resource)
    assert told in str(caught.value)


DIALECTS = st.builds(
    Dialect,
    delimiter=st.sampled_from(",;\t|"),
    quote_char=st.sampled_from(['"', "'", ""]),
    double_quote=st.booleans(),
    escape_char=st.sampled_from(["", "\\"]),
    skip_initial_space=st.booleans(),
    comment_char=st.sampled_from(["", "#"]),
)
TEXTS = st.text("ab,;\t|\"'\\# \n\r", max_size=6)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(DIALECTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_a_record_that_is_spelled_is_read_again(dialect: Dialect, cells: list[str]) -> None:
    try:
        record = spell_record(cells, dialect)
    except PackageError:
        # without quotes, or with quotes that nothing can double or escape
        assert not dialect.escape_char and not (dialect.quote_char and dialect.double_quote)
        return
    assume(record)
    [read] = csv.reader(
        io.StringIO(record, newline=""), delimiter=dialect.delimiter,
        quotechar=dialect.quote_char or None, doublequote=dialect.double_quote,
        quoting=csv.QUOTE_MINIMAL if dialect.quote_char else csv.QUOTE_NONE,
        escapechar=dialect.escape_char or None, skipinitialspace=dialect.skip_initial_space,
    )  # fmt: skip
    assert read == cells
    assert len(split_spelled(record, dialect)) == len(cells)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(st.lists(st.text('ab,"\n', max_size=4), min_size=2, max_size=2), max_size=6))
def test_rows_as_plain_csv_are_as_python_reads_them(rows: list[list[str]]) -> None:
    assume(all(any(row) for row in rows))
    text = render_rows(("x", "y"), [tuple(row) for row in rows])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x", "y"], *rows]
