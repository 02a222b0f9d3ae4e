from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from marketbook.errors import PackageError, SchemaError
from marketbook.package import read_package
from tests.conftest import WritePackage

ROOT = Path(__file__).parents[2]
SCHEMA = {"fields": [{"name": "x", "type": "string"}]}


def refused(path: Path, error_type: type[Exception] = PackageError) -> str:
    with pytest.raises(error_type) as error:
        read_package(path)
    return str(error.value).replace(path.as_posix(), "HERE")


def test_reads_this_package_from_its_folder_or_its_descriptor() -> None:
    package = read_package(ROOT)
    assert package.resources == read_package(ROOT / "datapackage.json").resources
    assert package.root == ROOT
    assert list(package.resources) == [r["name"] for r in package.descriptor["resources"]]
    sizes = package.resources["sizes"]
    assert sizes.path == "tables/sizes.csv"
    assert package.locate(sizes) == ROOT / "tables" / "sizes.csv"


def test_the_descriptor_stays_as_it_stands_in_the_file() -> None:
    stated = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    assert read_package(ROOT).descriptor == stated


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "does not exist; expected a package (a folder with datapackage.json)"),
        (b"{", "is not JSON: line 1, column 2: Expecting property name"),
        (b"\xef\xbb\xbf{}", "is not JSON: line 1, column 1: Unexpected UTF-8 BOM"),
        (b'{"name": "caf\xe9"}', "is not UTF-8: byte 0xe9 at 13; expected JSON in UTF-8"),
        (b"[]", "holds a list; expected an object"),
        (b'{"name": "\\ud800"}', "holds half a character (\\ud800); expected whole characters"),
        (b"[" * 100_000, "is nested too deeply; expected a descriptor"),
        (b"{}", "is not the descriptor of a data package: it has no list of resources"),
        (b'{"resources": []}', "it has no list of resources"),
        (b'{"resources": ["x.csv"]}', "it has no list of resources"),
    ],
)
def test_refuses_what_is_no_package(tmp_path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / "datapackage.json").write_bytes(content)
    assert refused(tmp_path).startswith("HERE/datapackage.json ")
    assert message in refused(tmp_path)


def test_frictionless_finds_every_breach_of_the_standard(write_package: WritePackage) -> None:
    folder = write_package(
        {"t": {"fields": [{"name": "x", "type": "integer", "example": "many"}]}},
        {},
        created="yesterday",
        licenses=[{"title": "none"}],
    )
    assert refused(folder) == (
        "HERE/datapackage.json has 3 problems:\n"
        "  field 'x' of 't': field: example value \"many\" for field \"x\" is not valid\n"
        '  package: property "created" is not valid "datetime"\n'
        "  package: license requires \"path\" or \"name\": {'title': 'none'}"
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("https://example.org/t.csv", "is on another machine"),
        ("/etc/passwd", "is absolute"),
        ("~/t.csv", "is absolute"),
        ("C:/t.csv", "is absolute"),
        ("../t.csv", "leaves the package"),
        ("tables/../../t.csv", "leaves the package"),
        ("tables\\t.csv", "has a character that paths do not have"),
        ("", "is not a path"),
        ("link/t.csv", "leaves the package through a link"),
    ],
)
def test_refuses_paths_that_leave_the_package(
    write_package: WritePackage, tmp_path_factory: pytest.TempPathFactory, path: str, reason: str
) -> None:
    folder = write_package({"t": SCHEMA}, {}, resource={"path": path})
    if "link" in path:
        try:
            (folder / "link").symlink_to(tmp_path_factory.mktemp("elsewhere"))
        except OSError:
            pytest.skip("links are not allowed here")
    assert refused(folder) == (
        f"HERE/datapackage.json: the path {path!r} of table 't' {reason}; expected a path inside "
        "the package, relative to its descriptor, with forward slashes; move the file into the "
        "package and state its path there"
    )


def test_names_the_part_that_breaks_the_standard(write_package: WritePackage) -> None:
    """In a package of many tables it is the first thing that one has to know."""
    wrong = {"fields": [{"name": "x", "type": "string"}, {"name": "y", "required": True}]}
    folder = write_package({"t": SCHEMA, "u": wrong, "v": {"primaryKey": ["x"]}}, {})
    assert refused(folder) == (
        "HERE/datapackage.json has 2 problems:\n"
        "  field 'y' of 'u': field: \"required\" should be set as \"constraints.required\"\n"
        "  the schema of 'v': schema: 'fields' is a required property"
    )


