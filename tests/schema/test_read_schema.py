from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from marketbook.errors import SchemaError
from marketbook.schema import ForeignKey, read_schema

SCHEMAS = sorted((Path(__file__).parents[2] / "schemas").glob("*.json"))


def one_field(**stated: object) -> dict[str, object]:
    return {"fields": [{"name": "x", "type": "string", **stated}]}


def refused(descriptor: dict[str, object]) -> str:
    with pytest.raises(SchemaError) as error:
        read_schema(descriptor, "t")
    return str(error.value)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_reads_every_schema_of_the_package(path: Path) -> None:
    stated = json.loads(path.read_text(encoding="utf-8"))
    schema = read_schema(stated, path.stem)
    assert schema.names == tuple(field["name"] for field in stated["fields"])
    assert all(field.title and field.description for field in schema.fields)


def test_keeps_what_a_field_states() -> None:
    field = read_schema(
        one_field(
            type="number",
            title="Value",
            description="How much.",
            example=1.5,
            unit="percent",
            decimalChar=",",
            groupChar=".",
            custom="ignored",
            constraints={"required": True, "unique": True, "minimum": 0, "enum": [1, "2,5"]},
        ),
        "t",
    ).field("x")
    assert (field.title, field.description, field.example) == ("Value", "How much.", 1.5)
    assert (field.unit, field.decimal_char, field.group_char) == ("percent", ",", ".")
    assert (field.required, field.unique, field.minimum, field.enum) == (
        True,
        True,
        0.0,
        (1.0, 2.5),
    )


def test_types_constraints_as_the_field_s_cells() -> None:
    schema = read_schema(
        {
            "fields": [
                {"name": "d", "type": "date", "constraints": {"minimum": "2024-02-29"}},
                {
                    "name": "y",
                    "type": "year",
                    "constraints": {"maximum": "2030", "enum": [1, 2024]},
                },
                {"name": "m", "type": "yearmonth", "constraints": {"exclusiveMinimum": "2024-01"}},
                {"name": "i", "type": "integer", "constraints": {"exclusiveMaximum": 5.0}},
                {"name": "b", "type": "boolean", "constraints": {"enum": [True, "false"]}},
            ]
        },
        "t",
    )
    assert schema.field("d").minimum == date(2024, 2, 29)
    assert schema.field("y").maximum == 2030
    assert schema.field("y").enum == (1, 2024)
    assert schema.field("m").exclusive_minimum == "2024-01"
    assert schema.field("i").exclusive_maximum == 5
    assert schema.field("b").enum == (True, False)


def test_reads_keys() -> None:
    schema = read_schema(
        {
            "fields": [{"name": name, "type": "string"} for name in "abc"],
            "primaryKey": ["a", "b"],
            "uniqueKeys": [["c"], ["a", "c"]],
            "foreignKeys": [
                {"fields": "a", "reference": {"fields": "b"}},
                {"fields": ["b"], "reference": {"resource": "", "fields": ["a"]}},
                {"fields": ["b", "c"], "reference": {"resource": "u", "fields": ["x", "y"]}},
            ],
        },
        "t",
    )
    assert schema.primary_key == ("a", "b")
    assert schema.unique_keys == (("c",), ("a", "c"))
    assert schema.foreign_keys == (
        ForeignKey(("a",), "t", ("b",)),
        ForeignKey(("b",), "t", ("a",)),
        ForeignKey(("b", "c"), "u", ("x", "y")),
    )


def test_missing_values_come_from_the_field_or_the_table() -> None:
    schema = read_schema(
        {
            "fields": [
                {"name": "x", "type": "string"},
                {"name": "y", "type": "string", "missingValues": []},
                {"name": "z", "type": "string", "missingValues": [{"value": "NA", "label": "?"}]},
            ],
            "missingValues": ["-"],
        },
        "t",
    )
    assert [field.missing_values for field in schema.fields] == [("-",), (), ("NA",)]
    assert read_schema(one_field(), "t").field("x").missing_values == ("",)


