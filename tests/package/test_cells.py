"""Every type and constraint: which cells are at fault, and the words for it."""

from __future__ import annotations

import datetime

import polars as pl
import pytest

from marketbook.errors import SchemaError
from marketbook.package import read_package, read_structure
from tests.conftest import WritePackage
from tests.package.structure import list_findings


def judge(write_package: WritePackage, field: dict[str, object], *cells: str) -> list[str]:
    """Findings about one column, cell by cell from line 2 on; a second column fills the rows."""
    schema = {"fields": [{"name": "x", **field}, {"name": "id", "type": "string"}]}
    rows = "".join(f"{cell},{number}\n" for number, cell in enumerate(cells))
    return list_findings(write_package({"t": schema}, {"t": f"x,id\n{rows}"}))


@pytest.mark.parametrize(
    ("field", "good", "bad", "expected"),
    [
        ({"type": "integer"}, "-12", "1.5", "a whole number of at most 18 digits"),
        ({"type": "integer"}, "9" * 18, "9" * 19, "a whole number of at most 18 digits"),
        ({"type": "number"}, "1.5e3", '"1,5"', "a number such as 1234.5"),
        ({"type": "number"}, "NaN", "1e309", "a number such as 1234.5"),
        ({"type": "number", "decimalChar": ","}, '"1,5"', "1.5", "a number such as 1234,5"),
        (
            {"type": "boolean"},
            "true",
            "yes",
            "one of: true, True, TRUE, 1, false, False, FALSE, 0",
        ),
        (
            {"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]},
            "ja",
            "true",
            "one of: ja, nein",
        ),
        ({"type": "date"}, "2024-02-29", "2023-02-29", "a date such as 2025-08-31"),
        ({"type": "date"}, "0001-01-01", "0000-01-01", "a date such as 2025-08-31"),
        ({"type": "year"}, "2024", "24", "a year of four digits"),
        ({"type": "yearmonth"}, "2024-12", "2024-13", "a month such as 2025-08"),
        (
            {"type": "list", "itemType": "integer", "delimiter": ";"},
            "1;2",
            "1;x",
            "a list (integer, separated by ';')",
        ),
        ({"type": "string", "format": "email"}, "a@b.org", "a.b.org", "an e-mail address"),
        (
            {"type": "string", "format": "uri"},
            "urn:a:b",
            "/a/b",
            "an address that begins with its scheme, such as https://example.org",
        ),
        (
            {"type": "string", "format": "uuid"},
            "123E4567-e89b-12d3-a456-426614174000",
            "123",
            "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
        ),
    ],
)
def test_types(
    write_package: WritePackage, field: dict[str, object], good: str, bad: str, expected: str
) -> None:
    shown = bad.strip('"')
    assert judge(write_package, field, good, bad, "") == [
        f"tables/t.csv:3: structure.type: x is '{shown}'; expected {expected}; correct the cell "
        "[x||error]"
    ]


STRING = {"type": "string"}


@pytest.mark.parametrize(
    ("field", "constraint", "good", "bad", "rule", "expected"),
    [
        (STRING, {"pattern": "a|b+"}, "bb", "ab", "pattern", "text that matches a|b+ as a whole"),
        (STRING, {"minLength": 2}, "éé", "é", "length", "at least 2 characters"),
        (STRING, {"maxLength": 1}, "é", "éé", "length", "at most 1 character"),
        ({"type": "integer"}, {"minimum": -1}, "-1", "-2", "minimum", "-1 or more"),
        ({"type": "integer"}, {"maximum": 5}, "5", "6", "maximum", "5 or less"),
        ({"type": "number"}, {"exclusiveMinimum": 0}, "0.1", "0", "minimum", "more than 0"),
        ({"type": "number"}, {"exclusiveMaximum": 1.5}, "1", "1.5", "maximum", "less than 1.5"),
        ({"type": "number"}, {"minimum": 0}, "INF", "NaN", "minimum", "0 or more"),
        ({"type": "number"}, {"maximum": 0}, "-INF", "NaN", "maximum", "0 or less"),
        ({"type": "year"}, {"minimum": 1900}, "1900", "1899", "minimum", "1900 or more"),
        (
            {"type": "date"},
            {"maximum": "2024-02-29"},
            "2024-02-29",
            "2024-03-01",
            "maximum",
            "2024-02-29 or less",
        ),
        (
            {"type": "yearmonth"},
            {"exclusiveMinimum": "2024-02"},
            "2024-03",
            "2024-02",
            "minimum",
            "more than 2024-02",
        ),
        (
            {"type": "list", "delimiter": ";"},
            {"maxLength": 2},
            "a;b",
            "a;b;c",
            "length",
            "at most 2 items",
        ),
        (
            {"type": "list", "delimiter": ";"},
            {"minLength": 2},
            "a;",
            "a",
            "length",
            "at least 2 items",
        ),
    ],
)
def test_constraints(
    write_package: WritePackage,
    field: dict[str, object],
    constraint: dict[str, object],
    good: str,
    bad: str,
    rule: str,
    expected: str,
) -> None:
    stated = {**field, "constraints": constraint}
    assert judge(write_package, stated, good, bad, "") == [
        f"tables/t.csv:3: structure.{rule}: x is '{bad}'; expected {expected}; correct the cell "
        "[x||error]"
    ]


def test_required(write_package: WritePackage) -> None:
    field = {"type": "year", "constraints": {"required": True}}
    assert judge(write_package, field, "2024", "", '""') == [
        "tables/t.csv:3: structure.required: x is empty; expected a value; fill it in [x||error]",
        "tables/t.csv:4: structure.required: x is empty; expected a value; fill it in [x||error]",
    ]


@pytest.mark.parametrize(
    ("field", "enum", "good", "bad", "message"),
    [
        (
            STRING,
            ["actual", "estimate", "forecast"],
            "estimate",
            "estimat",
            "x is 'estimat'; expected one of: actual, estimate, forecast; nearest: 'estimate'",
        ),
        (STRING, ["a", "b"], "b", "zzz", "x is 'zzz'; expected one of: a, b"),
        ({"type": "number"}, [1, 2.5], "1.0", "2", "x is '2'; expected one of: 1, 2.5"),
        ({"type": "boolean"}, [True], "1", "0", "x is '0'; expected one of: true"),
        (
            {"type": "date"},
            ["2024-01-31"],
            "2024-01-31",
            "2024-01-30",
            "x is '2024-01-30'; expected one of: 2024-01-31; nearest: '2024-01-31'",
        ),
    ],
)
def test_enums(
    write_package: WritePackage,
    field: dict[str, object],
    enum: list[object],
    good: str,
    bad: str,
    message: str,
) -> None:
    stated = {**field, "constraints": {"enum": enum}}
    assert judge(write_package, stated, good, bad, "") == [
        f"tables/t.csv:3: structure.enum: {message} [x||error]"
    ]


def test_every_bad_cell_is_found_and_a_mistyped_one_only_once(write_package: WritePackage) -> None:
    field = {"type": "integer", "constraints": {"minimum": 5, "enum": [1, 7]}}
    assert [
        line.split(": ")[:2] for line in judge(write_package, field, "x", "1", "7", "y", "6")
    ] == [
        ["tables/t.csv:6", "structure.enum"],
        ["tables/t.csv:3", "structure.minimum"],
        ["tables/t.csv:2", "structure.type"],
        ["tables/t.csv:5", "structure.type"],
    ]


def test_a_mistyped_text_is_not_held_to_its_constraints(write_package: WritePackage) -> None:
    field = {"type": "string", "format": "email", "constraints": {"maxLength": 3}}
    [line] = judge(write_package, field, "not an address")
    assert "structure.type" in line


def test_a_long_cell_is_shown_short_and_a_strange_one_on_one_line(
    write_package: WritePackage,
) -> None:
    field = {"type": "integer"}
    assert judge(write_package, field, "x" * 1000, "a\tb\u2028c") == [
        f"tables/t.csv:2: structure.type: x is '{'x' * 60}…' (1000 characters); expected a whole "
        "number of at most 18 digits; correct the cell [x||error]",
        r"tables/t.csv:3: structure.type: x is 'a\tb[line separator]c'; expected a whole number "
        "of at most 18 digits; correct the cell [x||error]",
    ]


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"(a)\1", "aa", "ab"),
        (r"(?=.*[0-9])[a-z0-9]+", "a1", "ab"),
        (r"[a-z]+(?<!x)", "ab", "ax"),
        (r"a*+b", "aab", "aa"),
        (r"\Aab\Z", "ab", "abc"),
    ],
)
def test_a_pattern_that_only_python_reads(
    write_package: WritePackage, pattern: str, good: str, bad: str
) -> None:
    schema = {"fields": [{"name": "x", **STRING, "constraints": {"pattern": pattern}}]}
    [line] = list_findings(write_package({"t": schema}, {"t": f"x\n{good}\n{bad}\n{good}\n"}))
    assert line.startswith(f"tables/t.csv:3: structure.pattern: x is '{bad}'")


