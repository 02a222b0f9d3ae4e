"""Parts beside their wholes, one of the two moved where they are printed for different years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from marketbook.figures import divide, reach
from marketbook.markets.beside import FindGrowth
from marketbook.markets.growth import Growth
from marketbook.markets.nesting import Nesting
from marketbook.markets.printed import Size


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A size of a part beside one of its whole.

    Attributes:
        nesting: What the one is to the other.
        part, whole: The two sizes as printed.
        moved_low: The least that the part was in the year of the whole, in base units; none where
            it was not moved.
        moved_high: The most that the whole was in the year of the part, likewise.
        is_even: Whether they are moved by even growth, also where no rate fixes it.
    """

    nesting: Nesting
    part: Size
    whole: Size
    moved_low: float | None = None
    moved_high: float | None = None
    is_even: bool = True

    @property
    def gap(self) -> int:
        """Years between the two."""
        return abs(self.part.at - self.whole.at)

    @property
    def least(self) -> float:
        """The least that the part is in the year of the whole, in base units."""
        return self.part.low if self.moved_low is None else self.moved_low

    @property
    def most(self) -> float:
        """The most that the whole is in the year of the part, in base units."""
        return self.whole.high if self.moved_high is None else self.moved_high

    @property
    def _pairs(self) -> list[tuple[float, float]]:
        """The part beside the whole, by each of the moves."""
        by_part = [] if self.moved_low is None else [(self.moved_low, self.whole.high)]
        by_whole = [] if self.moved_high is None else [(self.part.low, self.moved_high)]
        return [*by_part, *by_whole] or [(self.part.low, self.whole.high)]

    @property
    def excess(self) -> float:
        """How many times as large as the whole the part is, every rounding and move allowed for."""
        return min(divide(*pair) for pair in self._pairs)

    @property
    def holds(self) -> bool:
        """Whether the part is not larger than the whole under any of its moves."""
        return any(reach(*pair) for pair in self._pairs)


def find_fits(nesting: Nesting, growth_of: FindGrowth) -> Iterator[tuple[Size, list[Fit]]]:
    """Each size of a part beside those of the whole of its year, or else of other years, moved.

    Where both follow from shares, the rules on shares say what there is to say.
    """
    for year, parts in nesting.part.by_year.items():
        same = nesting.whole.by_year.get(year, ())
        every, printed = _extremes(same), _extremes(one for one in same if one.is_printed)
        for part in parts:
            if not same:
                yield part, list(_move(nesting, part, growth_of))
            else:
                wholes = every if nesting.of_market or part.is_printed else printed
                yield part, [Fit(nesting, part, whole) for whole in wholes]


def _extremes(wholes: Iterable[Size]) -> list[Size]:
    """Of several sizes of one year the first and the largest: a part fits the largest, or none."""
    every = list(wholes)
    if len(every) < 2:
        return every
    return [min(every, key=lambda size: size.order), max(every, key=lambda size: size.high)]


def _move(nesting: Nesting, part: Size, growth_of: FindGrowth) -> Iterator[Fit]:
    own, of_whole = growth_of(nesting.part), growth_of(nesting.whole)
    for whole in nesting.whole.sizes:
        low = own.move(part.low, "low", part.at, whole.at) if own else None
        high = of_whole.move(whole.high, "high", whole.at, part.at) if of_whole else None
        if low is not None or high is not None:
            yield Fit(nesting, part, whole, low, high)


def stretch(fit: Fit, growth_of: FindGrowth) -> Fit | None:
    """A misfit as it is if growth was from none to double where no rate fixes it.

    Either move alone must then leave room for the part; one that does is left out.

    Returns:
        None where both do, so that only uneven growth is needed.
    """
    part, whole = fit.part, fit.whole
    if not fit.gap:
        return fit
    low = high = None
    if fit.moved_low is not None and (own := growth_of(fit.nesting.part)):
        low = own.move_freely(part.low, "low", part.at, whole.at)
    if fit.moved_high is not None and (of_whole := growth_of(fit.nesting.whole)):
        high = of_whole.move_freely(whole.high, "high", whole.at, part.at)
    low = None if low is None or reach(low, whole.high) else low
    high = None if high is None or reach(part.low, high) else high
    if low is None and high is None:
        return None
    return replace(fit, moved_low=low, moved_high=high, is_even=False)


@dataclass(frozen=True, slots=True, eq=False)
class MovedPart:
    """A part that is not printed for a year of its whole, moved to it by its own growth.

    Attributes:
        nesting: What the one is to the other.
        part: The size that is moved: of those after the year of the whole the nearest, else of
            those before it.
        whole: The size of the whole.
        low, high: The part in the year of the whole, in base units.
        fits: Whether the part fits into the whole from any of its years.
        growth: The growth by which it is moved.
    """

    nesting: Nesting
    part: Size
    whole: Size
    low: float
    high: float
    fits: bool
    growth: Growth

    @property
    def is_later(self) -> bool:
        """Whether the part is printed for a later year than the whole."""
        return self.part.at > self.whole.at

    @property
    def is_between(self) -> bool:
        """Whether no stated rate says what the part is in the year of the whole."""
        return not self.growth.is_fixed(self.part.at, self.whole.at)


def move_parts(nestings: Iterable[Nesting], growth_of: FindGrowth) -> Iterator[MovedPart]:
    """Every whole beside each part that is printed for other years only, the part moved to it."""
    for nesting in nestings:
        growth = growth_of(nesting.part)
        for year, wholes in nesting.whole.by_year.items() if growth else ():
            if growth and year not in nesting.part.by_year:
                yield from _move_to(year, wholes, nesting, growth)


def _move_to(
    year: int, wholes: Iterable[Size], nesting: Nesting, growth: Growth
) -> Iterator[MovedPart]:
    moves = {
        size: ends
        for size in nesting.part.sizes
        if (ends := growth.move_both(size.interval, size.at, year))
    }
    if moves:
        # of several years of a part the nearest, those after the whole first
        part = min(moves, key=lambda size: (size.at < year, abs(size.at - year), size.order))
        low, high = moves[part].low, moves[part].high
        least = min(ends.low for ends in moves.values())
        for whole in wholes:
            yield MovedPart(nesting, part, whole, low, high, reach(least, whole.high), growth)
