"""Paper: what of a sheet is printed, and how wide a sheet may be to be read there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from marketbook.workbook.address import Ref
from marketbook.workbook.frame import measure_rows
from marketbook.workbook.grid import PlacedChart, Sheet
from marketbook.workbook.theme import Theme, measure_text

SIDE = 0.4
"""Margin at either side, in inches."""
ENDS = 0.5
"""Margin above and below, in inches."""
SMALLEST_SCALE = 72
"""Percent: text of 10 points is printed at 7 or larger, where programs round widths up."""
_PAPER = {True: (8.27, 11.69), False: (11.69, 8.27)}
_INCH = 96
# Pixels of a column of width w: 7w + 5 in Excel, 7.4w in LibreOffice.
_EXCEL, _PADDING, _LIBREOFFICE = 7, 5, 7.4
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 8.43, 15.0
_POINT = 96 / 72
# Columns are narrowed no further than this, in characters.
_NARROWEST, _INDENT = 12.0, 1.4
_EMPTY_ROW, _LAST_ROW = 4, 1_048_576
_SLACK, _STEPS = 3.0, 24


def find_print_area(sheet: Sheet) -> Ref:
    """What is printed of a sheet: all of it, less the working rows and columns.

    A program prints all of a sheet without a print area. One that is for the screen alone has its
    area on an empty cell, which leaves no page.
    """
    if not sheet.is_printed:
        row = _LAST_ROW if (_EMPTY_ROW, 1) in sheet.cells else _EMPTY_ROW
        return Ref(sheet.title, row, 1, row, 1)
    rows, used = sheet.size()
    lowest = [_sink(sheet, placed) + 1 for placed in sheet.charts]
    last = max(sheet.printed_rows or rows, *lowest, 1)
    right = sheet.printed_columns or max(used, *(_reach(sheet, one) for one in sheet.charts), 1)
    return Ref(sheet.title, 1, 1, last, right)


def _sink(sheet: Sheet, placed: PlacedChart) -> int:
    """The row at which a chart ends."""
    row, room = placed.at.top, float(placed.height)
    while (room := room - sheet.heights.get(row, _DEFAULT_HEIGHT) * _POINT) >= 0:
        row += 1
    return row


def _reach(sheet: Sheet, placed: PlacedChart) -> int:
    """The column at which a chart ends."""
    column, room = placed.at.left, float(placed.width)
    while (room := room - _EXCEL * sheet.widths.get(column, _DEFAULT_WIDTH) - _PADDING) > 0:
        column += 1
    return column


def is_readable(sheet: Sheet, area: Ref) -> bool:
    """Whether an area fits the width of a page without getting too small to be read."""
    return measure_width(sheet, area) <= _find_room(sheet.portrait)[0]


def fit_page(sheet: Sheet, theme: Theme) -> None:
    """Narrows the widest columns of a sheet until a page holds it; its texts wrap instead.

    A sheet that is too long for one page gets several: its charts, or what stands below them, on
    one of their own; above it no header is repeated where one page holds the lines.
    """
    area = find_print_area(sheet)
    if sheet.is_printed:
        _narrow(sheet, theme, area)
    if sheet.one_page and not _is_short(sheet, theme, area):
        sheet.one_page = False
        first = min((placed.at.top for placed in sheet.charts), default=None)
        sheet.break_above = sheet.parts_at or first
        if sheet.break_above and _is_short(
            sheet, theme, replace(area, bottom=sheet.break_above - 1)
        ):
            sheet.repeated_rows = None


def _is_short(sheet: Sheet, theme: Theme, area: Ref) -> bool:
    """Whether one page holds all rows of an area without getting too small to be read."""
    heights = measure_rows(sheet, theme, {}) | sheet.heights
    rows = (n for n in range(area.top, area.bottom + 1) if n not in sheet.folded)
    high = sum(heights.get(n, _DEFAULT_HEIGHT) for n in rows) * _POINT
    return high <= _find_room(sheet.portrait)[1]


def _narrow(sheet: Sheet, theme: Theme, area: Ref) -> None:
    """Stands a narrow sheet upright, and cuts the columns of a wide one to the page.

    Either the widest columns are cut alike, or those with long texts keep more: whichever makes the
    shorter sheet.
    """
    narrow = measure_width(sheet, area) <= _find_room(True)[0]
    sheet.portrait = sheet.portrait or (narrow and not sheet.charts)
    room = _find_room(sheet.portrait)[0] - _SLACK
    if measure_width(sheet, area) <= room:
        return
    columns = range(area.left, area.right + 1)
    widths = {n: sheet.widths.get(n, _DEFAULT_WIDTH) for n in columns}
    least, longest = _measure_texts(sheet, theme, widths)
    cuts = (
        _cut(widths, room, lambda width: {n: max(least[n], width) for n in columns}),
        _cut(widths, room, lambda width: {n: max(least[n], longest[n] * width) for n in columns}),
    )

    def measure(cut: Mapping[int, float]) -> float:
        sheet.widths |= cut
        return sum(measure_rows(sheet, theme, {}).values())

    sheet.widths |= min(cuts, key=measure)


def _cut(
    widths: Mapping[int, float], room: float, limit: Callable[[float], Mapping[int, float]]
) -> dict[int, float]:
    """The widest columns that fit: none wider than it was, or than its limit at one step."""
    small, large = 0.0, max(widths.values())
    for _ in range(_STEPS):
        step = (small + large) / 2
        limits = limit(step)
        pixels = _add_up([min(width, limits[n]) for n, width in widths.items()])
        small, large = (step, large) if pixels <= room else (small, step)
    limits = limit(small)
    return {n: min(width, limits[n]) for n, width in widths.items()}


def _measure_texts(
    sheet: Sheet, theme: Theme, widths: Mapping[int, float]
) -> tuple[dict[int, float], dict[int, float]]:
    """How far each column may be cut, and the characters of its longest text.

    A column of numbers keeps its width, one of texts has room for each of its words.
    """
    head = sheet.repeated_rows[0] if sheet.repeated_rows else _EMPTY_ROW + 1
    least, longest = dict.fromkeys(widths, _NARROWEST), dict.fromkeys(widths, 0.0)
    for (row, column), cell in sheet.cells.items():
        if row < head or column not in widths:
            continue
        if cell.kind != "text":
            least[column] = widths[column]
        else:
            style = theme.style(cell.style)
            word = max(str(cell.content).replace("-", " ").split(" "), key=len)
            wide = measure_text(word, bold=style.bold) + _INDENT * style.indent
            least[column] = min(widths[column], max(least[column], wide))
        longest[column] = max(longest[column], len(str(cell.content)))
    return least, longest


def measure_width(sheet: Sheet, area: Ref) -> float:
    """Width of the columns of an area, in pixels, where it is widest."""
    columns = range(area.left, area.right + 1)
    return _add_up([sheet.widths.get(n, _DEFAULT_WIDTH) for n in columns])


def _add_up(widths: Collection[float]) -> float:
    excel = sum(widths) * _EXCEL + len(widths) * _PADDING
    return max(excel, sum(widths) * _LIBREOFFICE)


def _find_room(portrait: bool) -> tuple[float, float]:
    """Pixels that a page holds, across and down, at the smallest scale."""
    wide, high = _PAPER[portrait]
    scale = _INCH / (SMALLEST_SCALE / 100)
    return (wide - 2 * SIDE) * scale, (high - 2 * ENDS) * scale
