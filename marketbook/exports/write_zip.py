"""The package itself in one file: every byte as it stands, dates and order fixed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from marketbook.exports.content import Content
from marketbook.exports.destination import list_schema_paths
from marketbook.package import DESCRIPTOR_NAME, Package

_COMMENT = b"marketbook export 1"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_EXTRAS = ("README.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "CITATION.cff", "CHANGELOG.md")


def write_zip(content: Content, path: Path) -> tuple[str, ...]:
    """Write descriptor, schemas and tables, with README, licence and citation where there are any.

    The entries are the package's own bytes, so that their hashes hold; the views are left to the
    other forms. The same package makes the same bytes, with the same release of zlib.

    Args:
        content: What is exported.
        path: A file that does not exist.

    Returns:
        What is not in it because a link leads out of the package.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = _COMMENT
        for name, file in _list_files(content.package):
            entry = zipfile.ZipInfo(name, _FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, file.read_bytes())
    return tuple(
        f"{name}, because it leads out of the package"
        for name in _EXTRAS
        if (content.package.root / name).is_file() and not _is_inside(content.package, name)
    )


def _is_inside(package: Package, name: str) -> bool:
    return (package.root / name).resolve().is_relative_to(package.root.resolve())


def _list_files(package: Package) -> Iterator[tuple[str, Path]]:
    yield DESCRIPTOR_NAME, package.root / package.file
    paths = [resource.path for resource in package.resources.values()]
    for path in dict.fromkeys([*list_schema_paths(package), *paths]):
        yield str(PurePosixPath(path)), package.root.joinpath(*path.split("/"))
    for name in _EXTRAS:
        if (package.root / name).is_file() and _is_inside(package, name):
            yield name, package.root / name


def is_zip_export(path: Path) -> bool:
    """Whether a file is a zip that this module wrote."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == _COMMENT
    except zipfile.BadZipFile:
        return False
