"""A table's file made ready for Polars: as it stands on disk, or mended in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from marketbook.findings import Finding
from marketbook.package.facts import FileFacts, read_facts
from marketbook.package.mend import mend_content
from marketbook.package.model import Attachment, Package
from marketbook.package.report import Report

_SMALL = 1 << 20
"""Bytes."""


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
    message = _compare(facts, resource) if resource.path else ""
    remedy = "if the change is meant, 'marketbook build' brings the descriptor up to date"
    return [report.find("structure.hash", 0, f"{message}; {remedy}")] if message else []


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


def _compare(facts: FileFacts, resource: Attachment) -> str:
    """How the file differs from what the descriptor states; empty where it does not."""
    stated = resource.hash.rpartition(":")[2].lower()
    if stated and stated != facts.digest:
        return f"the file's hash is {facts.digest[:12]}…, the descriptor states {stated[:12]}…"
    if resource.bytes not in (None, facts.bytes):
        return f"the file has {facts.bytes} bytes, the descriptor states {resource.bytes}"
    return ""
