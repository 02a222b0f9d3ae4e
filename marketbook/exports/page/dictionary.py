"""The data dictionary: every table of the package and every column, from the schemas."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.exports.content import Content
from marketbook.exports.page.words import Table, say, tabulate


def list_dictionary(content: Content) -> Iterator[Table]:
    """A table for each table of the package: its columns, with type, unit and meaning."""
    for table in content.tables:
        schema = table.schema
        rows = [
            [
                say(field.name),
                say(field.title),
                say(field.type + (", required" if field.required else "")),
                say(field.unit),
                say(field.description),
            ]
            for field in schema.fields
        ]
        caption = f"{schema.name}: {schema.description or schema.title}".rstrip(": ")
        yield tabulate(caption, ("Column", "Title", "Type", "Unit", "Meaning"), rows)
