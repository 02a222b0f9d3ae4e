"""All parts of a workbook, by their names, and the zip around them with fixed dates.

openpyxl makes everything but rows, shared strings and charts, which are put in their places here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import cast

from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.xml.functions import tostring

from marketbook.workbook.grid import Book, PlacedChart, Results
from marketbook.workbook.theme import Theme
from marketbook.workbook.writer import complete
from marketbook.workbook.writer.chart_parts import write_chart
from marketbook.workbook.writer.markup import read_markup, write_markup
from marketbook.workbook.writer.memory import save_workbook
from marketbook.workbook.writer.rows import RowWriter, Strings, measure_area
from marketbook.workbook.writer.values import Values
from marketbook.workbook.writer.workbook import MAKER, make_workbook

Parts = dict[str, str]
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_THEME = "xl/theme/theme1.xml"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_parts(book: Book, theme: Theme, results: Results) -> Parts:
    """Every part of a workbook, with the value of each formula beside it.

    Raises:
        WorkbookError: A text, a drop-down or a date that a workbook cannot hold; or a formula has
            no value among ``results``, or an error for one.
    """
    styles = make_workbook(book, theme)
    strings = Strings()
    writer = RowWriter(styles.number, strings, results)
    rows = [writer.write(sheet) for sheet in book.sheets]
    values = Values({sheet.title: sheet for sheet in book.sheets}, results)
    parts = _complete_parts(book, theme, save_workbook(styles.workbook), rows, values)
    parts[complete.STRINGS] = strings.write()
    others = sorted(parts.keys() - set(_FIRST))
    return {name: parts[name] for name in (*_FIRST, *others)}


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


def _complete_parts(
    book: Book, theme: Theme, saved: Mapping[str, bytes], rows: list[str], values: Values
) -> Parts:
    """Every part that openpyxl saved, completed and spelled in the one way."""
    drawn = [sheet.charts for sheet in book.sheets if sheet.charts]
    special = {_THEME: saved[_THEME].decode()}
    for n, (sheet, text) in enumerate(zip(book.sheets, rows, strict=True), 1):
        name = f"xl/worksheets/sheet{n}.xml"
        special[name] = _put_rows(saved[name], measure_area(sheet), text)
    for n, charts in enumerate(drawn, 1):
        name = f"xl/drawings/drawing{n}.xml"
        special[name] = _describe_charts(saved[name], charts, values)
    for n, placed in enumerate((one for charts in drawn for one in charts), 1):
        name = f"xl/charts/chart{n}.xml"
        special[name] = write_chart(placed.chart, theme, book.accent, values)
    plain = {
        name: _complete(name, content) for name, content in saved.items() if name not in special
    }
    return {**plain, **special}


def _put_rows(content: bytes, area: str, rows: str) -> str:
    root = read_markup(content)
    complete.clear_rows(root, area)
    before, _, after = write_markup(root).partition("<sheetData/>")
    return f"{before}<sheetData>{rows}</sheetData>{after}"


def _describe_charts(content: bytes, charts: list[PlacedChart], values: Values) -> str:
    root = read_markup(content)
    described = ((values.write_title(one.chart.title), one.chart.alt) for one in charts)
    complete.describe_charts(root, described)
    return write_markup(root)


def _complete(name: str, content: bytes) -> str:
    if name == "docProps/app.xml":
        content = _name_maker()
    root = read_markup(content)
    for change in _CHANGES.get(name, ()):
        change(root)
    if name.endswith(".rels"):
        complete.relate_from(root, name.partition("_rels/")[0])
    return write_markup(root)


def _name_maker() -> bytes:
    """The properties that name the program; openpyxl would name itself, and Excel."""
    properties = ExtendedProperties()
    properties.Application, properties.AppVersion = MAKER, None
    return cast("bytes", tostring(properties.to_tree()))


_CHANGES = {
    "xl/styles.xml": (complete.order_fonts, complete.own_styles, complete.quiet_tables),
    "xl/_rels/workbook.xml.rels": (complete.relate_strings,),
    "[Content_Types].xml": (complete.list_strings,),
}
