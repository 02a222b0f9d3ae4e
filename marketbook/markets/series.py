"""The sizes of one subject in one source and currency, over the years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from marketbook.figures import reach
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Share, Size

MOST_REPEATS = 20
"""Sizes of one subject and year that are each put beside others; of very many the first ones."""


@dataclass(frozen=True, eq=False)
class Series:
    """Sizes of one subject in one source and currency (or in what is counted).

    Attributes:
        source, market, region, segment, measure: What names it.
        printed: The printed sizes, by line.
        derived: Sizes that follow from dated shares, for years without a printed one.
    """

    source: str
    market: str
    region: str
    segment: str
    measure: str
    printed: tuple[Size, ...]
    derived: tuple[Size, ...] = ()

    @property
    def subject(self) -> tuple[str, str]:
        """Region and segment."""
        return self.region, self.segment

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """All sizes, printed and derived."""
        return (*self.printed, *self.derived)

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Size, ...]]:
        """All sizes of each year."""
        return group_by_year(self.sizes)

    @cached_property
    def order(self) -> int:
        """Its place among others: that of its first size."""
        return min(size.order for size in self.printed or self.derived)

    @cached_property
    def rivals(self) -> frozenset[Size]:
        """Sizes of which another contradicts the very subject and year."""
        return frozenset(find_rivals(self.printed))

    @property
    def settled(self) -> list[Size]:
        """The other printed ones."""
        return [size for size in self.printed if size not in self.rivals]


def find_rivals(sizes: Iterable[Size]) -> Iterator[Size]:
    """Of printed sizes of one subject those that share no value with another one of their year."""
    for found in (found for found in group_by_year(sizes).values() if len(found) > 1):
        most = max(size.low for size in found)
        least = min(size.high for size in found)
        yield from (
            size for size in found if not (reach(most, size.high) and reach(size.low, least))
        )


def group_by_year(sizes: Iterable[Size]) -> dict[int, tuple[Size, ...]]:
    """Sizes by year, in their own order."""
    years = group_by(sizes, lambda size: size.at)
    return {year: tuple(found) for year, found in years.items()}


def widen(sizes: Iterable[Size]) -> Size:
    """The first of several sizes of one subject and year, as wide as all of them together."""
    first, *others = sizes
    if not others:
        return first
    every = [first, *others]
    return replace(
        first,
        low=min(size.low for size in every),
        high=max(size.high for size in every),
        money=max(size.money for size in every),
    )


def build_series(sizes: Iterable[Size], shares: Iterable[Share]) -> list[Series]:
    """The series of one source and market, by their first line."""
    in_order = sorted(sizes, key=lambda size: size.line)
    printed = {key: _make(tuple(found), ()) for key, found in _group(in_order).items()}
    derived = _group(derive_sizes(list(printed.values()), shares))
    found = [
        _make(printed[key].printed if key in printed else (), tuple(derived.get(key, ())))
        for key in {**printed, **derived}
    ]
    return sorted(found, key=lambda series: series.order)


def _group(sizes: Iterable[Size]) -> dict[tuple[str, str, str], list[Size]]:
    return group_by(sizes, lambda size: (*size.subject, size.measure))


def _make(printed: tuple[Size, ...], derived: tuple[Size, ...]) -> Series:
    first = (printed or derived)[0]
    names = (first.source, first.market, first.region, first.segment, first.measure)
    return Series(*names, printed, derived)


def derive_sizes(printed: Iterable[Series], shares: Iterable[Share]) -> list[Size]:
    """Share × total where both are of one year and the size itself is not printed, one a share.

    A share is one of money unless the years with shares have nothing but numbers of things; a
    total that is printed in two currencies makes one size of a share, in that of the first.
    """
    every, known_shares = list(printed), list(shares)
    dated = [share for share in known_shares if share.is_money and share.year]
    if not dated:
        return []
    years = {share.year for share in known_shares}
    beside = [size for series in every for size in series.printed if size.year in years]
    known = {(size.year, *size.subject) for size in beside}
    priced = any(size.unit.is_money for size in beside)
    rivals = {size for series in every for size in series.rivals}
    totals: dict[tuple[int, str], Size] = {}
    for size in sorted(beside, key=lambda size: size.line):
        counts = (size.unit.is_money or not priced) and not size.segment and size not in rivals
        if counts:
            totals.setdefault((size.at, size.region), size)
    found: list[Size] = []
    for share in dated:
        total = totals.get((share.time, share.whole))
        open_ = (share.year, *share.subject) not in known
        if total and open_ and share.cuts_one_way and share.low > 0:
            found.append(_take_share(share, total))
    return found


def _take_share(share: Share, total: Size) -> Size:
    return replace(
        total,
        table=share.table,
        record=share.record,
        line=share.line,
        region=share.region,
        segment=share.segment,
        locator=share.locator,
        money=total.money * share.value / 100,
        low=total.low * share.low / 100,
        high=total.high * share.high / 100,
        share=share,
        total=total,
    )
