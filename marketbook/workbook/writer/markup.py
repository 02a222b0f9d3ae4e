"""Brings the XML that openpyxl made into one spelling.

openpyxl writes with lxml where that is installed, and the two libraries name the same spaces
differently. Here every space has one prefix, attributes stand in order, and nothing depends on
the machine.
"""

from __future__ import annotations

from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from marketbook.errors import WorkbookError
from marketbook.workbook.writer.text import HEAD, MAIN, RELATIONS, escape

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PREFIXES = {
    MAIN: "",
    f"{PACKAGE}/relationships": "",
    f"{PACKAGE}/content-types": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "",
    RELATIONS: "r",
    CHART: "c",
    DRAWING: "a",
    SHEET_DRAWING: "xdr",
    f"{PACKAGE}/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


def read_markup(content: bytes) -> Element:
    """The tree of a part that openpyxl wrote a moment ago; never of a file from elsewhere."""
    return ElementTree.fromstring(content)  # noqa: S314 (our own bytes)


def write_markup(root: Element) -> str:
    """A tree as text, declared and spelled in the one way.

    Raises:
        WorkbookError: A space that has no prefix here, so openpyxl writes something new.
    """
    spaces: set[str] = set()
    pieces: list[str] = []
    _write(root, pieces, spaces)
    if sum(_PREFIXES.get(space) == "" for space in spaces) > 1:
        raise WorkbookError(f"two spaces without a prefix meet in {root.tag}")
    declared = "".join(
        f' xmlns{":" * bool(prefix)}{prefix}="{space}"'
        for space, prefix in _PREFIXES.items()
        if space in spaces and prefix != "xml"
    )
    name = _split(root.tag)[1]
    pieces[0] = f"<{name}{declared}{pieces[0].removeprefix(f'<{name}')}"
    return HEAD + "".join(pieces)


def _write(element: Element, pieces: list[str], spaces: set[str]) -> None:
    space, name = _split(element.tag)
    spaces.add(space)
    head = f"<{name}"
    for key, value in sorted(element.attrib.items()):
        if key[0] == "{":
            space, key = _split(key)
            spaces.add(space)
        head += f' {key}="{escape(value)}"'
    if element.text:
        pieces.append(f"{head}>{escape(element.text)}")
    elif len(element):
        pieces.append(f"{head}>")
    else:
        pieces.append(f"{head}/>")
        return
    for child in element:
        _write(child, pieces, spaces)
    pieces.append(f"</{name}>")


@lru_cache(maxsize=2048)
def _split(tag: str) -> tuple[str, str]:
    """Space of a tag or attribute, and its name with the prefix of the space."""
    if not tag.startswith("{"):
        return "", tag
    space, _, name = tag[1:].partition("}")
    if space not in _PREFIXES:
        raise WorkbookError(f"openpyxl wrote <{name}> of {space}, which the writer does not know")
    prefix = _PREFIXES[space]
    return space, f"{prefix}:{name}" if prefix else name
