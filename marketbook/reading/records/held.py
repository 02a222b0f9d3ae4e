"""The tables of a package as facts are entered into them."""

from __future__ import annotations

from marketbook.changes import TableState
from marketbook.package import Package
from marketbook.pulls.merge.current import read_current
from marketbook.reading.records.ledger import Ledger


def read_ledger(package: Package) -> tuple[Ledger, dict[str, TableState]]:
    """The tables of a package as facts are entered into them, and as they are.

    Raises:
        PackageError: A table cannot be read line by line.
    """
    states = {name: read_current(package, each).state for name, each in package.resources.items()}
    schemas = {name: resource.schema for name, resource in package.resources.items()}
    records = {
        name: {key: dict(cells) for key, cells in state.records.items()}
        for name, state in states.items()
    }
    return Ledger(schemas, records), states
