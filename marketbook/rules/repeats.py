"""Figures that a source states of one thing, of which one contradicts the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TypeVar

from marketbook.figures import FLOAT_NOISE
from marketbook.markets.printed import Rate, Share, Size

F = TypeVar("F", Size, Rate, Share)


def compare_repeats(figures: Iterable[F]) -> Iterator[tuple[F, F | None]]:
    """Each figure but the first: with that one where it shares no value with any before it.

    One that repeats an earlier one says nothing new.
    """
    first: F | None = None
    # all that the figures so far can be, as intervals that have nothing in common
    lows: list[float] = []
    highs: list[float] = []
    for figure in figures:
        noise = FLOAT_NOISE * max(abs(figure.low), abs(figure.high))
        low, high = figure.low - noise, figure.high + noise
        place = last = bisect_left(highs, low)
        while last < len(lows) and lows[last] <= high:
            low, high = min(low, lows[last]), max(high, highs[last])
            last += 1
        if first is not None:
            yield figure, None if last > place else first
        first = first or figure
        lows[place:last], highs[place:last] = [low], [high]
