"""Shares beside the growth of their part and of their whole, and moved to another year by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.figures import Interval, divide, power
from marketbook.markets.printed import Rate
from marketbook.markets.share_parts import Part


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
    def is_at_begin(self) -> bool:
        """Whether its share is that of the window's first year, or of the base year before it."""
        time, start = self.part.time, self.start
        return self.end > start and (
            time == start or (time == start - 1 and time == self.own.base_year)
        )

    @property
    def pace(self) -> Interval:
        """By what factor a year the share grows."""
        own, of_whole = self.own, self.of_whole
        return Interval(
            divide(own.low + 100, of_whole.high + 100), divide(own.high + 100, of_whole.low + 100)
        )

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
    by_subject: dict[tuple[str, str], list[Rate]] = defaultdict(list)
    for rate in rates:
        if rate.is_money and rate.start is not None and rate.end is not None:
            by_subject[rate.subject].append(rate)
    for part in parts:
        if not part.time or part.whole.within:
            continue
        for own in by_subject.get(part.at.subject, ()):
            for of_whole in by_subject.get((part.whole.region, ""), ()):
                if (own.start, own.end) == (of_whole.start, of_whole.end):
                    yield RatedPart(part, own, of_whole)
