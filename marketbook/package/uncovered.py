"""What a descriptor may ask for and this tool does not do: refused by name, never skipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from marketbook.errors import PackageError
from marketbook.package.paths import resolve_path

_ALLOWED: dict[str, tuple[object, ...]] = {
    "type": ("table",),
    "format": ("csv",),
    "mediatype": ("text/csv",),
    "encoding": ("utf-8", "UTF-8", "utf8"),
}
_DIALECT: dict[str, object] = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
    "headerRows": [1],
    "skipBlankRows": False,
    "caseSensitiveHeader": True,
    "headerCase": True,
}
_REFUSED = ("data", "compression", "extrapaths", "innerpath", "scheme", "url")
_HASHES = ("md5", "sha1", "sha256", "sha512")
_PROFILES = "https://datapackage.org/profiles/"


def list_uncovered(root: Path, resource: dict[str, object]) -> Iterator[str]:
    """Every way in which `resource` is something other than a CSV file of this package.

    Args:
        root: The package's folder.
        resource: The resource as the descriptor states it.
    """
    place = f"table '{resource.get('name', '?')}'"
    for key in _REFUSED:
        if key in resource:
            yield f"{place} states {key!r}; expected a table in a plain CSV file, named by 'path'"
    for key, allowed in _ALLOWED.items():
        if key in resource and resource[key] not in allowed:
            yield f"{place} states {key} {resource[key]!r}; covered is only {allowed[0]!r}"
    yield from list_profiles(resource, place)
    yield from _list_dialect(resource.get("dialect", {}), place)
    yield from _list_path(root, resource, place)
    yield from _list_hash(str(resource.get("hash", "")), place)


def list_profiles(stated: dict[str, object], place: str) -> Iterator[str]:
    """Profiles that would have to be fetched from elsewhere.

    Args:
        stated: A part of the descriptor.
        place: What it is, for the message.
    """
    profile = stated.get("$schema", _PROFILES)
    if not str(profile).startswith(_PROFILES):
        yield f"{place} states $schema {profile!r}; covered are those under {_PROFILES}"
    if "://" in str(stated.get("profile", "")):
        yield f"{place} states the profile {stated['profile']!r}; use $schema instead"


def _list_dialect(stated: object, place: str) -> Iterator[str]:
    if not isinstance(stated, dict):
        yield f"{place} states the dialect {stated!r}; expected none, or an object in place"
        return
    for key, value in cast("dict[str, object]", stated).items():
        if key != "$schema" and (key not in _DIALECT or value != _DIALECT[key]):
            covered = f"only {_DIALECT[key]!r}" if key in _DIALECT else "nothing of that name"
            yield f"{place} states {key} {value!r} in its dialect; covered is {covered}"


def _list_path(root: Path, resource: dict[str, object], place: str) -> Iterator[str]:
    path = resource.get("path")
    if not isinstance(path, str):
        if "data" not in resource:
            yield f"{place} has the path {path!r}; expected the path of one CSV file"
        return
    try:
        resolve_path(root, path, place)
    except PackageError as error:
        yield str(error)


def _list_hash(stated: str, place: str) -> Iterator[str]:
    algorithm, colon, _ = stated.partition(":")
    if colon and algorithm not in _HASHES:
        yield f"{place} states a hash by {algorithm}; covered are {', '.join(_HASHES)}"
