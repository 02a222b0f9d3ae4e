"""Remarks on the cells of one table: the first ones in full, the rest as a number."""

from __future__ import annotations

from dataclasses import dataclass, field

from marketbook.pulls.read import limits
from marketbook.pulls.read.cells import Reading
from marketbook.pulls.read.edited import Place, Remark


@dataclass(slots=True)
class Remarks:
    """Collects what is to be said of one sheet.

    Attributes:
        sheet: Title of the sheet.
    """

    sheet: str
    _first: list[Remark] = field(default_factory=list[Remark])
    _more: int = 0
    _refuses: bool = False

    def add(self, remark: Remark) -> None:
        """Keeps a remark, or counts it."""
        if len(self._first) < limits.MOST_REMARKS:
            self._first.append(remark)
        else:
            self._more += 1
            self._refuses = self._refuses or remark.refuses

    def add_reading(self, place: Place, column: str, reading: Reading) -> None:
        """Keeps what is to be said of a cell, if anything is."""
        if reading.found:
            told = f"{column}: {reading.found}"
            self.add(Remark(place, told, reading.expected, reading.remedy, reading.refused))

    def list_all(self) -> list[Remark]:
        """The remarks, and how many more there are."""
        if not self._more:
            return self._first
        told = f"{self._more:,} more cells like these"
        return [*self._first, Remark(Place(self.sheet), told, refuses=self._refuses)]
