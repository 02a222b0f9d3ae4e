"""A book as openpyxl's workbook: its sheets without their cells, its names and properties."""

from __future__ import annotations

from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties
from openpyxl.workbook.views import BookView

from marketbook.errors import WorkbookError
from marketbook.workbook.grid import Book
from marketbook.workbook.theme import Theme
from marketbook.workbook.writer.chart_parts import ChartFrame
from marketbook.workbook.writer.office import write_office_theme
from marketbook.workbook.writer.sheets import set_up_sheet
from marketbook.workbook.writer.styles import StyleNumbers, Wardrobe

MAKER = "Marketbook"
# The version of Excel's engine that computed the values. Excel computes again all the same.
_CALCULATION = 191029


def make_workbook(book: Book, theme: Theme) -> StyleNumbers:
    """A workbook of openpyxl, complete but for its cells, and the numbers of its styles.

    Raises:
        WorkbookError: A drop-down or a date that a workbook cannot hold.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    styles = StyleNumbers(workbook, Wardrobe(theme, book.accent))
    workbook.properties = _make_properties(book)
    workbook.loaded_theme = write_office_theme(theme, book.accent)
    workbook.calculation = CalcProperties(calcId=_CALCULATION, fullCalcOnLoad=True)
    workbook.views = [
        BookView(xWindow=0, yWindow=0, windowWidth=28800, windowHeight=16000, tabRatio=850)
    ]
    for name, ref in sorted(book.names.items(), key=lambda entry: entry[0].casefold()):
        workbook.defined_names[name] = DefinedName(name, attr_text=ref.absolute)
    _add_sheets(book, styles)
    return styles


def _add_sheets(book: Book, styles: StyleNumbers) -> None:
    workbook = styles.workbook
    for sheet in book.sheets:
        made = workbook.create_sheet(sheet.title)
        set_up_sheet(made, sheet, styles)
        for placed in sheet.charts:
            made.add_chart(ChartFrame(placed))
    if book.sheets:
        workbook.worksheets[0].sheet_view.tabSelected = True


def _make_properties(book: Book) -> DocumentProperties:
    """Title, subject, and the date the package was made: never the date of the build."""
    date = _read_date(book.created)
    return DocumentProperties(
        title=book.title,
        subject=book.subject,
        creator=MAKER,
        language="en",
        created=date,
        modified=date,
    )


def _read_date(text: str) -> datetime:
    try:
        date = datetime.fromisoformat(text)
    except ValueError as error:
        expected = "a date and time like 2026-11-01T00:00:00Z"
        raise WorkbookError(f"the workbook's date is '{text}'", expected) from error
    return (date if date.tzinfo is None else date.astimezone(UTC)).replace(tzinfo=None)
