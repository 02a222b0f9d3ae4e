"""What a workbook remembers: which state of the tables it was built from, and that state itself.

``State`` names the package and, for each table that can be edited in the workbook, its file, sheet,
Excel table, number of records and a checksum. ``Base`` holds the records as they were, so that
whoever brings edits back can tell what was changed here from what was changed in the files
meanwhile: as lines of plain CSV, whatever the form of the file. Both are plain cells: they survive
every editor. The workbook of tables remembers every line, which joined with line feeds give the
text whose checksum ``State`` holds (of a file in Marketbook's own form the very bytes); a market's
workbook remembers the lines about its market alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marketbook.package import Package, Resource
from marketbook.package.rewrite import open_rewritable, render_rows
from marketbook.workbook.grid import LONGEST_TEXT, Sheet

STATE, BASE = "State", "Base"
LAYOUT = "1"
"""Version of the lay-out of what is remembered."""

STATE_COLUMNS = ("Kind", "Name", "State", "File", "Sheet", "Excel table", "Records")
BASE_COLUMNS = ("Table", "Line", "Part", "Text")
# A cell's limit counts a character beyond the basic plane twice.
_LONGEST_PART = LONGEST_TEXT // 2
# Editors keep fifteen digits of a number, and machines differ in the last ones of a computed one.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class FileState:
    """A table's records at the time of building.

    Attributes:
        columns: Its columns in the order of the file.
        rows: The cells of each record, as text.
        text: The same as plain CSV.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    text: str
    checksum: str


def read_state(package: Package, resource: Resource) -> FileState:
    """Read the records of a table.

    Raises:
        PackageError: It cannot be read, or could not be written again as it is.
    """
    table = open_rewritable(package, resource)
    columns, rows = table.columns, table.rows
    text = render_rows(columns, rows)
    checksum = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return FileState(columns, rows, text, f"sha256:{checksum}")


def describe_package(package: Package, kind: str) -> Iterator[Sequence[str]]:
    """The first rows of ``State``: the lay-out, and the package.

    Args:
        package: The package.
        kind: Kind of workbook, ``tables`` or ``market``.
    """
    yield ("layout", f"{kind} workbook of marketbook", LAYOUT, "", "", "", "")
    yield ("package", package.name, package.version, package.file, "", "", "")


def describe_output(sheets: Sequence[Sheet]) -> Sequence[str]:
    """The row of ``State`` for all that is only shown: a checksum, which another version changes.

    Args:
        sheets: All sheets; what is remembered is not measured.
    """
    cells = [
        (sheet.title, row, column, cell.kind, cell.content)
        for sheet in sheets
        if sheet.title not in (STATE, BASE)
        for (row, column), cell in sorted(sheet.cells.items())
    ]
    return ("output", "as built", measure_inputs(cells), "", "", "", "")


def list_lines(table: str, text: str) -> Iterator[Sequence[str]]:
    """Rows of ``Base``: lines of a file; one longer than a cell can hold stands in parts."""
    for number, line in enumerate(text.split("\n"), 1):
        for part, start in enumerate(range(0, max(len(line), 1), _LONGEST_PART), 1):
            yield table, str(number), str(part), line[start : start + _LONGEST_PART]


def measure_inputs(lines: Iterable[Sequence[object]]) -> str:
    """Checksum of cells, the same after any editor has saved them.

    Args:
        lines: The cells of each line; an empty text is an empty cell.
    """
    told = "\n".join("\t".join(_tell(cell) for cell in line) for line in lines)
    return f"sha256:{hashlib.sha256(told.encode()).hexdigest()}"


def _tell(cell: object) -> str:
    if isinstance(cell, int | float):
        return f"{cell:.{_DIGITS}g}"
    return "" if cell is None else str(cell).strip()
