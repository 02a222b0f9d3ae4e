"""How a good cell of each type is written: one regular expression per field.

The expressions mean the same to Python and to the Rust engine of Polars. They follow the
standard, which is narrower than what Python's own casts let through (`1_000`, ` 1`, `١`).
"""

from __future__ import annotations

import re
from datetime import datetime

from marketbook.schema.field import Field

INTEGER_DIGITS = 18
"""Integers of this many digits always fit in 64 bits."""

_LEAP_DAY = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
_DAY_OF_MONTH = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_DATE = f"(?:[0-9]{{4}}-{_DAY_OF_MONTH}|{_LEAP_DAY})"
_HEX = "[0-9a-fA-F]"

_STRING_FORMATS = {
    "email": r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]*",
    "uuid": f"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}",
}

SPECIAL_NUMBERS = "(?:[Nn][Aa][Nn]|-?[Ii][Nn][Ff])"
"""The three numbers without digits that the standard allows: NaN, INF, -INF."""


def is_plain(field: Field) -> bool:
    """Whether any text is a good cell, so that text and typed cell are the same."""
    texts = field.type == "any" or (field.type == "string" and field.format != "binary")
    return texts and not get_lexical_pattern(field)


def name_text_column(field: Field) -> str:
    """Name of the column that keeps the text of a field beside its typed cells.

    No column of a file can have this name, because no label holds a line break.
    """
    return field.name if is_plain(field) else f"\n{field.name}"


def get_lexical_pattern(field: Field) -> str:
    """Regular expression that the whole text of a good cell matches; empty for any text."""
    if field.type in NO_PATTERN or (field.type == "date" and field.format != "default"):
        return ""
    if field.type == "string":
        return _STRING_FORMATS.get(field.format, "")
    if field.type == "list":
        return _list_pattern(field)
    return _type_pattern(field.type, field)


def _type_pattern(type_: str, field: Field) -> str:
    if type_ == "integer":
        return _among_others(field, f"[+-]?{_whole_pattern(field)}")
    if type_ == "number":
        return f"(?:{_among_others(field, _number_pattern(field))}|{SPECIAL_NUMBERS})"
    if type_ in NO_PATTERN:
        return ".*"
    if type_ == "boolean":
        return _any_of(field.true_values + field.false_values)
    return {"date": _DATE, "year": "[0-9]{4}", "yearmonth": "[0-9]{4}-(?:0[1-9]|1[0-2])"}[type_]


def _number_pattern(field: Field) -> str:
    decimal = re.escape(field.decimal_char)
    whole = f"(?:{_groups(field)}|[0-9]+)" if field.group_char else "[0-9]+"
    return f"[+-]?(?:{whole}(?:{decimal}[0-9]*)?|{decimal}[0-9]+)(?:[eE][+-]?[0-9]+)?"


def _whole_pattern(field: Field) -> str:
    digits = f"0*[0-9]{{1,{INTEGER_DIGITS}}}"
    return f"(?:{_groups(field, INTEGER_DIGITS // 3 - 1)}|{digits})" if field.group_char else digits


def _groups(field: Field, most: int | None = None) -> str:
    """Digits in groups of three, or of two before the last three, as in India."""
    mark, times = re.escape(field.group_char), f"{{1,{most}}}" if most else "+"
    threes = f"[0-9]{{1,3}}(?:{mark}[0-9]{{3}}){times}"
    return f"{threes}|[0-9]{{1,2}}(?:{mark}[0-9]{{2}}){times}{mark}[0-9]{{3}}"


def _among_others(field: Field, number: str) -> str:
    """A number alone, or with what stands around it, which has no digits.

    Before it stands no dash and no open bracket: in print both make a number negative.
    """
    if field.bare_number:
        return number
    other = f"[^0-9()‐‑‒–—−{re.escape('+-' + field.decimal_char)}]"
    return f"(?:{other}|\\({other}*\\))*{number}[^0-9]*"


def _list_pattern(field: Field) -> str:
    if field.item_type == "string":
        return ""
    item = _type_pattern(field.item_type, Field(name=field.name, type=field.item_type))
    return f"{item}(?:{re.escape(field.delimiter)}{item})*"


NO_PATTERN = (
    "any", "datetime", "time", "duration", "object", "array", "geopoint", "geojson"
)  # fmt: skip
"""Types whose cells are any text, or are judged by a function: `marketbook.schema.parsers`."""


def _any_of(texts: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(re.escape(text) for text in texts)})"


def describe_form(field: Field) -> str:
    """How a good cell is written, for a message: `a date such as 2025-08-31`."""
    if field.type == "list":
        return f"{_FORMS['list']} ({field.item_type}, separated by '{field.delimiter}')"
    if field.type == "boolean":
        return f"one of: {', '.join(field.true_values + field.false_values)}"
    if field.type == "number":
        return f"a number such as 1{field.group_char}234{field.decimal_char}5"
    if field.type == "integer" and field.group_char:
        return f"a whole number such as 1{field.group_char}234"
    if field.type in ("date", "datetime", "time") and field.format != "default":
        return f"a {field.type} such as {_EXAMPLE.strftime(field.format)}"
    return _FORMS.get(field.type if field.type != "string" else field.format, "text")


_EXAMPLE = datetime(2025, 8, 31, 13, 45, 30)


_FORMS = {
    "integer": f"a whole number of at most {INTEGER_DIGITS} digits",
    "date": "a date such as 2025-08-31",
    "year": "a year of four digits",
    "datetime": "a date and time such as 2025-08-31T13:45:00Z",
    "time": "a time such as 13:45:00",
    "yearmonth": "a month such as 2025-08",
    "duration": "a duration such as P1Y6M or PT36H",
    "object": "a JSON object",
    "array": "a JSON array",
    "geopoint": "longitude and latitude, such as 8.54, 47.37",
    "geojson": "GeoJSON",
    "binary": "text in base64",
    "list": "a list",
    "email": "an e-mail address",
    "uri": "an address that begins with its scheme, such as https://example.org",
    "uuid": "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
}
