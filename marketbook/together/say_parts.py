"""What is true of any market: regions and segments in their wholes, markets in wider ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from marketbook.markets.codes import Codes
from marketbook.markets.publication import Publication
from marketbook.together.programme import NO_REST, Cell, Programme

Columns = dict[str, int]
"""Columns of regions of one segment, or of segments of one region, by id."""

_Cut = dict[str, Columns]

Sum = tuple[Sequence[str], str]
"""Parts, and the whole that they are together not more than, or all of."""


class Divider:
    """Adds how the wholes of one publication are divided.

    Args:
        publication: The publication.
        programme: Where it is added.
    """

    def __init__(self, publication: Publication, programme: Programme) -> None:
        self._publication = publication
        self._programme = programme
        self._places = publication.places
        self._codes = publication.codes
        self._wholes: dict[str, list[str]] = {}
        self._region_sums: dict[frozenset[str], list[Sum]] = {}
        self._segment_sums: dict[frozenset[str], list[Sum]] = {}

    def divide(self, regions: Sequence[Columns], segments: Sequence[Columns]) -> None:
        """Add what parts and wholes say of each other in one measure and year.

        No part is larger than its whole, and separate parts together neither; where none is left
        out, they make up all of it.

        Args:
            regions: Columns of the regions of each segment, two or more.
            segments: Columns of the segments of each region, two or more.
        """
        for one in regions:
            self._hold(one, self._region_sums, self._list_sums)
        for one in segments:
            self._hold(one, self._segment_sums, self._list_cuts)
        for one in regions:
            self._fill_regions(one)
        for one in segments:
            self._fill_segments(one)

    def _hold(
        self,
        columns: Columns,
        known: dict[frozenset[str], list[Sum]],
        list_sums: Callable[[frozenset[str]], Iterator[Sum]],
    ) -> None:
        key = frozenset(columns)
        if key not in known:
            known[key] = list(list_sums(key))
        for parts, whole in known[key]:
            self._programme.hold([columns[one] for one in parts], columns[whole])

    def _list_sums(self, regions: frozenset[str]) -> Iterator[Sum]:
        inside: dict[str, list[str]] = defaultdict(list)
        for region in sorted(regions):
            for whole in self._wholes_of(region):
                if whole in regions:
                    inside[whole].append(region)
        for whole, parts in inside.items():
            apart = self._keep_apart(parts)
            if apart:
                yield apart, whole
            if len(apart) < len(parts):
                yield from (([one], whole) for one in self._leave_out(parts, apart))
        for whole, rests, alike in self._full:
            if rests and whole in regions:
                common = regions.intersection(*alike)
                if not common.isdisjoint(rests):
                    yield sorted(common), whole

    def _wholes_of(self, region: str) -> Sequence[str]:
        """What a region lies in; a country that the source counts elsewhere lies in the world."""
        if region not in self._wholes:
            is_moved = region in self._publication.moved
            found = [self._places.world] if is_moved else sorted(self._places.wholes(region))
            self._wholes[region] = found
        return self._wholes[region]

    def _keep_apart(self, regions: Iterable[str]) -> list[str]:
        """The widest of some regions that surely have nothing in common."""
        found: list[str] = []
        places, moved = self._places, self._publication.moved
        # a country that is counted elsewhere than in the tree is in a region that nobody knows
        settled = [one for one in regions if one not in moved]
        for one in sorted(places.widest(settled)) if len(settled) > 1 else settled:
            is_apart = not found or places.overlapping(one).isdisjoint(found)
            if is_apart and one not in places.rests:
                found.append(one)
        return found

    def _leave_out(self, parts: Iterable[str], apart: Collection[str]) -> Iterator[str]:
        """Parts that are in no sum, neither by themselves nor in another one."""
        covered = frozenset(apart)
        for one in parts:
            if one not in covered and covered.isdisjoint(self._wholes_of(one)):
                yield one

    @cached_property
    def _full(self) -> list[tuple[str, frozenset[str], list[frozenset[str]]]]:
        """Lists that leave out nothing: of which whole, what each names as its rest, its parts.

        The parts are those of all lists that name the same rest of the same whole. They may differ
        in what that rest holds: then only what all of them name is apart from it, and only all
        that any of them names fills the whole.
        """
        lists = (*self._publication.full_lists, *self._publication.rest_lists)
        known = dict.fromkeys((one.whole, one.parts) for one in lists)
        found: list[tuple[str, frozenset[str], list[frozenset[str]]]] = []
        for whole, parts in known:
            rests = parts & self._places.rests
            alike = [other for of, other in known if of == whole and rests & other]
            found.append((whole, rests, alike if rests else [parts]))
        return found

    @cached_property
    def _fills(self) -> list[Sum]:
        """Parts that make up their whole, and the whole."""
        return [(sorted(frozenset[str]().union(*alike)), whole) for whole, _, alike in self._full]

    def _list_cuts(self, segments: frozenset[str]) -> Iterator[Sum]:
        inside: dict[tuple[str, str], list[str]] = defaultdict(list)
        tree = self._codes.segment_tree
        for one in sorted(segments & self._codes.segments.keys()):
            axis = self._codes.axis_of(one)
            for whole in ("", *sorted(segments & tree.wholes(one))):
                inside[axis, whole].append(one)
        for (_, whole), parts in inside.items():
            if whole not in segments:
                continue
            top = [one for one in parts if tree.wholes(one).isdisjoint(parts)]
            apart = [one for one in top if not self._codes.segments[one].is_rest]
            if apart:
                yield apart, whole
            yield from (([one], whole) for one in top if one not in apart)

    def _fill_regions(self, regions: Columns) -> None:
        for parts, whole in self._fills:
            self._fill(parts, whole, regions)
        for region, parts, says in self._closed:
            self._fill(parts, region, regions, NO_REST, says)

    def _fill_segments(self, segments: Columns) -> None:
        if "" in segments:
            for axis in {self._codes.axis_of(one): None for one in segments if one}:
                self._fill(sorted(self._codes.full_axes.get(axis, ())), "", segments)

    def _fill(
        self, parts: Sequence[str], whole: str, columns: Columns, assumes: str = "", says: str = ""
    ) -> None:
        if parts and whole in columns and all(map(columns.__contains__, parts)):
            inner = [columns[one] for one in parts]
            self._programme.fill(inner, columns[whole], assumes, says)

    @cached_property
    def _closed(self) -> list[tuple[str, tuple[str, ...], str]]:
        """Regions with their listed parts, where no list names a rest, and that in words."""
        return [
            (region, parts, f"the list {name}, which names no rest of {whole}, names all of it")
            for region, parts, name in find_closed(self._publication)
            for whole in [self._codes.name(region)]
        ]


def find_closed(publication: Publication) -> list[tuple[str, tuple[str, ...], str]]:
    """Regions that every list names with the same parts and without a rest, beside others with one.

    A list that names the rest of Europe names one where there is one.

    Args:
        publication: What one source publishes about one market.

    Returns:
        The region, its parts, and the first list that names them.
    """
    places = publication.places
    listed = {row.member for rows in publication.region_lists for row in rows}
    open_ = {places.parent(one) for one in listed & places.rests}
    found: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for rows in publication.region_lists if open_ else ():
        members = {row.member for row in rows} - publication.moved
        closed = members - open_
        wholes: dict[str, list[str]] = defaultdict(list)
        for one in members:
            for region in places.wholes(one) & closed:
                wholes[region].append(one)
        for region, inside in sorted(wholes.items()):
            if len(inside) > 1 and places.is_wide(region):
                found[region].setdefault(tuple(sorted(places.widest(inside))), rows[0].list)
    return [
        (region, *next(iter(lists.items()))) for region, lists in found.items() if len(lists) == 1
    ]


def nest_markets(programme: Programme, codes: Codes) -> None:
    """A market is not larger than one that it is part of, in the same region and year.

    The wider market of the same source counts, else that of the only source that sizes it: of
    several sources one may draw it narrower, and a market that fits one of them fits.
    """
    markets = {cell.market for cell in programme.columns}
    wholes = {one: sorted(markets & codes.market_tree.wholes(one)) for one in markets}
    widest = {whole for found in wholes.values() for whole in found}
    if not widest:
        return
    cells = [(cell, n) for cell, n in programme.columns.items() if not cell.segment and cell.year]
    wider: dict[tuple[str, str, str, int], list[tuple[str, int]]] = defaultdict(list)
    for cell, column in cells:
        if cell.market in widest:
            key = cell.market, cell.region, cell.measure, cell.year
            wider[key].append((cell.source, column))
    for cell, column in cells:
        for market in wholes[cell.market]:
            known = wider.get((market, cell.region, cell.measure, cell.year), [])
            own = [of for source, of in known if source == cell.source]
            for whole in own[:1] or [of for _, of in known if len(known) == 1]:
                programme.hold([column], whole)


def group_cells(
    columns: Mapping[Cell, int],
) -> Iterator[tuple[tuple[str, str], list[Columns], list[Columns]]]:
    """The cells of each source and market, for each measure and year by what they divide.

    Yields:
        Source and market, with the regions of each segment and the segments of each region, where
        there are two or more.
    """
    found: dict[tuple[str, str, str, int], tuple[_Cut, _Cut]] = {}
    for (source, market, region, segment, measure, year), column in columns.items():
        regions, segments = found.setdefault((source, market, measure, year), ({}, {}))
        regions.setdefault(segment, {})[region] = column
        segments.setdefault(region, {})[segment] = column
    for key, cuts in found.items():
        regions, segments = ([one for one in cut.values() if len(one) > 1] for cut in cuts)
        if regions or segments:
            yield key[:2], regions, segments
