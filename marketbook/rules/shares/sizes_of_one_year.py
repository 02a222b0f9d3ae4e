"""A share against the size of its part in one year and the total of a neighbouring year."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from marketbook.figures import Interval, divide
from marketbook.markets import Publication
from marketbook.markets.printed import Share, Size, is_money
from marketbook.markets.series import Series, group_by_year, widen
from marketbook.markets.share_figures import SizedShare
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import ends

_Years = Mapping[int, Size]
"""Printed sizes by year, each as wide as all of its year."""


@rule("shares.sizes-of-one-year", "shares", "sizes", "units", severity="note")
def sizes_of_one_year(publication: Publication) -> Verdicts:
    """A share does not divide the size of one year by the total of the year before or after.

    A share without a year is taken as that of the base year, unless it fits another one.
    """
    for share in publication.shares:
        year = share.year or publication.source.base_year
        if year and share.is_money and share.whole and share.cuts_one_way:
            for part in publication.series_of(*share.subject):
                total = publication.series_by_subject.get((share.whole, "", part.measure))
                if total and is_money(part.measure):
                    yield from _judge(share, year, part, total, publication)


def _judge(
    share: Share, year: int, part: Series, total: Series, publication: Publication
) -> Verdicts:
    """One item where both sizes are known for the year, but not printed for that of the share."""
    parts, totals = _widen_years(part), _widen_years(total)
    own, whole = (_find_size(*one, year, publication) for one in ((part, parts), (total, totals)))
    if own and whole and not (share.year in parts and share.year in totals):
        implied = own.over(whole).times(100)
        same = (SizedShare(share, parts[one], totals[one]) for one in parts.keys() & totals.keys())
        crossed = [one for one in _cross(share, year, parts, totals) if one.fits]
        if not crossed or implied.meets(share.interval) or any(one.fits for one in same):
            yield None
        else:
            yield _contradict(crossed[0], year, implied)


def _widen_years(series: Series) -> _Years:
    return {year: widen(sizes) for year, sizes in group_by_year(series.printed).items()}


def _find_size(
    series: Series, printed: _Years, year: int, publication: Publication
) -> Interval | None:
    """A size in a year, in base units: as printed, else the nearest one moved by its growth."""
    if year in printed or not printed:
        return printed[year].interval if printed else None
    near = min(printed.values(), key=lambda size: (abs(size.at - year), size.at))
    growth = publication.growth_of(series)
    ends = growth.move_both(near.interval, near.at, year) if growth else None
    return ends if ends and math.isfinite(ends.high) else None


def _cross(share: Share, year: int, parts: _Years, totals: _Years) -> Iterator[SizedShare]:
    """The size of the year and the total of a neighbouring one, or the other way round."""
    for own, other in ((year, year + 1), (year, year - 1), (year + 1, year), (year - 1, year)):
        if own in parts and other in totals:
            yield SizedShare(share, parts[own], totals[other])


def _contradict(crossed: SizedShare, year: int, implied: Interval) -> Contradiction:
    share, size, total = crossed.share, crossed.size, crossed.total
    found = f"{ends(implied.low, implied.high)} %"
    message = (
        f"states {share.stated} % {f'in {year}' if share.year else 'without a year'}, which is the "
        f"{size.told} of {size.year} divided by the {total.told} of {total.year}; in {year} it "
        f"would be {found}; check the years of the share and of both sizes"
    )
    worth = abs(divide(share.value, implied.middle) - 1)
    return contradict(share, message, found, worth)
