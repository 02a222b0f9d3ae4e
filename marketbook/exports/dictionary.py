"""Tables that describe an export inside it: every column, and the package they come from."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.exports.content import Content, Table
from marketbook.exports.frames import type_frame
from marketbook.schema import Field, TableSchema

SHAPE_VERSION = 1
"""Version of the shape of every export; it rises when something in it moves or goes."""

_COLUMNS = TableSchema(
    "_columns",
    "Columns",
    "Every column of this export: what it means, its unit, and whether a source states it.",
    (
        Field(name="table_name", description="The table or view.", required=True),
        Field(
            name="table_kind",
            description="published (as the sources print it), computed (by us), or view.",
            required=True,
            enum=("published", "computed", "view"),
        ),
        Field(name="position", type="integer", description="Place in the table.", required=True),
        Field(name="column_name", description="The column.", required=True),
        Field(name="type", description="Its type in the Table Schema standard.", required=True),
        Field(name="title", description="Its title."),
        Field(name="description", description="What it means."),
        Field(name="unit", description="What its numbers count."),
    ),
    ("table_name", "column_name"),
)
_PACKAGE = TableSchema(
    "_package",
    "Package",
    "The data package that this export was made from.",
    (
        Field(name="property", description="Name of the property.", required=True),
        Field(name="value", description="Its value."),
    ),
    ("property",),
)
_PROPERTIES = ("name", "title", "description", "version", "created", "homepage")


def make_dictionary(content: Content) -> tuple[Table, ...]:
    """The tables `_package` and `_columns` of an export."""
    columns = type_frame(_list_columns(content), _COLUMNS)
    package = type_frame(_list_properties(content), _PACKAGE)
    return Table(_PACKAGE, package, "dictionary"), Table(_COLUMNS, columns, "dictionary")


def _list_properties(content: Content) -> Iterator[tuple[str, str]]:
    yield "exported by", f"marketbook, shape {SHAPE_VERSION}"
    descriptor = content.package.descriptor
    for name in _PROPERTIES:
        if isinstance(value := descriptor.get(name), str):
            yield name, value
    if licences := list_licences(content):
        yield "licenses", ", ".join(licences)


def list_licences(content: Content) -> list[str]:
    """Names of the package's licences."""
    stated = content.package.descriptor.get("licenses")
    licences = [one for one in stated if isinstance(one, dict)] if isinstance(stated, list) else []
    return [str(one.get("name") or one.get("path") or one.get("title")) for one in licences]


def _list_columns(content: Content) -> Iterator[tuple[object, ...]]:
    described = [(table.schema, str(table.kind)) for table in content.tables]
    described += [(view.schema, "view") for view in content.views]
    for schema, kind in described:
        for place, field in enumerate(schema.fields, 1):
            head = (schema.name, kind, place, field.name, field.type)
            yield (*head, field.title or None, field.description or None, field.unit or None)
