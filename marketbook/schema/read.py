"""From the JSON of a Table Schema to a `TableSchema`, refusing by name what is not covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import cast

from marketbook.errors import SchemaError, list_lines
from marketbook.schema.field import Field
from marketbook.schema.read_field import read_field
from marketbook.schema.shapes import list_of, mapping_of, read_missing_values, text_of, texts_of
from marketbook.schema.table_schema import ForeignKey, TableSchema

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
        primary_key=_read_primary_key(descriptor, name),
        unique_keys=_read_unique_keys(descriptor, name),
        foreign_keys=_read_foreign_keys(descriptor, name),
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
                "another name: checking uses a column called that",
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


def _read_primary_key(descriptor: Mapping[str, object], table: str) -> tuple[str, ...]:
    """The columns that name a record; empty where the schema states no key.

    Raises:
        SchemaError: Where the key is neither a text nor an array of texts.
    """
    return _columns(descriptor.get("primaryKey", []), f"the primary key of '{table}'")


def _read_unique_keys(descriptor: Mapping[str, object], table: str) -> tuple[tuple[str, ...], ...]:
    """Further sets of columns that no two records share.

    Raises:
        SchemaError: Where a key is neither a text nor an array of texts, or is empty.
    """
    place = f"a unique key of '{table}'"
    keys = tuple(
        _columns(key, place) for key in list_of(descriptor, "uniqueKeys", f"table '{table}'")
    )
    if () in keys:
        raise SchemaError(f"{place} names no columns", "at least one")
    return keys


def _read_foreign_keys(descriptor: Mapping[str, object], table: str) -> tuple[ForeignKey, ...]:
    """References to other tables, or to this one where no resource is named.

    Raises:
        SchemaError: Where a reference lacks its columns or names another number of them.
    """
    keys = list_of(descriptor, "foreignKeys", f"table '{table}'")
    return tuple(_foreign_key(key, table) for key in keys)


def _foreign_key(stated: object, table: str) -> ForeignKey:
    place = f"a foreign key of '{table}'"
    key = mapping_of(stated, place)
    reference = mapping_of(key.get("reference"), f"the reference of {place}")
    fields = _columns(key.get("fields", []), place)
    reference_fields = _columns(reference.get("fields", []), f"the reference of {place}")
    if not fields or len(fields) != len(reference_fields):
        raise SchemaError(
            f"{place} refers from {list(fields)} to {list(reference_fields)}",
            "as many columns on either side, at least one",
        )
    resource = text_of(reference, "resource", f"the reference of {place}")
    return ForeignKey(fields, resource or table, reference_fields)


def _columns(stated: object, place: str) -> tuple[str, ...]:
    columns = (stated,) if isinstance(stated, str) else texts_of(stated, place)
    if len(set(columns)) != len(columns):
        raise SchemaError(f"{place} names a column twice: {list(columns)}", "each column once")
    return columns
