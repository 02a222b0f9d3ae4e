"""Rows of a table as pieces: which row is the header, and what a row of pipes says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.reading.documents.model import Piece

Cells = tuple[str, ...]
_FIGURE = re.compile(r"\d[\d.,]*\s?%|[$€£₹¥]\s?\d|\d[.,]\d|\d{4,}")
_NUMBER = re.compile(rf"{_FIGURE.pattern}|^\(?[+-]?\d[\d.,]*\)?$")
_YEAR = re.compile(r"\(?(?:FY|CY)?\s?(?:19|20)\d\d[EFAPef]?\)?(?:\s?[-–/]\s?\d{2,4})?")


def rows_to_pieces(
    rows: Sequence[Cells],
    *,
    table: int,
    caption: str = "",
    page: int = 0,
    header: int | None = None,
) -> list[Piece]:
    """The rows of one table as pieces, each with the header of the table.

    Args:
        rows: Its rows; empty ones are left out.
        table: Its number in the document.
        caption: Its caption, or the line above it.
        page: The page that it stands on.
        header: How many first rows are known to be the header; none means look at them.
    """
    kept = [
        tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)
    ]
    if kept and header is None and len(kept[0]) > 1 and len(set(kept[0])) == 1:
        caption, kept = kept[0][0], kept[1:]
    if not kept:
        return []
    if all(len(row) == 4 for row in kept) and _are_pairs(kept):
        kept, header = [pair for row in kept for pair in (row[:2], row[2:]) if any(pair)], 0
    top = _count_header(kept) if header is None else min(header, len(kept))
    while 0 < top < len(kept) - 1 and _goes_on(kept[0], kept[top], kept[top + 1]):
        top += 1
    names = _join_header(kept[:top])
    found: list[Piece] = []
    section = caption
    for row in kept[top:]:
        if part := _section(row):
            section = f"{caption} ({part})" if caption else part
            continue
        text = join_cells(row)
        found.append(
            Piece("row", text, cells=row, header=names, caption=section, table=table, page=page)
        )
    return found


def _section(row: Cells) -> str:
    """The words of a row that holds nothing else, above the rows that it is the title of."""
    words = set(row) if len(row) > 2 else set[str]()
    text = words.pop() if len(words) == 1 else ""
    return text if len(text) < 60 and not _NUMBER.search(text) else ""


def _are_pairs(rows: Sequence[Cells]) -> bool:
    """Whether rows of four cells are two labels with their values each."""
    labels = [cell for row in rows for cell in (row[0], row[2]) if cell]
    return bool(labels) and sum(cell.endswith(":") for cell in labels) * 2 > len(labels)


def join_cells(cells: Sequence[str]) -> str:
    """A row as one line."""
    return " | ".join(cell.replace("\n", ", ") for cell in cells)


def _count_header(rows: Sequence[Cells]) -> int:
    """1 where the first row names columns: no figures in it, or years above figures."""
    if len(rows) < 2:
        return 0
    first, second = rows[0], rows[1]
    values = [cell for cell in first[1:] if cell]
    if values and all(_YEAR.fullmatch(cell) or _is_year_name(cell) for cell in values):
        figures = [cell for cell in second[1:] if _NUMBER.search(_YEAR.sub("", cell))]
        return 1 if figures else 0
    if any(_FIGURE.search(_YEAR.sub("", cell)) for cell in first):
        return 0
    return 1 if len(first) > 2 or _names_columns(first) else 0


def _is_year_name(cell: str) -> bool:
    """``2024 (USD Million)``, ``CAGR (2024-2030)``: the name of a column of figures."""
    return bool(re.search(r"CAGR|USD|US\$|\bMn\b|Million|Billion|%", cell, re.IGNORECASE)) and not (
        re.search(r"\d[.,]\d|\d\s?%", cell)
    )


_COLUMN_NAMES = re.compile(
    r"(?i)attribute|metric|details|statistics|coverage|report|regions?|segments?|share|parameter|"
    r"description|particulars|country|countries|value|year|item|cagr|scope|type|category|companies"
)


def _names_columns(cells: Cells) -> bool:
    """Whether the two cells of a first row are names of columns, not a label and its value."""
    return (
        len(cells) == 2
        and all(
            cell and len(cell) < 40 and _COLUMN_NAMES.search(cell) and not re.search(r"\d{4}", cell)
            for cell in cells
        )
        and not re.fullmatch(
            r"(?:by )?(?:type|segments? covered|regions? covered)", cells[0], re.IGNORECASE
        )
    )


def _goes_on(first: Cells, row: Cells, below: Cells) -> bool:
    """Whether a row below a header is a part of it: years or units under groups of columns."""
    names = [cell for cell in row[1:] if cell]
    years = all(_YEAR.fullmatch(cell) or _is_year_name(cell) for cell in names)
    named = years or not any(re.search(r"\d|^\W*n\W?a\W*$|^\W+$", cell) for cell in names)
    same = not row[0] or row[0] == first[0]
    return len(names) > 1 and same and named and any(map(_NUMBER.search, below[1:]))


def _join_header(rows: Sequence[Cells]) -> Cells:
    """Header rows above each other as one, the words of each column joined."""
    if not rows:
        return ()
    width = max(len(row) for row in rows)
    rows = [*map(_fill_groups, rows[:-1], rows[1:]), rows[-1]]
    columns = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(width)]
    return tuple(" ".join(dict.fromkeys(column)) for column in columns)


def _fill_groups(row: Cells, below: Cells) -> Cells:
    """A header row where each group's name stands over all columns that it is the name of."""
    filled: list[str] = []
    for at, cell in enumerate(row):
        inherits = at > 1 and not cell and at < len(below) and below[at]
        filled.append(filled[-1] if inherits else cell)
    return tuple(filled)