NOT_SKIPPED = "change the schema; nothing in it is skipped silently"


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (
            {"type": "colour"},
            "field 'x' of table 't' states type 'colour', which is not supported; expected one of "
            "the supported types: string, any, integer, number, boolean, date, datetime, time, "
            "year, yearmonth, list, duration, object, array, geopoint, geojson; " + NOT_SKIPPED,
        ),
        (
            {"format": "wkt"},
            "field 'x' of table 't' states format 'wkt', which is not supported; expected one of "
            "the supported formats of string: default, email, uri, uuid, binary; " + NOT_SKIPPED,
        ),
        (
            {"type": "date", "format": "any"},
            "field 'x' of table 't' states format 'any', which is not supported; expected one of "
            "the supported formats of date: default; " + NOT_SKIPPED,
        ),
        (
            {"type": "integer", "decimalChar": ","},
            "field 'x' of table 't' states 'decimalChar', which is not supported; expected one of "
            "the supported properties of integer: groupChar, bareNumber; " + NOT_SKIPPED,
        ),
        (
            {"type": "number", "bareNumber": "no"},
            "'bareNumber' of field 'x' of table 't' is 'no'; expected true or false",
        ),
        (
            {"type": "integer", "constraints": {"pattern": "1+"}},
            "field 'x' of table 't' states constraint 'pattern', which is not supported; expected "
            "one of the supported constraints of integer: required, unique, enum, minimum, "
            "maximum, exclusiveMinimum, exclusiveMaximum; " + NOT_SKIPPED,
        ),
        (
            {"constraints": {"jsonSchema": {}}},
            "field 'x' of table 't' states constraint 'jsonSchema', which is not supported; "
            "expected one of the supported constraints of string: required, unique, enum, pattern, "
            "minLength, maxLength; " + NOT_SKIPPED,
        ),
        (
            {"type": "integer", "categories": [{"label": "one"}]},
            "field 'x' states None in its constraints; expected a whole number of at most 18 "
            "digits, because the field is of type integer; write the constraint as a value of "
            "that type",
        ),
        (
            {"type": "list", "itemType": "geojson"},
            "field 'x' of table 't' states itemType 'geojson', which is not supported; expected "
            "one of the supported item types: string, integer, number, boolean, date, datetime, "
            "time; " + NOT_SKIPPED,
        ),
        (
            {"type": "list", "delimiter": ""},
            "'delimiter' of field 'x' of table 't' is empty; expected one or more characters",
        ),
        (
            {"type": "boolean", "trueValues": ["1"], "falseValues": ["0", "1"]},
            "'trueValues' and 'falseValues' of field 'x' of table 't' are ['1'] and ['0', '1']; "
            "expected two lists, neither empty, without a text in common",
        ),
        (
            {"type": "number", "decimalChar": ",", "groupChar": ","},
            "'decimalChar' and 'groupChar' of field 'x' of table 't' are ',' and ','; expected "
            "two different characters that are not part of a number",
        ),
        (
            {"constraints": {"pattern": "(a"}},
            "'pattern' of field 'x' of table 't' is '(a'; expected a regular expression (missing "
            "), unterminated subpattern at position 0)",
        ),
        (
            {"type": "date", "constraints": {"minimum": "2023-02-29"}},
            "field 'x' states '2023-02-29' in its constraints; expected a date such as "
            "2025-08-31, because the field is of type date; write the constraint as a value of "
            "that type",
        ),
        (
            {"type": "integer", "constraints": {"minimum": 0.5}},
            "field 'x' states 0.5 in its constraints; expected a whole number of at most 18 "
            "digits, because the field is of type integer; write the constraint as a value of "
            "that type",
        ),
        (
            {"type": "integer", "constraints": {"enum": [True]}},
            "field 'x' states True in its constraints; expected a whole number of at most 18 "
            "digits, because the field is of type integer; write the constraint as a value of "
            "that type",
        ),
        (
            {"constraints": {"enum": []}},
            "'enum' of field 'x' of table 't' is empty; expected at least one value",
        ),
        (
            {"constraints": {"required": "yes"}},
            "'required' of field 'x' of table 't' is 'yes'; expected true or false",
        ),
        (
            {"constraints": {"maxLength": -1}},
            "'maxLength' of field 'x' of table 't' is -1; expected a whole number, 0 or more",
        ),
        ({"title": 1}, "'title' of field 'x' of table 't' is 1; expected text"),
        (
            {"missingValues": "NA"},
            "'missingValues' of field 'x' of table 't' is 'NA'; expected a JSON array",
        ),
        (
            {"constraints": []},
            "'constraints' of field 'x' of table 't' is []; expected a JSON object",
        ),
    ],
)
def test_refuses_a_field_by_name(stated: dict[str, object], message: str) -> None:
    assert refused(one_field(**stated)) == message


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ({"fields": []}, "table 't' has no fields; expected at least one field"),
        ({"fields": {}}, "'fields' of table 't' is {}; expected a JSON array"),
        ({"fields": ["x"]}, "a field of 't' is 'x'; expected a JSON object"),
        (
            {"fields": [{"type": "string"}]},
            "a field of table 't' has no name; expected a text called 'name'",
        ),
        (
            {"fields": [{"name": "x", "type": "string"}] * 2},
            "table 't' has two fields called 'x'; expected unique names",
        ),
        (
            {"fields": [{"name": "_line", "type": "string"}]},
            "table 't' has a field called '_line'; expected another name: checking uses a column "
            "called that",
        ),
        (
            {**one_field(), "fieldsMatch": "some"},
            "table 't' states fieldsMatch 'some'; expected one of: exact, equal, subset, superset, "
            "partial",
        ),
        (
            {**one_field(), "primaryKey": ["y"]},
            "table 't' has no field 'y'; expected one of: x",
        ),
        (
            {**one_field(), "primaryKey": ["x", "x"]},
            "the primary key of 't' names a column twice: ['x', 'x']; expected each column once",
        ),
        (
            {**one_field(), "uniqueKeys": [[]]},
            "a unique key of 't' names no columns; expected at least one",
        ),
        (
            {**one_field(type="list"), "uniqueKeys": [["x"]]},
            "a key of table 't' uses 'x', which is a list; expected a column with one value per "
            "cell",
        ),
        (
            {**one_field(), "foreignKeys": [{"fields": ["x"], "reference": {"fields": []}}]},
            "a foreign key of 't' refers from ['x'] to []; expected as many columns on either "
            "side, at least one",
        ),
        (
            {**one_field(), "foreignKeys": [{"fields": ["x"]}]},
            "the reference of a foreign key of 't' is None; expected a JSON object",
        ),
    ],
)
def test_refuses_a_table_by_name(stated: dict[str, object], message: str) -> None:
    assert refused(stated) == message


