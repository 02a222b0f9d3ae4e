"""Which kind of file it is, by what it holds, and its blocks."""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from marketbook.errors import MarketbookError
from marketbook.package.unpack import ARCHIVE_DAMAGE
from marketbook.reading import limits
from marketbook.reading.documents.model import Block, Document, Piece, place_pieces
from marketbook.reading.stopwatch import limit_time

_KINDS = "a page (HTML), plain text, Markdown, PDF or Word file (DOCX)"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "is an old Office file", "save it as DOCX or PDF"),
    (b"{\\rtf", "is in Rich Text Format", "save it as DOCX or PDF"),
    (b"\x89PNG", "is a picture", "run text recognition on it first"),
    (b"\xff\xd8\xff", "is a picture", "run text recognition on it first"),
    (b"GIF8", "is a picture", "run text recognition on it first"),
    (b"\x1f\x8b", "is a compressed file", "unpack it first"),
)


def open_document(path: Path, data: bytes | None = None) -> Document:
    """A file as blocks.

    Args:
        path: The file; its name is used even where its bytes are given.
        data: Its bytes, where they were read already (standard input).

    Raises:
        MarketbookError: It cannot be read, is too large, or is not a kind of file that is read.
    """
    content = _read_bytes(path) if data is None else _limit(data, path.name)
    pieces, language, meta = _read_pieces(content, path)
    if len(pieces) > limits.MOST_BLOCKS:
        found = f"{path.name} has {len(pieces):,} paragraphs and rows"
        raise MarketbookError(found, f"at most {limits.MOST_BLOCKS:,}")
    blocks = place_pieces(pieces, path.name)
    kept = _leave_out(blocks, flat=not path.suffix.lower().startswith((".htm", ".xhtm", ".mht")))
    around = tuple(block.text for block in set(blocks) - set(kept) if len(block.text) < 300)
    return Document(
        path.name, hashlib.sha256(content).hexdigest(), kept, language, meta, around[:500]
    )


def read_words(path: Path) -> str:
    """All words of a file, for looking up what it prints; a text file is given as it is.

    Raises:
        MarketbookError: It cannot be read, is too large, or is not a kind of file that is read.
    """
    content = _read_bytes(path)
    if not _is_written(content, path):
        return _decode(content, path.name)
    with limit_time(path.name):
        pieces, _, meta = _read_pieces(content, path)
    return "\n".join([*meta.values(), *(line for piece in pieces for line in _lines(piece))])


def _lines(piece: Piece) -> Iterator[str]:
    """A piece with the header and caption of its table, which stand beside its rows."""
    yield from filter(None, (piece.caption, " | ".join(piece.header), piece.text))


def _is_written(data: bytes, path: Path) -> bool:
    """Whether a file is more than plain text: a page, a PDF, a Word file, or none of these."""
    if b"\x00" in data[:4096] or b"%PDF-" in data[:1024] or data.startswith(b"PK\x03\x04"):
        return True
    other = any(data.startswith(start) for start, _, _ in _OTHERS)
    return other or _is_markup(_decode(data, path.name), path)


