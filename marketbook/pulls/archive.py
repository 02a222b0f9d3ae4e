"""The zip that a workbook is: looked at as a whole before any part of it is read."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from marketbook.errors import WorkbookError
from marketbook.pulls import limits

_END = b"PK\x05\x06"
_END_LAYOUT = struct.Struct("<4s4H2LH")
_LONGEST_END = _END_LAYOUT.size + 65_535
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_CHUNK = 2**16
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BAD_PATH = re.compile(r"^/|\\|^[A-Za-z]:|\x00|(^|/)\.\.?(/|$)|//")
_RESAVE = "open it in Excel or LibreOffice, save it as .xlsx, and pull that"
_FRAUD = "do not open it: no editor writes such a file; build the workbook anew"
# What zipfile and zlib raise over a damaged file; NotImplementedError for odd features of a zip.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


class Archive:
    """A workbook's zip whose names and sizes were found harmless."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.names = frozenset(file.namelist())
        self._read = 0

    def read_chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece.

        Raises:
            WorkbookError: The part is missing or damaged, or larger than it says.
        """
        if name not in self.names:
            raise WorkbookError(f"its part {name} is missing", "a whole workbook", _RESAVE)
        try:
            with self._file.open(name) as part:
                yield from self._limit(name, part)
        except _DAMAGE as error:
            raise _tell_damage(f"its part {name}", error) from error

    def _limit(self, name: str, part: IO[bytes]) -> Iterator[bytes]:
        size = 0
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            self._read += len(chunk)
            _refuse_size(f"its part {name}", size, limits.MOST_PART_BYTES)
            _refuse_size(
                "parts that are referred to again and again", self._read, limits.MOST_BYTES_READ
            )
            yield chunk


@contextmanager
def open_archive(path: Path) -> Generator[Archive]:
    """Opens a workbook once its zip was found harmless.

    Raises:
        WorkbookError: It is missing, no zip, damaged, encrypted, or made to do harm.
    """
    _look_at_file(path)
    with _open_zip(path) as file:
        try:
            _look_at_parts(file)
        except _DAMAGE as error:
            raise _tell_damage("the file", error) from error
        yield Archive(file)


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise _tell_damage("the file", error) from error


def _look_at_file(path: Path) -> None:
    """Size, first bytes, and the size of the list of parts."""
    try:
        if not path.is_file():
            raise WorkbookError("there is no such file", "a workbook", "check its name and folder")
        start, end = _read_ends(path)
    except OSError as error:
        raise _tell_damage("the file", error) from error
    _refuse_other_formats(start)
    _look_at_end(end)


def _read_ends(path: Path) -> tuple[bytes, bytes]:
    """First bytes and last bytes of a file that is not too large."""
    size = path.stat().st_size
    _refuse_size("the file", size, limits.MOST_FILE_BYTES)
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(max(size - _LONGEST_END, 0))
        return start, file.read(_LONGEST_END)


def _refuse_other_formats(start: bytes) -> None:
    if start == _OLD_OFFICE:
        found = "it is locked with a password, or in the format before 2007 (.xls)"
        raise WorkbookError(found, "a workbook without a password, as .xlsx or .ods", _RESAVE)
    if start != _ZIP:
        raise WorkbookError("it is no workbook", "an .xlsx or .ods file", _RESAVE)


def _look_at_end(end: bytes) -> None:
    """The record at the end of a zip says how long the list of its parts is."""
    at = end.rfind(_END)
    if at < 0 or len(end) - at < _END_LAYOUT.size:
        raise WorkbookError("its end is missing", "a whole file", "copy or download it again")
    _, _, _, _, parts, directory, _, _ = _END_LAYOUT.unpack_from(end, at)
    if parts > limits.MOST_PARTS or directory > limits.MOST_DIRECTORY_BYTES:
        found = f"it lists {parts:,} parts in {directory:,} bytes"
        raise WorkbookError(found, f"at most {limits.MOST_PARTS:,} parts", _FRAUD)


def _look_at_parts(file: zipfile.ZipFile) -> None:
    parts = file.infolist()
    if len(parts) > limits.MOST_PARTS:
        raise WorkbookError(
            f"it has {len(parts):,} parts", f"at most {limits.MOST_PARTS:,}", _FRAUD
        )
    _refuse_twins(parts)
    for part in parts:
        _look_at_part(part)
    total = sum(part.file_size for part in parts)
    _refuse_size("all parts together", total, limits.MOST_BYTES)
    for part in parts:
        _refuse_nested(file, part)


def _refuse_twins(parts: list[zipfile.ZipInfo]) -> None:
    names = Counter(part.filename.casefold() for part in parts)
    places = Counter(part.header_offset for part in parts)
    twice = sorted(name for name, times in names.items() if times > 1)
    if twice:
        raise WorkbookError(f"it has the part {twice[0]} twice", "each part once", _FRAUD)
    if len(places) < len(parts):
        raise WorkbookError("parts of it share their bytes", "bytes of its own each", _FRAUD)


def _look_at_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    if _BAD_PATH.search(part.orig_filename) or _BAD_PATH.search(name):
        found = f"it has a part called {name[:80]!r}, which leads out of the workbook"
        raise WorkbookError(found, "plain names", _FRAUD)
    if part.flag_bits & _ENCRYPTED:
        raise WorkbookError(f"its part {name} is encrypted", "a file without a password", _RESAVE)
    if part.compress_type not in _METHODS:
        found = f"its part {name} is packed in a way that workbooks do not use"
        raise WorkbookError(found, "parts that are stored or deflated", _RESAVE)
    _refuse_size(f"its part {name}", part.file_size, limits.MOST_PART_BYTES)
    ratio = part.file_size / max(part.compress_size, 1)
    if part.file_size > limits.FREE_OF_RATIO and ratio > limits.MOST_RATIO:
        found = f"its part {name} grows {ratio:,.0f} times when it is unpacked"
        raise WorkbookError(found, f"at most {limits.MOST_RATIO} times", _FRAUD)


def _refuse_nested(file: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with file.open(part) as content:
        start = content.read(4)
    if start in (_ZIP, _OLD_OFFICE):
        found = f"its part {part.filename} is an archive or a document itself"
        raise WorkbookError(found, "no files inside files", "remove the embedded object")


def _refuse_size(what: str, size: int, most: int) -> None:
    if size > most:
        found = f"{what}: {size / limits.MEGABYTE:,.1f} MB or more"
        allowed = f"at most {most // limits.MEGABYTE} MB"
        raise WorkbookError(found, allowed, "remove what is not part of the tables")


def _tell_damage(what: str, error: Exception) -> WorkbookError:
    found = f"{what} is damaged or cannot be read ({str(error) or type(error).__name__})"
    return WorkbookError(found, "a whole workbook", "copy or download it again")
