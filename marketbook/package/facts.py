"""What one pass over a file's bytes tells: size, checksum, and what a plain CSV does not have."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from marketbook.errors import PackageError

_CHUNK = 1 << 20


@dataclass(slots=True)
class FileFacts:
    """What one pass over a file tells.

    Attributes:
        bytes: Size of the file.
        digest: Checksum, in hexadecimal.
        lines: Number of line feeds, plus one where the last line has none.
        ends_with_line_feed: Whether the last line is complete; an empty file's is.
        plain: Whether the file is UTF-8 without byte order mark, carriage return and NUL, so
            that it can be read as it is.
    """

    bytes: int = 0
    digest: str = ""
    lines: int = 0
    ends_with_line_feed: bool = True
    plain: bool = True


def read_facts(
    path: Path, name: str, algorithm: str = "sha256", further: Sequence[Path] = ()
) -> FileFacts:
    """Read the file once, a piece at a time.

    Args:
        path: Where the file is.
        name: How messages call it.
        algorithm: Of the checksum, one that `hashlib` has.
        further: Files that go on where it ends.

    Raises:
        PackageError: Where the file cannot be read.
    """
    facts = FileFacts()
    checksum = hashlib.new(algorithm, usedforsecurity=False)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for each in (path, *further):
            with each.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    checksum.update(chunk)
                    _take(facts, chunk, decoder)
    except OSError as error:
        raise PackageError(
            f"{name} cannot be read ({error.strerror or error})",
            "the file that the descriptor names",
            "put the file there, or correct its permissions or the descriptor",
        ) from error
    facts.plain = facts.plain and _decodes(decoder, b"", final=True)
    facts.lines += not facts.ends_with_line_feed
    facts.digest = checksum.hexdigest()
    return facts


def _take(facts: FileFacts, chunk: bytes, decoder: codecs.IncrementalDecoder) -> None:
    if facts.plain:
        marked = facts.bytes == 0 and chunk.startswith(codecs.BOM_UTF8)
        odd = marked or b"\r" in chunk or b"\0" in chunk
        facts.plain = not odd and _decodes(decoder, chunk)
    facts.bytes += len(chunk)
    facts.lines += chunk.count(b"\n")
    facts.ends_with_line_feed = chunk.endswith(b"\n")


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    begun, _ = decoder.getstate()
    if chunk.isascii() and not begun:
        return True  # ten times faster than decoding, and most files are mostly this
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
