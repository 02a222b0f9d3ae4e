"""What the templates put on the page: texts with links, tables, numbers as a reader sees them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

MISSING = "–"
_EXACT = Context(prec=400)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, with what they lead to: an address inside the page, or nothing."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, or one sentence.

    Attributes:
        pieces: Its words.
        verdict: A word of the audit to show instead: ``OK``, ``NOTE``, ``KNOWN`` or ``CHECK``.
    """

    pieces: tuple[Piece, ...] = ()
    verdict: str = ""

    @property
    def text(self) -> str:
        """Its words alone."""
        return self.verdict or "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and whether it holds numbers, which stand to the right."""

    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names the row.

    Attributes:
        caption: What it shows.
        columns: Its columns.
        rows: Its rows, a cell for each column.
        ids: Name of each row that a link may lead to; empty for none.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    ids: tuple[str, ...] = ()


def say(text: object, href: str = "") -> Cell:
    """A cell of words; a dash where there are none."""
    shown = "" if text is None else str(text)
    return Cell((Piece(shown or MISSING, href if shown else ""),))


def judge(verdict: str) -> Cell:
    """A cell with a word of the audit."""
    return Cell(verdict=verdict)


def tabulate(
    caption: str,
    columns: Iterable[str],
    rows: Iterable[Iterable[Cell]],
    numbers: Iterable[str] = (),
    ids: Iterable[str] = (),
) -> Table:
    """A table; ``numbers`` are the titles of the columns that hold numbers."""
    right = set(numbers)
    heads = tuple(Column(title, title in right) for title in columns)
    return Table(caption, heads, tuple(tuple(row) for row in rows), tuple(ids))


def write_number(value: float, digits: int) -> str:
    """A number with so many decimals: a half is rounded away from zero, as spreadsheets do.

    The script of the page writes numbers the same way (``Intl.NumberFormat``).
    """
    if not math.isfinite(value):
        return MISSING
    unit = Decimal(1).scaleb(-digits)
    rounded = Decimal(repr(float(value))).quantize(unit, ROUND_HALF_UP, context=_EXACT)
    return f"{rounded if rounded else abs(rounded):,f}".replace("-", "−")


def write_percent(fraction: float, digits: int = 1) -> str:
    """A fraction as a percentage: ``16.4 %``."""
    written = write_number(fraction * 100, digits)
    return written if written == MISSING else f"{written} %"
