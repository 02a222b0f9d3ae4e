"""Reads lines of CSV, each of them known to be one row, as columns of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from marketbook.errors import PackageError
from marketbook.package.rows import split_raw, unquote_cell
from marketbook.package.table_file import TableFile


def read_rows(
    file: TableFile, dropped: set[int], joined: Mapping[int, str], width: int, name: str
) -> pl.DataFrame:
    """The lines of a file below its header.

    Args:
        file: The file.
        dropped: Numbers of the lines that are no rows by themselves.
        joined: Rows that stand on several lines, by the number of the first.
        width: Number of cells in the header, and so in every row.
        name: How messages call the file.

    Returns:
        `_line`, then one column of text per place in the row, named `0` and up.
    """
    if not (dropped or file.is_small):
        return _read_csv(file.source, range(2, file.lines + 1), width, name)
    lines = file.read_lines()
    rows = {n: lines[n - 1] for n in range(2, file.lines + 1) if n not in dropped}
    rows = dict(sorted({**rows, **joined}.items())) if joined else rows
    if file.is_small:
        return make_rows([(n, _split_line(line)) for n, line in rows.items()], width)
    text = "".join(f"{line}\n" for line in (lines[0], *rows.values()))
    return _read_csv(text.encode("utf-8"), [*rows], width, name)


def make_rows(rows: Sequence[tuple[int, Sequence[str | None]]], width: int) -> pl.DataFrame:
    """Numbered rows as a frame: `_line`, then one column of text per place in the row."""
    columns = zip(*(cells for _, cells in rows), strict=True) if rows else [()] * width
    numbers = pl.Series("_line", [number for number, _ in rows], dtype=pl.Int64)
    texts = [pl.Series(str(n), cells, dtype=pl.String) for n, cells in enumerate(columns)]
    return pl.DataFrame([numbers, *texts])


def _split_line(line: str) -> list[str | None]:
    """The cells of a row; none where a cell is empty and unquoted."""
    if '"' not in line:
        return [cell or None for cell in line.split(",")]
    return [
        unquote_cell(cell) if cell.startswith('"') else cell or None for cell in split_raw(line)
    ]


def _read_csv(source: Path | bytes, numbers: Sequence[int], width: int, name: str) -> pl.DataFrame:
    schema = pl.Schema({str(place): pl.String() for place in range(width)})
    rows = pl.DataFrame(schema=schema)  # Polars takes a header alone for an error
    if numbers:
        rows = pl.read_csv(source, schema=schema, has_header=False, skip_lines=1, glob=False)
    if rows.height != len(numbers):
        raise PackageError(
            f"{name}: {rows.height} rows were read from {len(numbers)} lines",
            remedy="this is a fault of marketbook, not of the file; please report it",
        )
    return rows.insert_column(0, pl.Series("_line", numbers, dtype=pl.Int64))
