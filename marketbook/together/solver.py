"""HiGHS, asked whether rows can hold, and how small or large a column can be."""

from __future__ import annotations

import math
import operator
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

import highspy
import numpy as np

from marketbook.figures import Interval
from marketbook.together.lay_out import Block
from marketbook.together.model import Model, Status, make_highs
from marketbook.together.programme import ALWAYS, ONE, SOMETHING, list_limits, list_rows

_NOTHING = 1e-12

_FAR = 1e10
"""Times its unit: a larger least size is not judged by its bound, as HiGHS takes 1e20 for none."""

_idle: list[highspy.Highs] = []
"""What `is_roomy` used before; HiGHS takes as long to make one as to solve a family."""


def is_roomy(block: Block) -> bool:
    """Whether all of a block surely holds in some world, in which no whole is nothing.

    Raises:
        SolverError: A row was refused, or the solver gave up.
    """
    low, high = list_limits(block.bounds, block.units)
    for whole in block.wholes:
        low[whole] = max(low[whole], SOMETHING)
    if not all(map(operator.le, low, high)) or max(low) > _FAR:
        return False
    highs = _idle.pop() if _idle else make_highs()
    state = Model(highs, block, block.rows, (low, high)).solve({})
    _idle.append(highs)
    return state == Status.kOptimal


class Room(Model):
    """What a block leaves for its columns; what bounds a single one is no row here.

    Args:
        block: The block, of which there is a world.

    Raises:
        SolverError: A row was refused.
    """

    def __init__(self, block: Block) -> None:
        super().__init__(make_highs(), block, block.rows, list_limits(block.bounds, block.units))

    def list_ends(self, columns: Iterable[int]) -> Iterator[tuple[int, Interval, frozenset[int]]]:
        """The least and the largest value of those columns that are nothing in no world.

        Most can be nothing, and one world in which many are says so of all of them.

        Yields:
            A column, its ends in its unit, and the places of the statements that keep them there.

        Raises:
            SolverError: The solver gave up.
        """
        column, costs = -1, dict.fromkeys(columns, 1.0)
        left = np.array(list(costs), dtype=np.int32)
        # figures too far apart for the solver lose their world on the way: no end is claimed
        while self.solve(costs) == Status.kOptimal:
            point = self.point
            left = left[point[left] > _NOTHING]
            if column >= 0 and point[column] > _NOTHING:
                low, bound_by = float(point[column]), self.list_binding()
                high, also_by = self.find_end(column, -1.0)
                yield column, Interval(low, high), bound_by | also_by
            if not left.size:
                return
            column, left = int(left[-1]), left[:-1]
            costs = {column: 1.0}

    def list_binding(self) -> frozenset[int]:
        """Places of the statements that bind what was asked for."""
        solution = self.highs.getSolution()
        rows, columns = np.asarray(solution.row_dual), np.asarray(solution.col_dual)
        keepers = np.where(columns > 0, *self._keepers)
        return self.list_owners(np.append(rows, columns), np.append(self.owners, keepers))

    @cached_property
    def _keepers(self) -> tuple[np.ndarray, np.ndarray]:
        """The statement that keeps each column from below, and the one from above."""
        count = len(self.block.units)
        low, high = [(0.0, ALWAYS)] * count, [(math.inf, ALWAYS)] * count
        for column, least, most, place in self.block.bounds:
            low[column] = max(low[column], (least, place))
            high[column] = min(high[column], (most, place))
        return np.array([place for _, place in low]), np.array([place for _, place in high])


class Solver(Model):
    """One block, laid out once; statements are left out and taken in again between questions.

    Args:
        block: The block.

    Raises:
        SolverError: A row was refused.
    """

    def __init__(self, block: Block) -> None:
        rows = [*list_rows(block.bounds), *block.rows]
        super().__init__(make_highs(), block, rows, list_limits((), block.units))
        self._on = np.ones(len(rows), dtype=np.bool_)
        self._anchor = ONE

    def ask(self, on: Collection[int], anchor: int = ONE) -> bool:
        """Whether there is a world in which some statements hold.

        Args:
            on: Places of the statements.
            anchor: The column that is set to 1: ONE, or a whole that is not nothing.

        Raises:
            SolverError: The solver gave up.
        """
        self._choose(on, anchor)
        return self.solve({}) != Status.kInfeasible

    def _choose(self, on: Collection[int], anchor: int) -> None:
        last = max(*on, self.owners.max(initial=0), 0)
        is_said = np.zeros(last + 2, dtype=np.bool_)
        is_said[[*on, ALWAYS]] = True  # ALWAYS is the place behind all of them
        is_on = is_said[self.owners]
        changed = (is_on != self._on).nonzero()[0].astype(np.int32)
        if changed.size:
            low = np.full(changed.size, -math.inf)
            high = np.where(is_on[changed], 0.0, math.inf)
            change = self.highs.changeRowsBounds  # pyright: ignore[reportAttributeAccessIssue]
            self.check(change(changed.size, changed, low, high))
        self._on = is_on
        if anchor != self._anchor:
            self.check(self.highs.changeColBounds(self._anchor, 0.0, math.inf))
            self.check(self.highs.changeColBounds(anchor, 1.0, 1.0))
            self._anchor = anchor

    def read_proof(self) -> frozenset[int]:
        """Statements that the proof uses that there is no world; all where there is no proof."""
        read = self.highs.getDualRay  # pyright: ignore[reportAttributeAccessIssue]
        status, there, ray = read()
        if status != highspy.HighsStatus.kOk or not there:
            return frozenset(self.owners[self._on].tolist()) - {ALWAYS}
        return self.list_owners(np.asarray(ray), self.owners)
