"""A country against its region in another year, one of the two moved by growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from marketbook.figures import Interval, reach
from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.share_figures import RatedPart
from marketbook.markets.share_parts import Part, Whole
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import number, points, rough, span, tell_growth


class _Side(NamedTuple):
    """A region's share in one year, in percent, as printed or moved there by growth."""

    part: Part
    time: int
    ends: Interval
    rated: RatedPart | None = None


_Sides = Mapping[tuple[Whole, str, int], Sequence[_Side]]


@rule("shares.country-stays-within-region", "shares", "regions", "growth_rates")
def country_stays_within_region(publication: Publication) -> Verdicts:
    """A country's share fits within its region's once growth brings both to the same year."""
    moved = [
        _Side(one.part, one.end, one.moved, one)
        for one in publication.rated_parts
        if one.year_counts and one.part.whole.is_regions
    ]
    if not moved:
        return
    printed = [
        _Side(part, part.time, part.interval)
        for part in publication.parts
        if part.whole.is_regions and part.whole.region
    ]
    as_printed = _index(printed)
    for inner, outer in (
        *_pair(moved, as_printed, publication),
        *_pair(printed, _index(moved), publication),
    ):
        # what is printed for one year, or for any, is compared as it is
        if not _is_direct(inner, outer, as_printed):
            fine = reach(inner.ends.low, outer.ends.high)
            yield None if fine else _contradict(inner, outer, publication)


def _index(sides: Iterable[_Side]) -> _Sides:
    return group_by(sides, lambda one: (one.part.whole, one.part.id, one.time))


def _pair(
    inner: Iterable[_Side], outer: _Sides, publication: Publication
) -> Iterator[tuple[_Side, _Side]]:
    """Shares beside those of the regions that contain them, in the same year."""
    places = publication.places
    for one in inner:
        whole = one.part.whole
        for region in places.wholes(one.part.id):
            if places.contains(whole.region, region):
                yield from ((one, other) for other in outer.get((whole, region, one.time), ()))


def _is_direct(inner: _Side, outer: _Side, printed: _Sides) -> bool:
    whole, part, region = inner.part.whole, inner.part.id, outer.part.id
    same = (whole, part, inner.time) in printed and (whole, region, inner.time) in printed
    return same or (whole, region, 0) in printed


def _contradict(inner: _Side, outer: _Side, publication: Publication) -> Contradiction:
    names, at, most = publication.codes.name, inner.part.at, outer.ends.high
    of, gap = names(inner.part.whole.region), inner.ends.low - most
    message = (
        f"is {_tell(inner, f' of {of}')}, but {names(outer.part.id)}, which contains it, is only "
        f"{_tell(outer)}: at least {points(gap)} too much; check the shares, the rates and the "
        "years, or waive it with the reason"
    )
    worth = gap / most if most else 1.0
    return contradict(at, message, f"at most {rough(most)} %", worth)


def _tell(side: _Side, of: str = "") -> str:
    """``31 %``, or ``23.7 to 24.9 % in 2034, from 31 % in 2025 with growth of …``."""
    printed = f"{number(side.part.value)} %{of} in {side.part.time}"
    if not side.rated:
        return printed
    return f"{span(side.ends)} in {side.time}, from {printed} {tell_growth(side.rated)}"
