"""Profiles: what a descriptor says it follows beyond the standard, which is never fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

Stated = dict[str, object]

PROFILES = "https://datapackage.org/profiles/"
_NAMES = (
    "data-package",
    "tabular-data-package",
    "fiscal-data-package",
    "data-resource",
    "tabular-data-resource",
    "table-schema",
)


def list_profile_notes(descriptor: Stated) -> Iterator[str]:
    """A sentence for each profile that is not the standard's own."""
    for part, place in _list_parts(descriptor):
        for key in ("$schema", "profile"):
            if _is_foreign(part, key):
                yield (
                    f"{place} states the {key} {part[key]!r}, which is not fetched: what it asks "
                    "for beyond the standard is not checked"
                )


def drop_profiles(descriptor: Stated) -> Stated:
    """The descriptor without the profiles that would have to be fetched from elsewhere."""
    resources = [
        _drop({**each, "schema": _drop(each["schema"])} if "schema" in each else each)
        for each in cast("list[Stated]", descriptor["resources"])
    ]
    return {**_drop(descriptor), "resources": resources}


def _drop(part: object) -> Stated:
    stated = cast(Stated, part)
    return {key: value for key, value in stated.items() if not _is_foreign(stated, key)}


def _is_foreign(part: Stated, key: str) -> bool:
    stated = part.get(key)
    if key == "profile":
        return stated is not None and stated not in _NAMES
    return key == "$schema" and stated is not None and not str(stated).startswith(PROFILES)


def _list_parts(descriptor: Stated) -> Iterator[tuple[Stated, str]]:
    yield descriptor, "the package"
    for resource in cast("list[Stated]", descriptor["resources"]):
        name = resource.get("name", "?")
        yield resource, f"resource '{name}'"
        schema = resource.get("schema")
        if isinstance(schema, dict):
            yield cast(Stated, schema), f"the schema of '{name}'"
