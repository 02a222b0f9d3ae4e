"""Reads lines of CSV, each of them known to be one row, as columns of text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from marketbook.errors import PackageError
from marketbook.package.rows import split_raw, unquote_cell
from marketbook.package.table_file import TableFile


def read_rows(file: TableFile, dropped: set[int], width: int, name: str) -> pl.DataFrame:
    """The lines of a file below its header.

    Args:
        file: The file.
        dropped: Numbers of the lines that are no rows.
        width: Number of cells in the header, and so in every row.
        name: How messages call the file.

    Returns:
        `_line`, then one column of text per place in the row, named `0` and up.
    """
    numbers: Sequence[int] = range(2, file.lines + 1)
    source = file.source
    if file.is_small:
        numbers = [number for number in numbers if number not in dropped]
        lines = file.read_lines()
        rows = _split_lines([lines[number - 1] for number in numbers], width)
        return rows.insert_column(0, pl.Series("_line", numbers, dtype=pl.Int64))
    if dropped:
        numbers = [number for number in numbers if number not in dropped]
        lines = file.read_lines()
        source = "".join(f"{lines[number - 1]}\n" for number in (1, *numbers)).encode("utf-8")
    rows = _read_csv(source if numbers else None, width)
    if rows.height != len(numbers):
        raise PackageError(
            f"{name}: {rows.height} rows were read from {len(numbers)} lines",
            remedy="this is a fault of marketbook, not of the file; please report it",
        )
    return rows.insert_column(0, pl.Series("_line", numbers, dtype=pl.Int64))


def _split_lines(lines: Sequence[str], width: int) -> pl.DataFrame:
    rows = [_split_line(line) for line in lines]
    columns = zip(*rows, strict=True) if rows else [()] * width
    return pl.DataFrame(
        {str(place): pl.Series(cells, dtype=pl.String) for place, cells in enumerate(columns)}
    )


def _split_line(line: str) -> list[str | None]:
    """The cells of a row; none where a cell is empty and unquoted."""
    if '"' not in line:
        return [cell or None for cell in line.split(",")]
    return [unquote_cell(cell) if cell else None for cell in split_raw(line)]


def _read_csv(source: Path | bytes | None, width: int) -> pl.DataFrame:
    schema = pl.Schema({str(place): pl.String() for place in range(width)})
    if source is None:
        return pl.DataFrame(schema=schema)  # Polars takes a header alone for an error
    return pl.read_csv(source, schema=schema, has_header=False, skip_lines=1, glob=False)
