"""Chart parts: openpyxl writes one chart of each shape; the others differ in cells and accent.

The markets of a package have the same charts, of other cells and in another colour, and openpyxl
takes as long over one as over a thousand cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.xml.functions import Element, tostring

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart, Series
from marketbook.workbook.grid import PlacedChart
from marketbook.workbook.theme import Theme
from marketbook.workbook.writer.charts import ACCENT, MOST_COUNTED, ChartMaker, count_bars
from marketbook.workbook.writer.complete import hide_scales, unlink_numbers
from marketbook.workbook.writer.markup import read_markup, write_markup
from marketbook.workbook.writer.text import escape
from marketbook.workbook.writer.values import Values

_EMU_PER_PIXEL = 9525
_OPEN = re.compile(rf"<c:(num|str)Ref>(<c:f>slot(\d+)![^<]*</c:f>)|{ACCENT}(\d\d)")


class ChartFrame(ChartBase):
    """The place of a chart: what openpyxl must know to write drawings and relations around it."""

    def __init__(self, placed: PlacedChart) -> None:
        super().__init__()
        corner = AnchorMarker(col=placed.at.left - 1, row=placed.at.top - 1)
        size = XDRPositiveSize2D(placed.width * _EMU_PER_PIXEL, placed.height * _EMU_PER_PIXEL)
        vars(self)["anchor"] = OneCellAnchor(_from=corner, ext=size)

    def _write(self) -> Any:
        """An empty part; ``write_chart`` makes the one that takes its place."""
        return Element("chart")


class _Cells(NamedTuple):
    """Room for a reference and its values."""

    number: int
    numeric: bool


class _Tint(NamedTuple):
    """Room for the accent, or a tint of it."""

    role: str


def write_chart(chart: Chart, theme: Theme, accent: str, values: Values) -> str:
    """The part of a chart, with the values of each of its references."""
    slots = _Slots()
    shape = slots.number(chart)
    below = any(values.is_below_zero(series.values) for series in chart.series)
    pieces: list[str] = []
    for piece in _write_shape(replace(shape, is_below_zero=below), theme):
        if isinstance(piece, _Cells):
            ref = slots.refs[piece.number]
            pieces.append(f"<c:f>{escape(ref.absolute)}</c:f>")
            pieces.append(values.write_cache(ref, numeric=piece.numeric))
        else:
            pieces.append(piece if isinstance(piece, str) else theme.colour(piece.role, accent))
    return "".join(pieces)


@dataclass(slots=True)
class _Slots:
    """Takes the references out of a chart and numbers them, which leaves its shape."""

    refs: list[Ref] = field(default_factory=list)

    def number(self, chart: Chart) -> Chart:
        """The shape of a chart."""
        titles = (chart.title, chart.across_title, chart.values_title)
        title, across, values = (one if isinstance(one, str) else self._take(one) for one in titles)
        series = tuple(self._number_series(one) for one in chart.series)
        return replace(
            chart, title=title, across_title=across, values_title=values, series=series, alt=""
        )

    def _number_series(self, series: Series) -> Series:
        return replace(
            series,
            name=self._take(series.name),
            across=self._take(series.across, min(count_bars(series), MOST_COUNTED)),
            values=self._take(series.values),
            sizes=series.sizes and self._take(series.sizes),
            spread=series.spread and self._take(series.spread),
        )

    def _take(self, ref: Ref, rows: int = 1) -> Ref:
        self.refs.append(ref)
        return Ref(f"slot{len(self.refs) - 1}", 1, 1, rows, 1)


@lru_cache(maxsize=512)
def _write_shape(shape: Chart, theme: Theme) -> tuple[str | _Cells | _Tint, ...]:
    """The part of a chart, with numbers for its references and roles for its accents."""
    made: Any = ChartMaker(theme).make(shape)
    root = read_markup(tostring(made._write()))
    unlink_numbers(root)
    hide_scales(root)
    text = write_markup(root)
    pieces: list[str | _Cells | _Tint] = []
    end = 0
    for found in _OPEN.finditer(text):
        kind, reference, number, strength = found.groups()
        pieces.append(text[end : found.start(2 if reference else 0)])
        pieces.append(_Cells(int(number), kind == "num") if reference else _read_tint(strength))
        end = found.end()
    return (*pieces, text[end:])


def _read_tint(strength: str) -> _Tint:
    return _Tint("accent" if strength == "00" else f"accent-{strength}")
