"""A table's file made ready for Polars: as it stands on disk, or mended in memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from marketbook.findings import Finding
from marketbook.package.facts import FileFacts, read_facts
from marketbook.package.model import Attachment, Package
from marketbook.package.report import Report, join_names
from marketbook.text import count

_SMALL = 1 << 20
"""Bytes."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(slots=True)
class TableFile:
    """A file of plain UTF-8 lines.

    Attributes:
        source: The file itself where it is plain, else its mended content.
        size: Of the source, in bytes.
        lines: Number of lines, the header included.
        is_ended: Whether the last line has its line feed.
        findings: What is wrong with the file.
        unreadable: Numbers of the lines that could not be read; they are empty in `source`.
    """

    source: Path | bytes
    size: int
    lines: int
    is_ended: bool
    findings: list[Finding] = field(default_factory=list)
    unreadable: set[int] = field(default_factory=set)

    @property
    def is_small(self) -> bool:
        """Whether starting the engine that reads in pieces costs more than reading in Python."""
        return self.size <= _SMALL

    def read_first_line(self) -> str:
        """The header line without its line feed; empty where the file is."""
        if isinstance(self.source, bytes):
            line = self.source.split(b"\n", 1)[0]
        else:
            with self.source.open("rb") as file:
                line = file.readline().removesuffix(b"\n")
        return line.decode("utf-8")

    def read_lines(self) -> list[str]:
        """Every line without its line feed, the header first."""
        content = self.source if isinstance(self.source, bytes) else self.source.read_bytes()
        return content.decode("utf-8").split("\n")[: self.lines]


def find_absent(package: Package, resource: Attachment) -> Finding | None:
    """A finding where the descriptor names a file that is not there."""
    located = zip(resource.paths, package.locate_all(resource), strict=True)
    absent = [stated for stated, path in located if not path.exists()]
    if not absent:
        return None
    message = (
        f"there is no file {join_names(absent)}, which the descriptor names; put it there, or "
        "correct its path in the descriptor"
    )
    return Report(resource.path, resource.name).find("structure.file", 0, message)


def measure_files(package: Package, resource: Attachment) -> FileFacts:
    """Read the bytes of a resource once, for its size, its checksum and its oddities.

    Raises:
        PackageError: Where a file cannot be read.
    """
    if not resource.path:
        return FileFacts()
    first, *further = package.locate_all(resource)
    return read_facts(first, resource.path, _get_algorithm(resource.hash), further)


def open_table(path: Path, facts: FileFacts, encoding: str, report: Report) -> TableFile:
    """A table's file, mended where it is not plain.

    Args:
        path: Where the file is.
        facts: What was measured of it.
        encoding: As stated; `utf-8-sig` expects a byte order mark.
        report: Makes the findings.
    """
    file = (
        TableFile(path, facts.bytes, facts.lines, facts.ends_with_line_feed)
        if facts.plain
        else _mend(path, report)
    )
    if not file.is_ended:
        message = "the last line has no line feed at its end; add one"
        file.findings.append(report.find("structure.line-ending", file.lines, message))
    if encoding == "utf-8-sig":
        file.findings = [f for f in file.findings if f.rule != "structure.byte-order-mark"]
    return file


def compare_facts(facts: FileFacts, resource: Attachment, report: Report) -> list[Finding]:
    """A finding where a file is not the one whose hash and size the descriptor states."""
    stated, found = _compare(facts, resource) if resource.path else ("", "")
    if not stated:
        return []
    message = (
        f"the file's {found}, the descriptor states {stated}; if the change is intended, run "
        "'marketbook build'"
    )
    return [replace(report.find("structure.hash", 0, message), stated=stated)]


def _mend(path: Path, report: Report) -> TableFile:
    mended = mend_content(path.read_bytes(), report)
    content = mended.content
    is_ended = content[-1:] in (b"\n", b"")
    return TableFile(
        source=content,
        size=len(content),
        lines=content.count(b"\n") + (not is_ended),
        is_ended=is_ended,
        findings=mended.findings,
        unreadable=mended.unreadable,
    )