def test_a_pattern_that_takes_forever_is_stopped(
    write_package: WritePackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketbook.schema.matches._SECONDS", 0.2)
    pattern = r"(?:x|x)*(?=y)[yz]"
    schema = {"fields": [{"name": "x", **STRING, "constraints": {"pattern": pattern}}]}
    with pytest.raises(SchemaError, match=r"takes more than 0.2 seconds; expected a pattern with"):
        list_findings(write_package({"t": schema}, {"t": f"x\n{'x' * 40}zy\n"}))


FIELDS = [
    {"name": "s", "type": "string"},
    {"name": "i", "type": "integer"},
    {"name": "n", "type": "number", "decimalChar": ",", "groupChar": "."},
    {"name": "b", "type": "boolean"},
    {"name": "d", "type": "date"},
    {"name": "y", "type": "year"},
    {"name": "m", "type": "yearmonth"},
    {"name": "l", "type": "list", "itemType": "integer", "delimiter": ";"},
]


def test_typed_tables(write_package: WritePackage) -> None:
    row = '"a, ""b""",-012,"1.234,5",FALSE,2024-02-29,0033,2024-01,1;2'
    content = f"s,i,n,b,d,y,m,l\n{row}\n,,,,,2024,,\n"
    folder = write_package({"t": {"fields": FIELDS}}, {"t": content})
    table = read_structure(read_package(folder)).tables["t"]
    assert table.schema == {
        "_line": pl.Int64(),
        "s": pl.String(),
        "i": pl.Int64(),
        "n": pl.Float64(),
        "b": pl.Boolean(),
        "d": pl.Date(),
        "y": pl.Int64(),
        "m": pl.String(),
        "l": pl.List(pl.String()),
    }
    assert table.rows() == [
        (2, 'a, "b"', -12, 1234.5, False, datetime.date(2024, 2, 29), 33, "2024-01", ["1", "2"]),
        (3, None, None, None, None, None, 2024, None, None),
    ]


def test_a_table_without_rows_is_typed_too(write_package: WritePackage) -> None:
    folder = write_package({"t": {"fields": FIELDS}}, {"t": "s,i,n,b,d,y,m,l\n"})
    table = read_structure(read_package(folder)).tables["t"]
    assert table.height == 0
    assert table.dtypes[1:4] == [pl.String(), pl.Int64(), pl.Float64()]


def test_missing_values(write_package: WritePackage) -> None:
    schema = {
        "fields": [
            {"name": "a", "type": "integer"},
            {"name": "b", "type": "string", "missingValues": []},
            {"name": "c", "type": "string", "missingValues": [{"value": "?", "label": "open"}]},
        ],
        "missingValues": ["-", "NA"],
    }
    folder = write_package({"t": schema}, {"t": 'a,b,c\n1,,?\n-,-,\nNA,"",x\n,a,b\n'})
    assert list_findings(folder) == [
        "tables/t.csv:5: structure.type: a is ''; expected a whole number of at most 18 digits; "
        "correct the cell [a||error]"
    ]
    (folder / "tables" / "t.csv").write_text("a,b,c\n1,,?\n-,-,\n", encoding="utf-8")
    table = read_structure(read_package(folder)).tables["t"]
    assert table.rows() == [(2, 1, "", None), (3, None, "-", "")]
