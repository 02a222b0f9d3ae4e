"""Sizes in numbers near 1, as solvers judge all of them by one absolute tolerance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from marketbook.together.programme import ONE, Programme, Row

_UNKNOWN = 1e9

_LEAST, _MOST = 1e-100, 1e100

Near = Mapping[int, Mapping[int, float]]
"""For some columns, others with about how many times as large they are."""


def choose_units(programme: Programme) -> list[float]:
    """What 1 stands for in each column, in base units: about as large as it is.

    As printed, or as figures and wholes lead to it.
    """
    count = len(programme.columns) + 1
    known = {ONE: 1.0}
    for column, low, high, _ in programme.bounds:
        known.setdefault(column, min(max((low + high) / 2, _LEAST), _MOST))
    near, sums = _part_rows(programme, known)
    _spread(known, near, known)
    for columns, factors, _ in sums if len(known) < count else ():
        whole = columns[-1]
        if whole not in known and factors[-1] == -1.0 and not known.keys().isdisjoint(columns):
            known[whole] = sum(known.get(one, 0.0) for one in columns[:-1])
            _spread(known, near, [whole])
    for _ in range(2):
        for columns, _, _ in sums if len(known) < count else ():
            whole = columns[-1]
            fresh = [one for one in columns[:-1] if one not in known]
            if fresh and whole in known:
                known |= dict.fromkeys(fresh, known[whole] / len(columns))
                _spread(known, near, fresh)
    for column in range(1, count) if len(known) < count else ():
        if column not in known:
            known[column] = _UNKNOWN
            _spread(known, near, [column])
    return [known[column] for column in range(count)]


def _part_rows(programme: Programme, known: Container[int]) -> tuple[Near, list[Row]]:
    """Ratios that figures print of columns not known yet, half-way between their ends, and sums."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    sums: list[Row] = []
    is_ratio = [bool(statement.links) for statement in programme.statements]
    for row in programme.rows:
        columns, factors, place = row
        if place < 0 or not is_ratio[place]:
            sums.append(row)
            continue
        part, whole = columns
        if part not in known or whole not in known:
            parts, end = near[whole], abs(factors[1])
            parts[part] = ratio = (parts.get(part, end) + end) / 2
            near[part][whole] = 1 / ratio
    return near, sums


def _spread(known: dict[int, float], near: Near, first: Iterable[int]) -> None:
    """Give a size to all that links lead to; one that runs away stays where numbers are sound."""
    queue = [one for one in first if one in near]
    for one in queue:
        for other, ratio in near[one].items():
            if other not in known:
                known[other] = min(max(known[one] * ratio, _LEAST), _MOST)
                queue.append(other)
