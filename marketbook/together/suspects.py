"""Which figure of a conflict may be wrong, what the others leave for it, what it may have been.

How likely a figure is the wrong one is a likelihood ratio. If it is, its true value is anywhere
in what the others leave, and a slip made the print of it; the share of what is left that one slip
would turn into the print, weighed by how common the slip is, is the chance of that. If another
figure is wrong, the print is right, and its digits came out by a chance as small as they are
fine. Both are taken on a logarithmic scale.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from marketbook.figures import Interval, hull
from marketbook.markets.family import Family
from marketbook.markets.places import Places
from marketbook.markets.printed import Figure, Share, Size
from marketbook.together.conflicts import Conflict, Question
from marketbook.together.misprints import LIKELY, Custom, Kind, Reading, list_readings
from marketbook.together.programme import Cell, Link

_WIDE = 1e4
"""A range without an end counts as so many times the printed figure."""

_NARROW = 1e-9

_MOST_PAIRS = 60
"""Pairs of figures that are tried in each other's place."""

_MOST_ROWS = 60_000
"""Rows that are laid out anew for all these pairs together: fewer pairs in a large block."""


@dataclass(frozen=True, slots=True, eq=False)
class Suspect:
    """A figure of a conflict.

    Attributes:
        figure: The figure.
        leaves: What the others leave for it, in its printed unit; none where nothing.
        fits_all: Whether all others fit without it, and with each of its readings.
        readings: What it may have been, one slip from the print.
        likelihood: How much better its print is explained by a slip than by being right.
    """

    figure: Figure
    leaves: Interval | None
    fits_all: bool
    readings: tuple[Reading, ...] = ()
    likelihood: float = 0.0

    @property
    def order(self) -> tuple[bool, float, bool, int]:
        """The likeliest first."""
        width = math.inf if self.leaves is None else self.leaves.width
        return (not self.fits_all, -self.likelihood, math.isinf(width), self.figure.line)


@dataclass(frozen=True, slots=True, eq=False)
class _Numbered:
    """A statement of a conflict that is a number.

    Attributes:
        place: Its place in the block.
        figure: Its figure.
        printed: What that can be, in its printed unit.
        link: What it is the ratio of.
    """

    place: int
    figure: Figure
    printed: Interval
    link: Link


def find_suspects(conflict: Conflict, family: Family) -> list[Suspect]:
    """The figures of a conflict with a number, the likeliest to be wrong first.

    Args:
        conflict: The conflict.
        family: Its family.
    """
    found, places = dict[int, Suspect](), family.codes.places
    numbers = _list_numbers(conflict.question, conflict.members)
    for one in numbers:
        suspect = _suspect(one, conflict, _count_units(one.figure, family))
        if suspect.fits_all:
            for reading, weight in _relink(one, conflict, places):
                suspect = _add(suspect, reading, weight)
        found[one.place] = suspect
    # an assumption is about one figure in one place
    pairs = () if conflict.assumptions else _exchange(numbers, found, conflict)
    for place, reading, weight in pairs:
        found[place] = replace(_add(found[place], reading, weight), fits_all=True)
    return sorted(found.values(), key=lambda one: one.order)


def _add(suspect: Suspect, reading: Reading, weight: float) -> Suspect:
    readings = (*suspect.readings, reading)
    return replace(suspect, readings=readings, likelihood=suspect.likelihood + weight)


def _list_numbers(question: Question, members: Iterable[int]) -> list[_Numbered]:
    """Each figure with a number once."""
    found: dict[Figure, _Numbered] = {}
    for place in sorted(members):
        one = question.block.statements[place]
        if one.figure and one.printed:
            found.setdefault(one.figure, _Numbered(place, one.figure, one.printed, one.links[0]))
    return list(found.values())


def _count_units(figure: Figure, family: Family) -> Custom:
    """All units, with how many sizes the publication of a figure prints in each."""
    sizes = family.by_key[figure.source, figure.market].sizes
    counts = Counter(size.unit.id for size in sizes)
    return {unit: counts[unit.id] for unit in family.codes.units.values()}


