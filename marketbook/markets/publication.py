"""What one source publishes about one market, its rates with the years that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from marketbook.figures import Interval, hull, implied_interval
from marketbook.markets.codes import Codes
from marketbook.markets.cut_sums import CutSum, add_cuts
from marketbook.markets.grouping import group_by
from marketbook.markets.growth import Growth, find_growth
from marketbook.markets.lists import (
    FullList,
    find_full_lists,
    find_moved,
    find_rest_lists,
    group_lists,
)
from marketbook.markets.nesting import Cut, Nesting, cut_wholes, nest
from marketbook.markets.printed import Claim, Listing, Rate, Share, Size, Statistic, may_be_money
from marketbook.markets.series import Series, build_series
from marketbook.markets.share_figures import RatedPart, SizedShare, rate_parts, size_shares
from marketbook.markets.share_parts import (
    Filled,
    Holder,
    Part,
    ShareSum,
    Whole,
    add_up,
    cover,
    fill_holders,
    find_parts,
    name_places,
)
from marketbook.markets.sources import Source
from marketbook.markets.spans import pair_with_series

Starts = Mapping[int, Mapping[str, Interval]]
"""Growth of whole markets up to a window's start, in percent a year, by that year and region."""


@dataclass(eq=False)
class Publication:
    """The figures and lists of one source about one market; built once, never changed.

    Attributes:
        source: The source.
        market: Id of the market.
        codes: The code lists of the package.
        sizes, rates, shares, claims, statistics: Its figures, in the order of their lines; the
            rates are given the years of their windows.
        listings: The printed names of its lists, of all tables of listings.
    """

    source: Source
    market: str
    codes: Codes
    sizes: Sequence[Size] = ()
    rates: Sequence[Rate] = ()
    shares: Sequence[Share] = ()
    claims: Sequence[Claim] = ()
    statistics: Sequence[Statistic] = ()
    listings: Sequence[Listing] = ()

    def __post_init__(self) -> None:
        self.rates = date_rates(self.rates, self.source, self.sizes)
        self.places = self.codes.places
        self.world = self.places.world

    @cached_property
    def years(self) -> frozenset[int]:
        """Years of its sizes of the whole market: in the world, or in any region without those."""
        whole = [size for size in self.sizes if not size.segment]
        worldwide = [size for size in whole if size.region == self.world]
        return frozenset(size.at for size in worldwide or whole)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The sizes of each subject and currency over the years, by their first line."""
        return tuple(build_series(self.sizes, self.shares))

    @cached_property
    def series_by_subject(self) -> Mapping[tuple[str, str, str], Series]:
        """The series by region, segment and measure."""
        return {(*one.subject, one.measure): one for one in self.series}

    def series_of(self, region: str, segment: str = "") -> Iterator[Series]:
        """The series of a subject, one for each currency or count."""
        return iter(self._series_of.get((region, segment), ()))

    @cached_property
    def _series_of(self) -> Mapping[tuple[str, str], list[Series]]:
        return group_by(self.series, lambda one: one.subject)

    @cached_property
    def rate_series(self) -> tuple[tuple[Rate, Series, bool], ...]:
        """Each rate with the series of its subject, and whether it is of that series."""
        return tuple(pair_with_series(self.rates, self.series))

    @cached_property
    def nestings(self) -> tuple[Nesting, ...]:
        """The series of regions and segments with those of their wholes."""
        return tuple(nest(self.series, self.moved, self.codes))

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """Regions and segments of each whole and year."""
        return tuple(cut_wholes(self.nestings))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its shares as parts of wholes."""
        return tuple(find_parts(self.shares, self.moved, self.codes))

    @cached_property
    def parts_by_subject(self) -> Mapping[tuple[str, str], list[Part]]:
        """The same by region and segment."""
        return group_by(self.parts, lambda part: part.at.subject)

    @cached_property
    def share_sums(self) -> tuple[ShareSum, ...]:
        """What the parts of each whole and time add up to, each counted once."""
        return tuple(add_up(self.parts, name_places(self.listings, self.shares), self.codes))

    @cached_property
    def covered(self) -> Mapping[Holder, frozenset[str]]:
        """Parts of each whole, or part of one, with a share, and all that has some of them."""
        return cover(self.share_sums, self.codes)

    @cached_property
    def filled(self) -> tuple[Filled, ...]:
        """Sums of the parts of a region or segment, each beside the share of that."""
        return tuple(fill_holders(self.share_sums, self.parts))

    @cached_property
    def rated_parts(self) -> tuple[RatedPart, ...]:
        """Its dated shares with the rates of their part and of their whole over one window."""
        return tuple(rate_parts(self.parts, self.rates))

    @cached_property
    def sized_shares(self) -> tuple[SizedShare, ...]:
        """Its dated shares beside the printed sizes of their part and of their whole."""
        return tuple(size_shares(self.shares, self.series))

    @cached_property
    def cut_sums(self) -> tuple[CutSum, ...]:
        """What the parts of its wholes add up to, in the years for which they are printed."""
        return tuple(add_cuts(self.cuts, self.sized_shares, self.share_sums, self.full_sets))

    def full_sets(self, whole: Whole) -> list[frozenset[str]]:
        """Sets of parts that make up a whole: of a complete axis, or of a list of the source."""
        if not whole.is_regions:
            return [self.codes.full_axes[whole.cut]] if whole.cut in self.codes.full_axes else []
        lists = () if whole.within else (*self.full_lists, *self.rest_lists)
        return [one.parts for one in lists if one.whole == whole.region]

    @cached_property
    def _growth(self) -> dict[Series, Growth | None]:
        return {one: find_growth(one, self.own_rates.get(one, ())) for one in self.series}

    @cached_property
    def own_rates(self) -> Mapping[Series, list[Rate]]:
        """The rates that are of each series."""
        own = group_by((pair for pair in self.rate_series if pair[2]), lambda pair: pair[1])
        return {series: [rate for rate, *_ in found] for series, found in own.items()}

    def growth_of(self, series: Series) -> Growth | None:
        """Growth of a series by its own rates and sizes; none where neither is known."""
        return self._growth[series]

    def listings_of(self, table: str) -> list[Listing]:
        """The printed names of one table of listings, by line."""
        return [row for row in self.listings if row.table == table]

    def lists_of(self, table: str) -> list[list[Listing]]:
        """Its lists that are no mention in running text, each in printed order."""
        return group_lists(self.listings_of(table))

    @cached_property
    def region_lists(self) -> tuple[tuple[Listing, ...], ...]:
        """Its lists of regions that are no mention in running text, each in printed order."""
        return tuple(tuple(rows) for rows in self.lists_of("region_listings"))

    @cached_property
    def moved(self) -> frozenset[str]:
        """Countries that its own lists put under another region than the tree does."""
        return find_moved(self.region_lists, self.places)

    @cached_property
    def full_lists(self) -> tuple[FullList, ...]:
        """Its lists that leave out no region of the world."""
        return tuple(find_full_lists(self.region_lists, self.places))

    @cached_property
    def rest_lists(self) -> tuple[FullList, ...]:
        """Its lists that name a region's parts and its remainder."""
        return tuple(find_rest_lists(self.region_lists, self.places))

    @cached_property
    def listed_beside(self) -> Mapping[str, frozenset[str]]:
        """Regions with all that its full lists of the world name beside them, and themselves."""
        found: dict[str, frozenset[str]] = {}
        for one in self.full_lists:
            found |= {region: found.get(region, frozenset()) | one.parts for region in one.parts}
        return found

    @cached_property
    def ranks(self) -> tuple[Claim, ...]:
        """Its claims of rank by money, or by what is left open."""
        return tuple(claim for claim in self.claims if may_be_money(claim.measure))

    def ranks_of(self, kind: str) -> list[Claim]:
        """Those of one kind: ``largest`` or ``fastest-growing``."""
        return [claim for claim in self.ranks if claim.kind == kind]


