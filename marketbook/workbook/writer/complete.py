"""What openpyxl leaves out of a part, or writes otherwise than Excel does, part by part."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from marketbook.errors import WorkbookError
from marketbook.workbook.writer.markup import CHART, PACKAGE, SHEET_DRAWING
from marketbook.workbook.writer.text import MAIN, RELATIONS

STRINGS = "xl/sharedStrings.xml"
_STRINGS_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
# Excel writes the parts of a font in this order, and some readers insist on it.
_FONT_ORDER = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "scheme")


def clear_rows(root: Element, area: str) -> None:
    """Empties the rows of a sheet, and says how far the real ones go."""
    find_one(root, f"{{{MAIN}}}sheetData").clear()
    find_one(root, f"{{{MAIN}}}dimension").set("ref", area)


def order_fonts(root: Element) -> None:
    """Puts the parts of every font in Excel's order."""
    for font in root.iter(f"{{{MAIN}}}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(part.tag.rpartition("}")[2]))


def own_styles(root: Element) -> None:
    """Says of styles with Excel's own names that they look as the file says, not as Excel's do."""
    for style in root.iter(f"{{{MAIN}}}cellStyle"):
        if style.get("builtinId", "0") != "0":
            style.set("customBuiltin", "1")


def quiet_tables(root: Element) -> None:
    """Offers the plainest of Excel's looks for the tables that a user adds."""
    find_one(root, f"{{{MAIN}}}tableStyles").set("defaultTableStyle", "TableStyleLight1")


def unlink_numbers(root: Element) -> None:
    """Says of each number format in a chart that it is the chart's own, not that of the cells."""
    for number in root.iter(f"{{{CHART}}}numFmt"):
        number.set("sourceLinked", "0")


def hide_scales(root: Element) -> None:
    """Says of each axis without a place for its numbers that it shows none, which is a word too."""
    for axis in root.iter(f"{{{CHART}}}valAx"):
        if axis.find(f"{{{CHART}}}tickLblPos") is None:
            look = find_one(axis, f"{{{CHART}}}spPr")
            axis.insert(list(axis).index(look), Element(f"{{{CHART}}}tickLblPos", {"val": "none"}))


def describe_charts(root: Element, texts: Iterable[tuple[str, str]]) -> None:
    """Gives the charts of a drawing their titles and alternative texts."""
    frames = root.iter(f"{{{SHEET_DRAWING}}}cNvPr")
    for frame, (title, text) in zip(frames, texts, strict=True):
        frame.set("title", title)
        frame.set("descr", text)


def relate_from(root: Element, folder: str) -> None:
    """Names the targets of relations from the folder of their part, as Excel does."""
    for relation in root:
        target = relation.get("Target", "")
        if target.startswith("/"):
            relation.set("Target", posixpath.relpath(target, f"/{folder}"))


def relate_strings(root: Element) -> None:
    """Tells the workbook that its texts are shared strings: openpyxl writes them into the rows."""
    attributes = {
        "Id": f"rId{len(root) + 1}",
        "Type": f"{RELATIONS}/sharedStrings",
        "Target": "sharedStrings.xml",
    }
    SubElement(root, f"{{{PACKAGE}/relationships}}Relationship", attributes)


def list_strings(root: Element) -> None:
    """Adds the shared strings to the list of parts and their kinds."""
    attributes = {"PartName": f"/{STRINGS}", "ContentType": _STRINGS_KIND}
    SubElement(root, f"{{{PACKAGE}/content-types}}Override", attributes)


def find_one(root: Element, tag: str) -> Element:
    """The one child with a tag.

    Raises:
        WorkbookError: There is none, so openpyxl writes the part in another way.
    """
    found = root.find(tag)
    if found is None:
        raise WorkbookError(f"openpyxl wrote no {tag} into {root.tag}")
    return found
