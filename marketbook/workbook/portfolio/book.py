"""Puts the portfolio together. A further sheet is one module, and one name here."""

from __future__ import annotations

from marketbook.workbook.desk import make_sheets
from marketbook.workbook.grid import Book
from marketbook.workbook.portfolio import (
    checks,
    cover,
    evidence,
    figures,
    forecast,
    growth,
    inputs,
    issues,
    markets,
    memory,
    nesting,
    players,
    regions,
    sources,
    summary,
)
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.model import list_portfolio_markets, model_portfolio
from marketbook.workbook.records import Records, date_book
from marketbook.workbook.theme import read_theme

STEM = "portfolio"
_ORDER = (
    cover, summary, markets, nesting, growth, regions, players, issues, inputs, figures, forecast,
    evidence, checks, sources,
)  # fmt: skip
SHEETS: tuple[PortfolioSheet, ...] = tuple(sheet.SHEET for sheet in _ORDER)


def list_portfolio_books(records: Records) -> list[str]:
    """The stem of the portfolio; none where fewer than two markets can stand side by side."""
    return [STEM] if list_portfolio_markets(records) else []


def make_portfolio_book(records: Records, stem: str) -> Book:
    """The workbook of all markets of one measure, laid out and filled, not yet computed."""
    return set_portfolio_desk(records, stem).book


def set_portfolio_desk(records: Records, stem: str = STEM) -> PortfolioDesk:
    """The same with its blocks, so that what is made of it knows where things stand."""
    theme = read_theme()
    portfolio = model_portfolio(records)
    names = ", ".join(portfolio.full_names[m.market_id] for m in portfolio.markets)
    subject = f"{names}: side by side in {portfolio.unit.name}."
    book = Book("Markets side by side", subject, theme.accent(stem), date_book(records))
    own = () if records.package is None else (memory.SHEET,)
    desk = PortfolioDesk(book, theme, records, portfolio, (*SHEETS, *own))
    make_sheets(desk, desk.kinds)
    return desk
