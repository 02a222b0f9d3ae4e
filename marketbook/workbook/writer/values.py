"""What the cells of a book hold, put there or computed, as charts keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marketbook.workbook.address import Ref
from marketbook.workbook.grid import Result, Results, Sheet
from marketbook.workbook.writer.text import escape, write_result


@dataclass(frozen=True, slots=True)
class Values:
    """The cells of a book, and what was computed."""

    sheets: Mapping[str, Sheet]
    results: Results

    def write_cache(self, ref: Ref, *, numeric: bool) -> str:
        """The values of a reference, as a chart keeps them for readers that cannot compute.

        A number that is missing leaves a gap.
        """
        found = self._read(ref)
        count = f'<c:ptCount val="{len(found)}"/>'
        if not numeric:
            return f"<c:strCache>{count}{_write_points(map(_show, found))}</c:strCache>"
        numbers = (write_result(v) if isinstance(v, (int, float)) else None for v in found)
        code = "<c:formatCode>General</c:formatCode>"
        return f"<c:numCache>{code}{count}{_write_points(numbers)}</c:numCache>"

    def is_below_zero(self, ref: Ref) -> bool:
        """Whether any of its numbers is."""
        return any(isinstance(v, (int, float)) and v < 0 for v in self._read(ref))

    def write_title(self, ref: Ref) -> str:
        """The texts of a reference as one."""
        return " ".join(self.read_texts(ref))

    def read_texts(self, ref: Ref) -> list[str]:
        """What the cells of a reference say, row by row."""
        return [_show(value) for value in self._read(ref)]

    def _read(self, ref: Ref) -> list[Result | None]:
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


def _show(value: Result | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else write_result(value)


def _write_points(values: Iterable[str | None]) -> str:
    return "".join(
        f'<c:pt idx="{n}"><c:v>{escape(value)}</c:v></c:pt>'
        for n, value in enumerate(values)
        if value is not None
    )
