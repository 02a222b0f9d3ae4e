"""Arithmetic of printed figures.

A figure printed with d decimals stands for every value that rounds to it: the value plus or
minus half a unit of its last digit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

FLOAT_NOISE = 1e-9
"""Relative error that binary floating point may add to a chain of operations."""

CUT = ("over", "at-least")
"""Qualifiers after which the true value lies above the printed digits."""

RAISED = ("nearly", "up-to")
"""Qualifiers after which the true value lies below the printed digits."""

UNBOUNDED = 1e6
"""Growth in percent a year that stands for no upper bound, as of a rate "over 12 %"."""

NOTHING_LEFT = -100.0
"""The lowest growth there is, in percent a year: the lower end of a rate "up to 12 %"."""

IN_WORDS = 10.0
"""Unit of the last digit of a share in words: a half is nearer to 50 percent than to 40 or 60."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values a figure can stand for, both ends included."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return reach(self.low, other.high) and reach(other.low, self.high)

    def times(self, factor: float) -> Interval:
        """Both ends in another unit, or another part of them; ``factor`` is above 0."""
        return Interval(self.low * factor, self.high * factor)

    def over(self, divisor: Interval) -> Interval:
        """All quotients of a value of this one by one of another."""
        return Interval(divide(self.low, divisor.high), divide(self.high, divisor.low))

    def within(self, other: Interval) -> bool:
        """Whether it has no value that the other has not."""
        return reach(other.low, self.low) and reach(self.high, other.high)

    def common(self, other: Interval) -> Interval:
        """The values that two have in common that meet."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(min(low, high), high)

    @property
    def width(self) -> float:
        """Distance between the ends."""
        return self.high - self.low

    @property
    def middle(self) -> float:
        """The value half-way between the ends."""
        return (self.low + self.high) / 2


class Ranged:
    """What has two ends as numbers of its own."""

    __slots__ = ()
    low: float
    high: float

    @property
    def interval(self) -> Interval:
        """All that it can be, in the unit of its ends."""
        return Interval(self.low, self.high)


def hull(intervals: Iterable[Interval]) -> Interval:
    """The narrowest interval that holds all of several, one at least."""
    every = list(intervals)
    return Interval(min(one.low for one in every), max(one.high for one in every))


def unite(intervals: Iterable[Interval]) -> list[Interval]:
    """The same values in as few intervals as can be, from the lowest up."""
    found: list[Interval] = []
    for one in sorted(intervals, key=lambda one: one.low):
        if found and found[-1].meets(one):
            one = hull((found.pop(), one))
        found.append(one)
    return found


def reach(low: float, high: float) -> bool:
    """Whether ``low`` is at most ``high``, floating-point noise apart; never true of a nan."""
    return low <= high or low - high <= FLOAT_NOISE * (abs(low) + abs(high)) < math.inf


def last_digit(stated: str) -> float:
    """The unit of the last printed digit: 0.01 for ``18.50``, 1 for ``141``, 10 for ``a third``."""
    # most figures begin with a digit
    if not stated[:1].isdigit() and not any("0" <= character <= "9" for character in stated):
        return IN_WORDS
    _, _, decimals = stated.partition(".")
    return 10.0 ** -len(decimals)


def read_stated(stated: str) -> float:
    """The number that the printed digits stand for, separators removed."""
    return float(stated.replace(",", "").replace(" ", ""))


def interval_of(value: float, step: float, qualifier: str | None = None) -> Interval:
    """The values that a figure with ``step`` as the unit of its last digit stands for.

    After ``over`` and ``at-least`` the digits were cut, after ``nearly`` and ``up-to`` they were
    rounded up, else rounded.
    """
    if qualifier in CUT:
        return Interval(value, value + step)
    if qualifier in RAISED:
        return Interval(value - step, value)
    return Interval(value - step / 2, value + step / 2)


def cut_interval(value: float, stated: str) -> Interval:
    """The values that a figure stands for if its digits were cut instead of rounded."""
    return Interval(value, value + last_digit(stated))


def power(base: float, exponent: float) -> float:
    """``base ** exponent``; infinite where it is too large, nan where it is no real number."""
    if base < 0 and exponent != int(exponent):
        return math.nan
    try:
        return base**exponent
    except (OverflowError, ZeroDivisionError):
        return math.inf


def divide(dividend: float, divisor: float) -> float:
    """A quotient; infinite, or nan for nothing by nothing, where the divisor is 0."""
    if divisor:
        return dividend / divisor
    return math.nan if not dividend or math.isnan(dividend) else math.copysign(math.inf, dividend)


def implied_growth(start: float, end: float, years: float) -> float:
    """Compound annual growth rate in percent: ``((end/start)^(1/years) - 1) * 100``.

    For the low end of the implied interval pass the high start and the low end, for the high
    end the low start and the high end. Nan where no rate leads from one to the other.
    """
    if not years:
        return math.nan
    return (power(divide(end, start), 1.0 / years) - 1.0) * 100.0


def grow(value: float, rate_percent: float, years: float) -> float:
    """Value after ``years`` at ``rate_percent`` a year; negative years go back in time."""
    return value * power(rate_percent / 100.0 + 1.0, years)


def implied_interval(start: Interval, end: Interval, years: float) -> Interval:
    """Growth rates in percent that lead from ``start`` to ``end`` in ``years``."""
    return Interval(
        implied_growth(start.high, end.low, years), implied_growth(start.low, end.high, years)
    )
