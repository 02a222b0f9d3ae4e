"""Sizes a thousand times off the other years of their own series, growth taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from marketbook.figures import divide, grow, reach
from marketbook.markets.beside import SLIP
from marketbook.markets.printed import Rate, Size
from marketbook.markets.publication import Publication
from marketbook.markets.series import Series
from marketbook.markets.slip import Slip, times_off


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
            levels = _lay_out(series, growth or 0.0)
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


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """A size as of the first year of its series; ``is_low`` where another is far above it."""

    size: Size
    value: float
    is_low: bool


def _lay_out(series: Series, growth: float) -> list[_Level]:
    first = min(size.at for size in series.printed)
    levels = {size: grow(size.money, growth, first - size.at) for size in series.printed}
    top = max(levels.values())
    return [_Level(size, level, level * SLIP < top) for size, level in levels.items()]


def _outvoted(
    levels: Sequence[_Level], custom: Counter[str], *, is_too_large: bool
) -> Iterator[Slip]:
    """The sizes on the side that fewer years are on.

    Of two alike those far above their whole, else those on the side of the rarer unit.
    """
    low, high = ([one for one in levels if one.is_low == side] for side in (True, False))
    if not low:
        return
    common = [max(custom[one.size.unit.id] for one in side) for side in (low, high)]
    votes = len(high) - len(low)
    low_is_wrong = votes > 0 or (votes == 0 and common[1] >= common[0] and not is_too_large)
    wrong, right = (low, high) if low_is_wrong else (high, low)
    # a year's first size speaks for the others
    years = {one.size.at: one for one in sorted(right, key=lambda one: -one.size.line)}
    for one in wrong:
        beside = _nearest(one, years.values())
        ratio = divide(beside.value, one.value) if low_is_wrong else divide(one.value, beside.value)
        yield Slip(
            one.size, beside.size, "years", low_is_wrong, times_off(ratio), ratio, len(right)
        )


def _nearest(one: _Level, others: Iterable[_Level]) -> _Level:
    return min(others, key=lambda other: (abs(other.size.at - one.size.at), other.size.line))
