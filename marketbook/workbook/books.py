"""The workbooks of a package, in order: one for each market, and those about all of them.

A further workbook is one entry of ``BOOKS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from marketbook.workbook.desk import Desk, MarketSheet, make_sheets
from marketbook.workbook.editing import list_tables_books, make_tables_book
from marketbook.workbook.grid import Book
from marketbook.workbook.portfolio import list_portfolio_books, make_portfolio_book
from marketbook.workbook.read_market import list_markets, model_market
from marketbook.workbook.records import Records, date_book
from marketbook.workbook.sheets import SHEETS, memory
from marketbook.workbook.theme import read_theme


@dataclass(frozen=True, slots=True)
class BookKind:
    """A kind of workbook: the names of its files, and how one of them is made."""

    list_stems: Callable[[Records], list[str]]
    make: Callable[[Records, str], Book]


def make_market_book(records: Records, market_id: str) -> Book:
    """The workbook of one market, laid out and filled, not yet computed."""
    return set_desk(records, market_id).book


def set_desk(records: Records, market_id: str, kinds: tuple[MarketSheet, ...] = SHEETS) -> Desk:
    """The same with its blocks, so that what is made of it knows where things stand."""
    theme = read_theme()
    market = model_market(records, market_id)
    book = Book(market.name, market.definition, theme.accent(market_id), date_book(records))
    own = memory.SHEETS if memory.remembers(records.package) else ()
    desk = Desk(book, theme, records, market, (*kinds, *own))
    make_sheets(desk, desk.kinds)
    return desk


BOOKS: tuple[BookKind, ...] = (
    BookKind(list_markets, make_market_book),
    BookKind(list_portfolio_books, make_portfolio_book),
    BookKind(list_tables_books, make_tables_book),
)
