"""What a change of a schema means for whoever reads the table."""

from __future__ import annotations

from typing import Any

import pytest

from marketbook.revisions.compare_schemas import compare_schemas
from marketbook.schema import read_schema
from tests.revisions.conftest import Pair

ID = {"name": "id", "type": "string"}


def schema(field: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"fields": [ID, {"name": "x", "type": "integer", **field}], **more}


def constrain(**constraints: Any) -> dict[str, Any]:
    return schema({"constraints": constraints})


def refer(table: str) -> dict[str, Any]:
    key = {"fields": ["x"], "reference": {"resource": table, "fields": ["y"]}}
    return schema({}, foreignKeys=[key])


PLAIN = schema({})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (PLAIN, PLAIN, []),
        (PLAIN, schema({"description": "d"}), [("x", "description", "patch")]),
        (PLAIN, schema({}, title="T"), [("", "title", "patch")]),
        (PLAIN, schema({"type": "number"}), [("x", "type", "major")]),
        (PLAIN, schema({"unit": "percent"}), [("x", "unit", "major")]),
        (PLAIN, constrain(required=True), [("x", "required", "major")]),
        (constrain(required=True), PLAIN, [("x", "required", "minor")]),
        (PLAIN, constrain(enum=[1, 2]), [("x", "enum", "major")]),
        (constrain(enum=[1, 2]), constrain(enum=[1, 2, 3]), [("x", "enum", "minor")]),
        (constrain(enum=[1, 2]), constrain(enum=[1, 3]), [("x", "enum", "major")]),
        (constrain(enum=[1, 2]), PLAIN, [("x", "enum", "minor")]),
        (PLAIN, constrain(minimum=1), [("x", "minimum", "major")]),
        (constrain(minimum=1), constrain(minimum=0), [("x", "minimum", "minor")]),
        (constrain(maximum=1), constrain(maximum=0), [("x", "maximum", "major")]),
        (constrain(maximum=1), constrain(maximum=2), [("x", "maximum", "minor")]),
        (constrain(maximum=1), PLAIN, [("x", "maximum", "minor")]),
        (PLAIN, schema({}, primaryKey=["id"]), [("", "primary_key", "major")]),
        (PLAIN, schema({}, uniqueKeys=[["x"]]), [("", "unique_key", "major")]),
        (schema({}, uniqueKeys=[["x"]]), PLAIN, [("", "unique_key", "minor")]),
        (PLAIN, refer("t"), [("x", "reference", "major")]),
        (refer("t"), refer("u"), [("x", "reference", "minor")]),
        (refer("t"), PLAIN, [("x", "reference", "minor")]),
        ({"fields": [ID]}, PLAIN, [("x", "added", "major")]),
        (PLAIN, {"fields": [ID]}, [("x", "removed", "major")]),
        (PLAIN, {"fields": PLAIN["fields"][::-1]}, [("", "order", "major")]),
    ],
)
def test_levels(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    found = compare_schemas(read_schema(old, "s"), read_schema(new, "s"))
    assert [(one.field, one.what, one.level) for one in found] == expected


def test_a_column_of_ones_own_is_a_major_rise(pair: Pair) -> None:
    pair.edit(
        "schemas/units.json",
        lambda content: content["fields"].append({"name": "symbol", "type": "string"}),
    )
    units = pair.new / "tables" / "units.csv"
    lines = units.read_text(encoding="utf-8").splitlines()
    units.write_text(
        "".join([f"{lines[0]},symbol\n", *(f"{one},$\n" for one in lines[1:])]),
        encoding="utf-8",
        newline="\n",
    )
    comparison = pair.compare()
    assert [one.what for one in comparison.proposal.reasons] == [
        "column units.symbol added",
        "units: 3 records corrected",
    ]
    assert comparison.proposal.proposed == "1.0.0"
    assert len(comparison.records["units"]) == 3
    assert comparison.findings == ()
