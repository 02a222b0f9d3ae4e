"""Holes in the parts of a workbook, for what is computed.

One shell is so filled twice: with nothing for the engine that computes, then with its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from marketbook.workbook.address import Ref
from marketbook.workbook.grid import Sheet
from marketbook.workbook.results import Result, Results
from marketbook.workbook.writer.text import escape, write_result

# Stands for a title in a drawing until there is one; the private-use area occurs in no text.
CAPTION = "\ue003"


@dataclass(frozen=True, slots=True)
class Values:
    """What the cells of a book hold: what was put there, and what was computed."""

    sheets: Mapping[str, Sheet]
    results: Results

    def read(self, ref: Ref) -> list[Result | None]:
        """Values of the cells of a reference, row by row; none for an empty cell."""
        return [
            self._value(ref.sheet, row, column)
            for row in range(ref.top, ref.bottom + 1)
            for column in range(ref.left, ref.right + 1)
        ]

    def _value(self, sheet: str, row: int, column: int) -> Result | None:
        cell = self.sheets[sheet].cells.get((row, column))
        if cell is None:
            return None
        if cell.kind == "formula":
            return self.results.get((sheet, row, column))
        return cell.content


class Hole(Protocol):
    """A place in a part whose text follows from values."""

    def fill(self, values: Values) -> str:
        """The text with the values."""
        ...

    def fill_blank(self) -> str:
        """The text without them."""
        ...


Template = tuple[str | Hole, ...]


def fill_template(template: Template, values: Values) -> str:
    """The text of a part with its values."""
    return "".join(piece if isinstance(piece, str) else piece.fill(values) for piece in template)


def fill_template_blank(template: Template) -> str:
    """The text of a part without its values."""
    return "".join(piece if isinstance(piece, str) else piece.fill_blank() for piece in template)


@dataclass(frozen=True, slots=True)
class Cache:
    """The values of a reference, as a chart keeps them for who cannot compute."""

    ref: Ref
    numeric: bool

    def fill(self, values: Values) -> str:
        """The cache; a number that is missing leaves a gap."""
        found = values.read(self.ref)
        count = f'<c:ptCount val="{len(found)}"/>'
        if not self.numeric:
            return f"<c:strCache>{count}{_write_points(map(_tell, found))}</c:strCache>"
        numbers = (write_result(v) if isinstance(v, (int, float)) else None for v in found)
        code = "<c:formatCode>General</c:formatCode>"
        return f"<c:numCache>{code}{count}{_write_points(numbers)}</c:numCache>"

    def fill_blank(self) -> str:
        """Nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class Caption:
    """The title of a chart, beside its alternative text."""

    ref: Ref

    def fill(self, values: Values) -> str:
        """The title, for an attribute."""
        return escape(" ".join(_tell(value) for value in values.read(self.ref)))

    def fill_blank(self) -> str:
        """Nothing."""
        return ""


def open_drawing(text: str, titles: Iterable[Ref]) -> Template:
    """A drawing part with room for the title of each of its charts."""
    first, *rest = text.split(CAPTION)
    pieces: list[str | Hole] = [first]
    for ref, piece in zip(titles, rest, strict=True):
        pieces += [Caption(ref), piece]
    return tuple(pieces)


def _tell(value: Result | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else write_result(value)


def _write_points(values: Iterable[str | None]) -> str:
    return "".join(
        f'<c:pt idx="{n}"><c:v>{escape(value)}</c:v></c:pt>'
        for n, value in enumerate(values)
        if value is not None
    )
