"""A package that was read: its descriptor and its tables' schemas, not yet its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marketbook.schema import TableSchema

DESCRIPTOR_NAME = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of a package.

    Attributes:
        name: Name of the table.
        path: Its CSV file inside the package, with forward slashes.
        schema: Its columns and keys.
        hash: Checksum that the descriptor states, `sha256:…`; empty where none is stated.
        bytes: Size of the file that the descriptor states; None where none is stated.
    """

    name: str
    path: str
    schema: TableSchema
    hash: str = ""
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """A data package on disk.

    Attributes:
        root: The folder that holds the descriptor.
        file: Name of the descriptor in that folder, `datapackage.json` as a rule.
        descriptor: The descriptor as it stands in the file.
        resources: The tables by name, in the descriptor's order.
    """

    root: Path
    file: str
    descriptor: dict[str, object]
    resources: Mapping[str, Resource]

    def locate(self, resource: Resource) -> Path:
        """Where the file of `resource` is on this machine."""
        return self.root.joinpath(*resource.path.split("/"))
