"""Shares beside the sizes and the growth of their part and of their whole, and shares of shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.figures import Interval, power
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Rate, Share, Size, is_money
from marketbook.markets.series import Series, group_by_year, widen
from marketbook.markets.share_parts import Part, Whole


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
        return self.size.interval.over(self.share.interval.times(0.01))

    @property
    def implied_share(self) -> Interval:
        """What the two sizes say of the share, in percent."""
        return self.size.interval.over(self.total.interval).times(100)

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


@dataclass(frozen=True, slots=True, eq=False)
class RatedPart:
    """A dated share with the rates of its part and of its whole over one window.

    Attributes:
        part: The part.
        own, of_whole: The two rates.
    """

    part: Part
    own: Rate
    of_whole: Rate

    @property
    def start(self) -> int:
        """First year of the window."""
        return self.own.start or 0

    @property
    def end(self) -> int:
        """Last year of the window."""
        return self.own.end or 0

    @property
    def year_counts(self) -> tuple[int, ...]:
        """For how many years the part may grow from its share to the end of the window.

        Inside its window a rate says nothing, so that only a share at its begin counts; none for
        all others. From a base year the rate may be meant for the years of its label or for one
        more.
        """
        time, base = self.part.time, self.own.base_year
        begins = time == self.start or (time == base and time == self.own.from_year)
        if not begins or self.end <= self.start:
            return ()
        return tuple(dict.fromkeys((self.end - time, self.end - self.start)))

    @property
    def pace(self) -> Interval:
        """By what factor a year the share grows."""
        own, of_whole = (
            Interval(one.low + 100, one.high + 100) for one in (self.own, self.of_whole)
        )
        return own.over(of_whole)

    @property
    def moved(self) -> Interval:
        """The share at the end of the window, in percent.

        ``share × ((1 + rate of the part) / (1 + rate of the whole)) ^ years``, as wide as all that
        the years can be.
        """
        part, pace, counts = self.part, self.pace, self.year_counts
        return Interval(
            part.low * min(power(pace.low, count) for count in counts),
            part.high * max(power(pace.high, count) for count in counts),
        )


def rate_parts(parts: Iterable[Part], rates: Iterable[Rate]) -> Iterator[RatedPart]:
    """The dated shares of one source and market whose part and whole have rates of one window.

    A region's share within a segment may be of that segment or of all, and is left out.
    """
    by_subject = group_by(
        (rate for rate in rates if rate.is_money and rate.start is not None),
        lambda rate: rate.subject,
    )
    for part in parts:
        if not part.time or part.whole.within:
            continue
        for own in by_subject.get(part.at.subject, ()):
            for of_whole in by_subject.get((part.whole.region, ""), ()):
                if own.end is not None and (own.start, own.end) == (of_whole.start, of_whole.end):
                    yield RatedPart(part, own, of_whole)


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Three shares of one time that give each other.

    Attributes:
        part: The share of a region or segment in the wide whole.
        narrow: Its share in one region of that whole.
        wide: The share of that region in the wide whole.
    """

    part: Part
    narrow: Part
    wide: Part

    @property
    def is_regions(self) -> bool:
        """Whether the part is a region, which lies in the other one as a whole."""
        return self.part.whole.is_regions

    @property
    def implied(self) -> Interval:
        """The share of the part that follows from the other two, in percent.

        A segment has the rest of its share elsewhere: the other regions hold nothing of it, or
        nothing but it.
        """
        narrow, wide = self.narrow, self.wide
        least = narrow.low * wide.low / 100
        if self.is_regions:
            return Interval(least, narrow.high * wide.high / 100)
        return Interval(least, narrow.high * wide.low / 100 + 100 - wide.low)

    @property
    def fits(self) -> bool:
        """Whether all three can be true."""
        return self.part.interval.meets(self.implied)


def find_chains(parts: Iterable[Part]) -> Iterator[Chain]:
    """Parts of a region that is a part of a wider whole, with their own shares of that."""
    every = list(parts)
    by_key = {(part.whole, part.id, part.time): part for part in every}
    regions = group_by(
        (part for part in every if part.whole.is_regions and part.whole.region),
        lambda part: (part.id, part.whole.within, part.time),
    )
    for narrow in every:
        whole = narrow.whole
        for wide in regions.get((whole.region, whole.within, narrow.time), ()):
            outer = Whole(wide.whole.region, whole.cut, whole.within)
            if part := by_key.get((outer, narrow.id, narrow.time)):
                yield Chain(part, narrow, wide)
