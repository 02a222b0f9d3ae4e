"""Paper: what of a sheet is printed, and how wide a sheet may be to be read there."""

from __future__ import annotations

from marketbook.workbook.address import Ref
from marketbook.workbook.frame import measure_rows
from marketbook.workbook.grid import Sheet
from marketbook.workbook.theme import Theme

SIDE = 0.4
"""Margin at either side, in inches."""
ENDS = 0.5
"""Margin above and below, in inches."""
SMALLEST_SCALE = 70
"""Percent: text of 10 points is printed at 7 or larger."""
_PAPER = {True: (8.27, 11.69), False: (11.69, 8.27)}
_INCH = 96
_PIXELS_IN_A_ROW = 20
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 8.43, 15.0
_POINT = 96 / 72
# Columns are narrowed no further than this, in characters.
_NARROWEST = 12.0
_EMPTY_ROW = 4


def find_print_area(sheet: Sheet) -> Ref:
    """What is printed of a sheet: all of it, less the working rows and columns.

    A program prints all of a sheet without a print area. One that is for the screen alone has its
    area on an empty cell, which leaves no page.
    """
    if not sheet.is_printed:
        return Ref(sheet.title, _EMPTY_ROW, 1, _EMPTY_ROW, 1)
    rows, used = sheet.size()
    lowest = [placed.at.top + placed.height // _PIXELS_IN_A_ROW + 1 for placed in sheet.charts]
    last = max(sheet.printed_rows or rows, *lowest, 1)
    return Ref(sheet.title, 1, 1, last, sheet.printed_columns or used)


def is_readable(sheet: Sheet, area: Ref) -> bool:
    """Whether an area fits the width of a page without getting too small to be read."""
    return measure_width(sheet, area) <= _find_room(sheet.portrait)[0]


def fit_page(sheet: Sheet, theme: Theme) -> None:
    """Narrows the widest columns of a sheet until a page holds it; its texts wrap instead.

    A sheet that is too long for one page gets several, its charts on one of their own.
    """
    area = find_print_area(sheet)
    if sheet.is_printed:
        _narrow(sheet, area)
    if sheet.one_page and not _is_short(sheet, theme, area):
        sheet.one_page = False
        sheet.break_above = min((placed.at.top for placed in sheet.charts), default=None)


def _is_short(sheet: Sheet, theme: Theme, area: Ref) -> bool:
    """Whether one page holds all rows of an area without getting too small to be read."""
    heights = measure_rows(sheet, theme, {}) | sheet.heights
    rows = (n for n in range(area.top, area.bottom + 1) if n not in sheet.folded)
    high = sum(heights.get(n, _DEFAULT_HEIGHT) for n in rows) * _POINT
    return high <= _find_room(sheet.portrait)[1]


def _narrow(sheet: Sheet, area: Ref) -> None:
    narrow = measure_width(sheet, area) <= _find_room(True)[0]
    sheet.portrait = sheet.portrait or (narrow and not sheet.charts)
    excess = (measure_width(sheet, area) - _find_room(sheet.portrait)[0]) / 7
    if excess > 0:
        columns = range(area.left, area.right + 1)
        widths = sorted((sheet.widths.get(n, _DEFAULT_WIDTH) for n in columns), reverse=True)
        cap = max(_find_cap(widths, excess), _NARROWEST)
        sheet.widths.update({n: min(sheet.widths.get(n, _DEFAULT_WIDTH), cap) for n in columns})


def _find_cap(widths: list[float], excess: float) -> float:
    """The width to which the widest columns are cut so that all lose so much together."""
    taken = 0.0
    for count, (width, narrower) in enumerate(zip(widths, [*widths[1:], 0.0], strict=True), 1):
        more = count * (width - narrower)
        if taken + more >= excess:
            return width - (excess - taken) / count
        taken += more
    return 0.0


def measure_width(sheet: Sheet, area: Ref) -> float:
    """Width of the columns of an area, in pixels."""
    columns = range(area.left, area.right + 1)
    return sum(7 * sheet.widths.get(n, _DEFAULT_WIDTH) + 5 for n in columns)


def _find_room(portrait: bool) -> tuple[float, float]:
    """Pixels that a page holds, across and down, at the smallest scale."""
    wide, high = _PAPER[portrait]
    scale = _INCH / (SMALLEST_SCALE / 100)
    return (wide - 2 * SIDE) * scale, (high - 2 * ENDS) * scale
