"""A PDF as pieces: the text of its pages, with wide gaps in a line read as borders of cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from marketbook.errors import MarketbookError
from marketbook.reading import limits
from marketbook.reading.documents.model import Piece
from marketbook.reading.documents.text import read_text
from marketbook.reading.stopwatch import look_at_clock
from marketbook.steps import track

_WIDE = 1.6
"""A gap of so many heights of its line parts two cells; between words it is about a quarter."""


def read_pdf(data: bytes, name: str) -> list[Piece]:
    """The pieces of a PDF, without the lines that stand on top or at the foot of its pages.

    Raises:
        MarketbookError: It is damaged, encrypted, too long, or holds pictures of pages only.
    """
    pages = list(_read_pages(data, name))
    if not any(line.strip() for lines in pages for line in lines):
        raise MarketbookError(
            f"{name} holds no text, only pictures of its pages",
            remedy="run text recognition on it first, or save the text by hand",
        )
    repeated = _find_repeated(pages)
    pieces: list[Piece] = []
    for number, lines in enumerate(pages, start=1):
        kept = [line for line in lines if _bare(line) not in repeated]
        tables = max((piece.table for piece in pieces), default=0)
        pieces += _run_on(
            pieces, read_text("\n".join(kept), page=number, wrapped=True, table=tables)
        )
    return pieces


def _read_pages(data: bytes, name: str) -> Iterator[list[str]]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _tell_unreadable(name, str(error)) from error
    try:
        count = len(document)
        if count > limits.MOST_PAGES:
            raise MarketbookError(f"{name} has {count:,} pages", f"at most {limits.MOST_PAGES:,}")
        left = limits.MOST_CHARACTERS
        for number in track("read the pages", range(count), count):
            look_at_clock()
            lines = _read_page(document, number, left)
            left -= sum(map(len, lines))
            yield lines
    finally:
        document.close()


def _tell_unreadable(name: str, reason: str) -> MarketbookError:
    if "password" in reason.lower():
        return MarketbookError(
            f"{name} is encrypted", remedy="save a copy without a password first"
        )
    return MarketbookError(f"{name} is not a PDF that can be opened", remedy="download it again")


def _read_page(document: Any, number: int, left: int) -> list[str]:
    import pypdfium2 as pdfium

    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return []
    try:
        count = min(text.count_chars(), max(left, 0))
        return _part_cells(text, count).splitlines() if count > 0 else []
    finally:
        text.close()
        page.close()


def _part_cells(text: Any, count: int) -> str:
    """The text of a page, with a border where the gap between two words is wide."""
    whole = text.get_text_range(0, count)
    whole = whole.replace("\r\n", "\n").replace("\r", "\n") if len(whole) != count else whole
    if len(whole) != count:
        return _tidy(whole)
    parts = list(whole)
    for at in range(1, count - 1):
        if parts[at] == " " and whole[at - 1] not in " \r\n" and whole[at + 1] not in " \r\n":
            before, after = text.get_charbox(at - 1), text.get_charbox(at + 1)
            height = max(before[3] - before[1], after[3] - after[1], 4.0)
            if after[0] - before[2] > _WIDE * height and abs(after[1] - before[1]) < height:
                parts[at] = " | "
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    """Lines as lines, and words that were broken at the end of a line made whole."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"(?:[\ufffe\x02]|\u00ad)\n?", "", text)


def _bare(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _find_repeated(pages: list[list[str]]) -> frozenset[str]:
    """Lines that stand at an edge of many pages, numbers apart: headers, footers, page numbers."""
    if len(pages) < 3:
        return frozenset()
    edges: Counter[str] = Counter()
    for lines in pages:
        shown = [_bare(line) for line in lines if line.strip()]
        edges.update(set(shown[:3] + shown[-3:]))
    least = max(3, len(pages) // 3)
    return frozenset(line for line, times in edges.items() if times >= least)


def _run_on(before: list[Piece], pieces: list[Piece]) -> list[Piece]:
    """Joins a paragraph that goes on over the page to its beginning."""
    if not before or not pieces or before[-1].kind not in ("paragraph", "item"):
        return pieces
    first = pieces[0]
    if first.kind == "paragraph" and first.text[:1].islower() and not before[-1].text.endswith("."):
        before[-1] = replace(before[-1], text=f"{before[-1].text} {first.text}")
        return pieces[1:]
    return pieces
