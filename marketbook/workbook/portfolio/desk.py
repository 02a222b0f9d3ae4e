"""What the sheets of the portfolio share while they are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from marketbook.workbook.desk import BookDesk
from marketbook.workbook.grid import Sheet
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


@dataclass(frozen=True, slots=True)
class PortfolioSheet:
    """One sheet of the portfolio.

    Attributes:
        title: Title of the sheet.
        kind: Entry of the theme's tabs.
        purpose: What the reader finds there, in a sentence for the cover.
        plan: Lays out the blocks and names that other sheets refer to.
        fill: Puts everything in its place; may refer to blocks of every sheet.
        wanted: Whether a portfolio has the sheet.
        plans_late: Whether its lay-out depends on blocks of the other sheets.
    """

    title: str
    kind: str
    purpose: str
    plan: Callable[[PortfolioDesk, Sheet], None]
    fill: Callable[[PortfolioDesk, Sheet], None]
    wanted: Callable[[Portfolio], bool] = lambda _: True
    plans_late: bool = False


def make_portfolio_sheets(desk: PortfolioDesk) -> None:
    """Lays out all sheets, then fills them: by then every block has its place."""
    sheets = [(kind, desk.book.add_sheet(kind.title, kind.kind)) for kind in desk.kinds]
    for kind, sheet in sorted(sheets, key=lambda pair: pair[0].plans_late):
        kind.plan(desk, sheet)
    for kind, sheet in sheets:
        kind.fill(desk, sheet)
