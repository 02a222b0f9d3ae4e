"""The zip that a workbook is: looked at as a whole before any part of it is read.

This is the one door: whoever reads a workbook from the disk, to pull it or to compare it with what
would be built, comes through here, so the same limits hold everywhere.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from marketbook.errors import WorkbookError
from marketbook.package.unpack import ARCHIVE_DAMAGE

MEGABYTE = 2**20

MOST_BYTES = 96 * MEGABYTE
"""All files inside together, inflated. One file inside may take half of it (a sheet of 600,000
cells takes about 30 MB), the workbook itself two thirds; and since a file inside may be referred to
more than once, twice of it is read at most."""

MOST_PARTS = 2_000
"""Files inside the workbook; a large one has a few hundred."""

MOST_DIRECTORY_BYTES = 500_000
"""The zip's list of its files, which is read whole before anything can be counted: 250 bytes for
each file that is allowed."""

MOST_RATIO = 200
"""How many times larger a file inside may be than it is in the zip; sheets are 5 to 40 times."""

FREE_OF_RATIO = MEGABYTE
"""Below this size a file inside may have any ratio: it can do no harm."""

_END = b"PK\x05\x06"
_END_LAYOUT = struct.Struct("<4s4H2LH")
_LONGEST_END = _END_LAYOUT.size + 65_535
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
FLAT = "content in one file"
"""Name of the one part of a flat OpenDocument file (.fods)."""
_FLAT_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*)?<office:document\s")
_LONGEST_START = 4_096
_CHUNK = 2**16
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BAD_PATH = re.compile(r"^/|\\|^[A-Za-z]:|\x00|(^|/)\.\.?(/|$)|//")
_RESAVE = "open it in Excel or LibreOffice, save it as .xlsx, and pull that"
_FRAUD = "do not open it: no editor writes such a file; build the workbook again"


class Archive:
    """The parts of a workbook whose names and sizes were found harmless.

    Args:
        names: Names of its parts.
        open_part: Opens one of them.
        room: Bytes that all parts may have together.
    """

    def __init__(
        self, names: Iterable[str], open_part: Callable[[str], IO[bytes]], room: int
    ) -> None:
        self.names = frozenset(names)
        self._open_part = open_part
        self._room = room
        self._read = 0

    def read_part(self, name: str) -> str:
        """A whole part as text.

        Raises:
            WorkbookError: As for ``read_chunks``, or it is not UTF-8.
        """
        try:
            return b"".join(self.read_chunks(name)).decode()
        except UnicodeDecodeError as error:
            raise _tell_damage(f"its part {name}", error) from error

    def read_chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece.

        Raises:
            WorkbookError: The part is missing or damaged, or larger than it says.
        """
        if name not in self.names:
            raise WorkbookError(f"its part {name} is missing", "a whole workbook", _RESAVE)
        try:
            with self._open_part(name) as part:
                yield from self._limit(name, part)
        except ARCHIVE_DAMAGE as error:
            raise _tell_damage(f"its part {name}", error) from error

    def _limit(self, name: str, part: IO[bytes]) -> Iterator[bytes]:
        size = 0
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            self._read += len(chunk)
            _refuse_size(f"its part {name}", size, self._room // 2)
            _refuse_size("parts that are referred to again and again", self._read, self._room * 2)
            yield chunk


@contextmanager
def open_archive(path: Path, room: int = MOST_BYTES) -> Generator[Archive]:
    """Opens a workbook once its zip was found harmless.

    A flat OpenDocument file is no zip: it is taken for one that has only the part ``FLAT``.

    Args:
        path: The workbook.
        room: Bytes that all its parts may have together; more than is usual for who knows that
            the workbook is that large.

    Raises:
        WorkbookError: It is missing, no workbook, damaged, encrypted, or made to do harm.
    """
    start, end = _look_at_file(path, room)
    if _FLAT_START.match(start):
        yield Archive((FLAT,), lambda _: path.open("rb"), room)
        return
    _refuse_other_formats(start)
    _look_at_end(end)
    with _open_zip(path) as file:
        try:
            _look_at_parts(file, room)
        except ARCHIVE_DAMAGE as error:
            raise _tell_damage("the file", error) from error
        yield Archive(file.namelist(), file.open, room)


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except ARCHIVE_DAMAGE as error:
        raise _tell_damage("the file", error) from error


def _look_at_file(path: Path, room: int) -> tuple[bytes, bytes]:
    """First bytes and last bytes of a file that is not too large."""
    try:
        if not path.is_file():
            raise WorkbookError("there is no such file", "a workbook", "check its name and folder")
        size = path.stat().st_size
        _refuse_size("the file", size, room * 2 // 3)
        with path.open("rb") as file:
            start = file.read(_LONGEST_START)
            file.seek(max(size - _LONGEST_END, 0))
            return start, file.read(_LONGEST_END)
    except OSError as error:
        raise _tell_damage("the file", error) from error


def _refuse_other_formats(start: bytes) -> None:
    if start.startswith(_OLD_OFFICE):
        found = "it is locked with a password, or in the format before 2007 (.xls)"
        raise WorkbookError(found, "a workbook without a password, as .xlsx or .ods", _RESAVE)
    if not start.startswith(_ZIP):
        raise WorkbookError("it is not a workbook", "an .xlsx, .ods or .fods file", _RESAVE)


def _look_at_end(end: bytes) -> None:
    """The record at the end of a zip says how long the list of its parts is."""
    at = end.rfind(_END)
    if at < 0 or len(end) - at < _END_LAYOUT.size:
        raise WorkbookError("its end is missing", "a whole file", "copy or download it again")
    _, _, _, _, parts, directory, _, _ = _END_LAYOUT.unpack_from(end, at)
    if parts > MOST_PARTS or directory > MOST_DIRECTORY_BYTES:
        found = f"it lists {parts:,} parts in {directory:,} bytes"
        raise WorkbookError(found, f"at most {MOST_PARTS:,} parts", _FRAUD)


def _look_at_parts(file: zipfile.ZipFile, room: int) -> None:
    parts = file.infolist()
    if len(parts) > MOST_PARTS:
        raise WorkbookError(f"it has {len(parts):,} parts", f"at most {MOST_PARTS:,}", _FRAUD)
    _refuse_twins(parts)
    for part in parts:
        _look_at_part(part, room)
    total = sum(part.file_size for part in parts)
    _refuse_size("all parts together", total, room)
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


def _look_at_part(part: zipfile.ZipInfo, room: int) -> None:
    name = part.filename
    if _BAD_PATH.search(part.orig_filename) or _BAD_PATH.search(name):
        found = f"it has a part called {name[:80]!r}, which leads out of the workbook"
        raise WorkbookError(found, "plain names", _FRAUD)
    if part.flag_bits & _ENCRYPTED:
        raise WorkbookError(f"its part {name} is encrypted", "a file without a password", _RESAVE)
    if part.compress_type not in _METHODS:
        found = f"its part {name} is packed in a way that workbooks do not use"
        raise WorkbookError(found, "parts that are stored or deflated", _RESAVE)
    _refuse_size(f"its part {name}", part.file_size, room // 2)
    ratio = part.file_size / max(part.compress_size, 1)
    if part.file_size > FREE_OF_RATIO and ratio > MOST_RATIO:
        found = f"its part {name} grows {ratio:,.0f} times when it is unpacked"
        raise WorkbookError(found, f"at most {MOST_RATIO} times", _FRAUD)


def _refuse_nested(file: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with file.open(part) as content:
        start = content.read(4)
    if start in (_ZIP, _OLD_OFFICE):
        found = f"its part {part.filename} is an archive or a document itself"
        raise WorkbookError(found, "no files inside files", "remove the embedded object")


def _refuse_size(what: str, size: int, most: int) -> None:
    if size > most:
        found = f"{what}: {size / MEGABYTE:,.1f} MB or more"
        allowed = f"at most {most // MEGABYTE} MB"
        raise WorkbookError(found, allowed, "remove what is not part of the tables")


def _tell_damage(what: str, error: Exception) -> WorkbookError:
    found = f"{what} is damaged or cannot be read ({str(error) or type(error).__name__})"
    return WorkbookError(found, "a whole workbook", "copy or download it again")
