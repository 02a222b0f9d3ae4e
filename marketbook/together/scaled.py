"""Blocks in numbers near 1, as solvers judge all of them by one absolute tolerance."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marketbook.figures import Interval
from marketbook.together.lay_out import Block
from marketbook.together.programme import ONE, Link, Row

NEGLIGIBLE = 2e-9
"""The least factor beside one of 1; HiGHS takes one of 1e-9 for nothing."""

_UNKNOWN = 1e9


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """A block with every column in a unit of its own.

    Attributes:
        units: What 1 stands for in each column, in base units.
        rows: The rows with factors of 1 at most, and the place of their statement.
    """

    units: tuple[float, ...]
    rows: tuple[tuple[Row, int], ...]


def scale(block: Block) -> Scaled:
    """A block in numbers near 1.

    A factor that is nothing beside the others is left out where it makes a row narrower, and
    raised where it makes it wider: rounding never makes a contradiction.
    """
    units = _estimate(block)
    return Scaled(tuple(units), tuple((scale_row(row, units), n) for row, n in block.rows))


def scale_row(row: Row, units: Sequence[float]) -> Row:
    """One row in the units of its columns."""
    columns, factors = row
    sized = [factor * units[column] for column, factor in zip(columns, factors, strict=True)]
    most = max(map(abs, sized))
    kept = [
        (column, max(factor / most, -1.0) if factor > 0 else min(factor / most, -NEGLIGIBLE))
        for column, factor in zip(columns, sized, strict=True)
        if factor < 0 or factor >= most * NEGLIGIBLE
    ]
    return tuple(column for column, _ in kept), tuple(factor for _, factor in kept)


def _estimate(block: Block) -> list[float]:
    """About how large each column is: as printed, or as figures and wholes lead to it."""
    known: dict[int, float] = {ONE: 1.0}
    place = {column: n for n, column in enumerate(block.columns)}
    near: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for statement in block.statements:
        if statement.printed is None:
            continue
        for link in statement.links:
            _join(near, link, place, _middle(statement.printed, link))
    _spread(known, near, [ONE])
    for (columns, factors), _ in block.rows:
        *parts, whole = columns
        if factors[-1] == -1.0 and whole not in known and any(one in known for one in parts):
            known[whole] = sum(known.get(one, 0.0) for one in parts)
            _spread(known, near, [whole])
    for _ in range(2):
        for (columns, _), _ in block.rows:
            whole = columns[-1]
            fresh = [one for one in columns[:-1] if one not in known]
            if fresh and whole in known:
                known |= dict.fromkeys(fresh, known[whole] / len(columns))
                _spread(known, near, fresh)
    for column in range(1, len(block.columns)):
        if column not in known:
            known[column] = _UNKNOWN
            _spread(known, near, [column])
    return [known[column] for column in range(len(block.columns))]


def _middle(printed: Interval, link: Link) -> float:
    ends = link.bound(printed)
    high = ends.high if ends.high < math.inf else ends.low * 2
    return (ends.low + high) / 2


def _join(
    near: Mapping[int, list[tuple[int, float]]], link: Link, place: Mapping[int, int], ratio: float
) -> None:
    if 0 < ratio < math.inf:
        part, whole = place[link.part], place[link.whole]
        near[whole].append((part, ratio))
        if whole != ONE:
            near[part].append((whole, 1 / ratio))


def _spread(
    known: dict[int, float],
    near: Mapping[int, list[tuple[int, float]]],
    first: Iterable[int],
) -> None:
    """Give a size to all that links lead to; one that runs away stays where numbers are sound."""
    queue = list(first)
    while queue:
        one = queue.pop(0)
        for other, ratio in near.get(one, ()):
            if other not in known:
                known[other] = min(max(known[one] * ratio, 1e-100), 1e100)
                queue.append(other)
