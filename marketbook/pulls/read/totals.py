"""Rows of totals under a table: they are no records, whoever put them there."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from marketbook.pulls.read.edited import Place, Remark
from marketbook.pulls.read.grid import Cell
from marketbook.pulls.read.numbers import read_decimal

_LABELS = frozenset((
    "total", "totals", "sum", "grand total", "subtotal", "gesamt", "gesamtsumme", "summe",
    "ergebnis", "totale", "somme", "suma", "totaal", "totalt", "summa", "yhteensä", "razem",
    "celkem", "összesen", "toplam", "итог", "итого", "всего", "合计", "总计", "合計", "集計",
    "합계", "average", "mean", "median", "count", "maximum", "minimum", "durchschnitt",
    "mittelwert", "anzahl", "moyenne", "promedio", "media",
))  # fmt: skip
_SUMMING = re.compile(
    r"=\s*(?:_xlfn\.)?(?:subtotal|aggregate|sum|average|median|counta?|max|min|product"
    r"|stdev(?:\.[ps])?|var(?:\.[ps])?)\(",
    re.IGNORECASE,
)
"""What a row below a table says of its columns: all that Excel's totals row offers."""
_NUMBERS = ("number", "percent")


@dataclass(slots=True)
class Totals:
    """Tells rows of totals from records, going down a table.

    Attributes:
        declared: Rows that the file itself says are totals, with their labels.
        key: The columns that every record has filled.
    """

    declared: Mapping[int, Collection[str]]
    key: Collection[str]
    _sums: dict[str, float] = field(default_factory=dict[str, float])

    def add(self, held: Mapping[str, Cell]) -> None:
        """Counts a record."""
        for name, cell in held.items():
            if (number := _read_number(cell)) is not None:
                self._sums[name] = self._sums.get(name, 0.0) + number

    def judge(self, row: int, held: Mapping[str, Cell], place: Place) -> Remark | None:
        """What to say of a row of totals; none for a record.

        The row is no record that the table had; ``place`` is that of its first cell.
        """
        first = next(iter(held.values())).text.strip().rstrip(":")
        labels = {label.casefold() for label in self.declared.get(row, ())} | _LABELS
        labelled = first.casefold() in labels
        nameless = not any(name in held for name in self.key)
        sums = any(c.kind == "formula" and _SUMMING.match(c.text) for c in held.values())
        if (labelled or nameless) and (sums or row in self.declared):
            found = "a row of totals under the table, which is not read"
            return Remark(place, found, refuses=False)
        if labelled and all(map(self._is_sum, held, held.values())):
            found = f"'{first}' and nothing but sums: a row of totals, not a record"
            remedy = "delete the row; if it is a record, give it another name"
            return Remark(place, found, "records alone", remedy)
        return None

    def _is_sum(self, name: str, cell: Cell) -> bool:
        """Whether a cell is the sum of its column so far, or the label."""
        number = _read_number(cell)
        if number is None:
            return cell.text.strip().rstrip(":").casefold() in _LABELS
        return math.isclose(number, self._sums.get(name, 0.0), rel_tol=1e-9)


def _read_number(cell: Cell) -> float | None:
    number = read_decimal(cell.text.strip()) if cell.kind in (*_NUMBERS, "text") else None
    return float(number) if number is not None and number.is_finite() else None
