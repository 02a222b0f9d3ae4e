"""What a cell of a table holds in Excel, so that it comes back as it was.

Text is text, whatever it looks like: ids, printed digits (``18.50``, ``1,239.3``), months, lists
and booleans stand in cells of the format ``@``, which no editor turns into numbers or dates while
they are typed. Booleans are the words of the CSV with a drop-down, because TRUE is called
otherwise in every language, and some editors keep it as a 1. Numbers stand as numbers with every
digit, years without a separator, dates as dates.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from marketbook.schema import Field

NUMERIC = ("integer", "number", "year", "date")
_WORDS = ("boolean", "list", "yearmonth")
_FORMATS = {"integer": "year", "year": "year", "number": "general", "date": "date"}
# Excel counts a 29 February 1900 that never was: days before its 61st have two numbers.
FIRST_DATE = date(1900, 3, 1)
# Spreadsheets show and keep fifteen digits of a whole number.
LARGEST_WHOLE = 10**15 - 1


def is_numeric(field: Field) -> bool:
    """Whether the cells of a column are numbers or dates."""
    return field.type in NUMERIC and field.bare_number and field.format == "default"


def choose_format(field: Field) -> str:
    """Number format of a column, by its name in the theme."""
    return _FORMATS[field.type] if is_numeric(field) else "text"


def read_entry(field: Field, value: Any, text: str) -> str | float | date:
    """What a cell holds for a typed value; empty text for none.

    A number, a whole number or a date that Excel cannot hold stays the text that it is in the
    file, and so does everything that no spreadsheet has a type for.

    Args:
        field: The column.
        value: The value; None where it is missing, or the text is no value of the type.
        text: As it stands in the file.
    """
    if value is None:
        return "" if text in field.missing_values else text
    if field.type not in (*NUMERIC, *_WORDS) or (field.type in NUMERIC and not is_numeric(field)):
        return text
    if isinstance(value, bool):
        return (field.true_values if value else field.false_values)[0]
    if isinstance(value, list):
        return field.delimiter.join(value)
    if isinstance(value, date):
        return value if value >= FIRST_DATE else value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else _tell_special(value)
    if isinstance(value, int):
        return value if abs(value) <= LARGEST_WHOLE else str(value)
    return str(value)


def _tell_special(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return "INF" if value > 0 else "-INF"
