"""What cannot be true together in a family of markets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from marketbook.markets.family import Family
from marketbook.markets.printed import Figure
from marketbook.together.lay_out import Block, cut_blocks, lay_out
from marketbook.together.scaled import scale
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is found in one family.

    Attributes:
        blocks: How many sets of linked figures there are.
        conflicts: What cannot be; no two have a figure in common.
    """

    blocks: int
    conflicts: tuple[Contradictory, ...]


_known: WeakKeyDictionary[Family, Verdict] = WeakKeyDictionary()


def judge_family(family: Family) -> Verdict:
    """What cannot be true together; found once for each family.

    Raises:
        SolverError: The solver gave up.
    """
    if family not in _known:
        blocks = list(cut_blocks(lay_out(family)))
        _known[family] = Verdict(len(blocks), tuple(judge_blocks(blocks, family)))
    return _known[family]


def judge_blocks(blocks: Iterable[Block], family: Family) -> Iterator[Contradictory]:
    """What cannot be true together in some blocks of a family."""
    for block in blocks:
        yield from _judge_block(block, family)


def _judge_block(block: Block, family: Family) -> list[Contradictory]:
    scaled = scale(block)
    if find_witness(scaled, block.wholes) is not None:
        return []
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
