"""What kind of file a resource is, and whether its rows are read."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from marketbook.errors import PackageError
from marketbook.package.dialect import Dialect, list_dialect_problems, read_dialect
from marketbook.package.paths import resolve_path

Stated = dict[str, object]

TABULAR = ("tabular-data-resource",)
COMPRESSIONS = {"gz": ".gz", "zip": ".zip"}
_FORMATS = {"csv": "csv", "tsv": "tsv", "tab": "tsv", "txt": "csv", "json": "json"}
_HASHES = ("md5", "sha1", "sha256", "sha512")


def is_table(resource: Stated) -> bool:
    """Whether a resource is, or says that it is, a table."""
    return (
        "schema" in resource
        or resource.get("type") == "table"
        or resource.get("profile") in TABULAR
    )


def explain_unread(resource: Stated) -> str:
    """Why the rows of a table are not read; empty where they are."""
    if "schema" not in resource:
        return "it has no schema, so there is nothing to check"
    if "data" not in resource and not find_form(resource):
        stated = resource.get("format") or _find_suffix(resource) or "no format"
        return f"its format is {stated}; only CSV, TSV and JSON are read"
    return ""


def find_form(resource: Stated) -> str:
    """`csv`, `tsv` or `json`; empty for any other."""
    stated = resource.get("format")
    if isinstance(stated, str) and stated:
        return _FORMATS.get(stated.lower(), "")
    suffix = _find_suffix(resource)
    return _FORMATS.get(suffix, "") if suffix else "csv"


def find_compression(resource: Stated) -> str:
    """`gz` or `zip`; empty for none."""
    stated = resource.get("compression")
    if isinstance(stated, str):
        return "" if stated == "no" else stated
    path = next(iter(list_paths(resource)), "")
    return next((name for name, suffix in COMPRESSIONS.items() if path.endswith(suffix)), "")


def list_paths(resource: Stated) -> list[str]:
    """The files of a resource; none where its rows are in the descriptor."""
    path, extra = resource.get("path"), resource.get("extrapaths")
    stated = [path] if isinstance(path, str) else path
    lists = (each for each in (stated, extra) if isinstance(each, list))
    every = (path for each in lists for path in cast("list[object]", each))
    return [path for path in every if isinstance(path, str)]


def _find_suffix(resource: Stated) -> str:
    name = next(iter(list_paths(resource)), "")
    for suffix in COMPRESSIONS.values():
        name = name.removesuffix(suffix)
    return Path(name).suffix.removeprefix(".").lower()


def read_encoding(resource: Stated) -> str:
    """The name that Python gives an encoding; the standard's default is UTF-8."""
    return codecs.lookup(str(resource.get("encoding") or "utf-8")).name


def read_form(resource: Stated) -> Dialect:
    """The dialect of a table without problems."""
    dialect = cast("Stated", resource.get("dialect") or {})
    if find_form(resource) == "tsv" and "delimiter" not in dialect:
        dialect = {**dialect, "delimiter": "\t"}
    return read_dialect(dialect)


def list_form_problems(root: Path, resource: Stated) -> Iterator[str]:
    """Every way in which a resource cannot be found or read as it is stated, in words.

    Args:
        root: The package's folder.
        resource: The resource, its dialect in place.
    """
    place = f"{'table' if is_table(resource) else 'resource'} '{resource.get('name', '?')}'"
    yield from _list_path_problems(root, resource, place)
    algorithm, colon, _ = str(resource.get("hash", "")).partition(":")
    if colon and algorithm not in _HASHES:
        yield f"{place} states a hash by {algorithm}; supported are {', '.join(_HASHES)}"
    if is_table(resource) and not explain_unread(resource):
        yield from list_dialect_problems(resource.get("dialect", {}), place)
        yield from _list_coding_problems(resource, place)


def _list_path_problems(root: Path, resource: Stated, place: str) -> Iterator[str]:
    path, paths = resource.get("path"), list_paths(resource)
    if "data" in resource:
        if "path" in resource:
            yield f"{place} states both 'path' and 'data'; expected one of them"
        return
    wanted = len(cast("list[object]", path)) if isinstance(path, list) else 1
    if not paths or len(paths) < wanted:
        yield f"{place} has the path {path!r}; expected the path of a file, or a list of paths"
        return
    for each in paths:
        try:
            resolve_path(root, each, place)
        except PackageError as error:
            yield str(error)


def _list_coding_problems(resource: Stated, place: str) -> Iterator[str]:
    encoding, compression = resource.get("encoding") or "utf-8", find_compression(resource)
    try:
        b"a".decode(str(encoding), "ignore")
        codecs.lookup(str(encoding)).incrementaldecoder("strict")
    except (LookupError, TypeError, ValueError):
        expected = "expected a name such as 'utf-8' or 'cp1252'"
        yield f"{place} states the encoding {encoding!r}; {expected}"
    if compression and compression not in COMPRESSIONS:
        covered = ", ".join(COMPRESSIONS)
        yield f"{place} states the compression {compression!r}; supported are {covered}"
    if compression and len(list_paths(resource)) > 1:
        yield f"{place} states several files and a compression; expected one of the two"
