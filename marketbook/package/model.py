"""A package that was read: its descriptor and its tables' schemas, not yet its data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from marketbook.findings import Finding
from marketbook.package.dialect import PLAIN, Dialect
from marketbook.schema import TableSchema

DESCRIPTOR_NAME = "datapackage.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Files of a package, a table or not.

    Attributes:
        path: The first file inside the package, with forward slashes; empty where the content is
            in the descriptor.
        further_paths: Files that go on where the first one ends.
        hash: Checksum that the descriptor states, `sha256:…`; empty where none is stated.
        bytes: Size that the descriptor states; None where none is stated.
    """

    name: str
    path: str
    further_paths: Sequence[str] = ()
    hash: str = ""
    bytes: int | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file; none where the content is in the descriptor."""
        return (self.path, *self.further_paths) if self.path else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Attachment):
    """One table of a package.

    Attributes:
        schema: Its columns and keys.
        form: `csv` or `json`.
        dialect: How its rows are written.
        encoding: Of its text, by the name that Python gives it.
        compression: `gz`, `zip`, or empty.
        inner_path: Path inside a zip file; empty for its first file.
        data: Rows in the descriptor itself; None where they are in a file.
        house_style: Whether the file is held to the form in which Marketbook keeps its own tables.
    """

    schema: TableSchema
    form: str = "csv"
    dialect: Dialect = PLAIN
    encoding: str = "utf-8"
    compression: str = ""
    inner_path: str = ""
    data: object = None
    house_style: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether the table is one file of plain CSV in UTF-8, to be written line by line."""
        return (
            self.form == "csv"
            and self.data is None
            and not self.further_paths
            and not self.compression
            and self.encoding in ("utf-8", "utf-8-sig")
            and self.dialect.is_plain
        )


@dataclass(frozen=True, slots=True)
class Package:
    """A data package on disk.

    Attributes:
        root: The folder that holds the descriptor.
        file: Name of the descriptor in that folder, `datapackage.json` as a rule.
        descriptor: The descriptor as it stands in the file.
        resources: The tables by name, in the descriptor's order.
        attachments: Resources that are no tables, or whose rows are not read.
        findings: What is to be said of the descriptor itself.
    """

    root: Path
    file: str
    descriptor: dict[str, object]
    resources: Mapping[str, Resource]
    attachments: Sequence[Attachment] = ()
    findings: Sequence[Finding] = ()

    @property
    def name(self) -> str:
        """Name of the package; empty where it states none."""
        return str(self.descriptor.get("name", ""))

    @property
    def version(self) -> str:
        """Version of the package; empty where it states none."""
        return str(self.descriptor.get("version", ""))

    @property
    def stated(self) -> list[dict[str, object]]:
        """Its resources as the descriptor states them."""
        return cast("list[dict[str, object]]", self.descriptor["resources"])

    def locate(self, resource: Attachment) -> Path:
        """Where the first file of `resource` is on this machine."""
        return self.locate_path(resource.path)

    def locate_path(self, path: str) -> Path:
        """Where a file of the package is on this machine."""
        return self.root.joinpath(*path.split("/"))

    def locate_all(self, resource: Attachment) -> list[Path]:
        """Where the files of `resource` are on this machine."""
        further = [self.locate_path(path) for path in resource.further_paths]
        return [self.locate(resource), *further] if resource.path else []
