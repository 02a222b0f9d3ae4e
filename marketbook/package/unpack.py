"""The content of a resource's files: several joined, compressed ones inflated, within limits."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from marketbook.errors import PackageError

MOST_BYTES = 1 << 30
"""Of a table once it is inflated."""

ARCHIVE_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError),
    RuntimeError,
)
"""What reading a damaged archive raises; the last also for a password or an unknown compression."""


def read_content(
    paths: Sequence[Path], name: str, compression: str = "", inner: str = ""
) -> list[bytes]:
    """The content of each file.

    Args:
        paths: Where the files are.
        name: How messages call them.
        compression: `gz`, `zip`, or empty.
        inner: Path inside a zip file; empty for its first file.

    Raises:
        PackageError: Where a file cannot be read, is not so compressed, or is too large.
    """
    return [_read(path, name, compression, inner) for path in paths]


def read_file(path: Path, name: str) -> bytes:
    """The bytes of a file as they are.

    Raises:
        PackageError: It cannot be read, or is too large.
    """
    return _read(path, name, "", "")


def inflate(content: bytes, name: str, compression: str = "", inner: str = "") -> bytes:
    """The content of a file that was read.

    Raises:
        PackageError: It is not so compressed, or too large.
    """
    return _read(io.BytesIO(content), name, compression, inner)


def _read(source: Path | io.BytesIO, name: str, compression: str, inner: str) -> bytes:
    try:
        return _read_source(source, name, compression, inner)
    except RuntimeError as error:
        raise PackageError(
            f"{name} cannot be read ({error})", "a zip file without a password"
        ) from error
    except (KeyError, *ARCHIVE_DAMAGE) as error:
        expected = f"a file compressed as {compression}" if compression else "a file"
        raise PackageError(f"{name} cannot be read ({error})", expected) from error


def _read_source(source: Path | io.BytesIO, name: str, compression: str, inner: str) -> bytes:
    if compression == "gz":
        with gzip.open(source) as file:
            return _read_within(file, name)
    if compression == "zip":
        with zipfile.ZipFile(source) as archive:
            names = [each for each in archive.namelist() if not each.endswith("/")]
            if not names:
                raise zipfile.BadZipFile("it holds no file")
            with archive.open(inner or names[0]) as file:
                return _read_within(file, name)
    if isinstance(source, io.BytesIO):
        return _read_within(source, name)
    with source.open("rb") as file:
        return _read_within(file, name)


def _read_within(file: IO[bytes] | gzip.GzipFile, name: str) -> bytes:
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise PackageError(
            f"{name} holds more than {MOST_BYTES >> 20:,} MB", "a smaller table", "divide it"
        )
    return content
