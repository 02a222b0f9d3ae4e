"""Numbers between the cell of a workbook and the text of a CSV, exact in decimals."""

from __future__ import annotations

import math
import re
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, InvalidOperation

from marketbook.schema import Field

KEPT_DIGITS = 15
"""What spreadsheets show and keep of a number that is typed."""

# Never raises: what cannot be compared is not the same.
_KEPT = Context(prec=KEPT_DIGITS, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
_EXACT = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
_PLAINEST = 25
_PRINTED = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_SPACES = "\u00a0\u2007\u2009\u202f '’"
# Thousands that can be nothing else: a decimal point behind them, or more than one separator.
_COMMAS = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})")
_SPACED = re.compile(rf"[+-]?[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?:\.[0-9]+)?")
_SEPARATED = re.compile(rf"[+-]?[0-9]+(?:[.,{_SPACES}][0-9]+)+")
_NOT_DIGITS = re.compile(rf"[,{_SPACES}]")


def write_plain(text: str) -> tuple[str, bool]:
    """The digits of a number as a person writes them, and whether some had to go.

    ``65.700000000000003`` is ``65.7``: a file may hold more digits than any editor shows.
    """
    value = float(text)
    if value.is_integer() and abs(value) < 10**KEPT_DIGITS:
        return str(int(value)), False
    kept = f"{value:.{KEPT_DIGITS}g}"
    if math.isinf(float(kept)):
        kept = repr(value)
    return write_decimal(Decimal(kept)), float(kept) != value


def write_decimal(value: Decimal) -> str:
    """A decimal without an exponent, unless it would take very many zeros."""
    plain = value.normalize(_EXACT)
    if abs(plain.adjusted()) > _PLAINEST:
        return f"{plain:e}".replace("E", "e")
    return f"{plain:f}" if plain else "0"


def write_out(text: str) -> str:
    """A number that was typed with an exponent, without it; any other as it was typed."""
    number = read_decimal(text) if "e" in text.casefold() else None
    return text if number is None or not number.is_finite() else write_decimal(number)


def write_percentage(text: str) -> str:
    """A fraction as a percentage: ``0.185`` is ``18.5``."""
    plain, _ = write_plain(text)
    return write_decimal(_EXACT.multiply(Decimal(plain), Decimal(100)))


def is_same_number(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two numbers agree in all digits that spreadsheets keep."""
    if one is None or other is None:
        return False
    return _KEPT.plus(one) == _KEPT.plus(other)


def read_decimal(text: str) -> Decimal | None:
    """A number with a decimal point; none for anything else."""
    try:
        return Decimal(text) if text.isascii() else None
    except InvalidOperation:
        return None


def read_field_number(field: Field, text: str) -> Decimal | None:
    """A number as the cells of a column are written."""
    plain = text.replace(field.group_char, "") if field.group_char else text
    return read_decimal(plain.replace(field.decimal_char, "."))


def read_printed(text: str) -> Decimal | None:
    """A figure as it is printed: ``1,239.3``; none for anything else."""
    return Decimal(text.replace(",", "")) if _PRINTED.fullmatch(text) else None


def drop_thousands(text: str) -> str:
    """A number without the thousands separators that somebody typed; empty if it is not clear."""
    if _COMMAS.fullmatch(text) or _SPACED.fullmatch(text):
        return _NOT_DIGITS.sub("", text)
    return ""


def is_ambiguous(text: str, decimal: str = ".") -> bool:
    """Whether a text may mean one number here and another elsewhere, such as 1,239.

    Args:
        text: What was typed, which is no number of its column.
        decimal: The decimal sign of the column; with another one ``12.5`` is no plain number.
    """
    if _SEPARATED.fullmatch(text) is None:
        return False
    return decimal != "." or read_decimal(text) is None