def test_names_every_field_that_is_refused() -> None:
    fields = [{"name": "x", "type": "color"}, {"name": "y", "type": "colour"}]
    lines = refused({"fields": fields}).splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "field 'x' of table 't' states type 'color'",
        "field 'y' of table 't' states type 'colour'",
    ]


@pytest.mark.parametrize("match", ["exact", "equal", "subset", "superset", "partial"])
def test_fields_match_as_text_and_as_an_array(match: str) -> None:
    for stated in (match, [match]):
        assert read_schema({**one_field(), "fieldsMatch": stated}, "t").fields_match == match


def test_categories_are_the_only_values() -> None:
    labelled = [{"value": 1, "label": "one"}, {"value": 2}]
    for stated in ([1, 2], labelled):
        assert read_schema(one_field(type="integer", categories=stated), "t").field("x").enum == (
            1,
            2,
        )
    both = one_field(type="integer", categories=[1, 2], constraints={"enum": [1]})
    assert read_schema(both, "t").field("x").enum == (1,)


def test_a_field_without_a_type_holds_anything() -> None:
    assert read_schema({"fields": [{"name": "x"}]}, "t").field("x").type == "any"


def test_anchored_patterns_and_harmless_defaults_are_taken() -> None:
    stated = one_field(type="number", bareNumber=True, constraints={"required": False})
    assert read_schema({**stated, "fieldsMatch": ["exact"]}, "t").names == ("x",)
    assert read_schema(one_field(constraints={"pattern": "^a+$"}), "t").field("x").pattern == "^a+$"
