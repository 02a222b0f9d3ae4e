"""Values of an xlsx file, read fast and by hand: enough for what LibreOffice wrote."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from marketbook.workbook.address import number_column
from tests.workbook.built import NS

Values = dict[tuple[str, int, int], float | str]
_PLACE = re.compile(r"([A-Z]+)(\d+)")


def read_values(file: Path) -> Values:
    """Every value by sheet, row and column."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
    strings = _strings(parts.get("xl/sharedStrings.xml"))
    book = ET.fromstring(parts["xl/workbook.xml"])  # noqa: S314
    values: Values = {}
    for n, sheet in enumerate(book.findall("m:sheets/m:sheet", NS), 1):
        tree = ET.fromstring(parts[f"xl/worksheets/sheet{n}.xml"])  # noqa: S314
        for cell in tree.iterfind("m:sheetData/m:row/m:c", NS):
            text = cell.findtext("m:v", None, NS)
            found = _PLACE.fullmatch(str(cell.get("r")))
            if text is None or found is None:
                continue
            place = (str(sheet.get("name")), int(found[2]), number_column(found[1]))
            values[place] = _read(cell.get("t", "n"), text, strings)
    return values


def _read(kind: str, text: str, strings: list[str]) -> float | str:
    if kind == "s":
        return strings[int(text)]
    return float(text) if kind in ("n", "b") else text


def _strings(part: bytes | None) -> list[str]:
    if part is None:
        return []
    tag = f"{{{NS['m']}}}t"
    return [
        "".join(text.text or "" for text in item.iter(tag))
        for item in ET.fromstring(part).findall("m:si", NS)  # noqa: S314
    ]
