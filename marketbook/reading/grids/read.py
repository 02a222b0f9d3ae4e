"""Tables of figures: rows are regions, segments or years, columns years or kinds of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Unplaced
from marketbook.reading.forms import UNSAID
from marketbook.reading.grids.cells import numbers_of, read_cell
from marketbook.reading.grids.heads import Head, is_measure, read_around, read_head, spans_of
from marketbook.reading.grids.join import Row, Table, complete, join_heads, say
from marketbook.reading.grids.labels import YEAR, About, is_total, name_years, read_labels
from marketbook.reading.grids.others import COMPANIES
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, print_number
from marketbook.reading.mentions.units import goods_in, is_money, unit_in
from marketbook.reading.subjects.context import context_of
from marketbook.reading.subjects.segment_names import is_company, is_segment_name
from marketbook.reading.words.places import name_place

_ESTIMATORS = re.compile(
    r"(?i)\W*(?:sources?|publishers?|analysts?|estimators?|(?:market )?research (?:firms?|company|"
    r"companies|providers?))\W*"
)
"""The header of a column of those who estimate the market: each row is of the whole of it."""
_SCENARIOS = re.compile(r"(?i)\W*(?:scenario|case)s?\W*")
_COUNTED = re.compile(r"^\d{1,2}[.)]\s+")
_COUNTER = re.compile(r"#?\d{1,3}[.)]?")
_COUNTERS = re.compile(r"\W*(?:rank|#|no\b)", re.IGNORECASE)


@dataclass(slots=True)
class Grid:
    """What a table gives: its facts, and its other numbers with why they are none.

    Attributes:
        facts: Its figures.
        unplaced: Its other numbers.
        sentences: Its rows that are to be read as sentences: all where it has no figures.
    """

    facts: list[Fact] = field(default_factory=list[Fact])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    sentences: list[Block] = field(default_factory=list[Block])


def read_grid(rows: Sequence[Block], guide: Guide, lines: Sequence[str] = ()) -> Grid:
    """The figures of one table; a table of attributes has none.

    Args:
        rows: The rows of the table, with its header in each.
        guide: What is known of the document.
        lines: The lines above and below the table, which may name its unit.
    """
    header, grid = rows[0].header, Grid()
    if len(header) < 2:
        return Grid(sentences=list(rows))
    for _, part in groupby(rows, key=lambda row: row.caption):
        _read_part(list(part), guide, lines, grid)
    whole = not grid.facts and not _why_none(header)
    return replace(grid, sentences=list(rows)) if whole else grid


def leave_rest(
    row: Block, found: Sequence[Fact | Unplaced], grid: Grid, guide: Guide
) -> list[Unplaced]:
    """The numbers of a row that was read as a sentence and of which nothing was said.

    Args:
        row: A row of a table.
        found: What was read in it, and what was left out.
        grid: What its table gave.
        guide: What is known of the document.
    """
    said = " ".join(each.printed for each in found)
    reasons = {each.printed: each.reason for each in grid.unplaced if each.place == row.place}
    return [
        Unplaced(print_number(each), row.place, reasons.get(print_number(each), UNSAID), row.text)
        for cell in row.cells[1:]
        for each in numbers_of(cell, guide)
        if _digits(each) not in said
    ]


def _read_part(rows: Sequence[Block], guide: Guide, lines: Sequence[str], grid: Grid) -> None:
    """Adds what the rows below one caption state."""
    table = _look_at(rows, guide, lines)
    first = next((at for at, head in enumerate(table.heads) if at and head.holds), 1)
    held = [head for head in table.heads[first:] if head.holds]
    across = bool(held) and all(head.names for head in held)
    said = [_labels_of(row, table, first) for row in rows]
    names = [labels[0] if labels else "" for labels in said]
    measures = spans_of([read_head(name, guide, names=True) for name in names], names, table.around)
    for block, labels, head in zip(rows, said, measures, strict=True):
        measured = across and is_measure(labels[0] if labels else "", head, guide)
        row = _name_row(block, labels, head if measured else None, table)
        _read_row(row, table, grid)


def _look_at(rows: Sequence[Block], guide: Guide, lines: Sequence[str]) -> Table:
    """What the header of a table and the words around it say."""
    first = rows[0]
    title, inner = first.headings[:1], first.headings[1:][-1:]
    caption = " ".join(filter(None, (first.caption, *inner)))
    around = read_around(caption, (first.header[0], *lines, *title), guide)
    around = replace(around, other=_why_none(first.header) or around.other)
    money = is_money(around.unit)
    heads = [read_head(text, guide, names=money) for text in first.header]
    if all(_is_no_part(row.cells[0], guide) for row in rows):
        columns = (
            [row.cells[at] for row in rows if at < len(row.cells)] for at in range(len(heads))
        )
        heads = [
            _name_head(head, text, cells, guide)
            for head, text, cells in zip(heads, first.header, columns, strict=True)
        ]
    return Table(
        spans_of([Head(), *heads[1:]], first.header, around),
        around,
        context_of(first, guide),
        guide,
        bool(_ESTIMATORS.fullmatch(first.header[0])),
    )


def _why_none(header: Sequence[str]) -> str:
    """Why a table has no figures of the market, by what its rows are; empty where it may have."""
    if _SCENARIOS.fullmatch(header[0]):
        return "of one scenario of several"
    labels = header[1] if _COUNTERS.match(header[0]) else header[0]
    companies = COMPANIES.search(labels) and not _ESTIMATORS.fullmatch(header[0])
    return "companies' figures, not the market's" if companies else ""


def _is_no_part(label: str, guide: Guide) -> bool:
    """Whether a label is a year, a place or the whole, so that heads may be segments."""
    text = name_years(label.strip(" *†"))
    whole = YEAR.fullmatch(text) or is_total(text, guide)
    return bool(whole or name_place(text, guide.language.code))


def _name_head(head: Head, text: str, cells: Sequence[str], guide: Guide) -> Head:
    """The head of a column of numbers that is the name of a segment, where each row is a year."""
    named = head == Head() and all(numbers_of(cell, guide) or len(cell) < 4 for cell in cells)
    return replace(head, segment=text) if named and is_segment_name(text, guide) else head


def _labels_of(row: Block, table: Table, first: int) -> list[str]:
    """The cells of a row that name it: those before its first number, without a counter."""
    labels = [
        name_years(_COUNTED.sub("", cell))
        for at, (cell, head) in enumerate(zip(row.cells[:first], table.heads, strict=False))
        if not (at and re.match(r"\W*\d|$", cell)) and head.kind != "unit"
    ]
    counted = len(labels) > 1 and (not labels[0] or _COUNTER.fullmatch(labels[0]))
    return labels[1:] if counted else labels


def _name_row(block: Block, labels: Sequence[str], head: Head | None, table: Table) -> Row:
    """A row with what its labels say; the first says what is measured, where there is a head."""
    guide = table.guide
    said = labels[0] if labels else ""
    cells = zip(block.cells, table.heads, strict=False)
    unit = next((cell for cell, each in cells if each.kind == "unit"), "")
    unit = unit_in(unit, guide) or goods_in(unit, guide)
    names = labels[1:] if head else labels
    measured = replace(head or Head(), unit=unit or (head.unit if head else ""))
    if table.estimators:
        return Row(block, measured, About(table.context.region), said)
    if is_company(said, guide):
        measured = replace(measured, other="a company's figure, not the market's")
    return Row(block, measured, read_labels(names, table.context, block.header[0], guide))


def _read_row(row: Row, table: Table, grid: Grid) -> None:
    """Adds the figures of a row; a year may stand in a cell before them."""
    numbered = sum(bool(numbers_of(cell, table.guide)) for cell in row.block.cells[1:])
    if row.about is None and not row.head.other and not table.around.other and numbered == 1:
        grid.sentences.append(row.block)
        return
    year: int | None = None
    cells = zip(row.block.cells, table.heads, row.block.header, strict=False)
    for cell, column, text in [*cells][1:]:
        alone = YEAR.fullmatch(cell.strip())
        year = int(alone[1]) if alone else year
        numbers = numbers_of(cell, table.guide)
        head = join_heads(column, text, row, table, year)
        found = [] if head.other else list(read_cell(cell, head, table.guide))
        grid.facts += (complete(kind, number, head, row, table) for kind, number in found)
        taken = {_digits(number) for _, number in found}
        reason = head.other or _why_unread(cell, head, table.guide)
        grid.unplaced += (
            Unplaced(print_number(each), row.block.place, reason, say(row.block))
            for each in numbers
            if _digits(each) not in taken
        )


def _digits(number: Mention) -> str:
    return number.stated.strip(" +-–−()*†~≈")


def _why_unread(cell: str, head: Head, guide: Guide) -> str:
    """Why the number of a cell is none of what its head says."""
    if any(each.high is not None for each in numbers_of(cell, guide)):
        return "a range, not one figure"
    if head.kind == "size" and not head.unit:
        return "its unit is not stated"
    return "its unit does not fit its column"
