"""The shell of a workbook: all its parts as openpyxl makes them, with holes for what is not its."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.xml.functions import tostring

from marketbook.workbook.grid import Book, PlacedChart, Sheet
from marketbook.workbook.results import Results
from marketbook.workbook.theme import Theme
from marketbook.workbook.writer import complete
from marketbook.workbook.writer.chart_parts import open_chart
from marketbook.workbook.writer.holes import (
    Template,
    Values,
    fill_template,
    fill_template_blank,
    open_drawing,
)
from marketbook.workbook.writer.markup import read_markup, write_markup
from marketbook.workbook.writer.memory import save_workbook
from marketbook.workbook.writer.rows import Rows, RowWriter, Strings, measure_area, open_sheet
from marketbook.workbook.writer.workbook import MAKER, make_workbook

Parts = dict[str, str]
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_THEME = "xl/theme/theme1.xml"


@dataclass(frozen=True, slots=True)
class Shell:
    """A workbook with holes, made once and filled as often as wanted.

    Heights of rows are taken from the sheets when it is filled, as they may follow from values;
    everything else is as it was when the shell was made.
    """

    templates: Mapping[str, Template]
    sheets: Mapping[str, Sheet]

    def fill(self, results: Results) -> Parts:
        """Every part, with the value of each formula.

        Raises:
            WorkbookError: A formula has no value among ``results``, or an error for one.
        """
        values = Values(self.sheets, results)
        return {name: fill_template(made, values) for name, made in self.templates.items()}

    def fill_blank(self) -> Parts:
        """Every part, without values: what an engine computes from."""
        return {name: fill_template_blank(made) for name, made in self.templates.items()}


def make_shell(book: Book, theme: Theme) -> Shell:
    """The shell of a book; openpyxl saves it once, here.

    Raises:
        WorkbookError: A text, a drop-down or a date that a workbook cannot hold.
    """
    styles = make_workbook(book, theme)
    strings = Strings()
    writer = RowWriter(styles.number, strings)
    rows = [writer.write(sheet) for sheet in book.sheets]
    saved = save_workbook(styles.workbook)
    templates = _open_parts(book, theme, saved, rows)
    templates[complete.STRINGS] = (strings.write(),)
    others = sorted(templates.keys() - set(_FIRST))
    ordered = {name: templates[name] for name in (*_FIRST, *others)}
    return Shell(ordered, {sheet.title: sheet for sheet in book.sheets})


def _open_parts(
    book: Book, theme: Theme, saved: Mapping[str, bytes], rows: list[Rows]
) -> dict[str, Template]:
    """Every part that openpyxl saved, completed and spelled in the one way."""
    drawn = [sheet.charts for sheet in book.sheets if sheet.charts]
    special: dict[str, Template] = {_THEME: (saved[_THEME].decode(),)}
    for n, (sheet, found) in enumerate(zip(book.sheets, rows, strict=True), 1):
        name = f"xl/worksheets/sheet{n}.xml"
        special[name] = _open_sheet(saved[name], sheet, found)
    for n, charts in enumerate(drawn, 1):
        name = f"xl/drawings/drawing{n}.xml"
        special[name] = _open_drawing(saved[name], charts)
    for n, placed in enumerate((one for charts in drawn for one in charts), 1):
        name = f"xl/charts/chart{n}.xml"
        special[name] = open_chart(placed.chart, theme, book.accent)
    plain = {
        name: (_complete(name, content),) for name, content in saved.items() if name not in special
    }
    return {**plain, **special}


def _open_sheet(content: bytes, sheet: Sheet, rows: Rows) -> Template:
    root = read_markup(content)
    complete.clear_rows(root, measure_area(sheet))
    return open_sheet(write_markup(root), rows)


def _open_drawing(content: bytes, charts: list[PlacedChart]) -> Template:
    root = read_markup(content)
    complete.describe_charts(root, [placed.chart.alt for placed in charts])
    return open_drawing(write_markup(root), (placed.chart.title for placed in charts))


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
