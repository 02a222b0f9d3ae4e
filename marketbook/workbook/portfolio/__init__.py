"""The portfolio: the markets of a package side by side in one workbook."""

from __future__ import annotations

from marketbook.workbook.portfolio.book import (
    list_portfolio_books,
    make_portfolio_book,
    set_portfolio_desk,
)

__all__ = ["list_portfolio_books", "make_portfolio_book", "set_portfolio_desk"]
