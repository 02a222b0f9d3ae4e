"""The files of a new package, made in memory."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

from marketbook.errors import PackageError
from marketbook.package import DESCRIPTOR_NAME, write_cell
from marketbook.package.json_file import render_descriptor
from marketbook.schema.standard import list_standard_tables, read_standard_rows, read_standard_text

TABLES = (
    "sources",
    "source_periods",
    "units",
    "regions",
    "markets",
    "axes",
    "segments",
    "sizes",
    "growth_rates",
    "shares",
    "scenarios",
    "waivers",
    "corrections",
)
"""The tables of a small package; none of them refers to a table that is not here."""

KNOWN = ("regions", "region_parts", "units")
"""Tables that an empty package begins with records of: places and units are anybody's."""

_PROFILES = "https://datapackage.org/profiles/2.0"
_DOCUMENT = "documents/example-report.txt"
# a wheel may not hold files whose names begin with a dot under every tool, so they are put on here
_DOTTED = ("github/", "gitattributes", "gitignore", "pre-commit-config.yaml")
_ABOUT = "Published market figures with their sources."
_ABOUT_EXAMPLE = "Published market figures with their sources; the one market is an example."
_EMPTY, _EXAMPLE = "empty/", ("tables/", "documents/", "README.md")
EXAMPLES = ("publishers",)
"""Examples that add rows to the usual one: ``publishers`` has five sources of one market."""
_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_REVIEW_DAYS = 365


def make_contents(
    name: str,
    today: dt.date,
    further: Iterable[str] = (),
    *,
    empty: bool = False,
    example: str = "",
) -> dict[str, bytes]:
    """Every file of a new package by its path.

    Args:
        name: Name of the package.
        today: Day of its making; the example's waiver is to be reviewed a year later.
        further: Tables of Marketbook to have as well, empty; with them come those they refer to.
        empty: Leave the example out, and have all tables, with Marketbook's places and units.
        example: One of ``EXAMPLES``, whose rows are added to the usual ones; empty for none.

    Raises:
        PackageError: The name is not one that a data package may have, or a table or an example
            is unknown.
    """
    _refuse(name, example, empty=empty)
    template = dict(list_template())
    values = _list_values(name, today, template[_DOCUMENT])
    contents = {
        f".{path}" if path.startswith(_DOTTED) else path: Template(text).substitute(values).encode()
        for path, text in _choose_files(template, example, empty=empty)
    }
    tables = (*TABLES, *_follow(list_standard_tables() if empty else further))
    schemas = {table: read_standard_text(table) for table in tables}
    if empty:
        contents |= {f"tables/{table}.csv": _make_known(table) for table in KNOWN}
    for table, text in schemas.items():
        contents.setdefault(f"tables/{table}.csv", _make_header(text))
    contents |= {f"schemas/{table}.json": text.encode() for table, text in schemas.items()}
    contents[DESCRIPTOR_NAME] = _make_descriptor(name, today, schemas, contents, empty=empty)
    return contents


def _refuse(name: str, example: str, *, empty: bool) -> None:
    if example and (empty or example not in EXAMPLES):
        raise PackageError(
            f"there is no example '{example}'{' in an empty package' if empty else ''}",
            f"one of {', '.join(EXAMPLES)}, without --empty",
        )
    if not _NAME.fullmatch(name):
        raise PackageError(
            f"{name!r} cannot be the name of a package",
            "lower-case letters and digits, with '-', '_' or '.' between them",
            "name another with --name",
        )


def _choose_files(
    template: Mapping[str, str], example: str, *, empty: bool
) -> Iterator[tuple[str, str]]:
    """The files of a package with the example, or of one without it."""
    own = {path: text for path, text in template.items() if not path.startswith(_FURTHER)}
    for path, text in own.items():
        more = template.get(f"{example}/{path}", "")
        if more:
            header, *rows = f"{text}{more}".splitlines(keepends=True)
            yield path, "".join([header, *sorted(rows)])
        elif not path.startswith(_EMPTY):
            if not (empty and path.startswith(_EXAMPLE)):
                yield path, text
        elif empty:
            yield path.removeprefix(_EMPTY), text


_FURTHER = tuple(f"{name}/" for name in EXAMPLES)


def _make_known(table: str) -> bytes:
    """Marketbook's own records of a table, without what its notes say of its documents."""
    names = [field["name"] for field in json.loads(read_standard_text(table))["fields"]]
    rows = [{**row, "note": ""} for row in read_standard_rows(table)]
    lines = [",".join(write_cell(row[name]) for name in names) for row in rows]
    return "".join(f"{line}\n" for line in (",".join(names), *lines)).encode()


def _follow(further: Iterable[str]) -> list[str]:
    """The tables and those they refer to, by the alphabet; none of the example's own."""
    found: list[str] = []
    waiting = list(further)
    while waiting:
        table = waiting.pop()
        if table in found or table in TABLES:
            continue
        if table not in list_standard_tables():
            near = get_close_matches(table, list_standard_tables(), 1)
            raise PackageError(
                f"Marketbook has no table '{table}'",
                f"one of {', '.join(list_standard_tables())}",
                f"did you mean '{near[0]}'?" if near else "",
            )
        found.append(table)
        keys = json.loads(read_standard_text(table)).get("foreignKeys", [])
        waiting += [key["reference"]["resource"] or table for key in keys]
    return sorted(found)


def _make_header(schema: str) -> bytes:
    names = [field["name"] for field in json.loads(schema)["fields"]]
    return f"{','.join(names)}\n".encode()


def _list_values(name: str, today: dt.date, document: str) -> dict[str, str]:
    return {
        "title": _make_title(name),
        "today": today.isoformat(),
        "review": (today + dt.timedelta(days=_REVIEW_DAYS)).isoformat(),
        "document_sha256": hashlib.sha256(document.encode()).hexdigest(),
        "tool_version": version("marketbook"),
        "action": _find_commit() or f"v{version('marketbook')}",
    }


def _find_commit() -> str:
    """The commit that this installation was built from; empty in a checkout."""
    file = files("marketbook.starter").joinpath("commit.txt")
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def _make_title(name: str) -> str:
    words = re.sub("[._-]+", " ", name)
    return words[:1].upper() + words[1:]


def _make_descriptor(
    name: str,
    today: dt.date,
    schemas: Mapping[str, str],
    contents: Mapping[str, bytes],
    *,
    empty: bool,
) -> bytes:
    descriptor = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": name,
        "title": _make_title(name),
        "description": _ABOUT if empty else _ABOUT_EXAMPLE,
        "version": "0.1.0",
        "created": f"{today.isoformat()}T00:00:00Z",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [
            _make_resource(table, json.loads(text), contents[f"tables/{table}.csv"])
            for table, text in schemas.items()
        ],
    }
    return render_descriptor(descriptor)


def _make_resource(table: str, schema: Mapping[str, object], content: bytes) -> dict[str, object]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table,
        "type": "table",
        "path": f"tables/{table}.csv",
        "title": schema["title"],
        "description": schema["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": f"schemas/{table}.json",
    }


def list_template() -> Iterator[tuple[str, str]]:
    """Path and text of every file of the example, placeholders not yet filled in."""
    yield from _walk(files("marketbook.starter").joinpath("template"), "")


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")
