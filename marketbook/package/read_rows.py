"""Reads lines of CSV as rows of text, and knows whether every line became one row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from marketbook.errors import PackageError
from marketbook.package.table_file import TableFile


def read_all_rows(file: TableFile, width: int) -> pl.DataFrame | None:
    """Every line below the header as a row, where it is certain that each of them is one.

    Polars fills up short rows in silence. That each row was whole is told from the bytes: cells,
    commas, line feeds and quotes must add up to the size of the file. Missing commas, blank
    lines and line breaks inside cells all make the sum too large; too long rows Polars refuses;
    and a quote that stands where it may not ends up inside a cell.

    Args:
        file: The file.
        width: Number of cells in the header.

    Returns:
        `_line` and one column of text per place, `0` and up; None where some line is, or may be,
        no row.
    """
    if file.unreadable:
        return None
    if file.lines == 1:
        return _number_rows(_read_csv(None, width), range(2, 2))
    try:
        rows = _read_csv(file.source, width)
    except pl.exceptions.PolarsError:
        return None  # a row too long, or text behind a closing quote
    return _number_rows(rows, range(2, file.lines + 1)) if _adds_up(rows, file) else None


def read_lines(lines: Sequence[str], numbers: Sequence[int], width: int, name: str) -> pl.DataFrame:
    """Some lines as rows; each of them must be one.

    Args:
        lines: Every line of the file, the header first.
        numbers: Numbers of the lines to read.
        width: Number of cells in the header.
        name: How messages call the file.

    Returns:
        `_line` and one column of text per place, `0` and up.
    """
    content = "".join(f"{lines[number - 1]}\n" for number in (1, *numbers)).encode("utf-8")
    rows = _read_csv(content if numbers else None, width)
    if rows.height != len(numbers):
        raise PackageError(
            f"{name}: {rows.height} rows were read from {len(numbers)} lines",
            remedy="this is a fault of marketbook, not of the file; please report it",
        )
    return _number_rows(rows, numbers)


def _read_csv(source: Path | bytes | None, width: int) -> pl.DataFrame:
    schema = pl.Schema({str(place): pl.String() for place in range(width)})
    if source is None:
        return pl.DataFrame(schema=schema)  # Polars takes a header alone for an error
    return pl.read_csv(source, schema=schema, has_header=False, skip_lines=1, glob=False)


def _number_rows(rows: pl.DataFrame, numbers: Sequence[int]) -> pl.DataFrame:
    return rows.insert_column(0, pl.Series("_line", numbers, dtype=pl.Int64))


def _adds_up(rows: pl.DataFrame, file: TableFile) -> bool:
    header = file.read_first_line()
    quotes = file.quotes - header.count('"')
    if rows.height != file.lines - 1 or (quotes and _hold_quotes(rows)):
        return False
    if rows.width == 1 and rows.null_count().item():
        return False  # a blank line
    cells = rows.select(pl.all().str.len_bytes().sum()).sum_horizontal().item()
    # one byte behind each cell: a comma, or the line feed, which the last line may lack
    behind = rows.height * rows.width - (not file.is_ended)
    return len(header.encode("utf-8")) + 1 + cells + behind + quotes == file.size


def _hold_quotes(rows: pl.DataFrame) -> bool:
    found = rows.select(pl.all().str.contains('"', literal=True).any())
    return any(found.row(0))
