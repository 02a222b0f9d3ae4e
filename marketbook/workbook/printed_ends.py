"""Formulas of what printed figures can be: their values on Evidence with every rounding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from marketbook.markets.judged import Bridge
from marketbook.markets.printed import Figure, Size
from marketbook.workbook.address import Ref
from marketbook.workbook.grid import Block

End = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class PrintedEnds:
    """Formulas against the block of Evidence, without the equals sign."""

    block: Block

    def has(self, *figures: Figure) -> bool:
        """Whether Evidence shows all of some figures."""
        every = [one for figure in figures for one in _origins(figure)]
        return all(one in self.block.rows for one in every)

    def value(self, figure: Figure) -> Ref:
        """The printed value."""
        return self.block.at(figure.cite, "value")

    def end(self, figure: Figure, end: End) -> str:
        """The least or the most that a figure can be, in its unit.

        A size that follows from a share is that share of its total.
        """
        if isinstance(figure, Size) and figure.total is not None and figure.share is not None:
            total, share = (self.end(one, end) for one in (figure.total, figure.share))
            return f"({total}*{share}*percent_unit)"
        sign, column = ("-", "less") if end == "low" else ("+", "more")
        record = figure.cite
        return f"({self.block.at(record, 'value')}{sign}{self.block.at(record, column)})"

    def amount(self, size: Size, end: End) -> str:
        """The least or the most that a size can be, in base units."""
        return f"{self.end(size, end)}*{self.block.at(size.origin.cite, 'factor')}"

    def ratio(self, size: Size, size_end: End, other: Size, other_end: End) -> str:
        """One end of a size over one end of another; base units only where the units differ."""
        write = self.end if size.unit.id == other.unit.id else self.amount
        return f"{write(size, size_end)}/({write(other, other_end)})"

    def growth(self, bridge: Bridge, end: End) -> str:
        """Growth a year that the two sizes of a bridge allow at least, or at most; a fraction."""
        begin_end: End = "high" if end == "low" else "low"
        others = self.block.at(bridge.rate.cite, "least" if end == "low" else "most")
        ratio = self.ratio(bridge.end, end, bridge.begin, begin_end)
        years = self.block.at(bridge.rate.cite, "years")
        return f"(({ratio}*{others})^(1/{years})-1)"


def _origins(figure: Figure) -> list[str]:
    if isinstance(figure, Size) and figure.total is not None:
        return [figure.cite, figure.total.cite]
    return [figure.cite]
