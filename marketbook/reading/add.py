"""From a sheet of facts to the tables: read, derive, merge, check, then write all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from marketbook.package import Package
from marketbook.pulls.merge.result import PullResult
from marketbook.pulls.pull import pull_into
from marketbook.pulls.read.edited import (
    EditedBook,
    EditedRecord,
    EditedTable,
    Place,
    Remark,
)
from marketbook.reading.records.enter import enter_document
from marketbook.reading.records.held import read_ledger
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.markets import find_near
from marketbook.reading.sheet.read import read_sheet

_DOCUMENTS = "documents"


def add_sheet(sheet: Path, package: Path, *, apply: bool = False) -> PullResult:
    """Turn a sheet of facts into records of a package, or say what it would change.

    What is recorded already stays as it is: the same sheet a second time changes nothing.

    Args:
        sheet: An xlsx, ods or CSV file.
        package: The package's folder, or its descriptor.
        apply: Write the tables and the descriptor, all or none; only where nothing is refused,
            and every table stays as its schema says.

    Raises:
        WorkbookError: The sheet could not be read.
        PackageError: The package, or one of its tables, could not be read or written.
        RuleError: A rule of the audit failed itself.
    """
    return pull_into(package, partial(read_additions, sheet), apply=apply)


def read_additions(sheet: Path, package: Package) -> EditedBook:
    """The records that a sheet of facts brings to a package.

    Raises:
        WorkbookError: The sheet could not be read.
        PackageError: A table of the package cannot be read line by line.
    """
    folders = (sheet.parent, package.root / _DOCUMENTS, package.root)
    read = read_sheet(sheet, folders)
    ledger, base = read_ledger(package)
    for document in read.documents:
        enter_document(ledger, document)
    remarks = (
        *read.remarks,
        *ledger.remarks,
        *_tell_new_markets(ledger),
        *_tell_new_sources(ledger),
    )
    return EditedBook(
        path=sheet,
        kind="facts",
        market="",
        package=str(package.descriptor.get("name", "")),
        version=str(package.descriptor.get("version", "")),
        base=base,
        tables={name: _edit(ledger, name) for name in ledger.touched},
        remarks=remarks,
    )


def _edit(ledger: Ledger, table: str) -> EditedTable:
    """The records of a table that are new, or have a cell that was empty."""
    records = [
        EditedRecord(ledger.records[table][key], ledger.places.get((table, key), {}))
        for key in ledger.touched[table]
    ]
    return EditedTable(table, ledger.schemas[table].names, tuple(records), whole=False)


def _tell_new_markets(ledger: Ledger) -> Iterator[Remark]:
    """A word about each new market that nobody has defined."""
    for name in _list_new(ledger, "markets", "definition"):
        near = find_near(ledger, name)
        remedy = "say in tables.xlsx what is sold in it"
        remedy += f"; if it is '{near}', write that name in the sheet" if near else ""
        found = f"'{name}' is a new market, and its definition is empty"
        yield Remark(Place("market"), found, remedy=remedy, refuses=False)


def _tell_new_sources(ledger: Ledger) -> Iterator[Remark]:
    """A word about each new source whose document nobody has named."""
    for name in _list_new(ledger, "sources", "document"):
        found = f"'{name}' is a new source, and its document is not named"
        remedy = "give its file in the sheet, so that 'check --documents' can look its figures up"
        yield Remark(Place("source"), found, remedy=remedy, refuses=False)


def _list_new(ledger: Ledger, table: str, column: str) -> Iterator[str]:
    """The names of what is new in a table and has nothing in a column."""
    rows = (ledger.records[table][key] for key in ledger.touched.get(table, ()))
    return (row.get("name") or row.get("title", "") for row in rows if not row.get(column))
