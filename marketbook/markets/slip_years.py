"""Sizes a thousand times off the other years of their own series, growth taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

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
    return fmean(known) if known else None


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
