"""Unknown sizes, and what is said of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from marketbook.figures import FLOAT_NOISE, UNBOUNDED, Interval, divide, power
from marketbook.markets.printed import Figure, Rate, Share, Size

ONE_MOMENT = "one-moment"
BESIDE_WINDOW = "growth-beside-window"
NO_REST = "list-without-rest"
NO_LEAP = "no-leap"

ASSUMPTIONS = {
    ONE_MOMENT: "undated shares and ranks are for the same time",
    BESIDE_WINDOW: "a market neither leaps nor falls just before or after a printed period",
    NO_REST: "a list that names no rest of a region names all of it",
    NO_LEAP: "no size is a thousand times off the sizes beside it",
}
"""Each assumption in words. What contradicts figures only with one of these is a note."""


class Cell(NamedTuple):
    """An unknown size: what one source means by one subject in one year.

    Year 0 is the one moment of all that a source prints without a year.
    """

    source: str
    market: str
    region: str
    segment: str
    measure: str
    year: int


ONE = 0
"""The column that stands for one base unit, so that every row is a sum of columns."""

_LARGE = 1e40
"""A ratio that no two sizes have; solvers tell neither larger ones nor its inverse apart."""

ALWAYS = -1
"""In place of a statement: what is true of any market."""

SOMETHING = 1e-3
"""A whole of this part of its unit is surely not nothing, in numbers as fine as these."""

Row = tuple[tuple[int, ...], tuple[float, ...], int]
"""Columns, their factors, and the place of the statement that says it; the sum is not above 0."""


Bound = tuple[int, float, float, int]
"""A column, its least and its largest value in base units, and the place of the statement."""


def list_limits(bounds: Iterable[Bound], units: Sequence[float]) -> tuple[list[float], list[float]]:
    """The least and the largest value of each column, in its unit.

    Args:
        bounds: What is said of single columns.
        units: What 1 stands for in each column.
    """
    low, high = [0.0] * len(units), [math.inf] * len(units)
    low[ONE] = high[ONE] = 1.0
    for column, least, most, _ in bounds:
        unit = units[column]
        low[column] = max(low[column], least * (1 - FLOAT_NOISE) / unit)
        high[column] = min(high[column], most * (1 + FLOAT_NOISE) / unit)
    return low, high


class Link(NamedTuple):
    """One column is so many times another as a figure says.

    Attributes:
        part, whole: The two columns; ``whole`` is ONE for a size.
        unit: What one of the figure's printed unit is as a ratio: 0.01 for a share.
        counts: Years that a growth rate may be counted over; empty for all else.
        least, most: What years that only the sizes or only the window hold may multiply by.
        has_low, has_high: Whether the figure bounds the ratio below and above.
    """

    part: int
    whole: int
    unit: float = 1.0
    counts: tuple[int, ...] = ()
    least: float = 1.0
    most: float = 1.0
    has_low: bool = True
    has_high: bool = True

    def bound(self, printed: Interval) -> Interval:
        """What the ratio may be where the figure is between two ends, in its printed unit."""
        return Interval(*self.ends(printed.low, printed.high))

    def ends(self, low: float, high: float) -> tuple[float, float]:
        """The same, of both ends as numbers."""
        if not self.counts:
            return low * self.unit, high * self.unit
        slow, fast = max(low / 100 + 1, 0.0), max(high / 100 + 1, 0.0)
        least, most = power(slow, self.counts[0]), power(fast, self.counts[0])
        for n in self.counts[1:]:
            least, most = min(least, power(slow, n)), max(most, power(fast, n))
        top = divide(most, self.least) if high < UNBOUNDED else math.inf
        return divide(least, self.most), top

    def read(self, ratio: Interval) -> Interval:
        """What the figure may be where the ratio is between two ends: the other way round."""
        if not self.counts:
            return ratio.times(1 / self.unit)
        lows = (power(ratio.low * self.least, 1 / n) for n in self.counts)
        highs = (power(ratio.high * self.most, 1 / n) for n in self.counts)
        return Interval((min(lows) - 1) * 100, (max(highs) - 1) * 100)

    def rows(self, low: float, high: float, place: int) -> list[Row]:
        """The rows of the link, as wide as floating point is fine; ends no market has say less.

        Args:
            low: The least that the figure can be, in its printed unit.
            high: The most.
            place: The place of its statement.
        """
        least, most = self.ends(low, high)
        least, most = min(least, _LARGE), max(most, 1 / _LARGE)
        columns = self.part, self.whole
        found: list[Row] = []
        if self.has_high and most < _LARGE:
            found.append((columns, (1.0, -most * (1 + FLOAT_NOISE)), place))
        if self.has_low and least > 1 / _LARGE:
            found.append((columns, (-1.0, least * (1 - FLOAT_NOISE)), place))
        return found


def list_rows(bounds: Iterable[Bound]) -> Iterator[Row]:
    """Bounds of single columns as rows."""
    for column, low, high, place in bounds:
        yield from Link(column, ONE).rows(low, high, place)


@dataclass(slots=True, eq=False)
class Statement:
    """What one figure, or one assumption, says of the unknowns; it can be left out.

    Attributes:
        figure: The printed figure; none for an assumption.
        links: What its number is the ratio of; empty where it has no number.
        assumes: Name of the assumption that it rests on; empty where it rests on none.
        says: The assumption in words.
    """

    figure: Figure | None = None
    links: Sequence[Link] = ()
    assumes: str = ""
    says: str = ""

    @property
    def printed(self) -> Interval | None:
        """All that the figure can be, in its printed unit; none where it has no number."""
        if isinstance(self.figure, Size):
            return self.figure.interval.times(1 / self.figure.unit.factor)
        return self.figure.interval if isinstance(self.figure, Rate | Share) else None


@dataclass(slots=True)
class Programme:
    """All that is said of the sizes of one family.

    Attributes:
        columns: The column of each cell; ONE has none.
        statements: What figures and assumptions say.
        bounds: What is said of single columns.
        rows: What is said of several, and what is true of any market: parts in their wholes.
        wholes: Columns of wholes that are divided, so that they are not nothing.
        told: Columns of which a size or share is printed.
        uneven: Columns of first years of windows whose rates may be counted from the base year.
    """

    columns: dict[Cell, int] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    wholes: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    uneven: set[int] = field(default_factory=set)

    def column(self, cell: Cell) -> int:
        """The column of a cell, a new one where there is none yet."""
        return self.columns.setdefault(cell, len(self.columns) + 1)

    def size(self, size: Size, column: int) -> None:
        """Add what a printed size says."""
        self.bounds.append((column, size.low, size.high, len(self.statements)))
        self.statements.append(Statement(size, (Link(column, ONE, size.unit.factor),)))

    def state(self, figure: Rate | Share, links: Sequence[Link], assumes: str = "") -> None:
        """Add what a printed ratio says."""
        place, count = len(self.statements), len(self.rows)
        for link in links:
            self.rows += link.rows(figure.low, figure.high, place)
        if len(self.rows) > count:
            self.statements.append(Statement(figure, links, assumes, ASSUMPTIONS.get(assumes, "")))

    def suppose(
        self,
        pairs: Iterable[tuple[tuple[int, ...], tuple[float, ...]]],
        figure: Figure | None = None,
        assumes: str = "",
        says: str = "",
    ) -> None:
        """Add what an assumption, or a figure without a number, says."""
        place = len(self.statements)
        self.rows += [(columns, factors, place) for columns, factors in pairs]
        self.statements.append(Statement(figure, (), assumes, says or ASSUMPTIONS.get(assumes, "")))

    def hold(self, parts: Sequence[int], whole: int) -> None:
        """Parts that have nothing in common are together not more than their whole."""
        self.rows.append(((*parts, whole), (1.0,) * len(parts) + (-1.0,), ALWAYS))

    def fill(self, parts: Iterable[int], whole: int, assumes: str = "", says: str = "") -> None:
        """Parts make up all of their whole, or are assumed to.

        That says nothing where one of them is known by a growth rate alone, in the first year of
        a window, and the rate may be counted from the base year: parts that grow evenly from there
        are then together less than a whole that grows evenly between the same two sums.
        """
        columns = (*parts, whole)
        if (self.uneven - self.told).isdisjoint(columns):
            row = columns, (-1.0,) * (len(columns) - 1) + (1.0,)
            if assumes:
                self.suppose([row], None, assumes, says)
            else:
                self.rows.append((*row, ALWAYS))
