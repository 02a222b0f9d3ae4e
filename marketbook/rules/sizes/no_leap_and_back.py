"""A size far from the years around it, while these are near each other."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from marketbook.figures import divide, grow, implied_growth, reach
from marketbook.markets import Family
from marketbook.markets.printed import Size
from marketbook.markets.series import Series, group_by_year, widen
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import amount, in_unit

FAR = 5.0
"""From here on a year is out of line: few markets grow so far in one, and fall back in the next."""

NEAR = 1.25
"""Up to here a moved decimal point would be in line with the years around it."""


@dataclass(frozen=True, slots=True, eq=False)
class Leap:
    """A size that is far above both years around it, or far below.

    Attributes:
        size: The size.
        before, after: The sizes around it.
        apart: How many times at least it is more than the larger, or less than the smaller.
    """

    size: Size
    before: Size
    after: Size
    apart: float

    @property
    def around(self) -> tuple[Size, Size]:
        """The sizes around it."""
        return self.before, self.after

    @property
    def between(self) -> float:
        """What even growth from the one to the other gives for its year, in base units."""
        growth = implied_growth(self.before.money, self.after.money, self.after.at - self.before.at)
        return grow(self.before.money, growth, self.size.at - self.before.at)


@rule("sizes.no-leap-and-back", "sizes", "units")
def no_leap_and_back(family: Family) -> Verdicts:
    """No size stands far from both the years around it, while these are near each other."""
    wrong = family.slips.doubtful | {bend.size for bend in family.bends if bend.is_leap}
    fitting = (span for span in family.list_spans() if span.is_sound and span.fits)
    explained = {end for span in fitting for end in (span.begin, span.end)}
    found = (leap for series in family.series for leap in _find_leaps(series, wrong))
    leaps = {leap.size: leap for leap in found if leap.size not in explained}
    for publication in family.publications:
        for size in publication.sizes:
            yield _contradict(leaps[size]) if size in leaps else None


def _find_leaps(series: Series, wrong: Collection[Size]) -> Iterator[Leap]:
    """Sizes that stand out, by those of which nothing else is known to be wrong."""
    years = group_by_year(size for size in series.printed if size not in wrong)
    sizes = [years[year] for year in sorted(years)]
    for around in zip(sizes, sizes[1:], sizes[2:], strict=False):
        before, size, after = map(widen, around)
        low, high = min(before.low, after.low), max(before.high, after.high)
        apart = max(divide(size.low, high), divide(low, size.high))
        # on a scale of factors, the two are at most half as far from each other
        if reach(FAR, apart) and reach(divide(high, low), apart**0.5) and math.isfinite(apart):
            yield Leap(around[1][0], before, after, apart)


def _contradict(leap: Leap) -> Contradiction:
    size, unit = leap.size, leap.size.unit
    around = " and ".join(f"{one.told} in {one.year} ({one.cite})" for one in leap.around)
    side = "more" if size.money > leap.between else "less"
    between = in_unit(leap.between, unit)
    right = size.money * 10.0 ** round(math.log10(divide(leap.between, size.money)))
    slip = f"; {in_unit(right, unit)} would be in line: a likely slip of the decimal point"
    message = (
        f"states {size.told} in {size.year}, at least {amount(leap.apart)} times {side} than "
        f"{around}, between which even growth gives {between}"
        f"{slip if 1 / NEAR <= divide(right, leap.between) <= NEAR else ''}; check the digits, "
        "the unit and the year in the document, or waive it with the reason"
    )
    return contradict(size, message, between, leap.apart)
