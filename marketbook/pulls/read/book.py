"""The one door for workbooks from elsewhere: what was edited in them, or why they are refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from marketbook.changes import read_state
from marketbook.errors import WorkbookError
from marketbook.package import Package
from marketbook.pulls.read.dangers import (
    CONTENT_TYPES,
    MANIFEST,
    refuse_ods_dangers,
    refuse_xlsx_dangers,
)
from marketbook.pulls.read.edited import EditedBook, EditedTable, Place, Remark
from marketbook.pulls.read.grid import GridBook
from marketbook.pulls.read.ods import CONTENT, read_ods
from marketbook.pulls.read.origin import Memory, read_memory
from marketbook.pulls.read.outputs import compare_outputs
from marketbook.pulls.read.records import read_records
from marketbook.pulls.read.scenarios import read_scenarios
from marketbook.pulls.read.tables import FoundTable, find_tables
from marketbook.pulls.read.xlsx import read_xlsx
from marketbook.workbook.archive import Archive, open_archive

_RESAVE = "save it as .xlsx in Excel or LibreOffice"


def read_book(path: Path, package: Package) -> EditedBook:
    """Reads an edited workbook: the records as they stand in it, and all that is odd about it.

    The file is taken for untrusted: nothing in it runs, nothing it refers to is opened, and its
    sizes are limited (``marketbook.pulls.read.limits``).

    Args:
        path: An xlsx or ods file that began as a workbook of the package.
        package: The package as it is now.

    Raises:
        WorkbookError: It is no workbook of this package, is damaged, or could do harm.
    """
    try:
        grid = read_grid(path)
        memory = read_memory(grid, package)
        tables, remarks, found = _read_tables(grid, memory, package)
    except WorkbookError as error:
        raise WorkbookError(f"{path}: {error.found}", error.expected, error.remedy) from error
    told = compare_outputs(grid, memory, package, found)
    return EditedBook(
        path=path,
        kind=memory.kind,
        market=memory.market,
        package=memory.package,
        version=memory.version,
        base=memory.base,
        tables=tables,
        remarks=(*remarks, *told),
    )


def read_grid(path: Path) -> GridBook:
    """Every cell of a workbook, once the file was found harmless.

    Raises:
        WorkbookError: It is no workbook, is damaged, or could do harm.
    """
    with open_archive(path) as archive:
        return _read_any(archive)


def _read_any(archive: Archive) -> GridBook:
    """By what is inside; the name of a file says little."""
    if CONTENT_TYPES in archive.names:
        refuse_xlsx_dangers(archive)
        return read_xlsx(archive)
    if CONTENT in archive.names and MANIFEST in archive.names:
        refuse_ods_dangers(archive)
        return read_ods(archive)
    raise WorkbookError("it is a zip, but no workbook", "an .xlsx or .ods file", _RESAVE)


def _read_tables(
    grid: GridBook, memory: Memory, package: Package
) -> tuple[dict[str, EditedTable], list[Remark], Mapping[str, FoundTable]]:
    """The tables, what is to be said of them, and where they were found."""
    if memory.kind == "market":
        return *read_scenarios(grid, memory, package), {}
    remarks = [_tell_gone(memory, name) for name in memory.tables if name not in package.resources]
    known = [table for table in memory.tables.values() if table.name in package.resources]
    schemas = {table.name: package.resources[table.name].schema for table in known}
    columns = {
        name: read_state(memory.base[name].text, schema).columns for name, schema in schemas.items()
    }
    search = find_tables(grid, known, columns)
    tables: dict[str, EditedTable] = {}
    for name, found in search.tables.items():
        read = read_records(found, schemas[name], memory.base[name])
        tables[name] = read.table
        remarks += read.remarks
    return tables, [*search.remarks, *remarks], search.tables


def _tell_gone(memory: Memory, name: str) -> Remark:
    found = f"the table {name}, which the package no longer has"
    remedy = "enter your edits in a workbook that 'marketbook build' has just made"
    return Remark(Place(memory.tables[name].sheet), found, "a table of the package", remedy)
