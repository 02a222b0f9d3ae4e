"""What differs between two states of a table."""

from __future__ import annotations

from marketbook.changes import FieldChange, compare_states, is_same, read_state
from marketbook.schema import read_schema

SCHEMA = read_schema(
    {
        "fields": [
            {"name": "id", "type": "string"},
            {"name": "year", "type": "integer"},
            {"name": "stated", "type": "string"},
            {"name": "value", "type": "number"},
        ],
        "primaryKey": ["id", "year"],
    },
    "sizes",
)
HEADER = "id,year,stated,value\n"


def changes(old: str, new: str) -> list[tuple[str, str, tuple[FieldChange, ...]]]:
    found = compare_states(read_state(old, SCHEMA), read_state(new, SCHEMA), SCHEMA)
    return [(each.record, each.kind, each.fields) for each in found.records]


def test_order_is_no_difference() -> None:
    assert changes(HEADER + "a,1,x,1\nb,1,y,2\n", HEADER + "b,1,y,2\na,1,x,1\n") == []


def test_columns_in_another_order_are_no_difference() -> None:
    assert changes(HEADER + "a,1,x,1\n", "value,id,year,stated\n1,a,1,x\n") == []


def test_added_changed_and_removed() -> None:
    old, new = HEADER + "a,1,18.50,18.5\nb,1,y,2\n", HEADER + "a,1,18.5,18.50\nc,1,,3\n"
    assert changes(old, new) == [
        ("sizes:a/1", "changed", (FieldChange("stated", "18.50", "18.5"),)),
        (
            "sizes:c/1",
            "added",
            (
                FieldChange("id", "", "c"),
                FieldChange("year", "", "1"),
                FieldChange("value", "", "3"),
            ),
        ),
        (
            "sizes:b/1",
            "removed",
            (
                FieldChange("id", "b", ""),
                FieldChange("year", "1", ""),
                FieldChange("stated", "y", ""),
                FieldChange("value", "2", ""),
            ),
        ),
    ]


def test_a_repeated_key_is_compared_one_by_one() -> None:
    old, new = HEADER + "a,1,x,1\na,1,y,2\n", HEADER + "a,1,x,1\n"
    assert [(record, kind) for record, kind, _ in changes(old, new)] == [("sizes:a/1#2", "removed")]


def test_columns_that_come_and_go() -> None:
    found = compare_states(
        read_state("id,year,stated\na,1,x\n", SCHEMA),
        read_state("id,year,value\na,1,2\n", SCHEMA),
        SCHEMA,
    )
    assert found.columns_added == ("value",)
    assert found.columns_removed == ("stated",)
    assert found.records[0].fields == (
        FieldChange("value", "", "2"),
        FieldChange("stated", "x", ""),
    )


def test_numbers_are_the_same_however_they_are_written() -> None:
    value = SCHEMA.field("value")
    assert is_same(value, "1e3", "1000.0")
    assert not is_same(value, "1", "")
    assert not is_same(value, "1", "one")
    assert not is_same(None, "1", "1.0")
