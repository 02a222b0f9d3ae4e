"""How a good cell of each type is written: one regular expression per field.

The expressions mean the same to Python and to the Rust engine of Polars. They follow the
standard, which is narrower than what Python's own casts let through (`1_000`, ` 1`, `١`).
"""

from __future__ import annotations

import re

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
    return field.type == "string" and not get_lexical_pattern(field)


def name_text_column(field: Field) -> str:
    """Name of the column that keeps the text of a field beside its typed cells.

    No column of a file can have this name, because no label holds a line break.
    """
    return field.name if is_plain(field) else f"\n{field.name}"


def get_lexical_pattern(field: Field) -> str:
    """Regular expression that the whole text of a good cell matches; empty for any text."""
    if field.type == "string":
        return _STRING_FORMATS.get(field.format, "")
    if field.type == "list":
        return _list_pattern(field)
    return _type_pattern(field.type, field)


def _type_pattern(type_: str, field: Field) -> str:
    if type_ == "integer":
        return f"[+-]?0*[0-9]{{1,{INTEGER_DIGITS}}}"
    if type_ == "number":
        return f"(?:{_number_pattern(field)}|{SPECIAL_NUMBERS})"
    if type_ == "boolean":
        return _any_of(field.true_values + field.false_values)
    return {"date": _DATE, "year": "[0-9]{4}", "yearmonth": "[0-9]{4}-(?:0[1-9]|1[0-2])"}[type_]


def _number_pattern(field: Field) -> str:
    decimal = re.escape(field.decimal_char)
    digit = f"[0-9{re.escape(field.group_char)}]" if field.group_char else "[0-9]"
    return f"[+-]?(?:[0-9]{digit}*(?:{decimal}[0-9]*)?|{decimal}[0-9]+)(?:[eE][+-]?[0-9]+)?"


def _list_pattern(field: Field) -> str:
    if field.item_type == "string":
        return ""
    item = _type_pattern(field.item_type, Field(name=field.name, type=field.item_type))
    return f"{item}(?:{re.escape(field.delimiter)}{item})*"


def _any_of(texts: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(re.escape(text) for text in texts)})"


def describe_form(field: Field) -> str:
    """How a good cell is written, for a message: `a date such as 2025-08-31`."""
    if field.type == "list":
        return f"{_FORMS['list']} ({field.item_type}, separated by '{field.delimiter}')"
    if field.type == "boolean":
        return f"one of: {', '.join(field.true_values + field.false_values)}"
    if field.type == "number":
        return f"a number such as 1234{field.decimal_char}5"
    return _FORMS.get(field.type if field.type != "string" else field.format, "text")


_FORMS = {
    "integer": f"a whole number of at most {INTEGER_DIGITS} digits",
    "date": "a date such as 2025-08-31",
    "year": "a year of four digits",
    "yearmonth": "a month such as 2025-08",
    "list": "a list",
    "email": "an e-mail address",
    "uri": "an address that begins with its scheme, such as https://example.org",
    "uuid": "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
}
