"""What cannot be true together in a family of markets."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, proxy

from marketbook.markets.family import Family
from marketbook.markets.printed import Figure
from marketbook.together.lay_out import Block, cut_blocks, lay_out
from marketbook.together.witness import find_witness

if TYPE_CHECKING:
    from marketbook.together.suspects import Suspect


@dataclass(frozen=True, slots=True, eq=False)
class Contradictory:
    """Figures that cannot all be true, while any one of them fewer could.

    Attributes:
        figures: The figures, by table and line.
        suspects: Those with a number, the likeliest to be wrong first.
        assumptions: What is assumed besides; empty where nothing is.
    """

    figures: tuple[Figure, ...]
    suspects: tuple[Suspect, ...]
    assumptions: tuple[str, ...]


class Verdict:
    """What cannot be true together in one family.

    Args:
        family: The family.

    Raises:
        SolverError: The solver gave up.
    """

    def __init__(self, family: Family) -> None:
        # the verdict is kept as long as its family, so it must not keep that alive
        self._family = proxy(family)

    @cached_property
    def _whole(self) -> Block:
        return lay_out(self._family)

    @property
    def is_linked(self) -> bool:
        """Whether the family has figures that may contradict each other."""
        return self._whole.is_linked

    @cached_property
    def certain(self) -> tuple[Contradictory, ...]:
        """What cannot be, whatever is assumed; no two have a figure in common."""
        if not self.is_linked or self._has_world(self._whole.certain):
            return ()
        return tuple(one for one in self._found if not one.assumptions)

    @cached_property
    def assumed(self) -> tuple[Contradictory, ...]:
        """What cannot be unless an assumption is wrong; no figure of the others is in them."""
        if not self.is_linked or self._has_world(self._whole.every):
            return ()
        return tuple(one for one in self._found if one.assumptions)

    def _has_world(self, on: frozenset[int]) -> bool:
        """Whether there is a world in which some statements hold, all or those that are certain.

        Looked for without the solver where that would have to be imported, with numpy, first.
        """
        is_loaded = "marketbook.together.solver" in sys.modules
        if not is_loaded and find_witness(self._whole.only(on)) is not None:
            return True
        from marketbook.together.conflicts import Question

        return self._is_right or Question(self._whole).is_possible(on)

    @cached_property
    def _is_right(self) -> bool:
        """Whether there surely is a world in which all is as printed, and as assumed."""
        from marketbook.together.solver import is_roomy

        return is_roomy(self._whole)

    @cached_property
    def _found(self) -> list[Contradictory]:
        blocks = cut_blocks(self._whole)
        return [one for block in blocks for one in _judge_block(block, self._family)]


_known: WeakKeyDictionary[Family, Verdict] = WeakKeyDictionary()


def judge_family(family: Family) -> Verdict:
    """What cannot be true together; found once for each family."""
    if family not in _known:
        _known[family] = Verdict(family)
    return _known[family]


def _judge_block(block: Block, family: Family) -> list[Contradictory]:
    # late: the solver brings numpy, and most packages never ask it
    from marketbook.together.conflicts import Conflict, Question
    from marketbook.together.suspects import find_suspects

    def describe(conflict: Conflict) -> Contradictory:
        figures = {one.figure for one in conflict.statements if one.figure}
        return Contradictory(
            tuple(sorted(figures, key=lambda one: (one.table, one.line))),
            tuple(find_suspects(conflict, family)),
            tuple(conflict.assumptions),
        )

    return [describe(one) for one in Question(block).find_conflicts()]
