"""The tables of a package as facts are entered into them."""

from __future__ import annotations

from marketbook.package import Package
from marketbook.pulls.merge.current import read_current
from marketbook.pulls.read.edited import BaseTable
from marketbook.reading.records.ledger import Ledger


def read_ledger(package: Package) -> tuple[Ledger, dict[str, BaseTable]]:
    """The tables of a package as facts are entered into them, and as they are.

    Raises:
        PackageError: A table cannot be read line by line.
    """
    current = {name: read_current(package, each) for name, each in package.resources.items()}
    schemas = {name: resource.schema for name, resource in package.resources.items()}
    records = {
        name: {key: dict(cells) for key, cells in table.state.records.items()}
        for name, table in current.items()
    }
    base = {
        name: BaseTable(f"sha256:{table.digest}", "\n".join([table.header, *table.lines.values()]))
        for name, table in current.items()
    }
    return Ledger(schemas, records), base
