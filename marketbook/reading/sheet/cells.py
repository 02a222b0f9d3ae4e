"""The cells of a row of facts as texts, whatever an editor made of what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marketbook.pulls.read.edited import Place, Remark
from marketbook.pulls.read.grid import Cell
from marketbook.pulls.read.numbers import write_percentage, write_plain
from marketbook.reading.records.words import tidy


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet of facts.

    Attributes:
        texts: What its cells say, by column; empty cells are left out.
        cells: Where each column stands in the row, empty cells too.
        remarks: Cells that cannot be read.
    """

    texts: Mapping[str, str]
    cells: Mapping[str, Place]
    remarks: tuple[Remark, ...] = ()

    def __getitem__(self, key: str) -> str:
        return self.texts.get(key, "")

    def place(self, key: str) -> Place:
        """The cell of a column; the first of the row where the sheet has no such column."""
        return self.cells.get(key) or next(iter(self.cells.values()))


def read_row(held: Mapping[str, Cell], places: Mapping[str, Place]) -> Row:
    """The row of some cells.

    Args:
        held: The cells with something in them, by column.
        places: Where each column stands in the row.
    """
    texts: dict[str, str] = {}
    remarks: list[Remark] = []
    for key, cell in held.items():
        text = read_text(cell)
        if text is None:
            found = f"{'a formula' if cell.kind == 'formula' else 'an error'} ({cell.text[:60]})"
            remarks.append(Remark(places[key], found, "a text", "paste what it shows as a value"))
        elif text:
            texts[key] = text
    return Row(texts, places, tuple(remarks))


def read_text(cell: Cell) -> str | None:
    """What a cell says; None for a formula or an error."""
    if cell.kind in ("formula", "error", "unknown"):
        return None
    if cell.kind == "number":
        return write_plain(cell.text)[0]
    if cell.kind == "percent":
        return f"{write_percentage(cell.text)} %"
    if cell.kind == "boolean":
        return "yes" if cell.text == "true" else "no"
    return tidy(cell.text)
