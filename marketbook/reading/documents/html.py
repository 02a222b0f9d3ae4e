"""A page as pieces: a walk over its elements, in the order in which a person reads them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from marketbook.errors import MarketbookError
from marketbook.reading import limits
from marketbook.reading.documents.clean import clean_line
from marketbook.reading.documents.leave_out import is_around
from marketbook.reading.documents.model import Piece
from marketbook.reading.documents.tables import Cells, rows_to_pieces
from marketbook.reading.documents.tiles import find_tiles, tile_to_pieces

_BREAKS_WORDS = """
p div section article main header li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th caption thead
tbody tfoot blockquote figure figcaption pre address hr details summary body html fieldset center
"""
_BREAKS = frozenset(_BREAKS_WORDS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol")
_BOLD = ("strong", "b")


def read_html(markup: str) -> list[Piece]:
    """The pieces of a page, without what surrounds the report on it."""
    root = parse(markup).body
    return [] if root is None else _Walk(_find_around(root), find_tiles(root)).read(root)


_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)(?:[^<>]{0,4000}?(/)>)?")
_ALONE_WORDS = """
area base br col embed hr img input link meta source track wbr p li tr td th
"""
_ALONE = frozenset(_ALONE_WORDS.split())


def parse(markup: str) -> LexborHTMLParser:
    """The page as a tree; nothing in it is run or fetched.

    Raises:
        MarketbookError: Its elements are inside each other thousands deep.
    """
    depth = 0
    for closes, tag, alone in _TAG.findall(markup):
        if tag.lower() not in _ALONE and not alone:
            depth = max(depth - 1, 0) if closes else depth + 1
            if depth > limits.MOST_OPEN:
                found = f"the page has more than {limits.MOST_OPEN:,} elements inside each other"
                raise MarketbookError(found, "a page as a browser saves it")
    return LexborHTMLParser(markup)


_UNREAD = ("script", "style", "noscript", "template", "head")
_MOST_WEIGHED = 2_000


def _find_around(root: LexborNode) -> frozenset[int]:
    """Memory ids of elements to leave out; one that holds half of the page's text is kept."""
    half = (
        sum(
            len(node.text_content or "")
            for node in root.traverse(include_text=True)
            if node.tag == "-text"
        )
        / 2
    )
    found: set[int] = set()
    weighed = 0
    for node in root.traverse(include_text=False):
        tag = node.tag or ""
        if not is_around(tag, node.attributes):
            continue
        weighed += 1
        if tag in _UNREAD or weighed > _MOST_WEIGHED or len(node.text(deep=True)) <= half:
            found.add(node.mem_id)
    return frozenset(found)


