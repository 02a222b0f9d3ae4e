"""The sizes that say most of the rate they agree with."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.figures import reach
from marketbook.markets import Family
from marketbook.markets.spans import Span


def find_narrowest(family: Family) -> Iterator[Span]:
    """Printed sizes that give their rate; of a size printed twice those with more digits.

    A rate "over 12 %" is a bound: what the sizes give is not near to it, and need not be.
    """
    for spans in family.spans.values():
        known = [
            pair
            for pair in spans
            if pair.is_sound and pair.fits and pair.begin.is_printed and pair.end.is_printed
            if not pair.rate.is_bound
        ]
        least = min((pair.implied.width for pair in known), default=0.0)
        yield from (pair for pair in known if pair.implied.width == least)


def is_narrow(pair: Span) -> bool:
    """Whether the sizes pin the rate down to within ten of its last digits.

    Ten last digits are one of the digit before it: from there on two printed digits are open.
    """
    return reach(pair.implied.width, pair.rate.step * 10)
