"""A share without a year against the sizes of its part and of its whole in several years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marketbook.figures import divide
from marketbook.markets import Publication
from marketbook.markets.printed import Share, is_money
from marketbook.markets.series import Series, group_by_year, widen
from marketbook.markets.sized_shares import SizedShare
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.words import span


@rule("shares.sizes-of-one-year", reads=("shares", "sizes", "units"), severity="note")
def sizes_of_one_year(publication: Publication) -> Iterator[Contradiction | None]:
    """A share without a year does not divide the size of one year by the total of another."""
    measures = {series.measure for series in publication.series if is_money(series.measure)}
    for share in publication.shares:
        if share.is_money and not share.year and share.whole and share.cuts_one_way:
            for measure in sorted(measures):
                series = publication.series_by_subject.get((*share.subject, measure))
                total = publication.series_by_subject.get((share.whole, "", measure))
                if series and total:
                    yield from _judge(share, series, total)


def _judge(share: Share, series: Series, total: Series) -> Iterator[Contradiction | None]:
    """Where no year has both sizes, nothing is known; nor where the share fits none of them."""
    parts, totals = (
        [widen(sizes) for sizes in group_by_year(one.printed).values()] for one in (series, total)
    )
    every = [SizedShare(share, part, whole) for part in parts for whole in totals]
    same = [one for one in every if one.size.year == one.total.year]
    if same:
        crossed = next((one for one in every if one.fits), None)
        is_fine = crossed is None or any(one.fits for one in same)
        yield None if is_fine or crossed is None else _contradict(crossed, same)


def _contradict(crossed: SizedShare, same: Sequence[SizedShare]) -> Contradiction:
    share, size, total = crossed.share, crossed.size, crossed.total
    beside = next((one for one in same if one.size.year == size.year), same[0])
    implied = span(beside.implied_share)
    message = (
        f"states {share.stated} % without a year, which is the {size.told} of {size.year} divided "
        f"by the {total.told} of {total.year}; in {beside.total.year} it is {implied} "
        f"({beside.size.told} of {beside.total.told}); check the years of both sizes, and enter "
        "the year of the share once the source settles it"
    )
    worth = abs(divide(share.value, beside.implied_share.middle) - 1)
    return Contradiction(share, message, share.stated, implied, worth, "year")
