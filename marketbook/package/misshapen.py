"""Finds the lines of a file that are not rows of its table, and says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import polars as pl

from marketbook.package.rows import (
    QUOTED_PATTERN,
    describe_row,
    has_width,
    join_broken_cell,
    write_row_pattern,
)
from marketbook.package.table_file import TableFile

_WIDE = 300
"""Cells of a row from which on a pattern that counts them is slow, and at last refused."""


@dataclass(frozen=True, slots=True)
class Misshapen:
    """One line that is not a row, or several that one cell with line breaks holds together.

    Attributes:
        lines: The numbers of the lines.
        reason: Why they are not a row, and what to do.
        blank: Whether there is nothing in them, so that nothing is lost without them.
        record: The row that the lines are together, where they are one.
    """

    lines: range
    reason: str
    blank: bool = False
    record: str = ""


def find_misshapen(file: TableFile, labels: list[str]) -> list[Misshapen]:
    """Every place below the header where a line is not a row of as many cells as the header.

    Args:
        file: The file; lines that could not be read are left out.
        labels: The cells of the header.
    """
    numbers = _list_numbers(file, len(labels))
    if not numbers:
        return []
    lines = file.read_lines()
    found: list[Misshapen] = []
    for number in numbers:
        if not found or number not in found[-1].lines:
            found.append(_explain(lines, number, labels))
    return found


def _list_numbers(file: TableFile, width: int) -> list[int]:
    """Numbers of the lines below the header that are no rows of `width` cells."""
    # the header's own line gave the width
    return [*(_ask_python if file.is_small else _ask_polars)(file, width)]


def _ask_python(file: TableFile, width: int) -> Iterator[int]:
    for number, line in enumerate(file.read_lines()[1:], start=2):
        if not has_width(line, width) and number not in file.unreadable:
            yield number


def _ask_polars(file: TableFile, width: int) -> list[int]:
    source = BytesIO(file.source) if isinstance(file.source, bytes) else file.source
    text = pl.col("text")
    misshapen = (
        pl.scan_lines(source, name="text", row_index_name="line", row_index_offset=1, glob=False)
        .filter(~_has_width(text, width) | (text == ""))
        .select("line")
        .collect(engine="streaming")
    )
    # the order of a streamed result is not promised
    return sorted({*misshapen["line"]} - file.unreadable - {1})


def _has_width(text: pl.Expr, width: int) -> pl.Expr:
    if width <= _WIDE:
        return text.str.contains(write_row_pattern(width))
    between = text.str.replace_all(QUOTED_PATTERN, "").str.count_matches(",", literal=True)
    return text.str.contains(write_row_pattern()) & (between == width - 1)


def _explain(lines: list[str], number: int, labels: list[str]) -> Misshapen:
    line = lines[number - 1]
    span = join_broken_cell(lines, number - 1, len(labels))
    if span == 1:
        return Misshapen(range(number, number + 1), describe_row(line, labels), blank=not line)
    last = number + span - 1
    reason = f"lines {number} to {last} are one record, because a quoted cell has a line break"
    record = "\n".join(lines[number - 1 : last])
    return Misshapen(range(number, last + 1), f"{reason}; put the cell on one line", record=record)
