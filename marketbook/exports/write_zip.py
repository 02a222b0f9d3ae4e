"""The package in one file: schemas in place, all else as it stands, dates and order fixed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from marketbook.exports.content import Content
from marketbook.package import DESCRIPTOR_NAME, Package
from marketbook.package.json_file import read_json, render_descriptor
from marketbook.package.unpack import ARCHIVE_DAMAGE

_COMMENT = b"marketbook export 1"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_EXTRAS = ("README.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "CITATION.cff", "CHANGELOG.md")


def write_zip(content: Content, path: Path) -> tuple[str, ...]:
    """Write descriptor and tables, with README, licence and citation where there are any.

    Schemas stand inside the descriptor, as several readers do not follow their paths. All other
    entries are the package's own bytes, so that their hashes hold; the views are left to the other
    forms. The same package makes the same bytes, with the same release of zlib.

    Args:
        content: What is exported.
        path: A file that does not exist.

    Returns:
        What is not in it because a link leads out of the package.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = _COMMENT
        for name, entry_content in _list_files(content.package):
            entry = zipfile.ZipInfo(name, _FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, entry_content)
    return tuple(
        f"{name}, because it leads out of the package"
        for name in _EXTRAS
        if (content.package.root / name).is_file() and not _is_inside(content.package, name)
    )


def _is_inside(package: Package, name: str) -> bool:
    return (package.root / name).resolve().is_relative_to(package.root.resolve())


def _list_files(package: Package) -> Iterator[tuple[str, bytes]]:
    yield DESCRIPTOR_NAME, _put_schemas_in(package)
    resources = [*package.resources.values(), *package.attachments]
    paths = dict.fromkeys(path for resource in resources for path in resource.paths)
    for path in paths:
        yield str(PurePosixPath(path)), package.locate_path(path).read_bytes()
    for name in _EXTRAS:
        if name not in paths and (package.root / name).is_file() and _is_inside(package, name):
            yield name, (package.root / name).read_bytes()


def _put_schemas_in(package: Package) -> bytes:
    """The descriptor, its schemas in place of their paths."""
    resources = [
        {**each, "schema": read_json(package.locate_path(schema), schema)}
        if isinstance(schema := each.get("schema"), str)
        else each
        for each in package.stated
    ]
    return render_descriptor({**package.descriptor, "resources": resources})


def is_zip_export(path: Path) -> bool:
    """Whether a file is a zip that this module wrote."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == _COMMENT
    except ARCHIVE_DAMAGE:
        return False
