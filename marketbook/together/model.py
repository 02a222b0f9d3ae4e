"""HiGHS with the rows of one block, asked for the least and the largest value of a column."""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from itertools import chain

import highspy
import numpy as np

from marketbook.errors import SolverError
from marketbook.together.lay_out import Block
from marketbook.together.programme import ALWAYS, Row

NEGLIGIBLE = 2e-9
"""The least factor beside one of 1; HiGHS takes one of 1e-9 for nothing."""

_SECONDS = 60.0
"""For one question; the largest measured take a tenth of a second."""

_BY_ROWS, _LEAST = int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize)

_DUAL, _PRIMAL = 1, 4
"""The simplex strategies of HiGHS."""

Status = highspy.HighsModelStatus

_DECIDED = (Status.kOptimal, Status.kInfeasible, Status.kUnbounded)


class Model:
    """Rows that HiGHS took, all of them.

    Args:
        highs: What solves them.
        block: What they are about.
        rows: The rows.
        limits: The least and the largest value of each column, in its unit.

    Raises:
        SolverError: A row was refused, or later on: the solver gave up.
    """

    def __init__(
        self,
        highs: highspy.Highs,
        block: Block,
        rows: Sequence[Row],
        limits: tuple[Sequence[float], Sequence[float]],
    ) -> None:
        self.highs = highs
        self.block = block
        self.rows = rows
        self._costs: Collection[int] = ()
        wide, tall = len(block.units), len(rows)
        matrix = self._scale(np.array(block.units))
        low, high = map(np.array, limits)
        given = np.zeros(wide), low, high, np.full(tall, -math.inf), np.zeros(tall), *matrix
        form, are_whole = (_BY_ROWS, _LEAST, 0.0), np.zeros(wide, dtype=np.int32)
        # the calls without a type come from the compiled base class
        take = highs.passModel  # pyright: ignore[reportAttributeAccessIssue]
        self.check(take(wide, tall, len(matrix[1]), *form, *given, are_whole))
        # a row that was refused would leave an impossible block possible
        if highs.getNumRow() != tall or highs.getNumNz() != len(matrix[1]):
            raise self._fail("it did not take all rows")

    def _scale(self, units: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where each row starts, the columns of its factors, and these, 1 at most.

        A factor that is nothing beside the others is left out where it makes a row narrower, and
        raised where it makes it wider: rounding never makes a contradiction.
        """
        columns, given, _ = zip(*self.rows, strict=True) if self.rows else ((), (), ())
        lengths = np.fromiter(map(len, columns), np.int32, len(columns))
        ends = lengths.cumsum(dtype=np.int32)
        count = int(ends[-1]) if columns else 0
        places = np.fromiter(chain.from_iterable(columns), np.int32, count)
        factors = np.fromiter(chain.from_iterable(given), np.float64, count) * units[places]
        sizes = np.abs(factors)
        most = np.maximum.reduceat(sizes, ends - lengths).repeat(lengths)
        if not np.isfinite(most).all():
            raise self._fail("it was given a number that is not finite")
        factors /= most
        is_small = sizes < most * NEGLIGIBLE
        if not is_small.any():
            return ends - lengths, places, factors
        is_kept = ~is_small | (factors < 0)
        counts = np.add.reduceat(is_kept, ends - lengths, dtype=np.int32)
        factors = np.where(is_small, -NEGLIGIBLE, factors)[is_kept]
        return counts.cumsum(dtype=np.int32) - counts, places[is_kept], factors

    def solve(self, costs: Mapping[int, float]) -> Status:
        """Solve for the least sum of some columns, from the world that was found last.

        Where that comes to no verdict, once more from nothing, and by primal steps.
        """
        for column in self._costs:
            self.check(self.highs.changeColCost(column, 0.0))
        for column, cost in costs.items():
            self.check(self.highs.changeColCost(column, cost))
        self._costs = costs.keys()
        # the clock of an object runs through all its questions
        self._set("time_limit", self.highs.getRunTime() + _SECONDS)
        status = self._run(_PRIMAL if costs else _DUAL)
        for strategy in (_PRIMAL, _DUAL):
            if status not in (*_DECIDED, Status.kTimeLimit):
                self.check(self.highs.clearSolver())
                status = self._run(strategy)
        if status not in _DECIDED:
            raise self._fail(f"it ended with: {self.highs.modelStatusToString(status)}")
        return status

    def _run(self, strategy: int) -> Status:
        self._set("simplex_strategy", strategy)
        self.highs.run()
        return self.highs.getModelStatus()

    @property
    def point(self) -> np.ndarray:
        """Each column in the world that was found last, in its unit."""
        return np.asarray(self.highs.getSolution().col_value)

    def find_end(self, column: int, cost: float) -> tuple[float, frozenset[int]]:
        """The least value of a column, or with a cost of -1 the largest, and what binds it.

        Nothing binds it where it has no such end: then it is 0 or infinite. No market is below
        nothing, though the solver's ends may be, by its tolerance.
        """
        if self.solve({column: cost}) != Status.kOptimal:
            return max(0.0, -cost * math.inf), frozenset()
        return max(0.0, float(self.point[column])), self.list_binding()

    @cached_property
    def owners(self) -> np.ndarray:
        """The place of the statement of each row."""
        return np.array([place for _, _, place in self.rows], dtype=np.int64)

    def list_binding(self) -> frozenset[int]:
        """Places of the statements that bind what was asked for."""
        return self.list_owners(np.asarray(self.highs.getSolution().row_dual), self.owners)

    @staticmethod
    def list_owners(weights: np.ndarray, owners: np.ndarray) -> frozenset[int]:
        """Of some owners those whose weight is not nothing beside the largest."""
        sizes = np.abs(weights)
        used = sizes > NEGLIGIBLE * sizes.max(initial=0.0)
        return frozenset(owners[used].tolist()) - {ALWAYS}

    def _set(self, name: str, value: float) -> None:
        self.check(self.highs.setOptionValue(name, value))

    def check(self, status: highspy.HighsStatus) -> None:
        """Raise where a step was refused."""
        if status != highspy.HighsStatus.kOk:
            raise self._fail(f"it refused a step ({status.name})")

    def _fail(self, why: str) -> SolverError:
        return SolverError(
            f"whether the figures of {self.block} fit together could not be decided: the solver "
            f"gave up, because {why}",
            remedy="please report it, with the figures if they may be shown",
        )


def make_highs() -> highspy.Highs:
    """A quiet solver of one thread, with exact pivots rather than short cuts."""
    _print_licence()
    highs = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("presolve", "off"),
        ("solver", "simplex"),
        # they are scaled already
        ("simplex_scale_strategy", 0),
        ("simplex_dual_edge_weight_strategy", 1),
    ):
        highs.setOptionValue(name, value)
    return highs


@cache
def _print_licence() -> None:
    """Let the first solver of a process print its licence where nobody reads it.

    It prints to the stream of the C library, which JSON and the answers of workers go through.
    """
    with _without_words():
        highspy.Highs()


@contextmanager
def _without_words() -> Generator[None]:
    """Standard output closed."""
    try:
        kept = os.dup(1)
    except OSError:
        yield
        return
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  not a path of anyone's
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
