"""Files that are not plain UTF-8 lines: every fault is told, and what is good is read anyway."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field

from marketbook.findings import Finding
from marketbook.package.report import Report
from marketbook.text import count

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
