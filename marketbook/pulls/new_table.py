"""One of Marketbook's own tables put into a package that does not have it yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from marketbook.errors import PackageError
from marketbook.package import Package, read_package, switch_files
from marketbook.package.json_file import render_descriptor
from marketbook.pulls.write import measure
from marketbook.schema.standard import read_standard_text

_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"


def add_table(package: Package, name: str) -> Package:
    """Put an empty table into a package (its file, schema, place in the descriptor), and read that.

    Raises:
        PackageError: The descriptor is not JSON, a file of that name is there already, or one
            could not be written.
    """
    table, schema = f"tables/{name}.csv", f"schemas/{name}.json"
    taken = [path for path in (table, schema) if package.locate_path(path).exists()]
    if taken or not package.file.endswith(".json"):
        raise PackageError(
            f"the package has no table '{name}'{f', but a file {taken[0]}' if taken else ''}",
            remedy=f"add it to {package.file}",
        )
    text = read_standard_text(name)
    header = ",".join(field["name"] for field in json.loads(text)["fields"]) + "\n"
    resource = _describe(name, table, schema, json.loads(text))
    content = {**package.descriptor, "resources": [*package.stated, resource]}
    contents = {
        table: header.encode(),
        schema: text.encode(),
        package.file: render_descriptor(content),
    }
    old = {table: "", schema: "", package.file: measure(package.root / package.file)}
    for path in (table, schema):
        package.locate_path(path).parent.mkdir(exist_ok=True)
    switch_files(package.root, contents, old)
    return read_package(package.root / package.file)


def _describe(name: str, table: str, schema: str, stated: Mapping[str, Any]) -> dict[str, object]:
    return {
        "$schema": _PROFILE,
        "name": name,
        "type": "table",
        "path": table,
        "title": stated["title"],
        "description": stated["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
