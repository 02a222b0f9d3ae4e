"""A world in which nothing printed is wrong, looked for without a solver.

Most families are right, and in most of these a point that meets every row is near: one row after
the other moves it to where the row holds (S. Kaczmarz, Angenäherte Auflösung von Systemen
linearer Gleichungen, 1937; for inequalities T. S. Motzkin and I. J. Schoenberg, The Relaxation
Method for Linear Inequalities, 1954). The point is a proof; where none is found, nothing is
proved, and the solver decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.together.lay_out import Block
from marketbook.together.programme import SOMETHING, Row, list_limits

_MOVES = 50_000
"""How often a row is looked at: a quarter of the time that it takes to load the solver."""

_FINE = 1e-10
_FURTHER = 1.6
"""How far a point moves beyond where a row just holds; below 2 it still comes nearer to all."""

_Plain = tuple[tuple[tuple[int, float], ...], float]


def find_witness(block: Block) -> list[float] | None:
    """A world in which all statements hold; none where it was not found soon.

    Args:
        block: The block.

    Returns:
        The value of each column in its unit.
    """
    low, high = list_limits(block.bounds, block.units)
    if any(least > most for least, most in zip(low, high, strict=True)):
        return None
    point = [_between(1.0, least, most) for least, most in zip(low, high, strict=True)]
    rows = [_weigh(row, block.units) for row in block.rows]
    for _ in range(1 + _MOVES // (len(rows) + 1)):
        if not _sweep(point, rows, low, high):
            return point if all(point[whole] > SOMETHING for whole in block.wholes) else None
    return None


def _weigh(row: Row, units: Sequence[float]) -> _Plain:
    """A row with factors of 1 at most, and how far a point moves for what it is above the row."""
    sized = [one * units[column] for column, one in zip(row[0], row[1], strict=True)]
    most = max(map(abs, sized))
    terms = tuple((column, one / most) for column, one in zip(row[0], sized, strict=True))
    return terms, _FURTHER / sum(one * one for _, one in terms)


def _between(value: float, low: float, high: float) -> float:
    return low if value < low else min(value, high)


def _sweep(
    point: list[float], rows: Sequence[_Plain], low: Sequence[float], high: Sequence[float]
) -> bool:
    """Move a point to where each row holds; whether anything moved."""
    moved = False
    for terms, weight in rows:
        excess = 0.0
        for column, factor in terms:
            excess += point[column] * factor
        if excess > _FINE:
            moved = True
            step = excess * weight
            for column, factor in terms:
                value = point[column] - step * factor
                least = low[column]
                if value < least:
                    value = least
                elif value > high[column]:
                    value = high[column]
                point[column] = value
    return moved
