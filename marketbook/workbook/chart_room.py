"""Room: how tall a chart is, and where in it its plot and its legend stand.

A program that is left to itself gives long names all of a chart, or leaves out every second one.
Names are measured once all is computed; the rows behind a chart grow with it, so that nothing
below it has to move.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from marketbook.workbook.charts import Box, Chart
from marketbook.workbook.grid import Book, PlacedChart, Sheet
from marketbook.workbook.theme import count_lines, measure_text
from marketbook.workbook.writer.values import Values

ROW = 20
"""Pixels of a row of usual height. All that follows is in pixels too, or a part of a chart."""
_POINT = 0.75  # points of a pixel
_UNIT = 7.0  # pixels of one of the units that texts are measured in
# Height of a line of 10 points, of one of a title, and the space around.
_LINE, _TITLE_LINE, _EDGE = 15, 18, 8
# A title and the names beside bars have this part of a chart's width at most.
_TITLE_ROOM, _TITLE_SIZE, _NAMES_ROOM, _STEP = 0.72, 1.1, 0.5, 0.05
# Space around a name and around its bars, and the room of a name where there is plenty.
_BETWEEN, _AROUND, _WIDEST = 4, 10, 52
# A legend below has two lines at most; a longer one stands beside the plot.
_MOST_BELOW, _BESIDE = 2, 0.45
# A line is drawn longer than a square before a name of a legend.
_LINE_SIGN, _SQUARE_SIGN = 52, 20
_LYING = ("bars", "tornado")
_Names = Sequence[str]


def fit_charts(book: Book, values: Values) -> None:
    """Gives every chart the height that its names and bars need, those side by side the same."""
    for sheet in book.sheets:
        fitted: list[PlacedChart] = []
        for top, band in groupby(sheet.charts, lambda placed: placed.at.top):
            fitted += _fit_band(sheet, top, list(band), values)
        sheet.charts = fitted


def _fit_band(
    sheet: Sheet, top: int, band: list[PlacedChart], values: Values
) -> Iterable[PlacedChart]:
    usual = max(placed.height for placed in band)
    rows = -(-usual // ROW)
    needs = [_measure(placed, values) for placed in band]
    more = -(-max(0, *(need.height - usual for need in needs)) // rows)
    if more:
        behind = range(top, top + rows)
        sheet.heights |= dict.fromkeys(behind, (ROW + more) * _POINT)
    height = usual + more * rows
    for placed, need in zip(band, needs, strict=True):
        chart = _arrange(placed.chart, need, placed.width, height)
        yield replace(placed, chart=chart, height=height)


@dataclass(frozen=True, slots=True)
class _Need:
    """What a chart needs, in pixels.

    Attributes:
        height: All of it.
        above, below: Room of the title, and of what stands under the plot.
        names: Part of the width for the names of bars; 0 where there are none.
        beside: Whether its legend stands beside the plot.
        most: What its plot takes at most, so that few bars are no fat ones.
    """

    height: int
    above: int
    below: int
    names: float = 0.0
    beside: bool = False
    most: float = math.inf


def _measure(placed: PlacedChart, values: Values) -> _Need:
    chart, width = placed.chart, placed.width
    [title] = values.read_texts(chart.title)
    room = width * _TITLE_ROOM / _UNIT / _TITLE_SIZE
    above = _EDGE * 2 + count_lines(title, room, bold=True) * _TITLE_LINE
    below = (_LINE + _EDGE) * bool(chart.across_title)
    legend = [name for series in chart.series for name in values.read_texts(series.name)]
    if chart.kind in _LYING:
        return _measure_bars(placed, values.read_texts(chart.series[0].across), above)
    if not chart.legend:
        return _Need(0, above, below)
    rows = _count_rows(chart, legend, width)
    if rows <= _MOST_BELOW:
        return _Need(0, above, below + rows * (_LINE + 2) + _EDGE)
    room = (width * _BESIDE - _sign(chart)) / _UNIT
    high = sum(count_lines(name, room) for name in legend) * _LINE + len(legend) * 4
    return _Need(above + high + _EDGE * 2, above, below, beside=True)


def _measure_bars(placed: PlacedChart, names: _Names, above: int) -> _Need:
    """Each name has the room of the longest one, or that of its bars: a line for each value.

    LibreOffice leaves out every second name where one reaches into the room of the next.
    """
    chart, width = placed.chart, placed.width
    longest = max(map(measure_text, names)) * _UNIT + _EDGE * 2
    part = min(_NAMES_ROOM, -(-longest / width // _STEP) * _STEP)
    room = part * width / _UNIT
    bars = 1 if chart.kind == "tornado" else len(chart.series)
    below = (_LINE + _EDGE) * (1 + chart.legend + (not chart.series[0].labelled))
    lines = max(count_lines(name, room) for name in names)
    plot = max(lines * _LINE + _BETWEEN, bars * _LINE + _AROUND) * len(names)
    most = max(plot, _WIDEST * len(names), placed.height - above - below)
    return _Need(above + plot + below, above, below, part, most=most)


def _count_rows(chart: Chart, names: _Names, width: int) -> int:
    """Lines of a legend below a chart."""
    wide = [measure_text(name) * _UNIT + _sign(chart) for name in names]
    if max(wide) > width:
        return _MOST_BELOW + 1
    columns = max(1, int(width * 0.95 // max(wide)))
    return -(-len(names) // columns)


def _sign(chart: Chart) -> int:
    """Pixels before a name of a legend."""
    return _LINE_SIGN if chart.kind == "lines" else _SQUARE_SIGN


def _arrange(chart: Chart, need: _Need, width: int, height: int) -> Chart:
    """Where plot and legend stand, in parts of the whole."""
    top, bottom = need.above / height, need.below / height
    left, right = 0.02, 0.02
    if chart.kind in _LYING:
        left, right = need.names, 0.12
    elif chart.values_title:
        left = (_LINE + _EDGE) / width
    key = None
    if need.beside:
        right = _BESIDE + 0.03
        key = _box(1 - _BESIDE, top, _BESIDE - 0.01, 1 - top - _EDGE / height)
    high = min(1 - top - bottom, need.most / height)
    return replace(chart, plot=_box(left, top, 1 - left - right, high), key=key)


def _box(*parts: float) -> Box:
    """A part of a chart, to the digits that a pixel needs: charts of one shape are written once."""
    return Box(*(round(part, 3) for part in parts))
