"""A Word file as pieces: Mammoth turns it into a page, which is then read like any other."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from marketbook.errors import MarketbookError
from marketbook.package.unpack import ARCHIVE_DAMAGE
from marketbook.reading import limits
from marketbook.reading.documents.html import read_html
from marketbook.reading.documents.model import Piece

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
comment-reference =>
"""


def read_docx(data: bytes, name: str) -> list[Piece]:
    """The pieces of a Word file.

    Raises:
        MarketbookError: It is damaged, encrypted, or larger inside than a report can be.
    """
    _guard(data, name)
    import mammoth

    try:
        page = mammoth.convert_to_html(
            _unwrap(data), style_map=_STYLES, convert_image=mammoth.images.img_element(_drop)
        )
    except (KeyError, AttributeError, SyntaxError, *ARCHIVE_DAMAGE) as error:
        raise _tell_damaged(name) from error
    except Exception as error:
        # expat's own errors have no base class that could be named
        if type(error).__module__.split(".")[0] not in ("xml", "pyexpat", "mammoth", "zlib"):
            raise
        raise _tell_damaged(name) from error
    return read_html(f"<html><body>{page.value}</body></html>")


_WRAPPER = re.compile(rb"</?w:(?:fldSimple|bdo|dir)\b[^<>]*>")
"""What Mammoth leaves out with the text inside: a simple field, and text with a direction."""


def _unwrap(data: bytes) -> io.BytesIO:
    """The texts of a Word file, with what simple fields show as ordinary text."""
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(bare, "w") as target:
        for part in dict.fromkeys(file.namelist()):
            if part.endswith((".xml", ".rels")):
                target.writestr(part, _WRAPPER.sub(b"", file.read(part)))
    return bare


def _drop(image: Any) -> dict[str, str]:  # noqa: ARG001  Mammoth hands it over
    return {"src": ""}


def _tell_damaged(name: str) -> MarketbookError:
    return MarketbookError(f"{name} is a damaged Word file", remedy="save it again from Word")


def _guard(data: bytes, name: str) -> None:
    """Refuses what no report is, before any of it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = file.infolist()
            inflated = sum(part.file_size for part in parts)
            if len(parts) > limits.MOST_PARTS or inflated > limits.MOST_INFLATED_BYTES:
                raise MarketbookError(
                    f"{name} holds {len(parts):,} files of {inflated:,} bytes",
                    f"at most {limits.MOST_PARTS:,} of {limits.MOST_INFLATED_BYTES:,}",
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_entities(file, part, name)
    except ARCHIVE_DAMAGE as error:
        raise _tell_damaged(name) from error


def _refuse_entities(file: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    with file.open(part) as stream:
        head = stream.read(4096)
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", head, re.IGNORECASE):
        raise MarketbookError(
            f"{name} declares a document type in {part.filename}",
            "a Word file, which never does",
            "save it again from Word",
        )
