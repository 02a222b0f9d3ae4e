"""What the printed figures of one publication say of its unknowns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

from marketbook.markets.family import Family
from marketbook.markets.printed import Figure, Rate, Share, is_money
from marketbook.markets.publication import Publication
from marketbook.markets.rivals import find_rival
from marketbook.markets.series import MOST_REPEATS
from marketbook.together.programme import BESIDE_WINDOW, ONE_MOMENT, Cell, Link, Programme


class Speaker:
    """Adds what one publication says to a programme.

    Args:
        publication: The publication.
        family: Its family, which knows the sizes that a rate spans.
        programme: Where it is added.
    """

    def __init__(self, publication: Publication, family: Family, programme: Programme) -> None:
        self._publication = publication
        self._programme = programme
        self._source, self._market = publication.source.id, publication.market
        self._first = len(programme.columns)
        self._bridges = family.bridges if publication.rates else {}
        measures = {size.unit.measure for size in publication.sizes}
        self._money = sorted(measure for measure in measures if is_money(measure)) or [""]

    def say_all(self) -> None:
        """Sizes, shares, rates and ranks; a rate and a rank speak of what the others are about."""
        self._say_sizes()
        for share in self._publication.shares:
            self._say_share(share)
        for rate in self._publication.rates:
            self._say_rate(rate)
        self._say_ranks()

    def _cell(self, figure: Figure, measure: str, year: int) -> Cell:
        # strings that all cells share, not those of each figure, are compared at once
        return Cell(self._source, self._market, figure.region, figure.segment, measure, year)

    def _column(self, figure: Figure, measure: str, year: int) -> int:
        columns = self._programme.columns
        return columns.setdefault(self._cell(figure, measure, year), len(columns) + 1)

    def _measures(self, measure: str) -> list[str]:
        """What a figure is of; one that leaves it open is of money, in whichever currency."""
        return [measure] if measure else self._money

    def _say_sizes(self) -> None:
        counts: dict[int, int] = {}
        for size in self._publication.sizes:
            column = self._column(size, size.unit.measure, size.year or 0)
            count = counts[column] = counts.get(column, 0) + 1
            # of very many of one year the first ones contradict each other already
            if count <= MOST_REPEATS:
                self._programme.size(size, column)
        self._programme.told.update(counts)

    def _say_share(self, share: Share) -> None:
        if not share.whole or (share.region == share.whole and not share.segment):
            return
        links: list[Link] = []
        for measure in self._measures(share.measure):
            links += self._link(share, measure)
        self._programme.state(share, links, "" if share.year else ONE_MOMENT)

    def _link(self, share: Share, measure: str) -> Iterator[Link]:
        """Of a region's share of a segment the whole may be that segment, or all of the market."""
        column, told = self._programme.column, self._programme.told
        cell = self._cell(share, measure, share.time)
        whole = column(Cell(*cell[:2], share.whole, "", *cell[4:]))
        part = column(cell)
        self._programme.wholes.add(whole)
        told.update((whole, part))
        if share.cuts_one_way:
            yield Link(part, whole, 0.01)
            return
        yield Link(part, whole, 0.01, has_low=False)
        near = column(cell._replace(region=share.whole))
        told.add(near)
        yield Link(part, near, 0.01, has_high=False)

    def _say_rate(self, rate: Rate) -> None:
        bridge = self._bridges.get(rate.record)
        if bridge is None:
            self._say_window(rate)
            return
        assumes = ""
        if (bridge.least, bridge.most) != (1.0, 1.0):
            self._say_window(rate, bridge.begin.measure, is_bridged=True)
            assumes = BESIDE_WINDOW
        begin = self._column(rate, bridge.begin.measure, bridge.begin.at)
        end = self._column(rate, bridge.end.measure, bridge.end.at)
        link = Link(end, begin, 1.0, (bridge.years,), bridge.least, bridge.most)
        self._programme.state(rate, [link], assumes)

    def _say_window(self, rate: Rate, measure: str = "", *, is_bridged: bool = False) -> None:
        """The two ends of the window; between them a rate says nothing of any year.

        From the base year on it may also hold for the year before the window, where no size of
        that year says more. A rate without a label says nothing where the source prints the market
        for both years.
        """
        measures = self._measures(measure or rate.measure)
        start, end, since = rate.start, rate.end, rate.from_year
        if start is None or end is None or since is None or len(measures) > 1 or end <= start:
            return
        is_early = rate.base_year is not None and rate.base_year < start
        if is_early and since == start and rate.start_year is None:
            return
        last = self._column(rate, measures[0], end)
        first = self._column(rate, measures[0], start)
        links = [Link(last, first, 1.0, (end - start,))]
        if is_early:
            self._programme.uneven.add(first)
        if since < start and not is_bridged:
            base = self._programme.columns.get(self._cell(rate, measures[0], since))
            if base is not None:
                links.append(Link(last, base, 1.0, (end - since, end - start)))
        self._programme.state(rate, links)

    def _say_ranks(self) -> None:
        """The largest of its kind is not smaller than any rival."""
        claims = self._publication.ranks_of("largest")
        places = self._gather() if claims else {}
        for claim in claims:
            rows = []
            for measure in self._measures(claim.measure):
                own = self._cell(claim, measure, claim.time)
                leader = self._programme.columns.get(own)
                subjects = places.get((measure, claim.time), {}) if leader else {}
                rows += [
                    ((column, leader), (1.0, -1.0))
                    for subject, column in subjects.items()
                    if leader and find_rival(claim, subject, self._publication)
                ]
            if rows:
                self._programme.suppose(rows, claim, "" if claim.time else ONE_MOMENT)

    def _gather(self) -> Mapping[tuple[str, int], dict[tuple[str, str], int]]:
        """Columns of the publication by measure and year, then by subject."""
        found: dict[tuple[str, int], dict[tuple[str, str], int]] = defaultdict(dict)
        for cell, column in islice(self._programme.columns.items(), self._first, None):
            found[cell.measure, cell.year][cell.region, cell.segment] = column
        return found
