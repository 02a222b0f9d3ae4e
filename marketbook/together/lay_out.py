"""The programme of a family, and the blocks that it falls into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from marketbook.markets.beside import SLIP
from marketbook.markets.family import Family
from marketbook.markets.printed import Size
from marketbook.together.programme import (
    ALWAYS,
    NO_LEAP,
    ONE,
    Bound,
    Cell,
    Programme,
    Row,
    Statement,
)
from marketbook.together.say_figures import Speaker
from marketbook.together.say_parts import Divider, group_cells, nest_markets

# Sizes are moved to numbers near 1, as solvers judge all of them by one absolute tolerance.
_UNKNOWN = 1e9

_LEAST, _MOST = 1e-100, 1e100

Near = Mapping[int, Mapping[int, float]]
"""For some columns, others with about how many times as large they are."""


@dataclass(frozen=True, eq=False)
class Block:
    """Unknown sizes, and all that is said of them.

    Attributes:
        columns: Their columns in the programme; the first is ONE.
        cells: The cell of each; none for ONE.
        units: What 1 stands for in each, in base units.
        statements: What figures and assumptions say.
        bounds: What is said of single columns, the block's own, in base units.
        rows: What is said of several.
        wholes: The columns, in the block, of wholes that are divided.
    """

    columns: Sequence[int]
    cells: Sequence[Cell | None]
    units: Sequence[float]
    statements: Sequence[Statement]
    bounds: Sequence[Bound]
    rows: Sequence[Row]
    wholes: Sequence[int]

    @property
    def is_linked(self) -> bool:
        """Whether there are two figures or more, which may contradict each other."""
        return sum(one.figure is not None for one in self.statements) > 1

    @property
    def every(self) -> frozenset[int]:
        """Places of all statements."""
        return frozenset(range(len(self.statements)))

    @cached_property
    def certain(self) -> frozenset[int]:
        """Places of the statements that rest on no assumption."""
        found = enumerate(self.statements)
        return frozenset(n for n, one in found if not one.assumes)

    def only(self, on: Collection[int]) -> Block:
        """The same with some statements alone, by their places, and what is always true."""
        kept = {*on, ALWAYS}
        bounds = [one for one in self.bounds if one[-1] in kept]
        return replace(self, bounds=bounds, rows=[one for one in self.rows if one[-1] in kept])

    def __str__(self) -> str:
        """The markets that it is about."""
        return " and ".join(sorted({cell.market for cell in self.cells if cell}))


def lay_out(family: Family, wanted: Iterable[Cell] = ()) -> Block:
    """All that the figures of a family say, and what is true of any market.

    Args:
        family: The family.
        wanted: Cells to take in besides those that figures are about.
    """
    programme = Programme()
    for publication in family.publications:
        Speaker(publication, family, programme).say_all()
    for cell in wanted:
        programme.column(cell)
    _add_wholes(programme)
    dividers: dict[tuple[str, str], Divider] = {}
    for key, regions, segments in group_cells(programme.columns):
        if key not in dividers:
            dividers[key] = Divider(family.by_key[key], programme)
        dividers[key].divide(regions, segments)
    nest_markets(programme, family.codes)
    _assume_no_leap(programme, family)
    units = _choose_units(programme)
    return Block(
        range(len(units)),
        (None, *programme.columns),
        units,
        programme.statements,
        programme.bounds,
        programme.rows,
        sorted(programme.wholes),
    )


def _add_wholes(programme: Programme) -> None:
    """What segments of a region are parts of, where its source sizes other whole markets.

    Without it, segments that alone are too much for a total would not count against it.
    """
    column, cells = programme.column, list(programme.columns)
    known = {(one.source, one.market, one.measure, one.year) for one in cells if not one.segment}
    for source, market, region, segment, measure, year in cells:
        if segment and (source, market, measure, year) in known:
            column(Cell(source, market, region, "", measure, year))


def _assume_no_leap(programme: Programme, family: Family) -> None:
    """A size that is nearer to a thousandth of what is beside it than to it is not so small."""
    for slip in family.slips.slips:
        own, other = (programme.columns.get(_find_cell(one)) for one in (slip.size, slip.beside))
        if own and other and own != other:
            pair = (other, own) if slip.is_up else (own, other)
            programme.suppose([(pair, (1.0, -SLIP))], None, NO_LEAP)


def _find_cell(size: Size) -> Cell:
    return Cell(size.source, size.market, *size.subject, size.measure, size.at)


def cut_blocks(whole: Block) -> Iterator[Block]:
    """The blocks in which rows join two figures or more, each with the rows of its columns."""
    heads = _join(whole)
    parts: dict[int, tuple[list[Bound], list[Row]]] = defaultdict(lambda: ([], []))
    for bound in whole.bounds:
        parts[heads[bound[0]]][0].append(bound)
    for row in whole.rows:
        parts[heads[row[0][0]]][1].append(row)
    for bounds, rows in parts.values():
        block = _take(whole, bounds, rows)
        if block.is_linked:
            yield block


def _join(whole: Block) -> Sequence[int]:
    """The head of each column's block, by union and find with halved paths."""
    heads = list(range(len(whole.columns)))

    def find(one: int) -> int:
        while heads[one] != one:
            heads[one] = one = heads[heads[one]]
        return one

    firsts: dict[int, int] = {}
    for row in whole.rows:
        head = find(row[0][0])
        # a share of two wholes, or a rank, is one statement of several rows
        places = [*row[0], firsts.setdefault(row[2], head)] if row[2] >= 0 else row[0]
        for one in places:
            heads[find(one)] = head
    return [find(one) for one in range(len(heads))]


def _take(whole: Block, bounds: Sequence[Bound], rows: Sequence[Row]) -> Block:
    """Some bounds and rows as a block of their own."""
    places: dict[int, int] = {ONE: ONE}
    stated = sorted({one[-1] for one in (*bounds, *rows)} - {ALWAYS})
    said = {ALWAYS: ALWAYS} | {place: n for n, place in enumerate(stated)}
    own_bounds = [
        (places.setdefault(column, len(places)), low, high, said[place])
        for column, low, high, place in bounds
    ]
    own_rows = [
        (tuple([places.setdefault(one, len(places)) for one in columns]), factors, said[place])
        for columns, factors, place in rows
    ]
    return Block(
        tuple(places),
        [whole.cells[one] for one in places],
        [whole.units[one] for one in places],
        [whole.statements[place] for place in stated],
        own_bounds,
        own_rows,
        [places[one] for one in whole.wholes if one in places],
    )


def _choose_units(programme: Programme) -> list[float]:
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
