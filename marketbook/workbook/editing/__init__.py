"""The workbook of tables: every table of a package as an Excel table, made for editing."""

from __future__ import annotations

from marketbook.workbook.editing.book import list_tables_books, make_frame_book, make_tables_book

__all__ = ["list_tables_books", "make_frame_book", "make_tables_book"]
