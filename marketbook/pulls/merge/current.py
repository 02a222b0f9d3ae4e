"""The tables as they are now: their text, line by line, and their records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.changes import Key, TableState, read_state
from marketbook.errors import PackageError
from marketbook.package import Package, Resource, describe_row, is_row, split_row


@dataclass(frozen=True, slots=True)
class CurrentTable:
    """A table's file now.

    Attributes:
        resource: The table.
        digest: SHA-256 of the file, in hexadecimal.
        header: The header line.
        lines: The line of each record by key, in the order of the file.
        state: Its records.
    """

    resource: Resource
    digest: str
    header: str
    lines: dict[Key, str]
    state: TableState


def read_current(package: Package, resource: Resource) -> CurrentTable:
    """Read the file of a table that edits are to be merged into.

    Raises:
        PackageError: It cannot be read, or a line of it is no record, so that edits cannot be
            told apart from its faults.
    """
    try:
        content = package.locate(resource).read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _tell_unreadable(resource, error) from error
    lines = text.removesuffix("\n").split("\n") if text else []
    _refuse_odd(resource, lines)
    state = read_state(text, resource.schema)
    keyed = dict(zip(state.records, lines[1:], strict=True))
    return CurrentTable(resource, hashlib.sha256(content).hexdigest(), lines[0], keyed, state)


def refuse_unreadable(package: Package) -> None:
    """Refuse a package of which a table cannot be opened: nothing is known of what it holds.

    Raises:
        PackageError: There is such a table.
    """
    for resource in package.resources.values():
        try:
            with package.locate(resource).open("rb") as file:
                file.read(1)
        except OSError as error:
            raise _tell_unreadable(resource, error) from error


def _tell_unreadable(resource: Resource, error: Exception) -> PackageError:
    told = error.strerror if isinstance(error, OSError) else str(error)
    return PackageError(
        f"{resource.path} cannot be read ({told})",
        "a CSV file in UTF-8",
        "nothing was pulled: bring the file back first ('marketbook check' says all that is wrong)",
    )


def _refuse_odd(resource: Resource, lines: Sequence[str]) -> None:
    names = resource.schema.names
    labels = split_row(lines[0]) if lines and is_row(lines[0]) else []
    if labels != list(names):
        raise _fault(resource, 1, f"the header is not {','.join(names)}")
    for number, line in enumerate(lines[1:], 2):
        if not is_row(line) or not line or len(split_row(line)) != len(names):
            raise _fault(resource, number, describe_row(line, names))


def _fault(resource: Resource, number: int, found: str) -> PackageError:
    remedy = (
        "nothing was pulled: correct the file first ('marketbook check' says all that is wrong)"
    )
    return PackageError(f"{resource.path}:{number}: {found}", remedy=remedy)