def _read_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise MarketbookError(f"{path} is a folder", remedy="name the documents in it")
    try:
        if path.stat().st_size > limits.MOST_FILE_BYTES:
            raise _tell_large(path.name, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        found = f"{path}: {(error.strerror or 'cannot be read').lower()}"
        raise MarketbookError(found, remedy="check the name of the file") from error


def _limit(data: bytes, name: str) -> bytes:
    if len(data) > limits.MOST_FILE_BYTES:
        raise _tell_large(name, len(data))
    return data


def _tell_large(name: str, size: int) -> MarketbookError:
    most = limits.MOST_FILE_BYTES // limits.MEGABYTE
    return MarketbookError(f"{name} has {size:,} bytes", f"at most {most} MB")


def _read_pieces(data: bytes, path: Path) -> tuple[list[Piece], str, dict[str, str]]:
    if b"%PDF-" in data[:1024]:
        from marketbook.reading.documents.pdf import read_pdf

        return read_pdf(data, path.name), "", {}
    if data.startswith(b"PK\x03\x04"):
        return _read_zip(data, path.name), "", {}
    for start, found, remedy in _OTHERS:
        if data.startswith(start):
            raise MarketbookError(f"{path.name} {found}", _KINDS, remedy)
    text = _decode(_take_page(data), path.name)
    if _is_markup(text, path):
        from marketbook.reading.documents.html import parse, read_html
        from marketbook.reading.documents.meta import read_meta

        language, meta = read_meta(parse(_limit_markup(text, path.name)))
        return read_html(text), language, meta
    from marketbook.reading.documents.text import read_text

    return read_text(text), "", {}


def _limit_markup(text: str, name: str) -> str:
    if len(text) > limits.MOST_MARKUP_BYTES:
        most = limits.MOST_MARKUP_BYTES // limits.MEGABYTE
        raise MarketbookError(
            f"{name} has {len(text):,} characters of markup", f"at most {most} MB"
        )
    return text


def _read_zip(data: bytes, name: str) -> list[Piece]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = set(file.namelist())
    except ARCHIVE_DAMAGE as error:
        raise MarketbookError(f"{name} is a damaged file", _KINDS, "download it again") from error
    if "word/document.xml" not in parts:
        kind = "a workbook" if any(part.startswith("xl/") for part in parts) else "an archive"
        remedy = (
            "bring its tables in with 'marketbook add' or 'marketbook pull'"
            if kind == "a workbook"
            else "unpack it first"
        )
        raise MarketbookError(f"{name} is {kind}", _KINDS, remedy)
    from marketbook.reading.documents.docx import read_docx

    return read_docx(data, name)


def _take_page(data: bytes) -> bytes:
    """The page inside a web archive (MHTML), as browsers save one in a single file."""
    if not re.match(
        rb"(?:From|MIME-Version|Content-Type|Snapshot-Content-Location):", data[:64], re.IGNORECASE
    ):
        return data
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else data
    return data


_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)


def _decode(data: bytes, name: str) -> str:
    """The text of bytes: by their mark, by what the page says, as UTF-8, else as Windows text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = _CHARSET.search(data[:4096])
    names = ["utf-8-sig", *([said[1].decode("ascii")] if said else []), "cp1252", "latin-1"]
    if b"\x00" in data[:4096]:
        raise MarketbookError(f"{name} contains bytes that are not text", _KINDS)
    for encoding in names:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _is_markup(text: str, path: Path) -> bool:
    if path.suffix.lower() in (".html", ".htm", ".xhtml", ".mht", ".mhtml"):
        return True
    head = text[:8192]
    return bool(re.search(r"<(?:!doctype\s+html|html|body|head)\b", head, re.IGNORECASE)) or (
        len(re.findall(r"</(?:p|div|td|li|h\d|span)>", head)) > 3
    )


def _leave_out(blocks: tuple[Block, ...], *, flat: bool) -> tuple[Block, ...]:
    """The blocks without sections that are none of the report, and without buttons and notices.

    In a flat text, where nothing says how deep a heading stands, a list of other reports ends at
    the next long paragraph.
    """
    from marketbook.reading.documents.leave_out import (
        is_around_heading,
        is_list_heading,
        is_noise,
    )

    kept: list[Block] = []
    below, opened = 0, ""
    for block in blocks:
        if block.kind in ("heading", "title"):
            if below and block.level <= below:
                below = 0
            if not below and block.kind == "heading" and is_around_heading(block.text):
                below, opened = block.level, block.text
        elif (
            below
            and flat
            and block.kind == "paragraph"
            and len(block.text) > 150
            and is_list_heading(opened)
        ):
            below = 0
        if not below and not is_noise(block.text):
            kept.append(block)
    return tuple(kept)
