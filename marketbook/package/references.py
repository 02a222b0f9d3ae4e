"""Foreign keys across the schemas of a package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.errors import SchemaError
from marketbook.schema import ForeignKey, TableSchema


def refuse_references(schemas: Mapping[str, TableSchema]) -> Iterator[SchemaError]:
    """Every foreign key that leads to no column of a table, or to one of another type.

    A table that the package does not have is no error of the schema: where no cell refers to it,
    nothing is missing.
    """
    for schema in schemas.values():
        for key in schema.foreign_keys:
            yield from _refuse_reference(schema, key, schemas)


def _refuse_reference(
    schema: TableSchema, key: ForeignKey, schemas: Mapping[str, TableSchema]
) -> Iterator[SchemaError]:
    place = f"a foreign key of table '{schema.name}'"
    target = schemas.get(key.resource)
    if target is None:
        return
    for name, reference in zip(key.fields, key.reference_fields, strict=True):
        if reference not in target.names:
            yield SchemaError(
                f"{place} refers to '{reference}' of '{target.name}'",
                f"one of its columns: {', '.join(target.names)}",
            )
        elif schema.field(name).type != target.field(reference).type:
            yield SchemaError(
                f"{place} compares '{name}', a {schema.field(name).type}, with '{reference}' "
                f"of '{target.name}', a {target.field(reference).type}",
                "two columns of the same type",
            )
