"""What a printed figure may have been before one slip: of a digit, the point or the unit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from marketbook.figures import Interval, interval_of, last_digit
from marketbook.markets.printed import Figure, Rate, Share, Size, Unit

Kind = Literal[
    "digit",
    "dropped-digit",
    "extra-digit",
    "swapped-digits",
    "point",
    "unit",
    "exchange",
    "year",
    "whole",
]

LIKELY: dict[Kind, float] = {
    "digit": 0.3,
    "unit": 0.2,
    "swapped-digits": 0.1,
    "dropped-digit": 0.1,
    "exchange": 0.1,
    "year": 0.05,
    "whole": 0.05,
    "point": 0.1,
    "extra-digit": 0.05,
}
"""How common each slip is taken to be: a choice, which only ranks what fits."""

_ONE_PLACE = 0.4
"""How often a moved point is taken to be one place too far left, and as often too far right."""

_DIGITS = "0123456789"
_LONGEST = 40
"""Of more digits than anyone prints, one more or less cannot be seen in a value."""

_MOST = 100.0
"""The largest share, in percent."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of a printed figure.

    Attributes:
        kind: The slip that would have made the print of it.
        stated: The digits read; those printed where they stay.
        says: The reading in words: ``28.6``, ``13.7 USD billion``.
        printed: What the figure can be then, in its printed unit.
        weight: How likely the slip is to make this print of it, beside all others.
    """

    kind: Kind
    stated: str
    says: str
    printed: Interval
    weight: float


Custom = Mapping[Unit, int]
"""Each unit with how many sizes a publication prints in it."""


def list_readings(figure: Figure, custom: Custom, leaves: Interval) -> Iterator[Reading]:
    """Every reading that one slip of digits, point or unit would have made the print of.

    Args:
        figure: A size, growth rate or share.
        custom: All units, with how common each is where the figure is printed.
        leaves: What it can be, in its printed unit.
    """
    plain = figure.stated.replace(",", "").replace(" ", "")
    if not plain.replace(".", "", 1).isdecimal():
        return
    if isinstance(figure, Size):
        yield from (one for one in _change_unit(figure, custom) if one.printed.meets(leaves))
    if len(plain) > _LONGEST:
        return
    seen = {plain}
    for kind, stated, ways in _change_digits(plain):
        if stated in seen or _is_odd(stated, plain):
            continue
        seen.add(stated)
        value = float(stated)
        ends = interval_of(value, last_digit(stated), figure.qualifier)
        if not ends.meets(leaves) or (isinstance(figure, Share) and value > _MOST):
            continue
        shown = _group(stated) if "," in figure.stated else stated
        yield Reading(kind, shown, shown + _unit_of(figure), ends, LIKELY[kind] / ways)


def _unit_of(figure: Figure) -> str:
    if isinstance(figure, Size):
        return f" {figure.unit.name}"
    return " %" if isinstance(figure, Rate | Share) else ""


def _is_odd(stated: str, plain: str) -> bool:
    """Whether nobody prints a number so: with a nought before its digits, or none at all."""
    whole = stated.partition(".")[0]
    leads = whole[:1] == "0" and len(whole) > 1 and plain[0] != "0"
    return not whole or leads or not float(stated)


def _change_unit(size: Size, custom: Custom) -> Iterator[Reading]:
    """In another unit of the same measure, a thousand or a million times off.

    The likelier the more of the sizes beside it are in that unit, and not in its own.
    """
    own = custom.get(size.unit, 0)
    for unit, count in custom.items():
        times = unit.factor / size.unit.factor
        if unit.measure == size.measure and round(max(times, 1 / times)) in (1_000, 1_000_000):
            printed = size.interval.times(times / size.unit.factor)
            weight = LIKELY["unit"] / 2 * (1 + count) / (1 + own)
            yield Reading("unit", size.stated, f"{size.stated} {unit.name}", printed, weight)


def _change_digits(plain: str) -> Iterator[tuple[Kind, str, float]]:
    """Other digits, with how many prints one slip of that kind would have made of them."""
    places = [place for place, sign in enumerate(plain) if sign != "."]
    count = len(places)
    for place in places:
        for digit in _DIGITS:
            yield "digit", plain[:place] + digit + plain[place + 1 :], 9 * count
    for one, two in pairwise(places):
        inner = plain[one + 1 : two]
        swapped = plain[:one] + plain[two] + inner + plain[one] + plain[two + 1 :]
        yield "swapped-digits", swapped, count - 1
    for place in range(len(plain) + 1):
        for digit in _DIGITS:
            yield "dropped-digit", plain[:place] + digit + plain[place:], count + 1
    if count > 1:
        for place in places:
            yield "extra-digit", (plain[:place] + plain[place + 1 :]).rstrip("."), 10 * count
    tenfold = (10 * float(plain), float(plain) / 10)
    for moved in _move_point(plain):
        is_near = any(math.isclose(float(moved), near) for near in tenfold)
        yield "point", moved, 1 / _ONE_PLACE if is_near else (count + 1) / (1 - 2 * _ONE_PLACE)


def _move_point(plain: str) -> Iterator[str]:
    """The point anywhere in the digits, or up to three places before or behind them."""
    whole, _, rest = plain.partition(".")
    digits = whole + rest
    for place in range(1, len(digits)):
        yield f"{digits[:place].lstrip('0') or '0'}.{digits[place:]}"
    for noughts in range(4):
        yield (digits + "0" * noughts).lstrip("0") or "0"
        yield f"0.{'0' * noughts}{digits}"


def _group(plain: str) -> str:
    """With separators of thousands."""
    whole, point, rest = plain.partition(".")
    return f"{int(whole):,}{point}{rest}"
