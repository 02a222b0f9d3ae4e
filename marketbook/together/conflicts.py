"""Smallest sets of figures that cannot be true together.

The deletion filter of J. W. Chinneck and E. W. Dravnieks (Locating Minimal Infeasible Constraint
Sets in Linear Programs, ORSA Journal on Computing 3, 1991): what is left out one by one stays out
where the rest is still impossible. It begins with what the proof of impossibility (J. Farkas,
1902) uses, which is nearly all that remains. HiGHS calls its own filter still under development.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from marketbook.figures import Interval, unite
from marketbook.together.lay_out import Block
from marketbook.together.programme import ONE, Cell, Link, Statement
from marketbook.together.solver import Solver, is_roomy

_MOST_RIVALS = 12
"""Conflicts that one is judged beside, the nearest: all of a hundred would take minutes."""

_SOMETHING = 1e-6
"""A whole below this part of its unit is asked for by itself whether it can be anything."""


class Question:
    """One block, with its solver.

    Args:
        block: The block.
    """

    def __init__(self, block: Block) -> None:
        self.block = block

    @cached_property
    def _solver(self) -> Solver:
        return Solver(self.block)

    @cached_property
    def places(self) -> dict[int, int]:
        """The block's own column for each of the programme's."""
        return {column: n for n, column in enumerate(self.block.columns)}

    def cell_of(self, column: int) -> Cell | None:
        """The cell of a column of the programme; none of ONE."""
        return self.block.cells[self.places[column]]

    def find_conflicts(self) -> list[Conflict]:
        """Conflicts that have nothing in common, those that need no assumption first."""
        if is_roomy(self.block):
            return []
        left, found = self.block.every, list[tuple[frozenset[int], frozenset[int]]]()
        for allowed in (self.block.certain, left):
            while (anchor := self._find_impossible(left & allowed)) is not None:
                members = self._shrink(left & allowed, anchor)
                found.append((members, allowed))
                left -= self.widen(members)
        return [Conflict(self, *one, self._list_rivals(found, *one)) for one in found]

    def _list_rivals(
        self,
        found: Iterable[tuple[frozenset[int], frozenset[int]]],
        members: frozenset[int],
        allowed: frozenset[int],
    ) -> list[frozenset[int]]:
        """Other conflicts that are there too beside what is allowed."""
        others = (one for one, _ in found if one != members and one <= allowed)
        return [self.widen(one) & allowed for one in others]

    def widen(self, members: Collection[int]) -> frozenset[int]:
        """Some statements with all others of their figures."""
        said = self.block.statements
        figures = {said[n].figure for n in members} - {None}
        return frozenset(members) | {n for n, one in enumerate(said) if one.figure in figures}

    def _find_impossible(self, on: Collection[int]) -> int | None:
        """ONE where there is no world, or a whole that would have to be nothing."""
        if not self._solver.ask(on):
            return ONE
        point = self._solver.point
        near_nothing = (one for one in self.block.wholes if point[one] < _SOMETHING)
        return next((one for one in near_nothing if not self._solver.ask(on, one)), None)

    def is_possible(self, on: Collection[int]) -> bool:
        """Whether there is a world in which some statements hold."""
        return self._find_impossible(on) is None

    def _shrink(self, on: Collection[int], anchor: int) -> frozenset[int]:
        self._solver.ask(on, anchor)
        kept = self._solver.read_proof()
        if self._solver.ask(kept, anchor):
            kept = frozenset(on)
        # what rests on an assumption goes first, then what stands further down
        for one in sorted(kept, key=lambda n: (n in self.block.certain, -n)):
            if not self.is_possible(kept - {one}):
                kept -= {one}
        return kept

    def find_range(self, link: Link, on: Collection[int]) -> Interval | None:
        """What some statements leave for a ratio; none where they leave no world.

        A ratio is a linear programme where its whole is set to 1 (A. Charnes and W. W. Cooper,
        Programming with Linear Fractional Functionals, Naval Research Logistics Quarterly 9, 1962).
        """
        part, whole = self.places[link.part], self.places[link.whole]
        if not self._solver.ask(on, whole):
            return None
        (low, _), (high, _) = (self._solver.find_end(part, cost) for cost in (1.0, -1.0))
        units = self.block.units
        return Interval(low, high).times(units[part] / units[whole])

    def allows(self, printed: Mapping[int, Interval], on: Collection[int]) -> bool:
        """Whether there is a world if some figures were printed otherwise.

        Args:
            printed: What the figures of some statements can be, by place.
            on: Places of the statements that hold, these among them.
        """
        block = self.block.only(set(on) - printed.keys())
        rows = list(block.rows)
        for place, interval in printed.items():
            for link in block.statements[place].links:
                own = link._replace(part=self.places[link.part], whole=self.places[link.whole])
                rows += own.rows(interval.low, interval.high, place)
        return is_roomy(replace(block, rows=rows, wholes=()))


@dataclass(frozen=True, eq=False)
class Conflict:
    """Statements that cannot be true together, while any of them fewer could.

    Attributes:
        question: The block they are of.
        members: Their places in it.
        allowed: Places of all statements that it is judged beside.
        rivals: What is said by the figures of each other conflict beside it.
    """

    question: Question
    members: frozenset[int]
    allowed: frozenset[int]
    rivals: Sequence[frozenset[int]]

    @cached_property
    def on(self) -> frozenset[int]:
        """Places of all statements whose figures are in no other conflict."""
        return self.allowed.difference(*self.rivals)

    def list_ways(self, without: Collection[int] = ()) -> Iterator[Iterator[frozenset[int]]]:
        """What may hold if some statements are wrong, and little else.

        Each other conflict is settled by one figure of its own: the rest of them are right, and
        bear on this conflict too. To choose one of each at once would be as many choices as their
        product, so each is asked by itself, while all figures of the others are left out.

        Yields:
            Without all other conflicts, then beside each, the ways in which it may be settled.
        """
        rest = self.on.difference(without)
        yield iter((rest,))
        for rival in sorted(self.rivals, key=self._find_distance)[:_MOST_RIVALS]:
            figures = {self.question.widen({one}) for one in rival}
            yield (rest | rival - one for one in sorted(figures, key=min))

    def _find_distance(self, rival: Iterable[int]) -> int:
        """How far it is laid out from this one: what is about one source and market is near."""
        return min(abs(one - two) for one in rival for two in self.members)

    def find_room(self, link: Link, without: Collection[int]) -> list[Interval]:
        """What a ratio may be if some statements are wrong; nothing where more must be.

        Args:
            link: The ratio.
            without: Places of the statements.
        """
        room = [Interval(0.0, math.inf)]
        for ways in self.list_ways(without):
            left = list[Interval]()
            for on in ways:
                found = self.question.find_range(link, on)
                if found and all(one.within(found) for one in room):
                    left = room
                    break
                left += [one.common(found) for one in room if found and one.meets(found)]
            room = unite(left)
        return room

    @property
    def statements(self) -> list[Statement]:
        """The statements themselves, in the order in which they are laid out."""
        said = self.question.block.statements
        return [said[n] for n in sorted(self.members)]

    @property
    def assumptions(self) -> list[str]:
        """What it rests on, in words."""
        return sorted({one.says for one in self.statements if one.assumes})
