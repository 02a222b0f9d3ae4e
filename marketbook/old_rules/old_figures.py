"""Arithmetic of printed figures.

A figure printed with d decimals stands for every value that rounds to it: the value plus or
minus half a unit of its last digit. Every function here is made of operators only, so that it
takes plain numbers and narwhals expressions alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals.stable.v1 as nw

FLOAT_NOISE = 1e-9
"""Relative error that binary floating point may add to a chain of operations; no judgement."""

CUT = ("over", "at-least")
"""Qualifiers after which the true value lies above the printed digits."""

RAISED = ("nearly", "up-to")
"""Qualifiers after which the true value lies below the printed digits."""


IN_WORDS = 10.0
"""Unit of the last digit of a share in words: a half is nearer to 50 percent than to 40 or 60."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values a figure can stand for, both ends included."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return bool(reach(self.low, other.high) and reach(other.low, self.high))

    def times(self, factor: float) -> Interval:
        """Both ends in another unit, or another part of them; ``factor`` is above 0."""
        return Interval(self.low * factor, self.high * factor)

    @property
    def width(self) -> float:
        """Distance between the ends."""
        return self.high - self.low


def reach(low: Any, high: Any) -> Any:
    """Whether ``low`` is at most ``high``, floating-point noise apart.

    Args:
        low: The value that should be the smaller one: a number or an expression.
        high: The value that should be the larger one.
    """
    return low - high <= FLOAT_NOISE * (_magnitude(low) + _magnitude(high))


def _magnitude(value: Any) -> Any:
    return value.abs() if isinstance(value, nw.Expr) else abs(value)


def last_digit(stated: str) -> float:
    """The unit of the last printed digit: 0.01 for ``18.50``, 1 for ``141``, 10 for ``a third``."""
    if not any(character.isdigit() for character in stated):
        return IN_WORDS
    _, _, decimals = stated.partition(".")
    return float(f"1e-{len(decimals)}")


def read_stated(stated: str) -> float:
    """The number that the printed digits stand for, separators removed."""
    return float(stated.replace(",", "").replace(" ", ""))


def printed_interval(stated: str, qualifier: str | None = None) -> Interval:
    """The values that a printed figure stands for.

    Args:
        stated: The digits as printed, such as ``1,239.3``.
        qualifier: ``over`` and ``at-least`` are read as digits that were cut, ``nearly`` and
            ``up-to`` as digits that were rounded up, anything else as rounded.
    """
    value, unit = read_stated(stated), last_digit(stated)
    below = 0.0 if qualifier in CUT else unit if qualifier in RAISED else unit / 2
    above = unit if qualifier in CUT else 0.0 if qualifier in RAISED else unit / 2
    return Interval(value - below, value + above)


def cut_interval(value: float, stated: str) -> Interval:
    """The values that a figure stands for if its digits were cut instead of rounded."""
    return Interval(value, value + last_digit(stated))


def last_digit_of(column: str) -> nw.Expr:
    """:func:`last_digit` as an expression over a text column."""
    decimals = nw.col(column).str.replace_all(r"^[^.]*\.?", "").str.len_chars()
    unit = nw.lit(10.0) ** (-decimals.cast(nw.Float64))
    return nw.when(nw.col(column).str.contains("[0-9]")).then(unit).otherwise(nw.lit(IN_WORDS))


def low_of(
    value: str, stated: str = "stated", qualifier: str = "qualifier", step: str = ""
) -> nw.Expr:
    """Low end of :func:`printed_interval` as an expression over three columns.

    Args:
        value: The column of the number.
        stated: The column of its printed digits.
        qualifier: The column of its qualifier.
        step: The column of its last digit's unit, where that was laid out before.
    """
    unit = nw.col(step) if step else last_digit_of(stated)
    cut, raised = nw.col(qualifier).is_in(CUT), nw.col(qualifier).is_in(RAISED)
    below = nw.when(cut).then(unit * 0.0).otherwise(nw.when(raised).then(unit).otherwise(unit / 2))
    return nw.col(value) - below


def high_of(
    value: str, stated: str = "stated", qualifier: str = "qualifier", step: str = ""
) -> nw.Expr:
    """High end of :func:`printed_interval` as an expression; arguments as of :func:`low_of`."""
    unit = nw.col(step) if step else last_digit_of(stated)
    cut, raised = nw.col(qualifier).is_in(CUT), nw.col(qualifier).is_in(RAISED)
    above = nw.when(raised).then(unit * 0.0).otherwise(nw.when(cut).then(unit).otherwise(unit / 2))
    return nw.col(value) + above


def implied_growth(start: Any, end: Any, years: Any) -> Any:
    """Compound annual growth rate in percent: ``((end/start)^(1/years) - 1) * 100``.

    For the low end of the implied interval pass the high start and the low end, for the high
    end the low start and the high end.
    """
    return ((end / start) ** (1.0 / years) - 1.0) * 100.0


def grow(value: Any, rate_percent: Any, years: Any) -> Any:
    """Value after ``years`` at ``rate_percent`` a year; negative years go back in time."""
    return value * (rate_percent / 100.0 + 1.0) ** years


def implied_interval(start: Interval, end: Interval, years: float) -> Interval:
    """Growth rates in percent that lead from ``start`` to ``end`` in ``years``."""
    return Interval(
        implied_growth(start.high, end.low, years), implied_growth(start.low, end.high, years)
    )
