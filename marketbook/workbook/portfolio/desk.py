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


PortfolioSheet = SheetKind[PortfolioDesk]
"""One sheet of the portfolio."""
