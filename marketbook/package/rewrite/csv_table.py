"""CSV of any dialect, in one file or several: cut into records, and put together again."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from marketbook.errors import PackageError
from marketbook.package.header import check_header, match_labels
from marketbook.package.model import Resource
from marketbook.package.records import (
    Record,
    count_lines,
    describe_odd,
    enumerate_rows,
    join_labels,
    sort_rows,
)
from marketbook.package.report import Report, list_names
from marketbook.package.rewrite.csv_cells import spell_cell, spell_record, split_spelled
from marketbook.package.rewrite.model import Columns, Entry, Row
from marketbook.package.rows import describe_row, describe_width, is_record

_ENDS = ("\r\n", "\n", "\r")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One record as it stands in its file.

    Attributes:
        file: Number of its file.
        lead: What stands before it: comments, blank lines.
        text: The record itself, its line end included.
        cells: Its cells by place.
        line: Where it begins in its file.
    """

    file: int
    lead: str
    text: str
    cells: Sequence[str | None]
    line: int


@dataclass(slots=True)
class _File:
    """What a file has around its records: labels and what stands above, and what is left below."""

    head: str = ""
    tail: str = ""
    end: str = "\n"


@dataclass(frozen=True, slots=True)
class Lines:
    """The texts of a table, by their files, as records.

    Attributes:
        columns: Its columns.
        pieces: Its records.
        files: What stands around them.
    """

    columns: Columns
    pieces: Sequence[_Piece]
    files: Sequence[_File]

    def list_rows(self) -> list[Row]:
        """The cells of each record by column."""
        return self.columns.pick_all(piece.cells for piece in self.pieces)

    def list_places(self) -> list[tuple[int, int]]:
        """Number of the file of each record, and its line there."""
        return [(piece.file, piece.line) for piece in self.pieces]

    def write(self, entries: Sequence[Entry]) -> tuple[list[str], list[tuple[int, int]]]:
        """The text of each file with these records in it, and where each of them is.

        A new record goes to the file of the one before it; what stood above one that is gone stays.

        Raises:
            PackageError: A cell cannot be written in the dialect.
        """
        pages = [_Page(file.end, [file.head], count_lines(file.head)) for file in self.files]
        places: list[tuple[int, int]] = []
        last = passed = 0
        for entry in entries:
            if entry.at is not None:
                self._pass(pages, passed, entry.at + 1)
                last, passed = self.pieces[entry.at].file, entry.at + 1
            pages[last].end_line()
            places.append((last, pages[last].lines + 1))
            pages[last].add(self._spell(entry, self.files[last].end))
        self._pass(pages, passed, len(self.pieces))
        for page, file in zip(pages, self.files, strict=True):
            page.add(file.tail)
        return ["".join(page.parts) for page in pages], places

    def _pass(self, pages: Sequence[_Page], start: int, stop: int) -> None:
        for piece in self.pieces[start:stop]:
            if piece.lead:
                pages[piece.file].end_line()
                pages[piece.file].add(piece.lead)

    def _spell(self, entry: Entry, end: str) -> str:
        dialect = self.columns.resource.dialect
        if entry.at is None:
            return spell_record(self.columns.spread(entry.cells, None), dialect) + end
        piece = self.pieces[entry.at]
        if not entry.cells:
            return piece.text
        end = find_end(piece.text)
        cells = self.columns.spread(entry.cells, piece.cells)
        spelled = split_spelled(piece.text[: len(piece.text) - len(end)], dialect)
        if len(spelled) == len(cells):
            # a cell that does not change keeps its spelling
            changed = (name in entry.cells for name in self.columns.places)
            new = (spell_cell(cell, dialect) for cell in cells)
            both = zip(changed, new, spelled, strict=True)
            text = dialect.delimiter.join(cell if is_new else old for is_new, cell, old in both)
            return (text or dialect.quote_char * 2) + end
        return spell_record(cells, dialect) + end


@dataclass(slots=True)
class _Page:
    """A file as it is being written: what its lines end with, its text so far, its lines so far."""

    end: str
    parts: list[str]
    lines: int

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.lines += count_lines(text)

    def end_line(self) -> None:
        """Ends the last line, which in a file may lack its end."""
        if (last := self.parts[-1]) and not last.endswith(_ENDS):
            self.parts.append(self.end)


def find_end(text: str) -> str:
    """What the last line of a text ends with; empty where it has no end."""
    return next((end for end in _ENDS if text.endswith(end)), "")


def cut_lines(texts: Sequence[str], resource: Resource) -> Lines:
    """Cuts the texts of a table into records.

    Args:
        texts: Of its files, in order.
        resource: The table.

    Raises:
        PackageError: The labels or a line are not as they should be, so that edits cannot be told
            apart from such faults.
    """
    files = [_File(end=_find_first_end(text)) for text in texts]
    pieces: list[_Piece] = []
    heads: list[Sequence[str | None]] = []
    rows = [[*enumerate_rows(text, resource.dialect)] for text in texts]
    cut = [_cut_rows(text, found) for text, found in zip(texts, rows, strict=True)]
    begun = {-1}
    for number, kind, (line, cells) in sort_rows(rows, resource.dialect):
        file, text = files[number], next(cut[number])
        if kind == "label":
            heads.append(cells)
        if kind == "odd":
            raise fault(resource, line, number, describe_odd(cells, heads))
        if kind == "record":
            pieces.append(_Piece(number, file.tail, text, cells, line))
            file.tail = ""
            begun.add(number)
        elif number in begun:
            file.tail += text
        else:
            file.head += text
    labels = join_labels(heads, resource.dialect.header_join) if heads else []
    if resource.dialect.header:
        _refuse_labels(labels, resource)
    labels = labels or [*resource.schema.names]
    plain = resource.is_plain
    for piece in pieces:
        _refuse_odd(piece, labels, resource, plain=plain)
    return Lines(Columns(resource, match_labels(labels, resource)), pieces, files)


def _find_first_end(text: str) -> str:
    """What the lines of a text end with."""
    return find_end(next(io.StringIO(text, newline=""), "")) or "\n"


def _cut_rows(text: str, rows: Sequence[Record]) -> Iterator[str]:
    """The text of each row, of as many lines as it takes."""
    lines = [*io.StringIO(text, newline="")]
    starts = [line - 1 for line, _ in rows]
    for start, stop in pairwise([*starts, len(lines)]):
        yield "".join(lines[start:stop])


def _refuse_labels(labels: Sequence[str], resource: Resource) -> None:
    report = Report(resource.path, resource.name)
    if not labels or any(each.fails for each in check_header(labels, resource, report)):
        raise fault(resource, 1, 0, f"the header is not {list_names(resource.schema.names, ',')}")


def _refuse_odd(piece: _Piece, labels: Sequence[str], resource: Resource, *, plain: bool) -> None:
    text = piece.text[: len(piece.text) - len(find_end(piece.text))]
    if plain and not is_record(text, one_line=resource.house_style):
        raise fault(resource, piece.line, piece.file, describe_row(text, labels))
    if len(piece.cells) != len(labels):
        found = describe_width(len(piece.cells), labels) if piece.cells else describe_row("", [])
        raise fault(resource, piece.line, piece.file, found)


def fault(resource: Resource, line: int, file: int, found: str) -> PackageError:
    """What keeps a table from being written, and where."""
    path = resource.paths[file] if resource.paths else f"the data of '{resource.name}'"
    remedy = (
        "nothing was pulled: correct the file first ('marketbook check' lists all that is wrong)"
    )
    return PackageError(f"{path}:{line}: {found}", remedy=remedy)
