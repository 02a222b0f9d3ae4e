"""All parts of a workbook, by their names, and the zip around them with fixed dates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from marketbook.workbook.grid import Book
from marketbook.workbook.results import Result, Results
from marketbook.workbook.theme import Theme
from marketbook.workbook.writer.shell import Parts, Shell, make_shell

__all__ = [
    "Parts",
    "Result",
    "Results",
    "Shell",
    "make_shell",
    "write_bare_parts",
    "write_parts",
    "zip_parts",
]

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_parts(book: Book, theme: Theme, results: Results) -> Parts:
    """Every part of a workbook, with the value of each formula beside it.

    Who needs the values computed first makes the shell with ``make_shell`` and fills it twice.

    Raises:
        WorkbookError: A formula has no value among ``results``, or an error for one.
    """
    return make_shell(book, theme).fill(results)


def write_bare_parts(book: Book, theme: Theme) -> Parts:
    """Every part of a workbook, with 0 for the value of each formula: what an engine computes."""
    return make_shell(book, theme).fill_blank()


def zip_parts(parts: Mapping[str, str], level: int = 6) -> bytes:
    """The parts as a zip, in their order, all dated alike."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, text.encode(), compresslevel=level)
    return stream.getvalue()
