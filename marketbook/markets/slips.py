"""Sizes that prove nothing of others: slips of the unit, and sizes that contradict each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import Literal

from marketbook.figures import divide, grow, reach
from marketbook.markets.beside import ORDER, SLIP, Beside
from marketbook.markets.grouping import group_by
from marketbook.markets.nesting import REGIONS, Nesting
from marketbook.markets.places import Places
from marketbook.markets.printed import Rate, Size
from marketbook.markets.publication import Publication
from marketbook.markets.series import Series, find_rivals

MILLION = 10.0**4.5
"""From here on a factor is nearer to a million than to a thousand, on a log scale."""

Kind = Literal["years", "siblings", "neighbours", "publishers"]


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """A size that makes sense only in another unit.

    Attributes:
        size: The size.
        beside: One that it is compared with.
        kind: With what it is compared: other years of its series, its siblings in their whole,
            siblings without a whole of their year, or other publishers.
        is_up: Whether it should be larger.
        times: How many times: a thousand or a million.
        ratio: By how much the two differ.
        others: How many figures say so.
        is_sure: Whether no place could be that small.
        whole: The whole of the siblings.
    """

    size: Size
    beside: Size
    kind: Kind
    is_up: bool
    times: float
    ratio: float
    others: int
    is_sure: bool = True
    whole: Size | None = None

    @property
    def is_in_line(self) -> bool:
        """Whether it is in line with what it is compared with in the likely unit.

        Siblings may be of very different size, so that there the unit of the others is enough.
        """
        is_sibling = self.kind in ("siblings", "neighbours")
        return is_sibling or 1 / ORDER <= self.ratio / self.times <= ORDER

    @property
    def right_money(self) -> float:
        """What the size would be in the likely unit, in base units."""
        return self.size.money * (self.times if self.is_up else 1 / self.times)


def times_off(ratio: float) -> float:
    """A thousand or a million, whichever is nearer to a ratio."""
    return 1e3 if ratio < MILLION else 1e6


@dataclass(frozen=True, eq=False)
class Slips:
    """The slips of a family of markets.

    Attributes:
        slips: Each slip once.
        contested: Sizes that another one of their subject and year contradicts, where neither is
            surely a slip of the unit.
    """

    slips: tuple[Slip, ...]
    contested: frozenset[Size]

    @cached_property
    def wrong(self) -> frozenset[Size]:
        """Sizes in the wrong unit, or likely so."""
        return frozenset(slip.size for slip in self.slips)

    @cached_property
    def sure(self) -> frozenset[Size]:
        """Sizes that are surely in the wrong unit."""
        return frozenset(slip.size for slip in self.slips if slip.is_sure)

    @cached_property
    def doubtful(self) -> frozenset[Size]:
        """Sizes that another rule names, so that they prove nothing of others."""
        return self.wrong | self.contested


def find_slips(
    publications: Iterable[Publication], nestings: Iterable[Nesting], beside: Iterable[list[Beside]]
) -> Slips:
    """The slips of a family of markets."""
    every, slips = list(publications), list[Slip]()
    wide = {series for one in every for series in one.series if is_wide(series)}
    above = frozenset(
        one.part
        for one in nestings
        for parts, wholes in (one.years() if one.part in wide else ())
        if reach(min(whole.high for whole in wholes) * SLIP, max(part.low for part in parts))
    )
    for publication in every:
        of_years = list(find_year_slips(publication, above))
        known = frozenset(slip.size for slip in of_years)
        slips += [*of_years, *find_sibling_slips(publication, known)]
    known = frozenset(slip.size for slip in slips)
    slips += _find_publisher_slips(beside, known, every)
    sure = {slip.size for slip in slips if slip.is_sure}
    contested = frozenset(
        size
        for publication in every
        for series in publication.series
        for size in find_rivals(size for size in series.printed if size not in sure)
    )
    return Slips(tuple(slips), contested)


def _find_publisher_slips(
    beside: Iterable[list[Beside]], known: frozenset[Size], publications: Iterable[Publication]
) -> Iterator[Slip]:
    """Sizes a thousand times off those of other sources about the same subject.

    Every year that two sources share must be off. The slip is at the source that more others
    contradict, of two alike at the one whose unit is rarer in print, then at the later lines.
    """
    votes: list[Beside] = []
    for meetings in beside:
        free = [one for one in meetings if known.isdisjoint((one.size, one.other))]
        least = min((one.apart for one in free), default=0.0)
        if least > SLIP:
            nearest = (one for one in free if one.apart == least)
            votes += [vote for one in nearest for vote in (one, one.turned)]
    every = publications if votes else ()
    custom = Counter(size.unit.id for one in every for size in one.sizes)
    subjects = group_by(
        votes, lambda vote: (vote.series.market, *vote.series.subject, vote.series.measure)
    )
    yield from (_most_contradicted(found, custom) for found in subjects.values())


def _most_contradicted(votes: list[Beside], custom: Counter[str]) -> Slip:
    others: dict[Series, set[Size]] = defaultdict(set)
    for vote in votes:
        others[vote.series].add(vote.other)
    most = max(len(found) for found in others.values())
    left = [vote for vote in votes if len(others[vote.series]) == most]
    rarest = min(custom[vote.size.unit.id] for vote in left)
    left = [vote for vote in left if custom[vote.size.unit.id] == rarest]
    last = max((vote.series for vote in left), key=lambda series: series.order)
    left = [vote for vote in left if vote.series is last]
    vote = min(left, key=lambda vote: (vote.size.line, vote.other.line))
    times, count = times_off(vote.apart), len(others[vote.series])
    return Slip(vote.size, vote.other, "publishers", vote.is_smaller, times, vote.apart, count)


def find_year_slips(publication: Publication, too_large: frozenset[Series]) -> Iterator[Slip]:
    """Sizes a thousand times off the other years of their series.

    The growth is the stated one, else that of the whole market in the same source; where neither
    is known, only a size in another unit is judged.
    """
    wide = [one for one in publication.series if is_wide(one)]
    if not wide:
        return
    custom = Counter(size.unit.id for size in publication.sizes)
    for series in wide:
        growth = _growth(series, [rate for rate in publication.rates if rate.is_money])
        units = {size.unit.id for size in series.printed}
        if growth is not None or len(units) > 1:
            # each size as of the first year of the series
            first = min(size.at for size in series.printed)
            levels = {
                size: grow(size.money, growth or 0.0, first - size.at) for size in series.printed
            }
            yield from _outvoted(levels, custom, is_too_large=series in too_large)


def is_wide(series: Series) -> bool:
    """Whether two printed sizes of a series are a thousand times apart, or nearer to that."""
    amounts = [size.money for size in series.printed]
    return len(amounts) > 1 and reach(min(amounts) * SLIP, max(amounts))


def _growth(series: Series, rates: Sequence[Rate]) -> float | None:
    own = [rate.value for rate in rates if rate.subject == series.subject]
    market = [rate.value for rate in rates if not rate.segment]
    known = own or market
    return fsum(known) / len(known) if known else None


def _outvoted(
    levels: Mapping[Size, float], custom: Counter[str], *, is_too_large: bool
) -> Iterator[Slip]:
    """The sizes on the side that fewer years are on.

    Of two alike those far above their whole, else those on the side of the rarer unit.
    """
    top = max(levels.values())
    low = [size for size, level in levels.items() if level * SLIP < top]
    high = [size for size, level in levels.items() if not level * SLIP < top]
    if not low:
        return
    common = [max(custom[size.unit.id] for size in side) for side in (low, high)]
    votes = len(high) - len(low)
    low_is_wrong = votes > 0 or (votes == 0 and common[1] >= common[0] and not is_too_large)
    wrong, right = (low, high) if low_is_wrong else (high, low)
    # a year's first size speaks for the others
    years = {one.at: one for one in sorted(right, key=lambda one: -one.line)}
    for size in wrong:
        beside = min(years.values(), key=lambda one: (abs(one.at - size.at), one.line))
        ratio = divide(levels[beside], levels[size])
        ratio = ratio if low_is_wrong else divide(1, ratio)
        yield Slip(size, beside, "years", low_is_wrong, times_off(ratio), ratio, len(right))


PLACES = 249
"""Countries and territories of ISO 3166-1: by rank and size the last has 1/249 of the largest."""


@dataclass(frozen=True, slots=True, eq=False)
class _Siblings:
    """Sizes of one whole and year; without the whole where it is printed for other years only."""

    sizes: tuple[Size, ...]
    is_regions: bool
    whole: Size | None = None


def find_sibling_slips(publication: Publication, known: frozenset[Size]) -> Iterator[Slip]:
    """Sizes in another unit than all others of their whole and year, that only fit in theirs.

    As printed such a size is nearer to a thousandth of the smallest other than to it; in the unit
    of the others it is not, it is smaller than the largest, and fits into the whole beside them.
    One of the largest economies may also be larger than its siblings, and needs no second one.
    Where the whole is printed for other years only, the smaller market of a larger economy tells
    alone.
    """
    cuts = (_Siblings(cut.parts, cut.is_regions, cut.whole) for cut in publication.cuts)
    for siblings in (*cuts, *_without_whole(publication)):
        sizes = siblings.sizes
        is_odd = len(sizes) > 1 and min(one.high for one in sizes) * SLIP < max(
            one.low for one in sizes
        )
        if is_odd:
            yield from _slips_among(siblings, known, publication.places)


def _without_whole(publication: Publication) -> Iterator[_Siblings]:
    """Regions whose nearest whole is printed, but not for their year."""
    loose: dict[tuple[Series, int], list[Size]] = defaultdict(list)
    for one in publication.nestings:
        if one.is_near and one.cut == REGIONS:
            for year, sizes in one.part.by_year.items():
                if year not in one.whole.by_year:
                    loose[one.whole, year] += sizes
    for found in loose.values():
        yield _Siblings(tuple(found), is_regions=True)


def _slips_among(siblings: _Siblings, known: frozenset[Size], places: Places) -> Iterator[Slip]:
    """The smallest, where it only fits in the unit of the others."""
    sizes = [size for size in siblings.sizes if size.origin not in known]
    least = min((size.money for size in sizes), default=0.0)
    rest = [size for size in sizes if size.money > least]
    if not rest:
        return
    regions = {size: places.get(size.region) for size in sizes if siblings.is_regions}
    countries = {size: one for size, one in regions.items() if one.kind == "country"}
    nearest = min(size.money for size in rest)
    beside = max((size for size in rest if size.money == nearest), key=lambda size: size.order)
    for size in (size for size in sizes if size.money == least and size.is_printed):
        times = max(other.unit.factor for other in rest) / size.unit.factor
        own = countries.get(size)
        is_large = own is not None and own.is_largest
        # a smaller economy beside a large one has a far larger market
        outdone = (
            own is not None
            and is_large
            and any(
                countries[one].economy < own.economy and size.money * SLIP < one.money
                for one in rest
                if one in countries
            )
        )
        # ten times smaller than the last of all countries would be leaves no right small one
        sure = outdone or size.money * PLACES * 10 < max(other.money for other in rest)
        fits = _fits_only_larger(size, rest, times, siblings.whole, is_large=is_large)
        if fits and (sure or siblings.whole):
            kind = "siblings" if siblings.whole else "neighbours"
            ratio = beside.money / size.money
            yield Slip(size, beside, kind, True, times, ratio, len(rest), sure, siblings.whole)


def _fits_only_larger(
    size: Size, rest: Sequence[Size], times: float, whole: Size | None, *, is_large: bool
) -> bool:
    """Whether a size belongs into the unit of its siblings, by all that the figures say."""
    larger = size.money * times
    least, largest = (choose(other.money for other in rest) for choose in (min, max))
    others = sum(other.low for other in rest)
    return (
        (len(rest) > 1 or is_large)
        and len({other.unit.factor for other in rest}) == 1
        and times in (1e3, 1e6)
        and least > size.money * SLIP
        and reach(least, larger * SLIP)
        and larger < largest * (SLIP if is_large else 1.0)
        and (whole is None or reach(others + size.low * times, whole.high))
    )
