"""Printed digits and values as the tables write them."""

from __future__ import annotations

import re
from decimal import Decimal

from marketbook.pulls.read.numbers import write_decimal

_ENGLISH = re.compile(r"-?[0-9]{1,3}((,[0-9]{3})+|[0-9]*)(\.[0-9]+)?")
_FRACTION = re.compile(r"(?:(?:a|one|two|three|four)[ -])?(?:half|third|quarter|fifth)s?")
_NOISE = 1e-12


def write_stated(stated: str, value: float | None) -> str:
    """The digits of a figure, with a decimal point whatever language printed them.

    ``1,239.3`` stays; ``25,3`` with the value 25.3 is ``25.3``; ``three`` with the value 3 is
    ``3``; a fraction in words stays in words. Empty where there are neither digits nor a value.
    """
    text = stated.strip().replace("−", "-")
    if _ENGLISH.fullmatch(text) and (value is None or is_close(read_digits(text), value)):
        return text
    if _FRACTION.fullmatch(text.lower()):
        return text.lower()
    return "" if value is None else _write_like(text, value)


def _write_like(text: str, value: float) -> str:
    """The value with as many decimals as the printed digits have behind their decimal sign."""
    digits = re.sub("[^0-9]", "", text)
    for decimals in range(len(digits)):
        if is_close(int(digits) / 10**decimals, abs(value)):
            return f"{value:.{decimals}f}"
    return write_decimal(Decimal(repr(value)))


def read_digits(stated: str) -> float:
    """The number that English digits stand for."""
    return float(stated.replace(",", ""))


def is_close(one: float, other: float) -> bool:
    """Whether two numbers are the same but for the noise of binary fractions."""
    return abs(one - other) <= _NOISE * max(abs(one), abs(other))


def write_value(stated: str, value: float | None) -> str:
    """The value of a figure: that of its digits or, for a fraction in words, of its fact."""
    if _ENGLISH.fullmatch(stated):
        return write_decimal(Decimal(stated.replace(",", "")))
    return "" if value is None else write_decimal(round(Decimal(repr(value)), 2))
