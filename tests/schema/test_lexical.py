"""The expressions of good cells, to Python; `tests/differential` compares them with Polars."""

from __future__ import annotations

import re

import pytest

from marketbook.schema import Field
from marketbook.schema.lexical import describe_form, get_lexical_pattern

GOOD = {
    "integer": ["0", "-1", "+4", "007", "9" * 18, "0" * 30 + "1"],
    "number": ["0", "1.5", ".5", "5.", "1e2", "1E-1", "+1.0", "NaN", "inf", "-INF"],
    "boolean": ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"],
    "date": ["2024-02-29", "2000-02-29", "1999-12-31", "0001-01-01"],
    "year": ["2024", "0000", "9999"],
    "yearmonth": ["2024-01", "1999-12"],
}
BAD = {
    "integer": ["", "1.0", " 1", "1_0", "٣", "9" * 19, "1e2", "+"],
    "number": ["", "1,5", " 1", "1_0", "Infinity", "+INF", "1e", ".", "--1", "0x1"],
    "boolean": ["yes", "tRue", " true", "truefalse"],
    "date": ["2023-02-29", "1900-02-29", "2024-04-31", "2024-1-5", "2024-13-01", "20240101"],
    "year": ["24", "20245", "-123", " 123", "+123"],
    "yearmonth": ["2024-13", "2024-00", "2024-1", "2024", "2024-01-01"],
}


@pytest.mark.parametrize("type_", GOOD)
def test_tells_good_cells_from_bad_ones(type_: str) -> None:
    pattern = get_lexical_pattern(Field(name="x", type=type_))
    assert [text for text in GOOD[type_] if not re.fullmatch(pattern, text)] == []
    assert [text for text in BAD[type_] if re.fullmatch(pattern, text)] == []


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        (Field(name="x", type="number", decimal_char=","), "1,5", "1.5"),
        (Field(name="x", type="number", group_char=","), "1,234.5", ",5"),
        (Field(name="x", type="number", decimal_char=",", group_char="."), "1.234,5", ".1"),
        (Field(name="x", type="list", item_type="integer", delimiter=";"), "1;2", "1;;2"),
        (Field(name="x", type="list", item_type="date"), "2024-01-31,2024-02-29", "2024-02-30"),
        (Field(name="x", format="email"), "a@b.org", "a@b"),
        (Field(name="x", format="uri"), "https://example.org", "//example.org"),
        (Field(name="x", format="uuid"), "123e4567-e89b-12d3-a456-426614174000", "123"),
    ],
)
def test_follows_the_form_of_the_field(field: Field, good: str, bad: str) -> None:
    pattern = get_lexical_pattern(field)
    assert re.fullmatch(pattern, good)
    assert not re.fullmatch(pattern, bad)


def test_describes_forms() -> None:
    forms = [
        Field(name="x", type="number", decimal_char=","),
        Field(name="x", type="boolean", true_values=("ja",), false_values=("nein",)),
        Field(name="x", type="list", item_type="integer", delimiter=";"),
        Field(name="x", format="email"),
        Field(name="x"),
    ]
    assert [describe_form(field) for field in forms] == [
        "a number such as 1234,5",
        "one of: ja, nein",
        "a list (integer, separated by ';')",
        "an e-mail address",
        "text",
    ]
