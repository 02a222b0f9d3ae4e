"""What widespread tools ignore or read otherwise, of what the standard allows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

Stated = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Misreading:
    """One property that a tool does not read as the standard says.

    Attributes:
        level: `field`, `schema` or `dialect`.
        property: The property, or several together.
        stated: Whether a field, schema or dialect states it.
        tool: The tool, with the version that was tried.
        does: What the tool does.
        instead: What to state so that every tool reads the same; empty where nothing helps.
    """

    level: str
    property: str
    stated: Callable[[Stated], bool]
    tool: str
    does: str
    instead: str = ""


def _has_enum(field: Stated) -> bool:
    constraints = field.get("constraints")
    return isinstance(constraints, dict) and "enum" in constraints


def _has_missing_objects(stated: Stated) -> bool:
    entries = stated.get("missingValues")
    return isinstance(entries, list) and any(isinstance(each, dict) for each in entries)


MISREADINGS: tuple[Misreading, ...] = (
    Misreading(
        "field",
        "categories",
        lambda field: "categories" in field and not _has_enum(field),
        "frictionless 5.21",
        "ignores it, and takes any value",
        "state the same values as 'enum' in 'constraints'",
    ),
    Misreading(
        "field",
        "decimalChar with groupChar",
        lambda field: (
            str(field.get("decimalChar", ".")) != "." and bool(str(field.get("groupChar", "")))
        ),
        "npm tableschema 1.12.6",
        "reads 1.234,5 as 12345",
        "write numbers without marks between groups of digits",
    ),
    Misreading(
        "field",
        "bareNumber",
        lambda field: field.get("bareNumber") is False,
        "npm tableschema 1.12.6",
        "reads -4.8% as 4.8; frictionless 5.21 reads −4.8% and (4.8) so",
        "write numbers alone",
    ),
    Misreading(
        "field",
        "missingValues of a field",
        lambda field: "missingValues" in field,
        "npm tableschema 1.12.6",
        "takes such a cell for a value",
        "state them for the whole schema",
    ),
    Misreading(
        "schema",
        "missingValues with labels",
        _has_missing_objects,
        "npm tableschema 1.12.6",
        "takes such a cell for a value",
        "state them as texts",
    ),
    Misreading(
        "schema",
        "uniqueKeys",
        lambda schema: bool(schema.get("uniqueKeys")),
        "frictionless 5.21",
        "ignores it, and takes records that repeat a key",
    ),
    Misreading(
        "schema",
        "fieldsMatch as an array",
        lambda schema: isinstance(schema.get("fieldsMatch"), list),
        "frictionless 5.21",
        "refuses it, though the standard writes it so",
        "leave it out where it is 'exact'",
    ),
    Misreading(
        "schema",
        "fieldsMatch as text",
        lambda schema: isinstance(schema.get("fieldsMatch"), str),
        "check-datapackage 0.37",
        "refuses it, as the standard writes an array",
        "leave it out where it is 'exact'",
    ),
    Misreading(
        "dialect",
        "nullSequence",
        lambda dialect: bool(dialect.get("nullSequence")),
        "frictionless 5.21",
        "ignores it, and takes such a cell for a value",
        "state it among the 'missingValues' of the schema",
    ),
)
"""Each with the version in which it was seen; a release may change it."""


def list_misread(descriptor: Stated, own: Collection[str] = ()) -> Iterator[str]:
    """One sentence for each property that a tool misreads, with the places that state it.

    Args:
        descriptor: The descriptor with its schemas in place.
        own: Tables that are passed over: what their schemas state is not their keeper's choice.
    """
    parts = [part for part in _list_parts(descriptor) if part[1].partition(".")[0] not in own]
    for misreading in MISREADINGS:
        places = [p for level, p, s in parts if level == misreading.level and misreading.stated(s)]
        if places:
            more = f" and {len(places) - 3} more" if len(places) > 3 else ""
            instead = f"; {misreading.instead}" if misreading.instead else ""
            yield (
                f"{misreading.property} ({', '.join(places[:3])}{more}): {misreading.tool} "
                f"{misreading.does}{instead}"
            )


def _list_parts(descriptor: Stated) -> Iterator[tuple[str, str, Stated]]:
    for resource in cast("list[Stated]", descriptor["resources"]):
        name, schema, dialect = (resource.get(key) for key in ("name", "schema", "dialect"))
        name = str(name or "?")
        if isinstance(dialect, dict):
            yield "dialect", name, cast(Stated, dialect)
        if isinstance(schema, dict):
            stated = cast(Stated, schema)
            yield "schema", name, stated
            fields = stated.get("fields")
            for field in cast("list[object]", fields) if isinstance(fields, list) else []:
                if isinstance(field, dict):
                    known = cast(Stated, field)
                    yield "field", f"{name}.{known.get('name', '?')}", known
