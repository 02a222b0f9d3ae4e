"""What of the Table Schema standard is covered, as data; the rest is refused by name."""

from __future__ import annotations

from dataclasses import dataclass

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


@dataclass(frozen=True, slots=True)
class TypeCoverage:
    """What is covered of one type.

    Attributes:
        formats: Values of `format`.
        constraints: Names of constraints.
        properties: Properties that only some types have.
    """

    formats: tuple[str, ...] = ("default",)
    constraints: tuple[str, ...] = ("required", "unique", "enum")
    properties: tuple[str, ...] = ()


TYPES: dict[str, TypeCoverage] = {
    "string": TypeCoverage(
        formats=("default", "email", "uri", "uuid", "binary"),
        constraints=("required", "unique", "enum", "pattern", "minLength", "maxLength"),
    ),
    "any": TypeCoverage(),
    "integer": TypeCoverage(
        constraints=("required", "unique", "enum", *_BOUNDS), properties=("groupChar", "bareNumber")
    ),
    "number": TypeCoverage(
        constraints=("required", "unique", "enum", *_BOUNDS),
        properties=("decimalChar", "groupChar", "bareNumber"),
    ),
    "boolean": TypeCoverage(properties=("trueValues", "falseValues")),
    "date": TypeCoverage(constraints=("required", "unique", "enum", *_BOUNDS)),
    "datetime": TypeCoverage(constraints=("required", "unique", "enum", *_BOUNDS)),
    "time": TypeCoverage(constraints=("required", "unique", "enum", *_BOUNDS)),
    "year": TypeCoverage(constraints=("required", "unique", "enum", *_BOUNDS)),
    "yearmonth": TypeCoverage(constraints=("required", "unique", "enum", *_BOUNDS)),
    "list": TypeCoverage(
        constraints=("required", "minLength", "maxLength"),
        properties=("itemType", "delimiter"),
    ),
    "duration": TypeCoverage(),
    "object": TypeCoverage(constraints=("required", "minLength", "maxLength")),
    "array": TypeCoverage(constraints=("required", "minLength", "maxLength")),
    "geopoint": TypeCoverage(formats=("default", "array", "object")),
    "geojson": TypeCoverage(formats=("default", "topojson"), constraints=("required",)),
}
"""The types that are covered."""

PATTERNED = ("date", "datetime", "time")
"""The types whose format may be a pattern such as `%d.%m.%Y`."""

ITEM_TYPES = ("string", "integer", "number", "boolean", "date", "datetime", "time")
"""The item types of a list that are covered."""

TYPED_PROPERTIES = (
    "bareNumber",
    "decimalChar",
    "groupChar",
    "trueValues",
    "falseValues",
    "itemType",
    "delimiter",
)
"""Properties that change how cells of some type are read: never ignored."""
