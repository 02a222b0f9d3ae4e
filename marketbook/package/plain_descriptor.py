"""Descriptors in which nothing is unusual: frictionless, which takes long to start, need not look.

Each level of a descriptor is a mapping from its known names to what a plain value is. A descriptor
with anything else, or with a name that frictionless gives a meaning of its own, is not plain, and
frictionless judges it. A property test holds the two against each other: whatever is plain here,
frictionless takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import cast

from marketbook.schema.coverage import TYPES
from marketbook.schema.field import Field
from marketbook.schema.lexical import get_lexical_pattern

Test = Callable[[object], bool]
Level = Mapping[str, Test]

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
_CREATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)
_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")


def is_plain_descriptor(descriptor: object) -> bool:
    """Whether frictionless finds nothing wrong with a descriptor, as far as that is easy to see.

    Args:
        descriptor: The descriptor with its schemas in place of their paths.
    """
    if not _has_level(descriptor, _PACKAGE, ("$schema", "resources")):
        return False
    resources = cast("dict[str, list[dict[str, object]]]", descriptor)["resources"]
    names = [resource["name"] for resource in resources]
    return len(set(names)) == len(names)


def _has_level(stated: object, level: Level, required: tuple[str, ...] = ()) -> bool:
    if not isinstance(stated, dict) or not all(name in stated for name in required):
        return False
    # names that nobody gives a meaning are taken, but none in a dialect: each may be of a format
    closed = level is _DIALECT
    return all(
        level[name](value) if name in level else not closed and name not in _SPECIAL
        for name, value in cast("dict[str, object]", stated).items()
    )


def _is_text(stated: object) -> bool:
    return isinstance(stated, str)


def _is_flag(stated: object) -> bool:
    return isinstance(stated, bool)


def _is_whole(stated: object) -> bool:
    return isinstance(stated, int) and not isinstance(stated, bool)


def _is_anything(_: object) -> bool:
    return True


def _is_exactly(*allowed: object) -> Test:
    return lambda stated: any(stated == each and type(stated) is type(each) for each in allowed)


def _is_list(test: Test) -> Test:
    return lambda stated: isinstance(stated, list) and all(map(test, cast("list[object]", stated)))


def _is_object(level: Level, required: tuple[str, ...] = ()) -> Test:
    return lambda stated: _has_level(stated, level, required)


def _is_path(stated: object) -> bool:
    return isinstance(stated, str) and _PATH.fullmatch(stated) is not None


def _is_created(stated: object) -> bool:
    if not isinstance(stated, str) or not _CREATED.fullmatch(stated):
        return False
    try:
        return datetime.fromisoformat(stated).year > 0
    except ValueError:
        return False


def _is_schema(stated: object) -> bool:
    if not _has_level(stated, _SCHEMA, ("fields",)):
        return False
    schema = cast("dict[str, list[dict[str, object]]]", stated)
    names = [field["name"] for field in schema["fields"]]
    keys = [*schema.get("primaryKey", ())]
    for key in schema.get("foreignKeys", ()):
        own = cast("list[object]", key["fields"])
        other = cast("dict[str, list[object]]", key["reference"])["fields"]
        if len(own) != len(other):
            return False
        keys += own
    return len(set(names)) == len(names) and set(keys) <= set(names)


def _is_field(stated: object) -> bool:
    if not _has_level(stated, _FIELD, ("name", "type")):
        return False
    field = cast("dict[str, object]", stated)
    type_ = str(field["type"])
    constraints = cast("dict[str, object]", field.get("constraints", {}))
    return (
        type_ in TYPES
        and set(constraints) <= set(TYPES[type_].constraints)
        and (type_ == "boolean" or not _BOOLEAN & set(field))
        and _is_example(field)
    )


def _is_example(field: dict[str, object]) -> bool:
    example = field.get("example", "")
    if field["type"] == "boolean":
        allowed = [*_list(field, "trueValues", "true"), *_list(field, "falseValues", "false")]
        return example == "" or example in allowed
    pattern = get_lexical_pattern(Field(name="example", type=str(field["type"])))
    plain = isinstance(example, str) and (not pattern or re.fullmatch(pattern, example))
    return example == "" or bool(plain and field["type"] != "list")


def _list(field: dict[str, object], name: str, default: str) -> list[object]:
    return cast("list[object]", field.get(name, [default]))


_LICENCE: Level = {"name": _is_text, "path": _is_path, "title": _is_text}
_SOURCE: Level = {"title": _is_text, "path": _is_text, "version": _is_text}
_CONTRIBUTOR: Level = {
    "title": _is_text,
    "path": _is_text,
    "organization": _is_text,
    "role": _is_text,
    "roles": _is_list(_is_text),
}
_ABOUT: Level = {
    "title": _is_text,
    "description": _is_text,
    "homepage": _is_text,
    "licenses": _is_list(_is_object({**_LICENCE, "path": _is_text}, ("name",))),
    "sources": _is_list(_is_object(_SOURCE)),
}
_CONSTRAINTS: Level = {
    "required": _is_flag,
    "unique": _is_flag,
    "pattern": _is_text,
    "enum": _is_list(_is_anything),
    "minLength": _is_whole,
    "maxLength": _is_whole,
    "minimum": _is_anything,
    "maximum": _is_anything,
    "exclusiveMinimum": _is_anything,
    "exclusiveMaximum": _is_anything,
}
_FIELD: Level = {
    "name": _is_text,
    "type": _is_text,
    "format": _is_exactly("default"),
    "title": _is_text,
    "description": _is_text,
    "example": _is_anything,
    "constraints": _is_object(_CONSTRAINTS),
    "missingValues": _is_list(_is_text),
    "rdfType": _is_text,
    "trueValues": _is_list(_is_text),
    "falseValues": _is_list(_is_text),
}
_BOOLEAN = {"trueValues", "falseValues"}
_REFERENCE: Level = {"resource": _is_text, "fields": _is_list(_is_text)}
_FOREIGN_KEY: Level = {
    "fields": _is_list(_is_text),
    "reference": _is_object(_REFERENCE, ("resource", "fields")),
}
_SCHEMA: Level = {
    "$schema": _is_exactly(_PROFILE.format("tableschema")),
    "title": _is_text,
    "description": _is_text,
    "fields": _is_list(_is_field),
    "fieldsMatch": _is_exactly("exact"),
    "missingValues": _is_list(_is_text),
    "primaryKey": _is_list(_is_text),
    "uniqueKeys": _is_list(_is_list(_is_text)),
    "foreignKeys": _is_list(_is_object(_FOREIGN_KEY, ("fields", "reference"))),
}
_DIALECT: Level = {
    "$schema": _is_exactly(_PROFILE.format("tabledialect")),
    "delimiter": _is_exactly(","),
    "lineTerminator": _is_exactly("\n", "\r\n"),
    "quoteChar": _is_exactly('"'),
    "doubleQuote": _is_exactly(True),
    "skipInitialSpace": _is_exactly(False),
    "header": _is_exactly(True),
}
_RESOURCE: Level = {
    **_ABOUT,
    "$schema": _is_exactly(_PROFILE.format("dataresource")),
    "name": _is_text,
    "type": _is_exactly("table"),
    "path": _is_path,
    "format": _is_exactly("csv"),
    "mediatype": _is_exactly("text/csv"),
    "encoding": _is_exactly("utf-8"),
    "hash": _is_text,
    "bytes": _is_whole,
    "dialect": _is_object(_DIALECT),
    "schema": _is_schema,
}
_PACKAGE: Level = {
    **_ABOUT,
    "$schema": _is_exactly(_PROFILE.format("datapackage")),
    "name": _is_text,
    "id": _is_text,
    "version": _is_text,
    "created": _is_created,
    "image": _is_text,
    "keywords": _is_list(_is_text),
    "contributors": _is_list(_is_object(_CONTRIBUTOR)),
    "resources": _is_list(_is_object(_RESOURCE, ("name", "path", "schema"))),
}

_OTHER = """
basepath bareNumber compression control controls data datatype decimalChar detector
email extrapaths groupChar innerpath itemType layout organisation package profile required rows
scheme stats $ref
"""
_LEVELS = (_PACKAGE, _RESOURCE, _DIALECT, _SCHEMA, _FIELD, _CONSTRAINTS)
_SPECIAL = frozenset(_OTHER.split()).union(*_LEVELS) - {"id"}
"""Names that frictionless gives a meaning at some level; at any other they are not plain."""
