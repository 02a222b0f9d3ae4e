"""What the sheets of the portfolio share while they are made."""

from __future__ import annotations

from dataclasses import dataclass

from marketbook.workbook.desk import BookDesk, SheetKind
from marketbook.workbook.portfolio.model import Portfolio


@dataclass(slots=True)
class PortfolioDesk(BookDesk):
    """The desk of the portfolio."""

    portfolio: Portfolio
    kinds: tuple[PortfolioSheet, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Years of all markets together."""
        return self.portfolio.years

    @property
    def size_number(self) -> str:
        """Number format of sizes in the portfolio's unit."""
        return self.portfolio.size_number

    @property
    def largest_size(self) -> float:
        """The largest size of any market, scenario and year, in the portfolio's unit."""
        units = self.records.typed.codes.units
        return max(
            market.largest_size * units[market.unit_id].factor / self.portfolio.unit.factor
            for market in self.portfolio.markets
        )


PortfolioSheet = SheetKind[PortfolioDesk]
"""One sheet of the portfolio."""
