"""What a slip of the unit is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from marketbook.markets.beside import ORDER
from marketbook.markets.printed import Size

MILLION = 10.0**4.5
"""From here on a factor is nearer to a million than to a thousand, on a log scale."""

Kind = Literal["years", "siblings", "neighbours", "publishers"]


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """A size that makes sense only in another unit.

    Attributes:
        size: The size.
        beside: One that it is compared with.
        kind: With what it is compared: other years of its series, its siblings in their whole,
            siblings without a whole of their year, or other publishers.
        is_up: Whether it should be larger.
        times: How many times: a thousand or a million.
        ratio: By how much the two differ.
        others: How many figures say so.
        is_sure: Whether no place could be that small.
        whole: The whole of the siblings.
    """

    size: Size
    beside: Size
    kind: Kind
    is_up: bool
    times: float
    ratio: float
    others: int
    is_sure: bool = True
    whole: Size | None = None

    @property
    def is_in_line(self) -> bool:
        """Whether it is in line with what it is compared with in the likely unit.

        Siblings may be of very different size, so that there the unit of the others is enough.
        """
        is_sibling = self.kind in ("siblings", "neighbours")
        return is_sibling or 1 / ORDER <= self.ratio / self.times <= ORDER

    @property
    def right_money(self) -> float:
        """What the size would be in the likely unit, in base units."""
        return self.size.money * (self.times if self.is_up else 1 / self.times)


def times_off(ratio: float) -> float:
    """A thousand or a million, whichever is nearer to a ratio."""
    return 1e3 if ratio < MILLION else 1e6