def _suspect(one: _Numbered, conflict: Conflict, custom: Custom) -> Suspect:
    question, own = conflict.question, conflict.question.widen({one.place})
    room = conflict.find_room(one.link, own)
    fits_all = bool(room)
    for on in (conflict.on, conflict.members):
        if not room and (left := question.find_range(one.link, on - own)):
            room = [left]
    if not room:
        return Suspect(one.figure, None, fits_all)
    ratio = hull(room)
    leaves = one.link.read(ratio)
    weights = {
        reading: _weigh(reading, ratio, one)
        for reading in list_readings(one.figure, custom, leaves)
        if _is_in(room, one.link, reading.printed)
    }
    total = sum(weights.values())
    near = _keep_unlike(sorted(weights, key=lambda reading: -weights[reading]))
    return Suspect(one.figure, leaves, fits_all, tuple(near), total)


def _is_in(room: Iterable[Interval], link: Link, printed: Interval) -> bool:
    """Whether a ratio may be what is printed."""
    return any(one.meets(link.bound(printed)) for one in room)


def _keep_unlike(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Of readings that are the same number, however printed, the first."""
    seen: set[str] = set()
    for reading in readings:
        value = f"{reading.printed.middle:.9g}"
        if value not in seen:
            seen.add(value)
            yield reading


def _weigh(reading: Reading, ratio: Interval, one: _Numbered) -> float:
    """The likelihood ratio of one reading, where the others leave some ratio."""
    own, read = one.link.bound(one.printed), one.link.bound(reading.printed)
    middle = max((own.low + min(own.high, own.low * 2 + 1)) / 2, 1e-300)
    room = Interval(max(ratio.low, middle / _WIDE), min(ratio.high, middle * _WIDE))
    common = _width(max(read.low, room.low), min(read.high, room.high))
    return reading.weight * common / (_width(room.low, room.high) * _width(own.low, own.high))


def _width(low: float, high: float) -> float:
    """Width on a logarithmic scale, never nothing."""
    if low <= 0:
        return math.log(_WIDE)
    return max(math.log(high / low) if high > low else 0.0, _NARROW)


def _relink(one: _Numbered, conflict: Conflict, places: Places) -> Iterator[tuple[Reading, float]]:
    """The same digits about another year, or of another whole."""
    question = conflict.question
    own = question.widen({one.place})
    for kind, says, link in _list_links(one, question, places):
        room = conflict.find_room(link, own)
        if _is_in(room, link, one.printed):
            reading = Reading(kind, one.figure.stated, says, one.printed, LIKELY[kind] / 2)
            yield reading, _weigh(reading, hull(room), replace(one, link=link))


def _list_links(
    one: _Numbered, question: Question, places: Places
) -> Iterator[tuple[Kind, str, Link]]:
    columns = {
        cell: question.block.columns[n] for n, cell in enumerate(question.block.cells) if cell
    }
    own, of = question.cell_of(one.link.part), question.cell_of(one.link.whole)
    if own is None:
        return
    if of is None:
        for year in (own.year - 1, own.year + 1):
            if column := columns.get(own._replace(year=year)):
                yield "year", f"the size of {year}", one.link._replace(part=column)
    elif isinstance(one.figure, Share):
        for cell, column in columns.items():
            if _is_whole_of(cell, own, of, places):
                name = places.get(cell.region).name
                where = "the world" if cell.region == places.world else name
                yield "whole", f"a share of {where}", one.link._replace(whole=column)
    elif len(one.link.counts) == 1:
        yield from _list_windows(own, of, one.link, columns)


def _list_windows(
    own: Cell, of: Cell, link: Link, columns: Mapping[Cell, int]
) -> Iterator[tuple[Kind, str, Link]]:
    """Labels a year or two off at one end."""
    for start, end in ((0, -2), (0, -1), (0, 1), (0, 2), (-1, 0), (1, 0)):
        last, first = own._replace(year=own.year + end), of._replace(year=of.year + start)
        count = last.year - first.year
        if last in columns and first in columns and count > 0:
            moved = link._replace(part=columns[last], whole=columns[first], counts=(count,))
            yield "year", f"growth of {first.year} to {last.year}", moved


def _is_whole_of(cell: Cell, own: Cell, of: Cell, places: Places) -> bool:
    """Whether a cell is another whole that a share may be of."""
    if cell in (own, of) or cell.segment:
        return False
    alike = cell._replace(region=of.region, segment=of.segment) == of
    is_own = cell.region == own.region and bool(own.segment)
    return alike and (is_own or places.contains(cell.region, own.region))


def _exchange(
    numbers: Iterable[_Numbered], found: Mapping[int, Suspect], conflict: Conflict
) -> Iterator[tuple[int, Reading, float]]:
    """Figures of a conflict that fit in each other's place, or in that of another one."""
    question = conflict.question
    others = _list_numbers(question, conflict.on)
    others.sort(key=lambda two: two.place not in conflict.members)
    block = question.block
    most = min(_MOST_PAIRS, _MOST_ROWS // (len(block.bounds) + len(block.rows)))
    for one, two in islice(_pair(numbers, others, found), most):
        swapped = {one.place: _read_as(two, one), two.place: _read_as(one, two)}
        if _allows(swapped, conflict):
            yield _take(one, two, swapped)
            if two.place in found:
                yield _take(two, one, swapped)


def _allows(swapped: Mapping[int, Interval], conflict: Conflict) -> bool:
    """Whether all fits with two figures in each other's place, as far as it can."""
    allows = conflict.question.allows
    return all(any(allows(swapped, on) for on in ways) for ways in conflict.list_ways())


def _pair(
    numbers: Iterable[_Numbered], others: Iterable[_Numbered], found: Mapping[int, Suspect]
) -> Iterator[tuple[_Numbered, _Numbered]]:
    """Pairs that may have changed places, each once."""
    every = list(others)
    for one in numbers:
        suspect = found[one.place]
        for two in every:
            again = two.place in found and two.place < one.place
            if again or not _can_exchange(one.figure, two.figure):
                continue
            if _may_take(suspect, _read_as(two, one)):
                yield one, two


def _may_take(suspect: Suspect, printed: Interval) -> bool:
    """Whether a figure may be what another one prints, or it is open what it may be."""
    return not suspect.fits_all or suspect.leaves is None or suspect.leaves.meets(printed)


def _can_exchange(one: Figure, two: Figure) -> bool:
    """Whether two figures of one kind of one publication could have changed places."""
    alike = (one.table, one.source, one.market) == (two.table, two.source, two.market)
    near = one.subject == two.subject or one.year == two.year
    return alike and near and one.stated != two.stated


def _read_as(one: _Numbered, other: _Numbered) -> Interval:
    """What a figure can be, in the printed unit of another."""
    if isinstance(one.figure, Size) and isinstance(other.figure, Size):
        return one.printed.times(one.figure.unit.factor / other.figure.unit.factor)
    return one.printed


def _take(
    own: _Numbered, other: _Numbered, swapped: Mapping[int, Interval]
) -> tuple[int, Reading, float]:
    """The reading of a figure in the place of another, and its likelihood ratio.

    That both digits fit where the other was explains both prints.
    """
    figure, bound = other.figure, own.link.bound(own.printed)
    unit = figure.unit.name if isinstance(figure, Size) else "%"
    says = f"{figure.stated} {unit}, exchanged with {figure.cite}"
    weight = LIKELY["exchange"] / _MOST_PAIRS
    reading = Reading("exchange", figure.stated, says, swapped[own.place], weight)
    return own.place, reading, weight / _width(bound.low, bound.high) ** 2