def test_a_name_of_ones_own_in_a_dialect_is_left_in_peace(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA}, {}, resource={"dialect": {"comment": "as exported"}})
    assert read_package(folder).findings == []
    folder = write_package({"t": SCHEMA}, {}, resource={"dialect": {"delimeter": ";"}})
    assert refused(folder) == (
        "HERE/datapackage.json: table 't' states delimeter in its dialect; nearest: 'delimiter'"
    )
    folder = write_package({"t": SCHEMA}, {}, resource={"dialect": {"encoding": "cp1252"}})
    assert [finding.message for finding in read_package(folder).findings] == [
        "the dialect of 't' states 'encoding', which has no meaning there; expected in a "
        "resource; move it, or take it out"
    ]


def test_refuses_a_schema_that_leaves_the_package(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA}, {}, resource={"schema": "../t.json"})
    assert "the path '../t.json' of the schema of table 't' leaves the package" in refused(folder)


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (
            {"data": [["x"]]},
            "table 't' states both 'path' and 'data'; expected one of them",
        ),
        (
            {"compression": "xz"},
            "table 't' states the compression 'xz'; supported are gz, zip",
        ),
        (
            {"path": ["a.csv", "b.csv"], "compression": "gz"},
            "table 't' states several files and a compression; expected one of the two",
        ),
        (
            {"path": []},
            "table 't' has the path []; expected the path of a file, or a list of paths",
        ),
        (
            {"path": ["a.csv", "https://example.org/b.csv"]},
            "the path 'https://example.org/b.csv' of table 't' is on another machine",
        ),
        (
            {"encoding": "klingon"},
            "table 't' states the encoding 'klingon'; expected a name such as 'utf-8' or 'cp1252'",
        ),
        (
            {"dialect": {"delimiter": ";;"}},
            "table 't' states delimiter ';;' in its dialect; expected one character",
        ),
        (
            {"dialect": {"lineTerminator": ";"}},
            "table 't' states lineTerminator ';' in its dialect; supported are '\\n', '\\r\\n', ",
        ),
        (
            {"dialect": {"sheetName": "A"}},
            "table 't' states sheetName 'A' in its dialect, which is not supported",
        ),
        (
            {"dialect": "https://example.org/dialect.json"},
            "the path 'https://example.org/dialect.json' of the dialect of table 't' is on another",
        ),
        (
            {"hash": "crc32:1234"},
            "table 't' states a hash by crc32; supported are md5, sha1, sha256, sha512",
        ),
        (
            {"schema": {"fields": ["https://example.org/field.json"]}},
            "field 1 of 't' is 'https://example.org/field.json'; expected an object",
        ),
        ({"schema": None}, "the schema of table 't' is None; expected a Table Schema, or the path"),
    ],
)
def test_refuses_by_name_what_is_not_covered(
    write_package: WritePackage, stated: dict[str, object], message: str
) -> None:
    folder = write_package({"t": SCHEMA}, {}, resource=stated)
    assert refused(folder).startswith(f"HERE/datapackage.json: {message}")


def test_takes_a_dialect_that_says_what_is_so_anyway(write_package: WritePackage) -> None:
    dialect = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}
    folder = write_package({"t": SCHEMA}, {}, resource={"dialect": dialect})
    assert list(read_package(folder).resources) == ["t"]


def test_names_every_table_that_is_refused(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA, "u": SCHEMA}, {}, resource={"encoding": "latin-9-1"})
    assert refused(folder) == (
        "HERE/datapackage.json has 2 problems:\n"
        "  table 't' states the encoding 'latin-9-1'; expected a name such as 'utf-8' or 'cp1252'\n"
        "  table 'u' states the encoding 'latin-9-1'; expected a name such as 'utf-8' or 'cp1252'"
    )


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (
            {"resource": "u", "fields": ["z"]},
            "a foreign key of table 't' refers to 'z' of 'u'; expected one of its columns: x, n",
        ),
        (
            {"resource": "u", "fields": ["n"]},
            "a foreign key of table 't' compares 'x', a string, with 'n' of 'u', a integer; "
            "expected two columns of the same type",
        ),
    ],
)
def test_refuses_a_foreign_key_that_leads_nowhere(
    write_package: WritePackage, reference: dict[str, object], message: str
) -> None:
    other = {"fields": [*SCHEMA["fields"], {"name": "n", "type": "integer"}]}
    keyed = {**SCHEMA, "foreignKeys": [{"fields": ["x"], "reference": reference}]}
    folder = write_package({"t": keyed, "u": other}, {})
    assert refused(folder, SchemaError) == message


def test_names_every_schema_that_is_refused(write_package: WritePackage) -> None:
    bad = {"fields": [{"name": "x", "type": "geopoint", "format": "lat"}]}
    lines = refused(write_package({"t": bad, "u": bad}, {}), SchemaError).splitlines()
    assert [line[:24] for line in lines] == ["field 'x' of table 't' s", "field 'x' of table 'u' s"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read everything")
def test_says_that_a_descriptor_may_not_be_read(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA}, {})
    (folder / "datapackage.json").chmod(0)
    assert "cannot be read (Permission denied); expected a JSON file" in refused(folder)
