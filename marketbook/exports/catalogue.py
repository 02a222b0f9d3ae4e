"""What the three catalogue files say alike: the package in plain values, its files measured."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from marketbook.exports.content import Content, Table
from marketbook.exports.describe import Object
from marketbook.package import Package, Resource
from marketbook.package.facts import read_facts
from marketbook.text import write_json

DATA_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
"""The standard that the package follows; a catalogue file that says so is one of ours."""
CSV = "text/csv"


@dataclass(frozen=True, slots=True)
class File:
    """One file of the package as a catalogue lists it.

    Attributes:
        table: The table it holds.
        name: A name of its own.
        url: Where it is: under the package's home page, else relative to the catalogue file.
        bytes: Its size.
        digest: Its SHA-256, in hexadecimal.
        media: Its media type.
    """

    table: Table
    name: str
    url: str
    bytes: int
    digest: str
    media: str = CSV


@dataclass(frozen=True, slots=True)
class About:
    """What the descriptor of a package says of it, in plain values."""

    package: Package

    def text(self, name: str) -> str:
        """A property; empty where it is not stated as a text."""
        value = self.package.descriptor.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """A list of texts, such as the keywords."""
        return [item for item in self._items(name) if isinstance(item, str)]

    def titles(self, name: str) -> list[str]:
        """Titles of the contributors or sources."""
        return [str(one["title"]) for one in self._objects(name) if one.get("title")]

    @property
    def makers(self) -> list[tuple[str, str]]:
        """Title and kind of each contributor: a person where a name of one is stated."""
        return [
            (
                str(one["title"]),
                "Person" if one.get("givenName") or one.get("familyName") else "Organization",
            )
            for one in self._objects("contributors")
            if one.get("title")
        ]

    @property
    def licence_links(self) -> list[str]:
        """Addresses of the licences, or their names where no address is stated."""
        licences = self._objects("licenses")
        return [str(one.get("path") or one.get("name") or one.get("title")) for one in licences]

    def _items(self, name: str) -> list[object]:
        stated = self.package.descriptor.get(name)
        return cast("list[object]", stated) if isinstance(stated, list) else []

    def _objects(self, name: str) -> list[Mapping[str, object]]:
        objects = [item for item in self._items(name) if isinstance(item, dict)]
        return cast("list[Mapping[str, object]]", objects)


def find_span(content: Content) -> tuple[int, int] | None:
    """First and last year that a size is stated for; None without sizes."""
    for table in content.tables:
        if table.name == "sizes" and "year" in table.schema.names and table.frame.height:
            years = table.frame["year"].drop_nulls().to_list()
            return (min(years), max(years)) if years else None
    return None


def list_files(content: Content) -> list[File]:
    """Every file that holds rows of a table, measured."""
    base = find_base(content)
    files: list[File] = []
    for table in content.tables:
        if table.kind == "published":
            resource = content.package.resources[table.name]
            for number, path in enumerate(resource.paths, start=1):
                facts = read_facts(content.package.locate_path(path), path)
                name = f"{table.name}.csv" if resource.is_plain else f"{table.name}-{number}"
                media = _find_media(resource)
                files.append(File(table, name, base + path, facts.bytes, facts.digest, media))
    return files


def _find_media(resource: Resource) -> str:
    if resource.compression:
        return "application/gzip" if resource.compression == "gz" else "application/zip"
    if resource.form == "json":
        return "application/json"
    return "text/tab-separated-values" if resource.dialect.delimiter == "\t" else CSV


def find_base(content: Content) -> str:
    """What stands before a path of the package: its home page, or the way to its folder."""
    home = About(content.package).text("homepage")
    if home:
        return home.rstrip("/") + "/"
    root = content.package.root.resolve()
    try:
        way = Path(os.path.relpath(root, content.folder.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        return root.as_uri() + "/"
    return "" if way == "." else f"{way}/"


def render_object(value: Object) -> bytes:
    """A JSON object as a file holds it; properties without a value are left out."""
    stated = {key: one for key, one in value.items() if one not in (None, "", [], {})}
    return f"{write_json(stated)}\n".encode()


def is_ours(path: Path, property_: str) -> bool:
    """Whether a file is a JSON object that names the data package standard in `property_`."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    stated = cast("Object", found).get(property_) if isinstance(found, dict) else None
    return stated in (DATA_PACKAGE, {"@id": DATA_PACKAGE})
