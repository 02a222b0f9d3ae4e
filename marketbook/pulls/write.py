"""Writes tables and the descriptor: all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from marketbook.errors import PackageError
from marketbook.package import Package, switch_files
from marketbook.pulls.merge.compose import ComposedTable
from marketbook.pulls.merge.current import CurrentTable


def write_tables(
    package: Package,
    tables: Mapping[str, ComposedTable],
    current: Mapping[str, CurrentTable],
    descriptor: bytes | None,
    digest: str,
) -> tuple[str, ...]:
    """Write tables with the descriptor that states their hashes; the files that were written.

    Args:
        package: The package.
        tables: The tables as they are to be, by name.
        current: The same tables as they were read.
        descriptor: The descriptor as it is to be; None where it stays as it is.
        digest: SHA-256 of the descriptor as it was read.

    Raises:
        PackageError: A file was changed meanwhile, or could not be written; nothing was, then.
    """
    contents: dict[str, bytes] = {}
    old: dict[str, str] = {}
    for name, table in tables.items():
        for path, content in table.rewritten.files.items():
            digest_read = current[name].digests[path]
            if hashlib.sha256(content).hexdigest() != digest_read:
                contents[path], old[path] = content, digest_read
    if descriptor is not None:
        contents[package.file], old[package.file] = descriptor, digest
    switch_files(package.root, contents, old)
    return tuple(contents)


def measure(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal.

    Raises:
        PackageError: It cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise PackageError(f"{path} cannot be read ({error.strerror or error})") from error
