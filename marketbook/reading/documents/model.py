"""A document as blocks, whatever kind of file it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from marketbook.reading import limits
from marketbook.reading.facts import Place

BlockKind = Literal["title", "heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row.

    Attributes:
        kind: What it is; ``title`` is the document's first heading.
        text: Its text in one line; the cells of a row are joined by " | ".
        place: Where it stands.
        level: Of a heading 1 (outermost) to 6; of an item how deep its list is, from 1.
        cells: Of a row, its cells; items of a list in a cell are on lines of their own.
        header: Of a row, the cells of its table's header; empty where the table has none.
        caption: Of a row, the table's caption, or the line just above it.
        table: Of a row, the number of its table, from 1.
        headings: The headings that it stands under, outermost first.
    """

    kind: BlockKind
    text: str
    place: Place
    level: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    caption: str = ""
    table: int = 0
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read.

    Attributes:
        name: File name without its folder.
        sha256: Of its bytes.
        blocks: Its blocks in order, without menus, banners and lists of other reports.
        language: Code of its language where it says so itself, such as ``de``; else empty.
        meta: What it says about itself: title, publisher, published_on, url.
        around: The texts that were left out, which may name the publisher.
    """

    name: str
    sha256: str
    blocks: tuple[Block, ...]
    language: str = ""
    meta: dict[str, str] = field(default_factory=dict[str, str])
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has a place: what the readers of the kinds of file hand over.

    Attributes:
        kind: ``heading``, ``paragraph``, ``item`` or ``row``.
        page: Page of a paginated document; 0 where there are none.
        Others as in :class:`Block`.
    """

    kind: BlockKind
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    caption: str = ""
    table: int = 0
    page: int = 0


def place_pieces(pieces: Sequence[Piece], name: str) -> tuple[Block, ...]:
    """Gives every piece its place: page, heading, and its number among its kind there."""
    placer = _Placer(name)
    return tuple(placer.place(part) for piece in pieces for part in _part(piece))


_BREAK = re.compile(
    rf"(?s).{{1,{limits.MOST_SENTENCE_CHARACTERS}}}(?:[.!?]\s|$)|"
    rf".{{1,{limits.MOST_SENTENCE_CHARACTERS}}}"
)


def _part(piece: Piece) -> Sequence[Piece]:
    """A piece that is longer than any sentence in parts, at the ends of its sentences."""
    if len(piece.text) <= limits.MOST_SENTENCE_CHARACTERS:
        return (piece,)
    if piece.kind == "row":
        cells = tuple(cell[: limits.MOST_SENTENCE_CHARACTERS] for cell in piece.cells)
        return (replace(piece, text=piece.text[: limits.MOST_SENTENCE_CHARACTERS], cells=cells),)
    return [replace(piece, text=match.group().strip()) for match in _BREAK.finditer(piece.text)]


_SENTENCE = re.compile(r"(?>.*?[a-z]{3}).*[a-z]\.$", re.DOTALL)
"""Matched from the beginning: searched for, it would take the square of a text without an end."""


class _Placer:
    """Walks down a document and counts."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.stack: list[tuple[int, str]] = []
        self.counts: dict[str, int] = {}
        self.titled = False
        self.began = False

    def place(self, piece: Piece) -> Block:
        """The block of a piece."""
        if piece.kind == "heading":
            return self._place_heading(piece)
        self.began = self.began or bool(_SENTENCE.match(piece.text))
        key = f"row of {piece.table}" if piece.kind == "row" else piece.kind
        self.counts[key] = self.counts.get(key, 0) + 1
        heading = self.stack[-1][1] if self.stack else ""
        place = Place(self.name, piece.page, heading, piece.kind, self.counts[key])
        return _bare(piece, place, self._headings())

    def _place_heading(self, piece: Piece) -> Block:
        level = piece.level or 2
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        above = self._headings()
        self.counts = {}
        self.stack.append((level, piece.text))
        inside = self.titled or (self.began and level > 1)
        kind: BlockKind = "heading" if inside else "title"
        self.titled = True
        place = Place(self.name, piece.page, "" if kind == "title" else piece.text, kind)
        return replace(_bare(piece, place, above), kind=kind, level=level)

    def _headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack)


def _bare(piece: Piece, place: Place, headings: tuple[str, ...]) -> Block:
    return Block(
        piece.kind,
        piece.text,
        place,
        piece.level,
        piece.cells,
        piece.header,
        piece.caption,
        piece.table,
        headings,
    )
