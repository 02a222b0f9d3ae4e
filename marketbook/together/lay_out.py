"""The programme of a family, and the blocks that it falls into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marketbook.markets.beside import SLIP
from marketbook.markets.family import Family
from marketbook.markets.printed import Size
from marketbook.together.assumptions import ASSUMPTIONS, NO_LEAP
from marketbook.together.programme import ONE, Cell, Programme, Row, Statement
from marketbook.together.say_figures import Speaker
from marketbook.together.say_parts import Divider, group_cells, nest_markets


def lay_out(family: Family, wanted: Iterable[Cell] = ()) -> Programme:
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
    groups = group_cells(programme.columns)
    dividers = {key: Divider(one, programme) for key, one in family.by_key.items()}
    for (source, market, *_), cells in groups.items():
        dividers[source, market].divide(cells)
        dividers[source, market].fill(cells)
    nest_markets(programme, family.codes)
    _assume_no_leap(programme, family)
    return programme


def _assume_no_leap(programme: Programme, family: Family) -> None:
    """A size that is nearer to a thousandth of what is beside it than to it is not so small."""
    says = ASSUMPTIONS[NO_LEAP]
    for slip in family.slips.slips:
        own, other = (programme.columns.get(_find_cell(one)) for one in (slip.size, slip.beside))
        if own and other and own != other:
            pair = (other, own) if slip.is_up else (own, other)
            row: Row = pair, (1.0, -SLIP)
            programme.statements.append(Statement((row,), assumes=NO_LEAP, says=says))


def _find_cell(size: Size) -> Cell:
    return Cell(size.source, size.market, *size.subject, size.measure, size.at)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Columns that rows join to each other, and to no others.

    Attributes:
        columns: Their columns in the programme; the first is ONE.
        cells: The cell of each; none for ONE.
        statements: What is said of them.
        rows: Every row in the block's own columns, with the place of its statement; -1 for those
            that are true of any market.
        wholes: The columns, in the block, of wholes that are divided.
    """

    columns: tuple[int, ...]
    cells: tuple[Cell | None, ...]
    statements: tuple[Statement, ...]
    rows: tuple[tuple[Row, int], ...]
    wholes: tuple[int, ...]


def cut_blocks(programme: Programme) -> Iterator[Block]:
    """The blocks in which two figures or more may contradict each other."""
    heads = _join(programme)
    parts: dict[int, tuple[list[Statement], list[Row]]] = defaultdict(lambda: ([], []))
    for statement in programme.statements:
        parts[heads[_inner(statement.rows[0])]][0].append(statement)
    for row in programme.rows:
        parts[heads[_inner(row)]][1].append(row)
    cells: list[Cell | None] = [None, *programme.columns]
    for statements, rows in parts.values():
        if sum(one.figure is not None for one in statements) > 1:
            yield _make_block(statements, rows, programme.wholes, cells)


def _inner(row: Row) -> int:
    """The first column of a row; ONE joins nothing."""
    columns, _ = row
    return columns[0] or columns[1]


def _join(programme: Programme) -> Sequence[int]:
    """The head of each column's block, by union and find with halved paths."""
    heads = list(range(len(programme.columns) + 1))

    def find(one: int) -> int:
        while heads[one] != one:
            heads[one] = one = heads[heads[one]]
        return one

    def join(columns: Iterable[int]) -> None:
        inner = [find(one) for one in columns if one != ONE]
        for one in inner[1:]:
            heads[find(one)] = find(inner[0])

    for statement in programme.statements:
        join(column for columns, _ in statement.rows for column in columns)
    for columns, _ in programme.rows:
        join(columns)
    return [find(one) for one in range(len(heads))]


def _make_block(
    statements: Sequence[Statement],
    rows: Sequence[Row],
    wholes: set[int],
    cells: Sequence[Cell | None],
) -> Block:
    places: dict[int, int] = {ONE: ONE}

    def own(row: Row) -> Row:
        columns, factors = row
        return tuple(places.setdefault(one, len(places)) for one in columns), factors

    said = [(own(row), n) for n, one in enumerate(statements) for row in one.rows]
    said += [(own(row), -1) for row in rows]
    inner = tuple(places[one] for one in places if one in wholes)
    own_cells = tuple(cells[one] for one in places)
    return Block(tuple(places), own_cells, tuple(statements), tuple(said), inner)
