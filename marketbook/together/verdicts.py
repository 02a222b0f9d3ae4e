"""What cannot be true together in a family of markets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from marketbook.markets.family import Family
from marketbook.markets.printed import Figure
from marketbook.together.lay_out import Block, cut_blocks, lay_out
from marketbook.together.scaled import Scaled, scale
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
    """What cannot be true together in one family; the solver is asked where no world is found.

    Args:
        family: The family.

    Raises:
        SolverError: The solver gave up.
    """

    def __init__(self, family: Family) -> None:
        self._family = family

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Sets of linked figures."""
        return tuple(cut_blocks(lay_out(self._family)))

    @cached_property
    def _open(self) -> dict[Block, Scaled]:
        """Those for which no world is soon found in which all is as it is assumed."""
        scaled = {block: scale(block) for block in self.blocks}
        return {
            block: one for block, one in scaled.items() if find_witness(one, block.wholes) is None
        }

    @cached_property
    def certain(self) -> tuple[Contradictory, ...]:
        """What cannot be, whatever is assumed; no two have a figure in common."""
        open_ = (
            block
            for block, scaled in self._open.items()
            if find_witness(_leave_assumptions(block, scaled), block.wholes) is None
        )
        found = (one for block in open_ for one in self._judge(block))
        return tuple(one for one in found if not one.assumptions)

    @cached_property
    def assumed(self) -> tuple[Contradictory, ...]:
        """What cannot be unless an assumption is wrong; no figure of the others is in them."""
        found = (one for block in self._open for one in self._judge(block))
        return tuple(one for one in found if one.assumptions)

    @cached_property
    def _judged(self) -> dict[Block, list[Contradictory]]:
        return {}

    def _judge(self, block: Block) -> list[Contradictory]:
        if block not in self._judged:
            self._judged[block] = _judge_block(block, self._open[block], self._family)
        return self._judged[block]


def _leave_assumptions(block: Block, scaled: Scaled) -> Scaled:
    """A block without what is only assumed."""
    said = block.statements
    rows = [one for one in scaled.rows if one[1] < 0 or not said[one[1]].assumes]
    return Scaled(scaled.units, tuple(rows))


_known: WeakKeyDictionary[Family, Verdict] = WeakKeyDictionary()


def judge_family(family: Family) -> Verdict:
    """What cannot be true together; found once for each family."""
    if family not in _known:
        _known[family] = Verdict(family)
    return _known[family]


def _judge_block(block: Block, scaled: Scaled, family: Family) -> list[Contradictory]:
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

    markets = sorted({cell.market for cell in block.cells if cell})
    question = Question(block, scaled, " and ".join(markets))
    return [describe(one) for one in question.find_conflicts()]
