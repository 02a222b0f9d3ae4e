"""From a sheet of facts to the tables: read, derive, merge, check, then write all or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
from marketbook.reading.facts import Reading
from marketbook.reading.records.enter import enter_document
from marketbook.reading.records.held import read_ledger
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.markets import find_near
from marketbook.reading.records.replace import prune, take_out
from marketbook.reading.records.sources import find_source
from marketbook.reading.sheet.read import read_sheet

_DOCUMENTS = "documents"


def add_sheet(
    sheet: Path, package: Path, *, apply: bool = False, replace: bool = False
) -> PullResult:
    """Turn a sheet of facts into records of a package, or say what it would change.

    What is recorded already stays as it is: the same sheet a second time changes nothing.

    Args:
        sheet: An xlsx, ods or CSV file.
        package: The package's folder, or its descriptor.
        apply: Write the tables and the descriptor, all or none; only where nothing is refused,
            and every table stays as its schema says.
        replace: Take out first what was entered from the same document.

    Raises:
        WorkbookError: The sheet could not be read.
        PackageError: The package, or one of its tables, could not be read or written.
        RuleError: A rule of the audit failed itself.
    """
    return pull_into(package, partial(read_additions, sheet, replace=replace), apply=apply)


def read_additions(sheet: Path, package: Package, *, replace: bool = False) -> EditedBook:
    """The records that a sheet of facts brings to a package.

    Args:
        sheet: The sheet.
        package: The package.
        replace: Whether what is recorded of the same document goes first.

    Raises:
        WorkbookError: The sheet could not be read.
        PackageError: A table of the package cannot be read line by line.
    """
    folders = (sheet.parent, package.root / _DOCUMENTS, package.root)
    read = read_sheet(sheet, folders)
    ledger, base = read_ledger(package)
    gone = [one for document in read.documents if replace
            for one in take_out(ledger, document.reading)]  # fmt: skip
    again = [one.reading for one in read.documents if find_source(ledger, one.reading)]
    for document in read.documents:
        enter_document(ledger, document)
    gone += prune(ledger, gone)
    remarks = (
        *read.remarks,
        *ledger.remarks,
        *_tell_new_markets(ledger),
        *_tell_new_sources(ledger),
        *(() if replace or not ledger.touched else map(_tell_again, again)),
    )
    return EditedBook(
        path=sheet,
        kind="facts",
        market="",
        package=package.name,
        version=package.version,
        base=base,
        tables=_list_edits(ledger, {table for table, _ in gone}),
        remarks=remarks,
    )


def _list_edits(ledger: Ledger, whole: Collection[str]) -> dict[str, EditedTable]:
    names = dict.fromkeys([*ledger.touched, *sorted(whole)])
    return {name: _edit(ledger, name, whole=name in whole) for name in names}


def _edit(ledger: Ledger, table: str, *, whole: bool) -> EditedTable:
    """The records of a table that are new or have new cells; all where some were taken out."""
    records = [
        EditedRecord(ledger.records[table][key], ledger.places.get((table, key), {}))
        for key in (ledger.records[table] if whole else ledger.touched[table])
    ]
    return EditedTable(table, ledger.schemas[table].names, tuple(records), whole=whole)


def _tell_new_markets(ledger: Ledger) -> Iterator[Remark]:
    """A word about each new market that nobody has defined."""
    for name in _list_new(ledger, "markets", "definition"):
        near = find_near(ledger, name)
        remedy = "describe the market in tables.xlsx"
        remedy += f"; if it is '{near}', write that name in the sheet" if near else ""
        found = f"'{name}' is a new market, and its definition is empty"
        yield Remark(Place("market"), found, remedy=remedy, refuses=False)


def _tell_new_sources(ledger: Ledger) -> Iterator[Remark]:
    """A word about each new source whose document nobody has named."""
    for name in _list_new(ledger, "sources", "document"):
        found = f"'{name}' is a new source, and its document is not named"
        remedy = "give its file in the sheet, so that 'check --documents' can look its figures up"
        yield Remark(Place("source"), found, remedy=remedy, refuses=False)


def _tell_again(reading: Reading) -> Remark:
    """A word about a document that was added before: a corrected figure comes beside the first."""
    found = f"'{reading.title or reading.market or reading.file}' was added before"
    remedy = "--replace first removes what it added then"
    return Remark(Place("document"), found, remedy=remedy, refuses=False)


def _list_new(ledger: Ledger, table: str, column: str) -> Iterator[str]:
    """The names of what is new in a table and has nothing in a column."""
    rows = (ledger.records[table][key] for key in ledger.touched.get(table, ()))
    return (row.get("name") or row.get("title", "") for row in rows if not row.get(column))
