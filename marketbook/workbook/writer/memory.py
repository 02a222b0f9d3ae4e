"""Has openpyxl save a workbook once, into memory, without a zip around it and without files."""

from __future__ import annotations

import io
from typing import cast
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


class _Shelf:
    """Takes parts as a zip would, and keeps them.

    ``Workbook.save`` would date the workbook now, and pack parts that are opened again at once.
    """

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}

    def writestr(self, name: str, content: bytes | str) -> None:
        """Keep a part."""
        self.parts[name] = content.encode() if isinstance(content, str) else content

    def namelist(self) -> list[str]:
        """Names of the parts so far."""
        return list(self.parts)

    def close(self) -> None:
        """Nothing is open."""


class _MemoryWriter(ExcelWriter):
    """Writes sheets into memory: openpyxl makes a temporary file of each, which takes longer."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet, as the base class does, but for the file."""
        inner = vars(ws)
        inner["_drawing"] = SpreadsheetDrawing()
        inner["_drawing"].charts = inner["_charts"]
        writer = WorksheetWriter(ws, out=io.BytesIO())
        writer.write()
        inner["_rels"] = vars(writer)["_rels"]
        vars(self)["_archive"].writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def save_workbook(workbook: Workbook) -> dict[str, bytes]:
    """The parts of a workbook, as openpyxl writes them, by name."""
    shelf = _Shelf()
    _MemoryWriter(workbook, cast("ZipFile", shelf)).save()
    return shelf.parts