@dataclass(slots=True)
class _Walk:
    """What is known while the page is read from top to bottom."""

    around: frozenset[int]
    tiles: dict[int, tuple[Cells, ...]] = field(default_factory=dict[int, tuple[Cells, ...]])
    pieces: list[Piece] = field(default_factory=list[Piece])
    words: list[str] = field(default_factory=list[str])
    lists: int = 0
    kind: str = "paragraph"
    level: int = 0
    plain: bool = False
    tables: int = 0
    inside: int = 0
    term: str = ""

    def read(self, root: LexborNode) -> list[Piece]:
        """Every piece under an element."""
        for node, enters in _walk(root, self.around, self.tiles):
            tag = node.tag or ""
            if node.mem_id in self.tiles:
                if enters:
                    self._take_tile(node)
            elif tag == "-text":
                if enters:
                    self._take_text(node)
            elif tag == "table":
                if enters:
                    self._flush()
                    self._take_table(node)
            elif tag == "br":
                self.words.append("\n" if enters else "")
            elif tag in _BREAKS:
                self._turn(tag, enters=enters)
            elif tag == "span" and enters:
                self._part_spans(node)
            elif tag in _BOLD:
                self.words.append("\x01" if enters else "\x02")
        self._flush()
        return self.pieces

    def _take_text(self, node: LexborNode) -> None:
        text = node.text_content or ""
        if text.strip():
            self.words.append(re.sub(r"\s+", " ", text))
        elif text and self.words:
            self.words.append(" ")

    def _part_spans(self, node: LexborNode) -> None:
        """A space between two spans that touch: what lays them out keeps them apart."""
        before = node.prev
        if before is not None and before.tag == "span" and self.words[-1:] != [" "]:
            self.words.append(" ")

    def _turn(self, tag: str, *, enters: bool) -> None:
        """At the border of a block: what was gathered is a piece of the kind before it."""
        self._flush()
        if tag in _LISTS:
            self.lists += 1 if enters else -1
        self.kind, self.level = "paragraph", 0
        if enters and tag in _HEADINGS:
            self.kind, self.level = "heading", _HEADINGS[tag]
        elif enters and tag == "summary":
            self.kind, self.level = "heading", 5
        elif (tag == "li" and enters) or (self.lists > 0 and enters and tag in ("p", "div")):
            self.kind, self.level = "item", max(self.lists, 1)
        elif enters and tag in ("dt", "dd"):
            self.kind = tag

    def _flush(self) -> None:
        raw, self.words = "".join(self.words), []
        for line in raw.split("\n"):
            text = clean_line(line.replace("\x01", "").replace("\x02", ""))
            if text:
                self._add(text, bold=_is_all_bold(line))

    def _add(self, text: str, *, bold: bool) -> None:
        if self.kind == "dt":
            self.term = text
            return
        if self.kind == "dd" and self.term:
            self.pieces.append(Piece("row", f"{self.term} | {text}", cells=(self.term, text)))
            self.term = ""
        elif self.kind == "heading":
            self.pieces.append(Piece("heading", text, level=self.level))
        elif self.kind == "item":
            self.pieces.append(Piece("item", text, level=self.level))
        elif bold and len(text) < 120 and not _SAYS.search(text):
            self.pieces.append(Piece("heading", text, level=6))
        else:
            self.pieces.append(Piece("paragraph", text))

    def _take_tile(self, node: LexborNode) -> None:
        self._flush()
        self.tables += 1
        caption = _line_above(self.pieces)
        self.pieces += tile_to_pieces(self.tiles[node.mem_id], caption, self.tables)

    def _take_table(self, node: LexborNode) -> None:
        self.tables += 1
        if self.inside == limits.MOST_TABLES_INSIDE:
            self._add(clean_line(node.text(separator=" ")), bold=False)
            return
        grid = _read_grid(node, self.around)
        if grid is None:
            for inner in _own_cells(node):
                walk = _Walk(self.around, tables=self.tables, inside=self.inside + 1)
                self.pieces += walk.read(inner)
                self.tables = walk.tables
            return
        rows, header = grid
        caption = node.css_first("caption")
        said = clean_line(caption.text(separator=" ")) if caption else _line_above(self.pieces)
        self.pieces += rows_to_pieces(rows, table=self.tables, caption=said, header=header)


_SAYS = re.compile(r"[,;]$|\d.*\.$")
"""A bold line that goes on, or is a sentence with a figure."""


def _is_all_bold(line: str) -> bool:
    """Whether all of a line's words are bold: then it is a heading in other clothes."""
    outside = re.sub("\x01[^\x02]*\x02", "", line).strip(" \x01\x02:")
    return "\x01" in line and not outside


def _line_above(pieces: list[Piece]) -> str:
    """A heading or short line just above a table, which says what it shows."""
    if (
        pieces
        and pieces[-1].kind in ("heading", "paragraph")
        and len(pieces[-1].text) < 140
        and not pieces[-1].text.endswith(".")
    ):
        return pieces[-1].text
    return ""


