"""One field out of a Table Schema, refusing by name what is not covered."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from marketbook.errors import SchemaError
from marketbook.schema.coverage import ITEM_TYPES, PATTERNED, TYPED_PROPERTIES, TYPES
from marketbook.schema.field import Field, Value
from marketbook.schema.lexical import describe_form, get_lexical_pattern
from marketbook.schema.parsers import find_parser
from marketbook.schema.patterns import refuse_pattern
from marketbook.schema.shapes import list_of, mapping_of, read_missing_values, text_of, texts_of

_BOUNDS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive_minimum",
    "exclusiveMaximum": "exclusive_maximum",
}


def read_field(stated: Mapping[str, object], table: str, missing_values: tuple[str, ...]) -> Field:
    """One field of `table`.

    Args:
        stated: The field as JSON gives it.
        table: Name of the table, for messages.
        missing_values: What the table's schema states; a field may state its own.

    Raises:
        SchemaError: Where the field is wrong or asks for something that is not covered.
    """
    name = text_of(stated, "name", f"a field of '{table}'")
    place = f"field '{name}' of table '{table}'"
    if not name:
        raise SchemaError(f"a field of table '{table}' has no name", "a text called 'name'")
    _refuse_uncovered(stated, place)
    own = read_missing_values(stated, place)
    field = Field(
        name=name,
        type=text_of(stated, "type", place, "any"),
        format=text_of(stated, "format", place, "default"),
        title=text_of(stated, "title", place),
        description=text_of(stated, "description", place),
        example=stated.get("example"),
        unit=text_of(stated, "unit", place),
        missing_values=missing_values if own is None else own,
    )
    return _read_constraints(_read_form(field, stated, place), stated, place)


def _refuse_uncovered(stated: Mapping[str, object], place: str) -> None:
    type_ = text_of(stated, "type", place, "any")
    if type_ not in TYPES:
        raise _not_covered(place, f"type {type_!r}", "types", tuple(TYPES))
    covered = TYPES[type_]
    format_ = text_of(stated, "format", place, "default")
    has_pattern = type_ in PATTERNED and "%" in format_
    if format_ not in covered.formats and not has_pattern:
        raise _not_covered(place, f"format {format_!r}", f"formats of {type_}", covered.formats)
    for name in TYPED_PROPERTIES:
        harmless = name == "bareNumber" and stated.get(name) is True
        if name in stated and name not in covered.properties and not harmless:
            raise _not_covered(place, f"{name!r}", f"properties of {type_}", covered.properties)
    constraints = mapping_of(stated.get("constraints", {}), f"'constraints' of {place}")
    for name in constraints:
        if name not in covered.constraints:
            raise _not_covered(
                place, f"constraint {name!r}", f"constraints of {type_}", covered.constraints
            )


def _not_covered(place: str, found: str, what: str, covered: tuple[str, ...]) -> SchemaError:
    return SchemaError(
        f"{place} states {found}, which is not supported",
        f"one of the supported {what}: {', '.join(covered) or 'none'}",
        "change the schema; nothing in it is skipped silently",
    )


def _read_form(field: Field, stated: Mapping[str, object], place: str) -> Field:
    """The field with how its cells are written."""
    field = replace(
        field,
        decimal_char=text_of(stated, "decimalChar", place, "."),
        group_char=text_of(stated, "groupChar", place),
        bare_number=_flag(stated, "bareNumber", place, default=True),
        item_type=text_of(stated, "itemType", place, "string"),
        delimiter=text_of(stated, "delimiter", place, ","),
        true_values=_texts(stated, "trueValues", place, field.true_values),
        false_values=_texts(stated, "falseValues", place, field.false_values),
    )
    _refuse_form(field, place)
    return field


def _texts(
    stated: Mapping[str, object], key: str, place: str, default: tuple[str, ...]
) -> tuple[str, ...]:
    return texts_of(stated[key], f"'{key}' of {place}") if key in stated else default


def _refuse_form(field: Field, place: str) -> None:
    if field.item_type not in ITEM_TYPES:
        raise _not_covered(place, f"itemType {field.item_type!r}", "item types", ITEM_TYPES)
    if not field.delimiter:
        raise SchemaError(f"'delimiter' of {place} is empty", "one or more characters")
    both = set(field.true_values) & set(field.false_values)
    if both or not field.true_values or not field.false_values:
        raise SchemaError(
            f"'trueValues' and 'falseValues' of {place} are {list(field.true_values)} "
            f"and {list(field.false_values)}",
            "two lists, neither empty, without a text in common",
        )
    taken = set("0123456789+-eE")
    marks = (field.decimal_char, field.group_char or "\0")
    if any(len(mark) != 1 or mark in taken for mark in marks) or marks[0] == marks[1]:
        raise SchemaError(
            f"'decimalChar' and 'groupChar' of {place} are {marks[0]!r} and {field.group_char!r}",
            "two different characters that are not part of a number",
        )


def _read_constraints(field: Field, stated: Mapping[str, object], place: str) -> Field:
    constraints = mapping_of(stated.get("constraints", {}), f"'constraints' of {place}")
    bounds: dict[str, Value] = {}
    for name, attribute in _BOUNDS.items():
        if name in constraints:
            bounds[attribute] = read_value(field, constraints[name])
    pattern = text_of(constraints, "pattern", place)
    refuse_pattern(pattern, place)
    return replace(
        field,
        required=_flag(constraints, "required", place),
        unique=_flag(constraints, "unique", place),
        enum=_read_enum(field, constraints, place) or _read_categories(field, stated, place),
        pattern=pattern,
        min_length=_length(constraints, "minLength", place),
        max_length=_length(constraints, "maxLength", place),
        **cast("dict[str, float]", bounds),
    )


def _read_enum(field: Field, constraints: Mapping[str, object], place: str) -> tuple[Value, ...]:
    if "enum" not in constraints:
        return ()
    values = tuple(read_value(field, value) for value in list_of(constraints, "enum", place))
    if not values:
        raise SchemaError(f"'enum' of {place} is empty", "at least one value")
    return values


def _read_categories(field: Field, stated: Mapping[str, object], place: str) -> tuple[Value, ...]:
    """Values, or objects with a value and a label."""
    listed = list_of(stated, "categories", place) if "categories" in stated else []
    entries = [
        cast("dict[str, object]", each).get("value") if isinstance(each, dict) else each
        for each in listed
    ]
    return tuple(read_value(field, value) for value in entries)


def _flag(
    constraints: Mapping[str, object], key: str, place: str, *, default: bool = False
) -> bool:
    stated = constraints.get(key, default)
    if not isinstance(stated, bool):
        raise SchemaError(f"'{key}' of {place} is {stated!r}", "true or false")
    return stated


def _length(constraints: Mapping[str, object], key: str, place: str) -> int | None:
    stated = constraints.get(key)
    if stated is None:
        return None
    if isinstance(stated, bool) or not isinstance(stated, int) or stated < 0:
        raise SchemaError(f"'{key}' of {place} is {stated!r}", "a whole number, 0 or more")
    return stated


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
