"""Text and numbers as XML wants them."""

from __future__ import annotations

import re

from marketbook.errors import WorkbookError

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_SPECIAL = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LARGEST_WHOLE = 1e15


def escape(text: str) -> str:
    """Text for XML content or an attribute in double quotes.

    Raises:
        WorkbookError: A character that XML cannot hold.
    """
    if not _SPECIAL.search(text):
        return text
    if _FORBIDDEN.search(text):
        raise WorkbookError(
            f"the text {text[:60]!r} has a control character",
            "plain text",
            "correct it in its table",
        )
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("\t", "&#9;")
    return text.replace("\n", "&#10;").replace("\r", "&#13;")


def escape_cell(text: str) -> str:
    """Text of a cell: a spreadsheet would read ``_x0041_`` in it as the letter it codes."""
    return escape(_CODED.sub("_x005F_", text))


def write_number(value: float) -> str:
    """A number as it is: the shortest digits that read back to it."""
    if value == int(value) and abs(value) < _LARGEST_WHOLE:
        return str(int(value))
    return repr(float(value))


def write_result(value: float) -> str:
    """A computed number at the 15 digits that spreadsheets keep."""
    return format(value, ".15g")
