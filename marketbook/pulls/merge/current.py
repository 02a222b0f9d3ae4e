"""The tables as they are now: each record as it stands in its file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from marketbook.changes import Key, TableState, make_state
from marketbook.errors import PackageError
from marketbook.package import Package, Resource
from marketbook.package.rewrite import WrittenTable, open_rewritable


@dataclass(frozen=True, slots=True)
class CurrentTable:
    """A table now.

    Attributes:
        resource: The table.
        digests: SHA-256 of each of its files, in hexadecimal, by path.
        written: Its records as they stand in their files.
        state: The same by key.
    """

    resource: Resource
    digests: Mapping[str, str]
    written: WrittenTable
    state: TableState


def read_current(package: Package, resource: Resource) -> CurrentTable:
    """Read a table that edits are to be merged into.

    Raises:
        PackageError: It cannot be read, or a line of it is no record, so that edits cannot be
            told apart from its faults.
    """
    try:
        paths = zip(resource.paths, package.locate_all(resource), strict=True)
        digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths}
    except OSError as error:
        raise _tell_unreadable(resource, error) from error
    written = open_rewritable(package, resource)
    rows = (dict(zip(written.columns, row, strict=True)) for row in written.rows)
    state = make_state(resource.schema, written.columns, rows)
    return CurrentTable(resource, digests, written, state)


def locate_records(table: CurrentTable) -> dict[Key, tuple[str, int]]:
    """File and line of each record."""
    return dict(zip(table.state.records, table.written.places, strict=True))


def refuse_unreadable(package: Package) -> None:
    """Refuse a package of which a table cannot be opened: nothing is known of what it holds.

    Raises:
        PackageError: There is such a table.
    """
    for resource in package.resources.values():
        try:
            for path in package.locate_all(resource):
                with path.open("rb") as file:
                    file.read(1)
        except OSError as error:
            raise _tell_unreadable(resource, error) from error


def _tell_unreadable(resource: Resource, error: OSError) -> PackageError:
    return PackageError(
        f"{resource.path} cannot be read ({error.strerror or error})",
        "the file that the descriptor names",
        "nothing was pulled: restore the file first ('marketbook check' lists what is wrong)",
    )
