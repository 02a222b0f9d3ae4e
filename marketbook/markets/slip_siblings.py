"""Sizes a thousand or a million times smaller than those of their siblings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marketbook.figures import reach
from marketbook.markets.beside import SLIP
from marketbook.markets.nesting import REGIONS
from marketbook.markets.places import Region
from marketbook.markets.printed import Size
from marketbook.markets.publication import Publication
from marketbook.markets.series import Series
from marketbook.markets.slip import Slip

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
        if _is_odd(siblings.sizes):
            yield from _slips_among(siblings, known, publication)


def _is_odd(sizes: Sequence[Size]) -> bool:
    return len(sizes) > 1 and min(size.high for size in sizes) * SLIP < max(
        size.low for size in sizes
    )


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


def _slips_among(
    siblings: _Siblings, known: frozenset[Size], publication: Publication
) -> Iterator[Slip]:
    """The smallest, where it only fits in the unit of the others."""
    sizes = [size for size in siblings.sizes if size.origin not in known]
    least = min((size.money for size in sizes), default=0.0)
    rest = [size for size in sizes if size.money > least]
    if not rest:
        return
    countries = {size: _country(size, siblings, publication) for size in sizes}
    nearest = min(size.money for size in rest)
    beside = max((size for size in rest if size.money == nearest), key=lambda size: size.order)
    for size in sizes:
        if size.money == least and size.is_printed:
            times = max(other.unit.factor for other in rest) / size.unit.factor
            own = countries[size]
            is_large = own is not None and own.is_largest
            outdone = is_large and _is_outdone(size, own, rest, countries)
            # ten times smaller than the last of all countries would be leaves no right small one
            tiny = size.money * PLACES * 10 < max(other.money for other in rest)
            fits = _fits_only_larger(size, rest, times, siblings.whole, is_large=is_large)
            if fits and (tiny or outdone or siblings.whole):
                kind = "siblings" if siblings.whole else "neighbours"
                ratio = beside.money / size.money
                sure = tiny or outdone
                yield Slip(size, beside, kind, True, times, ratio, len(rest), sure, siblings.whole)


def _country(size: Size, siblings: _Siblings, publication: Publication) -> Region | None:
    """The country that a size is of, where its whole is cut into regions."""
    region = publication.places.get(size.region)
    return region if siblings.is_regions and region.kind == "country" else None


def _is_outdone(
    size: Size,
    own: Region | None,
    rest: Iterable[Size],
    countries: dict[Size, Region | None],
) -> bool:
    """Whether a smaller economy beside a large one has a far larger market."""
    return own is not None and any(
        other.economy < own.economy and size.money * SLIP < beside.money
        for beside in rest
        if (other := countries[beside]) is not None
    )


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
