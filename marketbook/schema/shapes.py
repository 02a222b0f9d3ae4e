"""Parts of a descriptor by their JSON shape, with an error that names the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from marketbook.errors import SchemaError


def _refuse(place: str, found: object, expected: str) -> SchemaError:
    return SchemaError(f"{place} is {found!r}", expected)


def mapping_of(stated: object, place: str) -> Mapping[str, object]:
    """`stated` as a JSON object.

    Raises:
        SchemaError: Where it is something else.
    """
    if not isinstance(stated, dict):
        raise _refuse(place, stated, "a JSON object")
    return cast(Mapping[str, object], stated)


def list_of(parent: Mapping[str, object], key: str, place: str) -> list[object]:
    """The JSON array at `key`; empty where there is none.

    Raises:
        SchemaError: Where it is something else.
    """
    stated = parent.get(key, [])
    if not isinstance(stated, list):
        raise _refuse(f"'{key}' of {place}", stated, "a JSON array")
    return cast("list[object]", stated)


def text_of(parent: Mapping[str, object], key: str, place: str, default: str = "") -> str:
    """The text at `key`, `default` where there is none.

    Raises:
        SchemaError: Where it is something else.
    """
    stated = parent.get(key, default)
    if not isinstance(stated, str):
        raise _refuse(f"'{key}' of {place}", stated, "text")
    return stated


def texts_of(stated: object, place: str) -> tuple[str, ...]:
    """A JSON array of texts.

    Raises:
        SchemaError: Where it is something else.
    """
    if not isinstance(stated, list) or not all(isinstance(s, str) for s in stated):
        raise _refuse(place, stated, "a JSON array of texts")
    return tuple(cast("list[str]", stated))


def read_missing_values(parent: Mapping[str, object], place: str) -> tuple[str, ...] | None:
    """The cells that stand for "no value"; None where nothing is stated.

    Entries are texts, or objects with a `value` (Data Package 2.0).

    Raises:
        SchemaError: Where the shape is another.
    """
    if "missingValues" not in parent:
        return None
    entries = list_of(parent, "missingValues", place)
    values = [entry.get("value") if isinstance(entry, dict) else entry for entry in entries]
    return texts_of(values, f"'missingValues' of {place}")
