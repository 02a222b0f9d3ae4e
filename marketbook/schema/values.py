"""Typed values out of what a schema states in JSON: bounds and the members of `enum`."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import date
from typing import cast

from marketbook.errors import SchemaError
from marketbook.schema.field import Field, Value
from marketbook.schema.lexical import describe_form, get_lexical_pattern
from marketbook.schema.parsers import find_parser


def read_value(field: Field, stated: object) -> Value:
    """The value that a schema states for `field`, typed as the field's cells are.

    Args:
        field: The field, with its type and how its cells are written.
        stated: A number or boolean of JSON, or text written as a cell would be.

    Raises:
        SchemaError: Where `stated` is not a value of the field's type.
    """
    value = _read_text(field, stated) if isinstance(stated, str) else _read_json(field, stated)
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        raise SchemaError(
            f"field '{field.name}' states {stated!r} in its constraints",
            f"{describe_form(field)}, because the field is of type {field.type}",
            "write the constraint as a value of that type",
        )
    return value


def _read_json(field: Field, stated: object) -> Value | None:
    if field.type == "any":
        return json.dumps(stated)
    if field.type == "boolean":
        return stated if isinstance(stated, bool) else None
    if isinstance(stated, bool) or not isinstance(stated, int | float):
        return None
    if field.type == "number":
        return float(stated)
    if field.type not in ("integer", "year") or stated != stated // 1:
        return None
    return _read_text(field, f"{int(stated):04}" if field.type == "year" else f"{int(stated)}")


def _strip(field: Field, text: str) -> str:
    """A number without what stands around it and between groups of its digits."""
    if not field.bare_number:
        number = re.search(get_lexical_pattern(replace(field, bare_number=True)), text)
        text = number.group() if number else text
    return text.replace(field.group_char, "") if field.group_char else text


def _read_text(field: Field, text: str) -> Value | None:
    if parse := find_parser(field):
        try:
            return cast("Value", parse(text))
        except (ValueError, TypeError, OverflowError):
            return None
    pattern = get_lexical_pattern(field)
    if pattern and not re.fullmatch(pattern, text):
        return None
    if field.type in ("integer", "year"):
        return int(_strip(field, text))
    if field.type == "number":
        return float(_strip(field, text).replace(field.decimal_char, "."))
    if field.type == "boolean":
        return text in field.true_values
    if field.type == "date":
        return None if text.startswith("0000") else date.fromisoformat(text)
    return text