def _get_algorithm(stated: str) -> str:
    # a checksum that names no algorithm is MD5, says the standard
    return stated.partition(":")[0] if ":" in stated else "md5" if stated else "sha256"


def _compare(facts: FileFacts, resource: Attachment) -> tuple[str, str]:
    """What the descriptor states and how the file differs from it; empty where it does not."""
    stated = resource.hash.rpartition(":")[2].lower()
    if stated and stated != facts.digest:
        return f"{stated[:12]}…", f"hash is {facts.digest[:12]}…"
    if resource.bytes not in (None, facts.bytes):
        return str(resource.bytes), f"size is {facts.bytes} bytes"
    return "", ""


@dataclass(slots=True)
class Mended:
    """A file's content made plain, line for line.

    Attributes:
        content: The lines, each ended by a line feed alone; a line that cannot be read is empty.
        findings: What was wrong.
        unreadable: Numbers of the lines that cannot be read.
    """

    content: bytes
    findings: list[Finding] = field(default_factory=list)
    unreadable: set[int] = field(default_factory=set)


def mend_content(content: bytes, report: Report) -> Mended:
    """The content without byte order mark, other line ends, and lines that cannot be read."""
    mended = Mended(content)
    _decode_utf_16(mended, report)
    _drop_mark(mended, report)
    _mend_line_ends(mended, report)
    _drop_unreadable(mended, report)
    return mended


def _decode_utf_16(mended: Mended, report: Report) -> None:
    if not mended.content.startswith(_UTF_16):
        return
    try:
        mended.content = mended.content.decode("utf-16").encode("utf-8")
    except UnicodeDecodeError:
        return  # each line will be told to be no UTF-8
    message = "the file is UTF-16, expected UTF-8; save it as UTF-8"
    mended.findings.append(report.find("structure.encoding", 0, message))


def _drop_mark(mended: Mended, report: Report) -> None:
    if mended.content.startswith(codecs.BOM_UTF8):
        mended.content = mended.content[len(codecs.BOM_UTF8) :]
        message = "the file begins with a byte order mark; save it as UTF-8 without one"
        mended.findings.append(report.find("structure.byte-order-mark", 1, message))


def _mend_line_ends(mended: Mended, report: Report) -> None:
    content = mended.content
    ends, name = (b"\r\n", "CRLF") if b"\n" in content else (b"\r", "CR")
    found = content.count(ends)
    if not found:
        return
    first = content.count(b"\n", 0, content.index(ends)) + 1
    mended.content = content.replace(ends, b"\n")
    of = count(mended.content.count(b"\n"), "line")
    message = f"{found} of {of} end with {name}, expected a line feed alone (LF)"
    message += "; save the file with LF, and keep Git from changing it"
    mended.findings.append(report.find("structure.line-ending", first, message))


def _drop_unreadable(mended: Mended, report: Report) -> None:
    lines = mended.content.split(b"\n")
    for number, line in enumerate(lines, start=1):
        for rule, message in _faults(line):
            mended.findings.append(report.find(rule, number, message))
            mended.unreadable.add(number)
    if mended.unreadable:
        for number in mended.unreadable:
            lines[number - 1] = b""
        mended.content = b"\n".join(lines)


def _faults(line: bytes) -> Iterator[tuple[str, str]]:
    if b"\r" in line:
        yield "structure.row", "there is a carriage return inside the line; remove it"
    if b"\0" in line:
        yield "structure.row", "the line has a NUL character; remove it"
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        position = len(line[: error.start].decode("utf-8")) + 1
        yield (
            "structure.encoding",
            f"byte 0x{line[error.start]:02x} at character {position} is not UTF-8; "
            "save the file as UTF-8",
        )
