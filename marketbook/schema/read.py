"""From the JSON of a Table Schema to a `TableSchema`, refusing by name what is not covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import cast

from marketbook.errors import SchemaError, list_lines
from marketbook.schema.field import Field
from marketbook.schema.read_field import read_field
from marketbook.schema.read_keys import read_foreign_keys, read_primary_key, read_unique_keys
from marketbook.schema.shapes import list_of, mapping_of, read_missing_values, text_of
from marketbook.schema.table_schema import TableSchema

MATCHES = ("exact", "equal", "subset", "superset", "partial")

MOST_COLUMNS = 16_384
"""Of a table: as many as Excel has."""


def read_schema(descriptor: Mapping[str, object], name: str) -> TableSchema:
    """The schema of the table called `name`.

    Custom properties, such as `unit`, are allowed by the standard and kept or ignored.

    Args:
        descriptor: The Table Schema as JSON gives it.
        name: Name of the table; a foreign key without a resource refers to it.

    Raises:
        SchemaError: Where the schema is wrong or asks for something that is not covered; it
            names every such place.
    """
    fields = _read_fields(descriptor, name)
    schema = TableSchema(
        name=name,
        title=text_of(descriptor, "title", f"table '{name}'"),
        description=text_of(descriptor, "description", f"table '{name}'"),
        fields=fields,
        primary_key=read_primary_key(descriptor, name),
        unique_keys=read_unique_keys(descriptor, name),
        foreign_keys=read_foreign_keys(descriptor, name),
        fields_match=_read_fields_match(descriptor, name),
    )
    _refuse_unknown_columns(schema)
    return schema


def _read_fields(descriptor: Mapping[str, object], name: str) -> tuple[Field, ...]:
    stated_missing = read_missing_values(descriptor, f"table '{name}'")
    missing_values = ("",) if stated_missing is None else stated_missing
    fields: list[Field] = []
    errors: list[SchemaError] = []
    listed = list_of(descriptor, "fields", f"table '{name}'")
    if len(listed) > MOST_COLUMNS:
        raise SchemaError(
            f"table '{name}' has {len(listed):,} fields",
            f"at most {MOST_COLUMNS:,}, as many columns as a sheet of a workbook has",
            "turn columns that repeat into rows",
        )
    for stated in listed:
        try:
            fields.append(
                read_field(mapping_of(stated, f"a field of '{name}'"), name, missing_values)
            )
        except SchemaError as error:
            errors.append(error)
    if errors:
        raise merge_errors(errors)
    _refuse_names(tuple(field.name for field in fields), name)
    return tuple(fields)


def merge_errors(errors: list[SchemaError]) -> SchemaError:
    """One error that says all that `errors` say, each on its own line."""
    return errors[0] if len(errors) == 1 else SchemaError("", problems=list_lines(errors))


def _refuse_names(names: tuple[str, ...], table: str) -> None:
    if not names:
        raise SchemaError(f"table '{table}' has no fields", "at least one field")
    [(name, times)] = Counter(names).most_common(1)
    if times > 1:
        raise SchemaError(f"table '{table}' has two fields called '{name}'", "unique names")
    for own in ("_line", "check_output"):
        if own in names:
            raise SchemaError(
                f"table '{table}' has a field called '{own}'",
                "any other name: checking has a column of its own that is called so",
            )


def _read_fields_match(descriptor: Mapping[str, object], name: str) -> str:
    """The standard writes it as an array of one, other tools as text."""
    stated = descriptor.get("fieldsMatch", "exact")
    match = cast("list[object]", stated) if isinstance(stated, list) else [stated]
    if len(match) != 1 or match[0] not in MATCHES:
        raise SchemaError(
            f"table '{name}' states fieldsMatch {stated!r}", f"one of: {', '.join(MATCHES)}"
        )
    return str(match[0])


def _refuse_unknown_columns(schema: TableSchema) -> None:
    keys = (schema.primary_key, *schema.unique_keys, *(k.fields for k in schema.foreign_keys))
    for key in keys:
        for column in key:
            if schema.field(column).type == "list":
                raise SchemaError(
                    f"a key of table '{schema.name}' uses '{column}', which is a list",
                    "a column with one value per cell",
                )
