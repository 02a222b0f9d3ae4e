"""HiGHS, asked whether rows can hold, and how small or large a column can be."""

from __future__ import annotations

import math
import operator
import os
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import highspy
import numpy as np

from marketbook.errors import SolverError
from marketbook.together.programme import ALWAYS, ONE, Bound, Row, list_limits

NEGLIGIBLE = 2e-9
"""The least factor beside one of 1; HiGHS takes one of 1e-9 for nothing."""

_SECONDS = 60.0
"""For one question; the largest measured take a tenth of a second."""

_NOTHING = 1e-12

_SOMETHING = 1e-3
"""A whole of this part of its unit is surely not nothing."""

_FAR = 1e10
"""Times its unit: a larger least size is not judged by its bound, as HiGHS takes 1e20 for none."""

_BY_ROWS, _LEAST = int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize)

_DUAL, _PRIMAL = 1, 4
"""The simplex strategies of HiGHS."""

State = Literal["possible", "impossible", "unbounded"]

_STATES: dict[highspy.HighsModelStatus, State] = {
    highspy.HighsModelStatus.kOptimal: "possible",
    highspy.HighsModelStatus.kInfeasible: "impossible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
}


@dataclass(frozen=True, slots=True)
class Ends:
    """The least and the largest value of a column.

    Attributes:
        low, high: Both, in the unit of the column; infinite where it is open.
        bound_by: Places of the statements that keep them there.
    """

    low: float
    high: float
    bound_by: frozenset[int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver says.

    Attributes:
        state: Whether there is a world, and whether what was asked has an end in it.
        value: The least or the largest value that was asked for, in the unit of its column.
        point: Each column in that world.
        needed: Places of the statements that settle it: those that a proof of impossibility uses
            (all where there is none), or those that bind the value that was asked for.
    """

    state: State
    value: float = math.nan
    point: tuple[float, ...] = ()
    needed: frozenset[int] = frozenset()

    @property
    def is_possible(self) -> bool:
        """Whether there is a world."""
        return self.state != "impossible"


class _Model:
    """Rows that HiGHS took, all of them.

    Args:
        highs: What solves them.
        rows: The rows.
        units: What 1 stands for in each column.
        bounds: The least and the largest value of each column, in its unit.
        about: What they are about, as text for errors.

    Raises:
        SolverError: A row was refused.
    """

    def __init__(
        self,
        highs: highspy.Highs,
        rows: Sequence[Row],
        units: Sequence[float],
        bounds: tuple[np.ndarray, np.ndarray],
        about: object,
    ) -> None:
        self._highs = highs
        self._about = about
        wide, tall = len(units), len(rows)
        matrix = self._scale(rows, np.array(units))
        given = np.zeros(wide), *bounds, np.full(tall, -math.inf), np.zeros(tall), *matrix
        form, are_whole = (_BY_ROWS, _LEAST, 0.0), np.zeros(wide, dtype=np.int32)
        take = highs.passModel  # pyright: ignore[reportAttributeAccessIssue]
        self._check(take(wide, tall, len(matrix[1]), *form, *given, are_whole))
        # a row that was refused would leave an impossible block possible
        if highs.getNumRow() != tall or highs.getNumNz() != len(matrix[1]):
            raise self._fail("it did not take all rows")

    def _scale(
        self, rows: Sequence[Row], units: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where each row starts, the columns of its factors, and these, 1 at most.

        A factor that is nothing beside the others is left out where it makes a row narrower, and
        raised where it makes it wider: rounding never makes a contradiction.
        """
        columns, given, _ = zip(*rows, strict=True)
        lengths = np.fromiter(map(len, columns), np.int32, len(rows))
        ends = lengths.cumsum(dtype=np.int32)
        places = np.fromiter(chain.from_iterable(columns), np.int32, ends[-1])
        factors = np.fromiter(chain.from_iterable(given), np.float64, ends[-1]) * units[places]
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

    def solve(self, strategy: int) -> State:
        """Solve it by one of the simplex strategies, from the world that was found last."""
        self._set("simplex_strategy", strategy)
        # the clock of an object runs through all its questions
        self._set("time_limit", self._highs.getRunTime() + _SECONDS)
        status = self._try()
        if status not in _STATES:
            raise self._fail(f"it ended with: {self._highs.modelStatusToString(status)}")
        return _STATES[status]

    def _try(self) -> highspy.HighsModelStatus:
        """Solve; where that comes to no verdict, once more from nothing, and by primal steps."""
        self._highs.run()
        for strategy in (_PRIMAL, _DUAL):
            status = self._highs.getModelStatus()
            if status in _STATES or status == highspy.HighsModelStatus.kTimeLimit:
                break
            self._check(self._highs.clearSolver())
            self._set("simplex_strategy", strategy)
            self._highs.run()
        return self._highs.getModelStatus()

    def _set(self, name: str, value: float) -> None:
        self._check(self._highs.setOptionValue(name, value))

    def _check(self, status: highspy.HighsStatus) -> None:
        if status != highspy.HighsStatus.kOk:
            raise self._fail(f"it refused a step ({status.name})")

    def _fail(self, why: str) -> SolverError:
        return SolverError(
            f"whether the figures of {self._about} fit together could not be decided: the solver "
            f"gave up, because {why}",
            remedy="please report it, with the figures if they may be shown",
        )


_idle: list[highspy.Highs] = []
"""What `is_roomy` used before; HiGHS takes as long to make one as to solve a family."""


def is_roomy(
    bounds: Iterable[Bound],
    rows: Sequence[Row],
    units: Sequence[float],
    about: object,
    wholes: Iterable[int] = (),
) -> bool:
    """Whether all surely holds in some world, in which no whole is nothing.

    It is quicker than a `Solver`: what bounds a single column is no row.

    Args:
        bounds: What is said of single columns.
        rows: What is said of several.
        units: What 1 stands for in each column.
        about: What they are about, as text for errors.
        wholes: The columns of the wholes.

    Raises:
        SolverError: A row was refused, or the solver gave up.
    """
    low, high = list_limits(bounds, units)
    for whole in wholes:
        low[whole] = max(low[whole], _SOMETHING)
    if not all(map(operator.le, low, high)) or max(low) > _FAR:
        return False
    if not rows:
        return True
    highs = _idle.pop() if _idle else _make_highs()
    state = _Model(highs, rows, units, (np.array(low), np.array(high)), about).solve(_DUAL)
    _idle.append(highs)
    return state == "possible"


class Solver(_Model):
    """One block, laid out once; statements are left out and taken in again between questions.

    Args:
        rows: The rows.
        units: What 1 stands for in each column.
        about: What the block is about, as text for errors.

    Raises:
        SolverError: A row was refused.
    """

    def __init__(self, rows: Sequence[Row], units: Sequence[float], about: object) -> None:
        count = len(units)
        bounds = np.zeros(count), np.full(count, math.inf)
        super().__init__(_make_highs(), rows, units, bounds, about)
        self._owners = [place for _, _, place in rows]
        self._on = set(self._owners)
        self._anchor = -1
        self._costs: Mapping[int, float] = {}

    def ask(self, on: Collection[int], anchor: int = ONE) -> Answer:
        """Whether there is a world in which some statements hold.

        Args:
            on: Places of the statements.
            anchor: The column that is set to 1: ONE, or a whole that is not nothing.
        """
        self._choose(on, anchor)
        return self._run({})

    def find_ends(self, column: int, on: Collection[int], anchor: int = ONE) -> Ends | None:
        """The least and the largest value of a column; none where there is no world.

        Args:
            column: The column.
            on: Places of the statements that hold.
            anchor: The column that is set to 1.
        """
        if not self.ask(on, anchor).is_possible:
            return None
        return self._join_ends(self._run({column: 1.0}), column)

    def list_ends(self, columns: Iterable[int], on: Collection[int]) -> Iterator[tuple[int, Ends]]:
        """The least and the largest value of those columns that are nothing in no world.

        Most can be nothing, and one world in which many are says so of all of them.

        Args:
            columns: The columns.
            on: Places of the statements that hold; there is a world in which they do.
        """
        self._choose(on, ONE)
        left = dict.fromkeys(columns, 1.0)
        answer = self._run(left)
        # figures too far apart for the solver lose their world on the way: no end is claimed
        while answer.is_possible and (
            left := {one: 1.0 for one in left if answer.point[one] > _NOTHING}
        ):
            column, _ = left.popitem()
            answer = self._run({column: 1.0})
            if answer.is_possible and answer.point[column] > _NOTHING:
                yield column, self._join_ends(answer, column)

    def _join_ends(self, low: Answer, column: int) -> Ends:
        high = self._run({column: -1.0})
        top = -high.value if high.state == "possible" else math.inf
        least = max(low.value, 0.0) if low.is_possible else 0.0
        return Ends(least, top, low.needed | high.needed)

    def _choose(self, on: Collection[int], anchor: int) -> None:
        wanted = {*on, ALWAYS}
        changed = [n for n, one in enumerate(self._owners) if (one in wanted) != (one in self._on)]
        if changed:
            tops = [0.0 if self._owners[row] in wanted else math.inf for row in changed]
            count = len(changed)
            places, low = np.array(changed, dtype=np.int32), np.full(count, -math.inf)
            # the two calls without a type come from the compiled base class
            change = self._highs.changeRowsBounds  # pyright: ignore[reportAttributeAccessIssue]
            self._check(change(count, places, low, np.array(tops)))
        self._on = wanted
        if anchor != self._anchor:
            if self._anchor >= 0:
                self._check(self._highs.changeColBounds(self._anchor, 0.0, math.inf))
            self._check(self._highs.changeColBounds(anchor, 1.0, 1.0))
            self._anchor = anchor

    def _run(self, costs: Mapping[int, float]) -> Answer:
        """Solve for the least sum of some columns, from the world that was found last."""
        for column in self._costs.keys() - costs.keys():
            self._check(self._highs.changeColCost(column, 0.0))
        for column, cost in costs.items():
            self._check(self._highs.changeColCost(column, cost))
        self._costs = costs
        state = self.solve(_PRIMAL if costs else _DUAL)
        if state == "impossible":
            return Answer(state, needed=self._read_proof())
        solution = self._highs.getSolution()
        needed = self._list_owners(np.asarray(solution.row_dual)) if costs else frozenset[int]()
        value = self._highs.getInfo().objective_function_value
        return Answer(state, value, tuple(solution.col_value), needed)

    def _read_proof(self) -> frozenset[int]:
        """Statements whose rows have a weight in the proof that there is no world."""
        read = self._highs.getDualRay  # pyright: ignore[reportAttributeAccessIssue]
        status, there, ray = read()
        if status != highspy.HighsStatus.kOk or not there:
            return frozenset(self._on - {ALWAYS})
        return self._list_owners(np.asarray(ray))

    def _list_owners(self, weights: np.ndarray) -> frozenset[int]:
        """Statements whose rows have a weight."""
        sizes = np.abs(weights)
        used = np.flatnonzero(sizes > NEGLIGIBLE * sizes.max(initial=0.0))
        return frozenset(self._owners[row] for row in used) - {ALWAYS}


def _make_highs() -> highspy.Highs:
    """A quiet solver of one thread, with exact pivots rather than short cuts."""
    with _without_words():
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


@contextmanager
def _without_words() -> Generator[None]:
    """Standard output closed: the first solver of a process prints its licence there.

    That is the stream of the C library, which JSON and the answers of workers go through.
    """
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
