"""Words of the standard at a level where they have no meaning, though they look as if they had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

Stated = Mapping[str, object]

CONSTRAINTS = [
    "required",
    "unique",
    "enum",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "jsonSchema",
]
FIELD = [
    "type",
    "format",
    "constraints",
    "missingValues",
    "categories",
    "categoriesOrdered",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "trueValues",
    "falseValues",
    "itemType",
    "delimiter",
]
SCHEMA = ["fields", "fieldsMatch", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues"]
DIALECT = [
    "header",
    "headerRows",
    "headerJoin",
    "commentRows",
    "commentChar",
    "delimiter",
    "lineTerminator",
    "quoteChar",
    "doubleQuote",
    "escapeChar",
    "nullSequence",
    "skipInitialSpace",
    "property",
    "itemType",
    "itemKeys",
    "sheetNumber",
    "sheetName",
    "table",
    "caseSensitiveHeader",
    "headerCase",
    "skipBlankRows",
    "csvddfVersion",
]
RESOURCE = [
    "path",
    "data",
    "type",
    "format",
    "mediatype",
    "encoding",
    "bytes",
    "hash",
    "dialect",
    "schema",
    "profile",
]
PACKAGE = ["resources", "profile"]

_HOMES: dict[str, str] = {
    **dict.fromkeys(PACKAGE, "the package"),
    **dict.fromkeys(RESOURCE, "a resource"),
    **dict.fromkeys(DIALECT, "'dialect'"),
    **dict.fromkeys(SCHEMA, "'schema'"),
    **dict.fromkeys(FIELD, "a field"),
    **dict.fromkeys(CONSTRAINTS, "'constraints'"),
    "missingValues": "'schema' or a field",
}
"""Where each word belongs."""

_COMMON = {
    "type",
    "format",
    "profile",
    "path",
    "data",
    "table",
    "property",
    "header",
    "hash",
    "bytes",
}
"""Words that people use for things of their own, and that change nothing where they do."""


def list_misplaced(descriptor: Stated) -> Iterator[str]:
    """A sentence for each known word that stands where it has no meaning.

    Args:
        descriptor: The descriptor with its schemas and dialects in place.
    """
    yield from _list(descriptor, "the package", PACKAGE)
    for resource in cast("list[Stated]", descriptor["resources"]):
        name = resource.get("name", "?")
        yield from _list(resource, f"resource '{name}'", RESOURCE)
        schema, dialect = resource.get("schema"), resource.get("dialect")
        if isinstance(dialect, dict):
            yield from _list(cast(Stated, dialect), f"the dialect of '{name}'", DIALECT)
        if isinstance(schema, dict):
            yield from _list_in_schema(cast(Stated, schema), str(name))


def _list_in_schema(schema: Stated, name: str) -> Iterator[str]:
    yield from _list(schema, f"the schema of '{name}'", SCHEMA)
    fields = schema.get("fields")
    for field in cast("list[object]", fields) if isinstance(fields, list) else []:
        if isinstance(field, dict):
            known = cast(Stated, field)
            place = f"field '{known.get('name', '?')}' of '{name}'"
            yield from _list(known, place, FIELD)
            constraints = known.get("constraints")
            if isinstance(constraints, dict):
                within = f"'constraints' of {place}"
                yield from _list(cast(Stated, constraints), within, CONSTRAINTS)


def _list(stated: Stated, place: str, allowed: list[str]) -> Iterator[str]:
    for word in stated:
        if word in _HOMES and word not in allowed and word not in _COMMON:
            yield (
                f"{place} states '{word}', which has no meaning there; expected in {_HOMES[word]}; "
                "move it, or take it out"
            )
