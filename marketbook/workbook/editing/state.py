"""What the workbook remembers: which state of the tables it was built from, and that state itself.

``State`` names the package and, for each table, its file, sheet, Excel table, number of records
and the checksum of the file. ``Base`` holds the lines of the files as they were, so that whoever
brings edits back can tell what was changed here from what was changed in the files meanwhile.
Both are plain cells: they survive every editor, and joined with line feeds the lines of a table
give the bytes whose checksum ``State`` holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marketbook.errors import PackageError
from marketbook.package import Package, Resource
from marketbook.workbook.editing.plan import BASE, STATE, TablePlan
from marketbook.workbook.editing.table_sheet import put_heading, put_list
from marketbook.workbook.grid import LONGEST_TEXT, Sheet

# A cell's limit counts a character beyond the basic plane twice.
_LONGEST_PART = LONGEST_TEXT // 2
_WIDEST = 120.0
LAYOUT = "1"
"""Version of the lay-out of this workbook."""

STATE_COLUMNS = ("Kind", "Name", "State", "File", "Sheet", "Excel table", "Records")
BASE_COLUMNS = ("Table", "Line", "Part", "Text")


@dataclass(frozen=True, slots=True)
class FileState:
    """A table's file at the time of building: its checksum and its text."""

    checksum: str
    text: str


def read_state(package: Package, resource: Resource) -> FileState:
    """Read the file of a table.

    Raises:
        PackageError: It cannot be read as UTF-8.
    """
    try:
        content = package.locate(resource).read_bytes()
        return FileState(f"sha256:{hashlib.sha256(content).hexdigest()}", content.decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise PackageError(f"{resource.path} cannot be read ({error})", "a CSV file") from error


def put_state(
    sheet: Sheet, package: Package, plans: Iterable[TablePlan], states: Iterable[FileState]
) -> None:
    """Puts the package and the tables, a row each."""
    subtitle = "Which state of the tables this workbook was built from. Leave it as it is."
    put_heading(sheet, STATE, subtitle)
    rows = [*_describe_package(package)]
    rows += [
        (
            "table", plan.resource.name, state.checksum, plan.resource.path, plan.sheet,
            plan.table, str(len(plan.rows)),
        )
        for plan, state in zip(plans, states, strict=True)
    ]  # fmt: skip
    put_list(sheet, STATE, STATE_COLUMNS, rows, widest=_WIDEST)


def put_base(sheet: Sheet, plans: Iterable[TablePlan], states: Iterable[FileState]) -> None:
    """Puts every line of every table's file, numbered as in the file."""
    subtitle = "The tables as they were when this workbook was built. Leave them as they are."
    put_heading(sheet, BASE, subtitle)
    rows: list[Sequence[str]] = []
    for plan, state in zip(plans, states, strict=True):
        rows += _list_lines(plan.resource.name, state.text)
    put_list(sheet, BASE, BASE_COLUMNS, rows, widest=_WIDEST)


def _describe_package(package: Package) -> Iterator[Sequence[str]]:
    version = str(package.descriptor.get("version", ""))
    name = str(package.descriptor.get("name", ""))
    yield ("layout", "tables workbook of marketbook", LAYOUT, "", "", "", "")
    yield ("package", name, version, package.file, "", "", "")


def _list_lines(table: str, text: str) -> Iterator[Sequence[str]]:
    """Lines of a file; one that is longer than a cell can hold stands in parts."""
    for number, line in enumerate(text.split("\n"), 1):
        for part, start in enumerate(range(0, max(len(line), 1), _LONGEST_PART), 1):
            yield table, str(number), str(part), line[start : start + _LONGEST_PART]
