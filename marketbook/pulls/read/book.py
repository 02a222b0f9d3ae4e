"""The one door for workbooks from elsewhere: what was edited in them, or why they are refused."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

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
from marketbook.pulls.read.origin import Origin, read_origin
from marketbook.pulls.read.outputs import compare_outputs
from marketbook.pulls.read.records import read_records
from marketbook.pulls.read.scenarios import read_scenarios
from marketbook.pulls.read.tables import FoundTable, find_tables
from marketbook.pulls.read.xlsx import read_xlsx
from marketbook.workbook.archive import FLAT, Archive, open_archive

_RESAVE = "save it as .xlsx in Excel or LibreOffice"


def read_book(path: Path, package: Package) -> EditedBook:
    """Reads an edited workbook: the records as they stand in it, and all that is odd about it.

    The file is taken for untrusted: nothing in it runs, nothing it refers to is opened, and its
    sizes are limited (``marketbook.pulls.read.limits``).

    Args:
        path: An xlsx, ods or fods file that began as a workbook of the package.
        package: The package as it is now.

    Raises:
        WorkbookError: It is no workbook of this package, is damaged, or could do harm.
    """
    return read_edits(read_grid(path), path, package)


def read_edits(grid: GridBook, path: Path, package: Package) -> EditedBook:
    """The same of a workbook whose cells were read.

    Raises:
        WorkbookError: It is no workbook of this package.
    """
    with _naming(path):
        origin = read_origin(grid, package)
        tables, remarks, found = _read_tables(grid, origin, package)
    told = compare_outputs(grid, origin, package, found)
    return EditedBook(
        path=path,
        kind=origin.kind,
        market=origin.market,
        package=origin.package,
        version=origin.version,
        base=origin.base,
        tables=tables,
        remarks=(*remarks, *told),
    )


def read_grid(path: Path) -> GridBook:
    """Every cell of a workbook, once the file was found harmless.

    Raises:
        WorkbookError: It is no workbook, is damaged, or could do harm.
    """
    with _naming(path), open_archive(path) as archive:
        return _read_any(archive)


@contextmanager
def _naming(path: Path) -> Generator[None]:
    """Errors that name the file."""
    try:
        yield
    except WorkbookError as error:
        raise WorkbookError(f"{path}: {error.found}", error.expected, error.remedy) from error


def _read_any(archive: Archive) -> GridBook:
    """By what is inside; the name of a file says little."""
    if CONTENT_TYPES in archive.names:
        refuse_xlsx_dangers(archive)
        return read_xlsx(archive)
    if CONTENT in archive.names and MANIFEST in archive.names:
        refuse_ods_dangers(archive)
        return read_ods(archive)
    if FLAT in archive.names:
        return read_ods(archive, FLAT)
    raise WorkbookError(
        "it is a zip file, but not a workbook", "an .xlsx, .ods or .fods file", _RESAVE
    )


def _read_tables(
    grid: GridBook, origin: Origin, package: Package
) -> tuple[dict[str, EditedTable], list[Remark], Mapping[str, FoundTable]]:
    """The tables, what is to be said of them, and where they were found."""
    if origin.kind == "market":
        return *read_scenarios(grid, origin, package), {}
    remarks = [_tell_gone(origin, name) for name in origin.tables if name not in package.resources]
    known = [table for table in origin.tables.values() if table.name in package.resources]
    schemas = {table.name: package.resources[table.name].schema for table in known}
    columns = {name: origin.base[name].columns for name in schemas}
    search = find_tables(grid, known, columns)
    tables: dict[str, EditedTable] = {}
    for name, found in search.tables.items():
        read = read_records(found, schemas[name], origin.base[name])
        tables[name] = read.table
        remarks += read.remarks
    return tables, [*search.remarks, *remarks], search.tables


def _tell_gone(origin: Origin, name: str) -> Remark:
    found = f"the table {name}, which the package no longer has"
    remedy = "enter your edits in a workbook that 'marketbook build' has just made"
    return Remark(Place(origin.tables[name].sheet), found, "a table of the package", remedy)
