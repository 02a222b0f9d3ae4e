"""Packages for the differential test: what one is, and how it goes to disk."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

PROFILES = "https://datapackage.org/profiles/2.0"
# said in full, because frictionless guesses what the dialect leaves open
DIALECT = {
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}


@dataclass
class Table:
    """One table of a generated package: its schema, its header and its rows as written."""

    name: str
    schema: dict[str, object]
    labels: list[str]
    rows: list[list[str]]
    dialect: dict[str, object] = field(default_factory=dict)
    encoding: str = "utf-8"

    @property
    def path(self) -> str:
        return f"{self.name}.csv"

    @property
    def names(self) -> list[str]:
        return [str(each["name"]) for each in self.fields]

    @property
    def fields(self) -> list[dict[str, object]]:
        return list(self.schema["fields"])

    def get_field(self, name: str) -> dict[str, object]:
        return next(each for each in self.fields if each["name"] == name)

    @property
    def primary_key(self) -> list[str]:
        return list(self.schema.get("primaryKey", []))

    @property
    def first_line(self) -> int:
        """The line of the first row, below its labels and a comment where there is one."""
        return 1 + len(self._split_labels()) + ("commentChar" in self.dialect)

    def _split_labels(self) -> list[list[str]]:
        """The lines of labels: with two of them the first has their first letters."""
        if self.dialect.get("headerRows") != [1, 2]:
            return [self.labels]
        return [[label[:1] for label in self.labels], [label[1:] for label in self.labels]]

    def write(self) -> bytes:
        text, stated = io.StringIO(), {**DIALECT, **self.dialect}
        end = str(stated["lineTerminator"])
        writer = csv.writer(
            text,
            lineterminator=end,
            delimiter=str(stated["delimiter"]),
            quotechar=str(stated["quoteChar"]),
            doublequote=bool(stated["doubleQuote"]),
            escapechar=str(stated.get("escapeChar", "")) or None,
            # a space after a delimiter is one of the cell only within quotes
            quoting=csv.QUOTE_ALL if stated["skipInitialSpace"] else csv.QUOTE_MINIMAL,
        )
        writer.writerows(self._split_labels())
        text.write(f"{stated['commentChar']} as printed{end}" if "commentChar" in stated else "")
        for row in self.rows:
            writer.writerow(row) if row else text.write(end)
        return text.getvalue().encode(self.encoding)


@dataclass
class Case:
    """A generated package."""

    tables: list[Table] = field(default_factory=list)

    def write(self, directory: Path) -> Path:
        resources = []
        for table in self.tables:
            (directory / table.path).write_bytes(table.write())
            described = describe(table.name, table.path, table.schema)
            described["dialect"] = {**DIALECT, **table.dialect}
            resources.append({**described, "encoding": table.encoding})
        path = directory / "datapackage.json"
        # line ends of another kind are a matter of style, of which frictionless has none
        described = describe_package(resources)
        described["houseStyle"] = not any("lineTerminator" in t.dialect for t in self.tables)
        path.write_text(json.dumps(described), encoding="utf-8")
        return path

    def get_table(self, path: str) -> Table:
        return next(table for table in self.tables if table.path == path)


def describe(name: str, path: str, schema: dict[str, object]) -> dict[str, object]:
    return {
        "name": name,
        "type": "table",
        "path": path,
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": {"$schema": f"{PROFILES}/tableschema.json", **schema},
    }


def describe_package(resources: list[dict[str, object]]) -> dict[str, object]:
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "generated",
        "houseStyle": True,
        "resources": resources,
    }
