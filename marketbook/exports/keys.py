"""Which keys a database can declare, and the order in which its tables can be filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from marketbook.exports.content import Table
from marketbook.schema import ForeignKey, TableSchema


@dataclass(slots=True)
class Keys:
    """The keys of one table as a database declares them.

    Attributes:
        primary: Columns of the primary key; empty where none can be declared.
        unique: Further sets of columns without a double.
        left_out: What the schema states and the database cannot declare, and why.
    """

    primary: tuple[str, ...] = ()
    unique: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    foreign: list[ForeignKey] = field(default_factory=list[ForeignKey])
    left_out: list[str] = field(default_factory=list[str])

    def declares(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The declared key of exactly these columns, in its own order; empty for none."""
        for key in (self.primary, *self.unique):
            if set(key) == set(columns) and len(key) == len(columns):
                return key
        return ()


def plan_keys(tables: Sequence[Table]) -> dict[str, Keys]:
    """The keys of every table; a reference is kept where its target is a declared key."""
    plan = {table.name: _plan_own(table) for table in tables}
    schemas = {table.name: table.schema for table in tables}
    for table in tables:
        for key in table.schema.foreign_keys:
            _plan_reference(table, key, schemas, plan)
    return plan


def order_tables(tables: Sequence[Table], plan: Mapping[str, Keys]) -> list[Table]:
    """The tables, each after those it refers to.

    Where tables refer to each other in a circle there is no such order: the references that
    close the circle are taken out of `plan`, and it says so.
    """
    left = {table.name: table for table in tables}
    ordered: list[Table] = []
    while left:
        free = [name for name in left if not _awaits(plan[name], name, left)]
        if not free:
            free = [next(iter(left))]
            _break_circle(free[0], plan[free[0]], left)
        ordered += [left.pop(name) for name in free]
    return ordered


def _awaits(keys: Keys, name: str, left: Mapping[str, Table]) -> bool:
    return any(key.resource != name and key.resource in left for key in keys.foreign)


def _break_circle(name: str, keys: Keys, left: Mapping[str, Table]) -> None:
    for key in [key for key in keys.foreign if key.resource != name and key.resource in left]:
        keys.foreign.remove(key)
        keys.left_out.append(tell(name, key, "the two tables refer to each other"))


def tell(name: str, key: ForeignKey, reason: str) -> str:
    """A sentence on a reference that is not declared."""
    return f"{name}: the reference of {', '.join(key.fields)} to {key.resource}: {reason}"


def _plan_own(table: Table) -> Keys:
    schema, keys = table.schema, Keys()
    stated = [(f.name,) for f in schema.fields if f.unique] + list(schema.unique_keys)
    if schema.primary_key:
        if _is_complete(table, schema.primary_key):
            keys.primary = schema.primary_key
        else:
            keys.left_out.append(f"{table.name}: the primary key: some of its cells are empty")
            stated.insert(0, schema.primary_key)
    for columns in dict.fromkeys(stated):
        if columns != keys.primary and not _has_list(schema, columns):
            keys.unique.append(columns)
    return keys


def _is_complete(table: Table, columns: Sequence[str]) -> bool:
    if _has_list(table.schema, columns):
        return False
    return sum(table.frame[name].null_count() for name in columns) == 0


def _has_list(schema: TableSchema, columns: Sequence[str]) -> bool:
    return any(schema.field(name).type == "list" for name in columns)


def _plan_reference(
    table: Table, key: ForeignKey, schemas: Mapping[str, TableSchema], plan: Mapping[str, Keys]
) -> None:
    keys = plan[table.name]
    if key.resource not in plan:
        keys.left_out.append(tell(table.name, key, "the package has no such table"))
        return
    target = plan[key.resource].declares(key.reference_fields)
    own = [table.schema.field(name).type for name in key.fields]
    other = [schemas[key.resource].field(name).type for name in key.reference_fields]
    if not target:
        keys.left_out.append(tell(table.name, key, "what it refers to is not a key there"))
    elif own != other:
        keys.left_out.append(tell(table.name, key, "the types of the two sides differ"))
    else:
        pairs = dict(zip(key.reference_fields, key.fields, strict=True))
        fields = tuple(pairs[name] for name in target)
        keys.foreign.append(ForeignKey(fields, key.resource, target))