def _walk(
    root: LexborNode, around: frozenset[int], whole: Container[int] = ()
) -> Iterator[tuple[LexborNode, bool]]:
    """Every node, when it is entered and when it is left; no table is entered, and no whole one."""
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        closed = node.tag == "table" or node.mem_id in whole
        inside = node.child if not closed and depth < limits.MOST_LEVELS else None
        skipped = node.mem_id in around or (node.tag == "sup" and _is_note(node))
        if not skipped:
            yield node, True
            if inside is not None:
                node, depth = inside, depth + 1
                continue
            if not closed and node.child is not None:
                yield from _too_deep(node)
            yield node, False
        while node.mem_id != root.mem_id and node.next is None:
            parent = node.parent
            if parent is None:
                return
            node, depth = parent, depth - 1
            yield node, False
        node = None if node.mem_id == root.mem_id else node.next


def _too_deep(node: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """What lies below the deepest level, as if it stood there."""
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text":
            yield inner, True


def _is_note(node: LexborNode) -> bool:
    """Whether a raised text is the mark of a footnote: digits, a letter, brackets, stars."""
    return bool(
        re.fullmatch(r"\s*[\[(]?[\d,\s]{1,7}[\])]?\s*|\[\w+\]|[a-z]|[*†‡§]+", node.text(deep=True))
    )


def _own_cells(table: LexborNode) -> list[LexborNode]:
    """The cells of a table, not those of tables inside it."""
    return [
        cell
        for row in _own_rows(table)
        for cell in row.iter(include_text=False)
        if cell.tag in ("td", "th")
    ]


def _own_rows(table: LexborNode) -> list[LexborNode]:
    rows: list[LexborNode] = []
    for child in table.iter(include_text=False):
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in child.iter(include_text=False) if row.tag == "tr"]
    return rows


def _read_grid(
    table: LexborNode, around: frozenset[int]
) -> tuple[list[tuple[str, ...]], int | None] | None:
    """The cells of a table by row with spans filled in; none where it only lays out the page."""
    if table.css_first("table table, h1, h2") is not None:
        return None
    rows = [row for row in _own_rows(table) if row.mem_id not in around]
    grid: list[tuple[str, ...]] = []
    heads = 0
    pending: dict[int, tuple[int, str]] = {}
    cells_seen = 0
    for row in rows:
        cells = [cell for cell in row.iter(include_text=False) if cell.tag in ("td", "th")]
        line = _fill_row(cells, pending, around)
        cells_seen += len(line)
        if cells_seen > limits.MOST_CELLS:
            break
        heads += bool(cells) and len(grid) == heads and all(cell.tag == "th" for cell in cells)
        grid.append(line)
    widest = max((len(line) for line in grid), default=0)
    if widest <= 1 and any(len(line[0]) > 200 for line in grid if line):
        return None
    return grid, heads if 0 < heads < len(grid) else None


def _fill_row(
    cells: list[LexborNode], pending: dict[int, tuple[int, str]], around: frozenset[int]
) -> tuple[str, ...]:
    line: list[str] = []
    waiting = list(cells)
    while waiting or len(line) in pending:
        if len(line) in pending:
            left, text = pending.pop(len(line))
            if left > 1:
                pending[len(line)] = (left - 1, text)
            line.append(text)
            continue
        cell = waiting.pop(0)
        text = _cell_text(cell, around)
        down, across = _span(cell, "rowspan"), _span(cell, "colspan")
        for _ in range(across):
            if down > 1:
                pending[len(line)] = (down - 1, text)
            line.append(text)
    return tuple(line)


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return max(1, min(int(value), 100)) if value.isascii() and value.isdigit() else 1


def _cell_text(cell: LexborNode, around: frozenset[int]) -> str:
    """A cell's text; items and paragraphs in it on lines of their own."""
    parts: list[str] = []
    for node, enters in _walk(cell, around):
        if node.tag == "-text":
            parts.append(re.sub(r"\s+", " ", node.text_content or "") if enters else "")
        elif node.tag in _BREAKS or node.tag == "br":
            parts.append("\n")
    lines = (clean_line(line) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