def date_rates(rates: Iterable[Rate], source: Source, sizes: Iterable[Size]) -> list[Rate]:
    """Rates of one source and market with the years of their windows."""
    known = list(rates)
    starts = {_start(rate, source) for rate in known} - {None}
    grown = _grow_up_to([year for year in starts if year is not None], source, sizes)
    return [_date(rate, source, grown) for rate in known]


def _start(rate: Rate, source: Source) -> int | None:
    return source.forecast_start if rate.start_year is None else rate.start_year


def _date(rate: Rate, source: Source, grown: Starts) -> Rate:
    start, base = _start(rate, source), source.base_year
    wholes = grown.get(start, {}) if start is not None else {}
    own = not rate.segment and rate.region in wholes
    first = hull(wholes.values()) if wholes else None
    early = start is not None and base is not None and base < start and not wholes
    grew = first is not None and first.low >= 0 and rate.low >= 0
    return replace(
        rate,
        start=start,
        end=source.forecast_end if rate.end_year is None else rate.end_year,
        base_year=base,
        from_year=None if start is None else start - early,
        still_year=None if start is None else start - (early or grew),
        first=first,
        is_apart=len(wholes) > own,
    )


def _grow_up_to(starts: Iterable[int], source: Source, sizes: Iterable[Size]) -> Starts:
    """What whole markets grew by up to each start, where sizes of both years are printed."""
    wholes: dict[tuple[str, str], dict[int, list[Size]]] = defaultdict(dict)
    for size in sizes:
        if not size.segment:
            wholes[size.region, size.measure].setdefault(size.at, []).append(size)
    base = source.base_year
    found: dict[int, dict[str, Interval]] = {}
    for start in starts:
        before = {start - 1, base} if base is not None and base < start else {start - 1}
        for (region, _), years in wholes.items():
            spans = [
                implied_interval(_widest(years[year]), _widest(years[start]), start - year)
                for year in before
                if year in years and start in years
            ]
            if spans:
                own = found.setdefault(start, {})
                spans += [own[region]] if region in own else []
                own[region] = hull(spans)
    return found


def _widest(sizes: Iterable[Size]) -> Interval:
    return hull(size.interval for size in sizes)
