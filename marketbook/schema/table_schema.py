"""A table, as its Table Schema declares it: columns and keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from marketbook.errors import SchemaError
from marketbook.schema.field import Field


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must stand in another table, or in the same one.

    Attributes:
        fields: The columns of this table.
        resource: Name of the table referred to; this table's own name for a self-reference.
        reference_fields: The columns there, in the order of `fields`.
    """

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class TableSchema:
    """Columns and keys of one table.

    Attributes:
        name: Name of the table.
        title, description: As declared.
        fields: The columns, in the order of the file.
        primary_key: Columns that together name a record; empty where there is no key.
        unique_keys: Further sets of columns that no two records share.
        foreign_keys: References to other tables or to this one.
        fields_match: How the columns of a file match these: `exact`, `equal` (in any order),
            `subset` (it may have more), `superset` (it may have fewer), `partial` (both).
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    fields_match: str = "exact"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in the order of the file."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The column called `name`.

        Raises:
            SchemaError: Where the table has no such column.
        """
        if name not in self._by_name:
            raise SchemaError(
                f"table '{self.name}' has no field '{name}'", f"one of: {', '.join(self.names)}"
            )
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}
