"""One flat CSV: a row for each published or forecast figure, with names instead of ids."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from marketbook.exports.content import Content
from marketbook.workbook.flat import COLUMNS, FlatRow, list_flat
from marketbook.workbook.records import gather_records

_HEADER = ",".join(COLUMNS)
_TYPES = {
    **dict.fromkeys(COLUMNS, pl.String()),
    **dict.fromkeys(("year", "start_year", "end_year"), pl.Int64()),
    **dict.fromkeys(("value", "reading"), pl.Float64()),
    "is_disputed": pl.Boolean(),
}


def write_csv(content: Content, path: Path) -> tuple[str, ...]:
    """Write the flat table, always the same bytes of the same tables.

    Args:
        content: What is exported.
        path: A file that does not exist.

    Raises:
        MarketbookError: A market's figures or scenarios make no forecast.
    """
    tables = {table.name: table.frame for table in content.tables if table.kind == "published"}
    records = gather_records(tables, content.package.descriptor, content.package)
    rows = [[_cell(row, name) for name in COLUMNS] for row in list_flat(records)]
    frame = pl.DataFrame(rows, schema=_TYPES, orient="row")
    path.write_bytes(frame.write_csv(None, null_value="", line_terminator="\n").encode())
    return ()


def _cell(row: FlatRow, name: str) -> object:
    value = getattr(row, name)
    return None if value == "" else value


def is_csv_export(path: Path) -> bool:
    """Whether a file is one that this module wrote, by its header."""
    with path.open("rb") as file:
        return file.readline().rstrip(b"\r\n") == _HEADER.encode()
