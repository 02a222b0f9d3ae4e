"""What a column may hold, in words and as Excel's own checks while one types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from marketbook.schema import Field, ForeignKey, TableSchema
from marketbook.workbook.address import Ref
from marketbook.workbook.editing.entries import FIRST_DATE, LARGEST_WHOLE, NUMERIC, is_numeric
from marketbook.workbook.grid import Offer, OfferKind, count_days

LONGEST_LIST = 255
_LONGEST_HINT, _LONGEST_TITLE = 255, 32
_LARGEST_NUMBER = 1e300
_LAST_DATE = date(9999, 12, 31)
_MONTH_LENGTH = 7
_TYPES = {
    "string": "text", "integer": "whole number", "number": "number", "year": "year",
    "boolean": "true or false", "date": "date", "yearmonth": "month, as 2025-08",
    "list": "list", "any": "anything", "datetime": "date and time", "time": "time of day",
    "duration": "duration, as P1Y6M", "object": "JSON object", "array": "JSON array",
    "geopoint": "longitude, latitude", "geojson": "GeoJSON",
}  # fmt: skip
_OFFERED = ("string", "any", "integer", "number", "year", "boolean", "yearmonth")


def find_reference(schema: TableSchema, name: str) -> tuple[ForeignKey, str] | None:
    """The foreign key that a column belongs to, with the column there; None where there is none."""
    for key in schema.foreign_keys:
        if name in key.fields:
            return key, key.reference_fields[key.fields.index(name)]
    return None


def list_words(field: Field) -> tuple[str, ...]:
    """The only words that a column may hold; empty where it is free."""
    if field.type == "boolean":
        return (field.true_values[0], field.false_values[0])
    return tuple(tell_value(value) for value in field.enum)


def fits_in_a_cell(words: tuple[str, ...]) -> bool:
    """Whether a drop-down can hold the words itself: Excel takes few, and parts them at commas."""
    plain = all(word and word == word.strip() and "," not in word for word in words)
    return plain and len(",".join(words)) <= LONGEST_LIST


def tell_type(field: Field) -> str:
    """The type of a column in plain words."""
    return _TYPES[field.type]


def tell_limits(field: Field) -> str:
    """Bounds, words, pattern and lengths of a column, in a phrase each."""
    words = list_words(field)
    limits = {
        "one of": ", ".join(words),
        "at least": field.minimum,
        "more than": field.exclusive_minimum,
        "at most": field.maximum,
        "less than": field.exclusive_maximum,
        "length from": field.min_length,
        "length to": field.max_length,
        "written as": field.pattern,
    }
    return "; ".join(
        f"{what} {tell_value(limit)}" for what, limit in limits.items() if limit not in (None, "")
    )


def tell_value(value: object) -> str:
    """A value of a schema as a person writes it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def tell_hint(field: Field) -> str:
    """What stands beside a cell while it is chosen: at most 255 characters."""
    parts = [field.description]
    if field.unit:
        parts.append(f"Unit: {field.unit}.")
    parts.append("Required." if field.required else "May stay empty.")
    if field.example is not None:
        parts.append(f"Example: {tell_value(field.example)}")
    return _shorten(" ".join(part for part in parts if part), _LONGEST_HINT)


def make_offer(
    field: Field, area: Ref, source: Ref | None, lists: Mapping[tuple[str, ...], Ref]
) -> Offer:
    """What Excel offers and refuses in a column.

    Args:
        field: The column.
        area: Its cells.
        source: The key column that it refers to; None where it refers to none.
        lists: Cells that hold the words which a drop-down cannot hold itself.
    """
    title = _shorten(field.title or field.name, _LONGEST_TITLE)
    hint = tell_hint(field)
    words = list_words(field)
    if source is not None:
        return Offer(area, "list", source, title=title, hint=hint)
    if words and field.type in _OFFERED and field.bare_number:
        return Offer(area, "list", lists.get(words, words), title=title, hint=hint)
    kind, low, high, above = _bound(field)
    return Offer(area, kind, low=low, high=high, title=title, hint=hint, above=above)


def _bound(field: Field) -> tuple[OfferKind, float | None, float | None, bool]:
    """Kind, low, high, and whether the low bound itself is too low."""
    if field.type in NUMERIC and not is_numeric(field):
        return "any", None, None, False
    if field.type in ("integer", "year"):
        return "whole", *_limits(field, LARGEST_WHOLE)
    if field.type == "number":
        return "decimal", *_limits(field, _LARGEST_NUMBER)
    if field.type == "date":
        return "date", _day(field.minimum, FIRST_DATE), _day(field.maximum, _LAST_DATE), False
    if field.type == "yearmonth":
        return "textLength", _MONTH_LENGTH, _MONTH_LENGTH, False
    if field.type == "string" and (field.min_length or field.max_length is not None):
        return "textLength", field.min_length, field.max_length, False
    return "any", None, None, False


def _limits(field: Field, largest: float) -> tuple[float | None, float | None, bool]:
    """Bounds of a number. Excel has no "above this and up to that": both ends are let through."""
    low = _number(field.minimum, field.exclusive_minimum)
    high = _number(field.maximum, field.exclusive_maximum)
    if low is None and high is None:
        return -largest, largest, False
    return low, high, field.minimum is None and high is None


def _day(stated: object, otherwise: date) -> float:
    return count_days(stated if isinstance(stated, date) else otherwise)


def _number(inside: object, outside: object) -> float | None:
    found = inside if inside is not None else outside
    return float(found) if isinstance(found, int | float) else None


def _shorten(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
