"""Cards, tiles and bars of a page: figures beside their names, laid out without a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from selectolax.lexbor import LexborNode

from marketbook.reading.documents.clean import clean_line
from marketbook.reading.documents.model import Piece
from marketbook.reading.documents.tables import Cells, join_cells, rows_to_pieces

_HOLDS = frozenset(("div", "li", "a", "section", "article", "figure", "ul", "ol", "dl", "p"))
_NEVER = frozenset(("script", "style", "table", "h1", "h2", "form", "nav", "br"))
_LONGEST = 60
_MOST = 3
_LEAST = 2
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d[EFAP]?")
_FIGURE = re.compile(
    r"[~≈<>+-]{0,2}\s?(?:[A-Z]{2,3}\$?\s?|[$€£₹¥]\s?)?\d[\d.,]*\s?(?:%|[A-Za-z]{1,8}\.?)?"
    r"(?:\s[A-Z]{3})?\+?"
)
_AMOUNT = re.compile(r"\d\s?%|[$€£₹¥]\s?\d|\d[.,]\d|\.$")


def find_tiles(root: LexborNode) -> dict[int, tuple[Cells, ...]]:
    """What each tile of a page says: a name and its figure; of a chart, each year and its figure.

    Args:
        root: An element of the page.

    Returns:
        The names and figures by the memory id of the element that holds them; an element
        inside another one that is listed is not read again.
    """
    found: dict[int, tuple[Cells, ...]] = {}
    for node in root.traverse(include_text=False):
        if node.tag in _HOLDS and (rows := _bars(node) or _tile(node)):
            found[node.mem_id] = rows
    return found


def tile_to_pieces(rows: tuple[Cells, ...], caption: str, table: int) -> list[Piece]:
    """The pieces of a tile; those of a chart are a table under its caption.

    Args:
        rows: As :func:`find_tiles` gives them.
        caption: The line above them.
        table: The number of a table.
    """
    if len(rows) == 1:
        return [Piece("row", join_cells(rows[0]), cells=rows[0])]
    return rows_to_pieces((("Year", caption), *rows), table=table, caption=caption, header=1)


def _tile(node: LexborNode) -> tuple[Cells, ...]:
    """One figure and its name, in elements of their own."""
    texts = list(_texts(node))
    figures = [text for text in texts if _FIGURE.fullmatch(text)]
    if len(figures) > 1 and len(texts) == 2:
        figures = [text for text in figures if not _YEAR.fullmatch(text)]
    if len(figures) != 1 or len(texts) < 2:
        return ()
    names = [text for text in texts if text != figures[0]]
    if not names or any(len(name) > _LONGEST or _AMOUNT.search(name) for name in names):
        return ()
    return ((", ".join(name.rstrip(" :") for name in names), figures[0]),)


def pair_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines of a figure each above its name, one below the other, as rows of name and figure."""
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        run = _alternate(pieces, at)
        for name, figure in zip(
            pieces[at + 1 : at + run : 2], pieces[at : at + run : 2], strict=True
        ):
            cells = (name.text, figure.text)
            found.append(Piece("row", join_cells(cells), cells=cells, page=name.page))
        if not run:
            found.append(pieces[at])
        at += run or 1
    return found


def stack_lines(pieces: Sequence[Piece], table: int) -> list[Piece]:
    """Lines of one cell each, first heads and then rows of a name and its figures, as tables.

    Args:
        pieces: Lines, one below the other.
        table: The number of the first of these tables.
    """
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        wide, end = _stack(pieces, at)
        if not wide:
            found.append(pieces[at])
            at += 1
            continue
        named = bool(found) and len(found[-1].text) < _HEAD
        names = ("", *(each.text for each in pieces[at : at + wide - 1]))
        first = at + wide - 1
        cells = [each.text for each in pieces[first:end]]
        rows = [names, *(tuple(cells[at : at + wide]) for at in range(0, len(cells), wide))]
        above = found[-2:-1] if named else found[-1:]
        caption = "".join(each.text for each in above)
        found += rows_to_pieces(rows, table=table, caption=caption, header=1)
        table, at = table + 1, end
    return found


_HEAD = 30


def _stack(pieces: Sequence[Piece], start: int) -> tuple[int, int]:
    """How wide the table is whose heads begin at a line, and where it ends; 0 where none does."""
    heads = list(islice(takewhile(lambda each: len(each.text) < _HEAD, pieces[start:]), _WIDEST))
    for wide in range(_LEAST + 1, len(heads)):
        years = [bool(_YEAR.fullmatch(each.text)) for each in heads[: wide - 1]]
        end = first = start + wide - 1
        while _is_stack(pieces[end : end + wide], wide):
            end += wide
        if years[0] and end > first and (all(years) or end > first + wide):
            return wide, end
    return 0, start


_WIDEST = 12


def _is_stack(cells: Sequence[Piece], wide: int) -> bool:
    """Whether lines are a name and the figures of a row."""
    named = len(cells) == wide and not _FIGURE.fullmatch(cells[0].text)
    return named and all(_FIGURE.fullmatch(each.text) for each in cells[1:])


def _alternate(pieces: Sequence[Piece], at: int) -> int:
    """How many lines are figures and names in turn; 0 where a name stands before or behind."""
    kind = pieces[at + 1].kind if at + 1 < len(pieces) else "row"
    run = 0
    for piece in pieces[at:]:
        if not (_is_name(piece, kind) if run % 2 else _is_figure(piece)):
            break
        run += 1
    named = at > 0 and _is_name(pieces[at - 1], kind)
    return 0 if run < 2 * _LEAST or run % 2 or named else run


def _is_figure(piece: Piece) -> bool:
    figure = piece.kind != "row" and _FIGURE.fullmatch(piece.text)
    return bool(figure) and not _YEAR.fullmatch(piece.text)


def _is_name(piece: Piece, kind: str) -> bool:
    short = len(piece.text) <= _LONGEST and not _AMOUNT.search(piece.text)
    return piece.kind == kind != "row" and short and not _is_figure(piece)


def _bars(node: LexborNode) -> tuple[Cells, ...]:
    """Three and more figures, each with its year, under one element."""
    rows: list[Cells] = []
    for child in node.iter(include_text=False):
        tile = _tile(child) if child.tag in _HOLDS else ()
        if not tile or not _YEAR.fullmatch(tile[0][0]):
            return ()
        rows += tile
    return tuple(rows) if len(rows) >= _MOST else ()


def _texts(node: LexborNode) -> Iterator[str]:
    """The texts of an element's children; none where words stand beside them or they are long."""
    seen: list[str] = []
    for child in node.iter(include_text=True):
        tag = child.tag or "-"
        if tag in _NEVER or (tag == "-text" and (child.text_content or "").strip()):
            return
        text = "" if tag[0] == "-" or tag == "svg" else clean_line(child.text(separator=" "))
        if len(text) > _LONGEST or len(seen) == _MOST:
            return
        seen += [text] if text else []
    yield from seen
