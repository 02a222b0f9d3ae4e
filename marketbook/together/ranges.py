"""What printed figures leave for the sizes that no source prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, partial

from marketbook.errors import PackageError
from marketbook.figures import Interval
from marketbook.markets import Markets
from marketbook.markets.family import Family
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Figure, Unit
from marketbook.markets.publication import Publication
from marketbook.together.conflicts import Question
from marketbook.together.lay_out import Block, cut_blocks, lay_out
from marketbook.together.programme import NO_LEAP, Cell, Statement
from marketbook.together.solver import Room
from marketbook.together.suspects import find_suspects

MOST_FIGURES = 5_000
"""Figures of which all ranges are computed, in three seconds where all are linked; the work grows
with their square."""

_TIGHT = 25.0
"""The widest range that a chart shows as a band, in percent."""

_NOTHING = 1e-6
"""A least size below this part of the largest is no end that anyone can use."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sizes are asked for; what is empty asks for all.

    Attributes:
        market: The market.
        regions, segments: Ids; an empty segment is the whole market.
        years: Years.
    """

    market: str
    regions: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()

    def takes(self, cell: Cell) -> bool:
        """Whether a size is asked for."""
        pairs = (
            (cell.region, self.regions),
            (cell.segment, self.segments),
            (cell.year, self.years),
        )
        return cell.market == self.market and all(not known or one in known for one, known in pairs)


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """What the printed figures of one source leave for a size.

    Attributes:
        cell: The size.
        unit: The unit that the source prints most sizes in.
        bound_by: The figures that keep it there, by table and line.
        assumes: What is assumed besides, in words.
    """

    cell: Cell
    unit: Unit
    low: float
    high: float
    bound_by: tuple[Figure, ...]
    assumes: tuple[str, ...]

    @property
    def width_percent(self) -> float:
        """How far the two ends are apart, in percent of what is half-way between them."""
        return (self.high - self.low) / (self.high + self.low) * 200


@dataclass(frozen=True, slots=True)
class Ranges:
    """All ranges of what is asked for.

    Attributes:
        found: Those with two ends, by source, year, region and segment.
        open: How many sizes have none: from nothing to what is left.
        contradicting: Figures that were left out as they cannot all be true.
    """

    found: tuple[Range, ...]
    open: int
    contradicting: tuple[Figure, ...]


def find_ranges(family: Family, asked: Asked, *, all_sources: bool = False) -> Ranges:
    """What printed figures leave for the sizes of a market that nobody printed.

    With ``all_sources`` figures of several publishers count together: one publisher's market in
    another's wider one.

    Raises:
        SolverError: The solver gave up.
    """
    groups = [family] if all_sources else list(_part_publishers(family))
    found: list[Range] = []
    contradicting: list[Figure] = []
    wanted = 0
    for group in groups:
        cells = {cell for one in group.publications for cell in _list_cells(one, asked)}
        printed = {cell for one in group.publications for cell in _list_printed(one)}
        open_cells = cells - printed
        wanted += len(open_cells)
        for block in cut_blocks(lay_out(group, sorted(cells))) if open_cells else ():
            ranges, wrong = _measure(block, open_cells, group)
            found += ranges
            contradicting += wrong
    found.sort(key=lambda one: (one.cell.source, one.cell.year, one.cell))
    return Ranges(tuple(found), wanted - len(found), tuple(contradicting))


def _part_publishers(family: Family) -> Iterator[Family]:
    """The publications of each publisher by themselves; of an unknown one, of each source."""
    groups = group_by(family.publications, lambda one: one.source.publisher or one.source.id)
    for publications in groups.values():
        yield Family(publications, family.codes)


def _list_printed(publication: Publication) -> Iterator[Cell]:
    for size in publication.sizes:
        yield Cell(size.source, size.market, *size.subject, size.measure, size.at)


def _list_cells(publication: Publication, asked: Asked) -> Iterator[Cell]:
    """All sizes that a source could have printed: its places and segments in its years.

    Regions of the whole market, and segments of each region that it has figures of.
    """
    if publication.market != asked.market:
        return
    figures = (*publication.sizes, *publication.shares, *publication.rates)
    years = {figure.year for figure in figures if figure.year}
    years |= {year for rate in publication.rates for year in (rate.start, rate.end) if year}
    subjects = {figure.subject for figure in figures} | {(publication.world, "")}
    subjects |= {(row.member, "") for row in publication.listings_of("region_listings")}
    subjects |= {
        (publication.world, row.member) for row in publication.listings_of("segment_listings")
    }
    for measure in {size.measure for size in publication.sizes}:
        for year in years:
            for subject in subjects:
                cell = Cell(publication.source.id, publication.market, *subject, measure, year)
                if asked.takes(cell):
                    yield cell


def _measure(
    block: Block, wanted: Collection[Cell], family: Family
) -> tuple[list[Range], list[Figure]]:
    """The ranges of the wanted cells of one block, and the figures that had to be left out."""
    places = [place for place, cell in enumerate(block.cells) if cell in wanted]
    if not places:
        return [], []
    question = Question(block)
    on = _leave_out(question, family)
    kept = {one.figure for n, one in enumerate(block.statements) if n in on}
    every = dict.fromkeys(one.figure for one in block.statements if one.figure)
    wrong = [figure for figure in every if figure not in kept]
    find_unit = cache(partial(_find_unit, family))
    found: list[Range] = []
    for place, ends, bound_by in Room(block.only(on)).list_ends(places):
        cell = block.cells[place]
        if cell and ends.high * _NOTHING < ends.low <= ends.high < float("inf"):
            said = [block.statements[n] for n in sorted(bound_by)]
            unit = find_unit(cell[:2], cell.measure)
            sizes = ends.times(block.units[place] / unit.factor)
            found.append(_describe(cell, unit, sizes, said))
    return found, wrong


def _leave_out(question: Question, family: Family) -> frozenset[int]:
    """Statements that can all be true: of each conflict without the likeliest suspect, or any."""
    # that a size is no slip of the unit says of others only how small they are not
    said = enumerate(question.block.statements)
    on = frozenset(n for n, one in said if one.assumes != NO_LEAP)
    conflicts = question.find_conflicts()
    for conflict in conflicts:
        on -= question.widen(conflict.members)
    for conflict in conflicts:
        wrong = {one.figure for one in find_suspects(conflict, family)[:1]}
        said = question.block.statements
        members = question.widen(conflict.members)
        others = {n for n in members if said[n].figure not in wrong | {None}}
        if question.is_possible(on | others):
            on |= others
    return on


def _describe(cell: Cell, unit: Unit, sizes: Interval, said: Sequence[Statement]) -> Range:
    figures = {one.figure for one in said if one.figure}
    bound_by = tuple(sorted(figures, key=lambda one: (one.table, one.line)))
    assumes = tuple(sorted({one.says for one in said if one.says}))
    return Range(cell, unit, sizes.low, sizes.high, bound_by, assumes)


def _find_unit(family: Family, key: tuple[str, str], measure: str) -> Unit:
    """The unit that most sizes are printed in; of several the first by its id."""
    sizes = family.by_key[key].sizes
    counts = Counter(size.unit.id for size in sizes if size.measure == measure)
    return family.codes.units[min(counts, key=lambda one: (-counts[one], one))]


def find_market_ranges(markets: Markets, asked: Asked, *, all_sources: bool = False) -> Ranges:
    """What printed figures leave for the sizes of one market of a package.

    Args:
        markets: All markets of the package.
        asked: Which sizes.
        all_sources: Whether figures of several publishers count together.

    Raises:
        PackageError: The market, a region or a segment is none of the package.
        SolverError: The solver gave up.
    """
    codes = markets.codes
    refuse_unknown("market", {asked.market}, codes.markets)
    refuse_unknown("region", asked.regions, codes.places.regions)
    refuse_unknown("segment", asked.segments - {""}, codes.segments)
    for family in markets.families:
        if any(one.market == asked.market for one in family.publications):
            return find_ranges(family, asked, all_sources=all_sources)
    return Ranges((), 0, ())


def list_tight_ranges(markets: Markets, market: str) -> list[Range]:
    """The ranges of one market that are narrow enough for a chart: two ends within 25 percent.

    The width is `Range.width_percent`: how far the ends are apart, of what is half-way between
    them. Figures of one publisher count together; `Range.cell` says of which source, region,
    segment and year the size is, and the ends are in `Range.unit`.

    Args:
        markets: All markets of the package.
        market: The id of the market.

    Returns:
        By source, year, region and segment; empty where nothing is so narrow, for a market of more
        than `MOST_FIGURES`, and for one that is not in the table of markets.

    Raises:
        SolverError: The solver gave up.
    """
    if market not in markets.codes.markets:
        return []
    own = [one for one in markets.publications if one.market == market]
    if sum(len(one.sizes) + len(one.shares) + len(one.rates) for one in own) > MOST_FIGURES:
        return []
    found = find_market_ranges(markets, Asked(market)).found
    return [one for one in found if one.width_percent <= _TIGHT]


def refuse_unknown(what: str, asked: Collection[str], known: Collection[str]) -> None:
    """Raise a `PackageError` for the first unknown id, with a few known ones."""
    for one in sorted(set(asked) - set(known)):
        near = get_close_matches(one, known, 1) or sorted(known)[:5]
        hint = f", such as {' or '.join(map(repr, near))}" if near else ""
        raise PackageError(f"no {what} is called '{one}'", f"an id of the table {what}s{hint}")
