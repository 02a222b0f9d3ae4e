"""Shares beside the printed sizes of their part and of their whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.figures import Interval, divide
from marketbook.markets.printed import Share, Size, is_money
from marketbook.markets.series import Series, group_by_year, widen


@dataclass(frozen=True, slots=True, eq=False)
class SizedShare:
    """A dated share with the sizes of its part and of its whole, in one year and currency.

    Each size is as wide as all that the source prints for it.

    Attributes:
        share: The share.
        size: The size of the part.
        total: The size of the whole.
    """

    share: Share
    size: Size
    total: Size

    @property
    def implied_size(self) -> Interval:
        """What the share says of the size of the part, in base units."""
        share, total = self.share, self.total
        return Interval(share.low * total.low / 100, share.high * total.high / 100)

    @property
    def implied_total(self) -> Interval:
        """What the share says of the size of the whole, in base units."""
        share, size = self.share, self.size
        return Interval(divide(size.low * 100, share.high), divide(size.high * 100, share.low))

    @property
    def implied_share(self) -> Interval:
        """What the two sizes say of the share, in percent."""
        size, total = self.size, self.total
        return Interval(divide(size.low * 100, total.high), divide(size.high * 100, total.low))

    @property
    def fits(self) -> bool:
        """Whether the three can all be true."""
        return self.implied_size.meets(self.size.interval)


def size_shares(shares: Iterable[Share], series: Iterable[Series]) -> Iterator[SizedShare]:
    """The dated shares of one source and market whose size and whole are printed for their year.

    A share is one of money unless the years with shares have nothing but numbers of things. A
    region's share of a segment may be of that segment or of all, and is left out.
    """
    every = list(shares)
    years = {share.year for share in every}
    sizes = _widest_sizes(series, years)
    priced = any(is_money(measure) for measure, *_ in sizes)
    measures = sorted({measure for measure, *_ in sizes if is_money(measure) or not priced})
    for share in every:
        if share.is_money and share.year and share.whole and share.cuts_one_way:
            for measure in measures:
                size = sizes.get((measure, share.year, *share.subject))
                total = sizes.get((measure, share.year, share.whole, ""))
                if size and total:
                    yield SizedShare(share, size, total)


def _widest_sizes(
    series: Iterable[Series], years: set[int | None]
) -> dict[tuple[str, int, str, str], Size]:
    """The printed sizes of some years, by measure, year, region and segment."""
    found: dict[tuple[str, int, str, str], Size] = {}
    for one in series:
        for year, sizes in group_by_year(one.printed).items():
            if year in years:
                found[one.measure, year, *one.subject] = widen(sizes)
    return found
