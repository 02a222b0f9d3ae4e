"""What differs in columns and keys, and what that means for whoever reads the table.

The levels follow the recipe of the Data Package standard for versions: columns added, removed or
put in another order, another type, or a stricter constraint break a reader (major); a constraint
that allows more does not (minor); words are descriptive (patch).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from marketbook.revisions.model import Level, SchemaChange
from marketbook.schema import Field, ForeignKey, TableSchema

_WORDS = ("title", "description", "example")
_FLAGS = ("required", "unique")
_LOWER = ("minimum", "exclusive_minimum", "min_length")
_UPPER = ("maximum", "exclusive_maximum", "max_length")


def compare_schemas(old: TableSchema, new: TableSchema) -> Iterator[SchemaChange]:
    """Every difference between two schemas of one table: words, columns, keys."""
    for what in ("title", "description"):
        before, after = getattr(old, what), getattr(new, what)
        if before != after:
            yield SchemaChange(new.name, "", what, before, after, "patch")
    yield from _compare_fields(old, new)
    yield from _compare_keys(old, new)


def _compare_fields(old: TableSchema, new: TableSchema) -> Iterator[SchemaChange]:
    before = {field.name: field for field in old.fields}
    after = {field.name: field for field in new.fields}
    for name in (one for one in before if one not in after):
        yield SchemaChange(new.name, name, "removed", before[name].type, "", "major")
    for name, field in after.items():
        if name in before:
            yield from _compare_field(new.name, before[name], field)
        else:
            yield SchemaChange(new.name, name, "added", "", field.type, "major")
    first, then = [n for n in before if n in after], [n for n in after if n in before]
    if first != then:
        yield SchemaChange(new.name, "", "order", ", ".join(first), ", ".join(then), "major")


def _compare_field(table: str, old: Field, new: Field) -> Iterator[SchemaChange]:
    for what in (one.name for one in fields(Field)):
        before, after = getattr(old, what), getattr(new, what)
        if before != after:
            level = _weigh(what, before, after)
            yield SchemaChange(table, new.name, what, _show(before), _show(after), level)


def _weigh(what: str, old: Any, new: Any) -> Level:
    """Whether a cell that was in order may not be any more (major)."""
    if what in _WORDS:
        return "patch"
    if what in _FLAGS:
        return "major" if new else "minor"
    if what == "enum":
        return "major" if new and (not old or set(old) - set(new)) else "minor"
    if what == "pattern":
        # which of two patterns allows more cannot be told in general
        return "major" if new else "minor"
    if what in (*_LOWER, *_UPPER):
        return "major" if _is_stricter(old, new, upper=what in _UPPER) else "minor"
    return "major"


def _is_stricter(old: Any, new: Any, *, upper: bool) -> bool:
    if old is None or new is None:
        return old is None
    if type(old) is not type(new):
        return True
    return new < old if upper else new > old


def _compare_keys(old: TableSchema, new: TableSchema) -> Iterator[SchemaChange]:
    if old.primary_key != new.primary_key:
        keys = (", ".join(old.primary_key), ", ".join(new.primary_key))
        yield SchemaChange(new.name, "", "primary_key", *keys, "major")
    for key in sorted(set(old.unique_keys) ^ set(new.unique_keys)):
        shown, is_new = ", ".join(key), key in new.unique_keys
        texts = ("", shown) if is_new else (shown, "")
        level: Level = "major" if is_new else "minor"
        yield SchemaChange(new.name, "", "unique_key", *texts, level)
    yield from _compare_references(_by_fields(old), _by_fields(new), new.name)


def _by_fields(schema: TableSchema) -> dict[str, ForeignKey]:
    return {", ".join(key.fields): key for key in schema.foreign_keys}


def _compare_references(
    old: Mapping[str, ForeignKey], new: Mapping[str, ForeignKey], table: str
) -> Iterator[SchemaChange]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if before != after:
            # a reference where there was none is stricter; led elsewhere or dropped, it is not
            level: Level = "minor" if before else "major"
            texts = (_show_key(before), _show_key(after))
            yield SchemaChange(table, name, "reference", *texts, level)


def _show_key(key: ForeignKey | None) -> str:
    return f"{key.resource} ({', '.join(key.reference_fields)})" if key else ""


def _show(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)
