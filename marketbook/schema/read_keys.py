"""Primary, unique and foreign keys out of a Table Schema."""

from __future__ import annotations

from collections.abc import Mapping

from marketbook.errors import SchemaError
from marketbook.schema.shapes import list_of, mapping_of, text_of, texts_of
from marketbook.schema.table_schema import ForeignKey


def read_primary_key(descriptor: Mapping[str, object], table: str) -> tuple[str, ...]:
    """The columns that name a record; empty where the schema states no key.

    Raises:
        SchemaError: Where the key is neither a text nor an array of texts.
    """
    return _columns(descriptor.get("primaryKey", []), f"the primary key of '{table}'")


def read_unique_keys(descriptor: Mapping[str, object], table: str) -> tuple[tuple[str, ...], ...]:
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


def read_foreign_keys(descriptor: Mapping[str, object], table: str) -> tuple[ForeignKey, ...]:
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
