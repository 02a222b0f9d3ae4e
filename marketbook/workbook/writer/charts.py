"""Charts as openpyxl's: every look is set here, none is left to the program that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from openpyxl.chart import AreaChart, BarChart, BubbleChart, ScatterChart
from openpyxl.chart.axis import NumericAxis, Scaling, TextAxis
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as BarSeries
from openpyxl.chart.series import SeriesLabel, XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Box, Chart, Series
from marketbook.workbook.theme import Theme
from marketbook.workbook.writer.chart_looks import (
    AXIS_LINE,
    LANGUAGE,
    axis_line,
    grid_lines,
    letters,
    no_line,
    plain_fill,
    rich_text,
)

_EMU_PER_POINT = 12700
_ACROSS_ID, _VALUES_ID = 50010, 50020
_SMALL, _TITLE = 1000, 1100
_UPRIGHT = -5_400_000
_MARKER_SIZE = 8
Side = Literal["t", "ctr", "outEnd"]
_NO_LINE, _MARKER_LINE, _WHISKER = 19_050, 9525, 12_700
_MOST_YEARS = 12
_FROM_EDGE = ("lines", "areas", "bubbles")
_DASHES: dict[str, Any] = {"solid": "solid", "dash": "dash", "dot": "sysDot"}
ACCENT = "ACCE"
"""Begins the colours that follow the accent, before its tint in percent: six digits in all."""
MOST_COUNTED = 5
"""So many bars and more are drawn alike."""
AnyChart = AreaChart | BarChart | BubbleChart | ScatterChart


class _Whiskers(ErrorBars):
    """Error bars in the order of the standard (CT_ErrBars): openpyxl writes minus before plus."""

    __nested__ = ErrorBars.__nested__
    __elements__ = (
        *("errDir", "errBarType", "errValType", "noEndCap"),
        *("plus", "minus", "val", "spPr"),
    )


@dataclass(frozen=True, slots=True)
class ChartMaker:
    """Makes openpyxl's charts in the theme, for whatever accent."""

    theme: Theme

    def make(self, chart: Chart) -> AnyChart:
        """A chart, its cells referred to, their values not yet beside them."""
        makers = {
            "lines": self._make_lines, "areas": self._make_areas, "bubbles": self._make_bubbles,
        }  # fmt: skip
        made = makers.get(chart.kind, self._make_bars)(chart)
        made.title = self._title(chart.title)
        made.layout = _place(chart.plot, "inner" if _lies(chart) else "outer")
        made.legend = Legend(
            legendPos="r" if chart.key else "b", overlay=False, txPr=self._font("ink"),
            layout=_place(chart.key),
        )  # fmt: skip
        if not chart.legend:
            made.legend = None
        made.roundedCorners = False
        made.graphical_properties = plain_fill(self._colour("paper"))
        return made

    def _make_lines(self, chart: Chart) -> ScatterChart:
        made = ScatterChart(scatterStyle="lineMarker", varyColors=False)
        made.series = [self._line(chart, n, one) for n, one in enumerate(chart.series)]
        made.x_axis, made.y_axis = self._years_axis(chart), self._values_axis(chart)
        return made

    def _make_areas(self, chart: Chart) -> AreaChart:
        made = AreaChart(grouping="stacked", varyColors=False)
        made.series = [self._bar(chart, n, one) for n, one in enumerate(chart.series)]
        made.x_axis, made.y_axis = self._names_axis(chart), self._values_axis(chart)
        return made

    def _make_bubbles(self, chart: Chart) -> BubbleChart:
        made = BubbleChart(bubbleScale=40, varyColors=False, sizeRepresents="area")
        made.series = [self._bubble(n, one) for n, one in enumerate(chart.series)]
        made.x_axis, made.y_axis = self._sizes_axis(chart), self._values_axis(chart)
        return made

    def _bubble(self, n: int, series: Series) -> XYSeries:
        sizes = None if series.sizes is None else NumDataSource(numRef=_numbers(series.sizes))
        fill = GraphicalProperties(
            solidFill=self._colour(series.colour),
            ln=LineProperties(w=AXIS_LINE, solidFill=self._colour("accent")),
        )
        return XYSeries(
            idx=n,
            order=n,
            tx=SeriesLabel(strRef=_texts(series.name)),
            spPr=fill,
            invertIfNegative=False,
            # whatever the value, it shows as the sign
            dLbls=self._label("ctr", number=";".join([f'"{series.mark}"'] * 3)),
            xVal=AxDataSource(numRef=_numbers(series.across)),
            yVal=NumDataSource(numRef=_numbers(series.values)),
            bubbleSize=sizes,
        )

    def _label(self, at: Side, colour: str = "ink", number: str | None = None) -> DataLabelList:
        """The value of each point beside it."""
        return DataLabelList(
            numFmt=number,
            spPr=GraphicalProperties(noFill=True, ln=no_line()),
            txPr=self._font(colour),
            dLblPos=at,
            showLegendKey=False,
            showVal=True,
            showCatName=False,
            showSerName=False,
            showPercent=False,
            showBubbleSize=False,
        )

    def _sizes_axis(self, chart: Chart) -> NumericAxis:
        return NumericAxis(
            axId=_ACROSS_ID,
            crossAx=_VALUES_ID,
            scaling=Scaling(min=0),
            delete=False,
            axPos="b",
            majorGridlines=None,
            title=self._axis_title(chart.across_title),
            numFmt=self.theme.number("axis"),
            tickLblPos="low",
            spPr=axis_line(self._colour("rule")),
            txPr=self._font("ink"),
            crosses="autoZero",
            crossBetween="midCat",
        )

    def _make_bars(self, chart: Chart) -> BarChart:
        stacked = chart.kind == "stacked-columns"
        made = BarChart(
            barDir="bar" if _lies(chart) else "col",
            grouping="stacked" if stacked else "clustered",
            overlap=100 if stacked or chart.kind == "tornado" else -10,
            gapWidth=_gap(chart),
            varyColors=False,
        )
        made.series = [self._bar(chart, n, one) for n, one in enumerate(chart.series)]
        made.x_axis, made.y_axis = self._names_axis(chart), self._values_axis(chart)
        return made

    def _line(self, chart: Chart, n: int, series: Series) -> XYSeries:
        return XYSeries(
            idx=n,
            order=n,
            tx=SeriesLabel(strRef=_texts(series.name)),
            spPr=GraphicalProperties(ln=self._stroke(series)),
            marker=self._marker(series),
            dLbls=self._labels(chart, series),
            xVal=AxDataSource(numRef=_numbers(series.across)),
            yVal=NumDataSource(numRef=_numbers(series.values)),
            smooth=False,
        )

    def _bar(self, chart: Chart, n: int, series: Series) -> BarSeries:
        return BarSeries(
            idx=n,
            order=n,
            tx=SeriesLabel(strRef=_texts(series.name)),
            spPr=plain_fill(self._colour(series.colour)),
            invertIfNegative=False,
            dLbls=self._labels(chart, series),
            errBars=self._whiskers(series.spread),
            cat=AxDataSource(strRef=_texts(series.across)),
            val=NumDataSource(numRef=_numbers(series.values)),
        )

    def _whiskers(self, spread: Ref | None) -> ErrorBars | None:
        if spread is None:
            return None
        line = LineProperties(w=_WHISKER, solidFill=self._colour("ink"))
        return _Whiskers(
            errBarType="both",
            errValType="cust",
            plus=NumDataSource(numRef=_numbers(spread)),
            minus=NumDataSource(numRef=_numbers(spread)),
            spPr=GraphicalProperties(ln=line),
        )

    def _stroke(self, series: Series) -> LineProperties:
        if series.dash == "none":
            return no_line(_NO_LINE)
        return LineProperties(
            w=round(series.width * _EMU_PER_POINT),
            cap="rnd",
            solidFill=self._colour(series.colour),
            prstDash=_DASHES[series.dash],
            round=True,
        )

    def _marker(self, series: Series) -> Marker:
        symbol: Any = series.marker
        if not symbol:
            return Marker(symbol="none")
        colour = self._colour(series.colour)
        line = LineProperties(w=_MARKER_LINE, solidFill=colour)
        look = GraphicalProperties(solidFill=colour, ln=line)
        return Marker(symbol=symbol, size=_MARKER_SIZE, spPr=look)

    def _labels(self, chart: Chart, series: Series) -> DataLabelList | None:
        if not series.labelled:
            return None
        number = self.theme.number(chart.number)
        if chart.kind == "stacked-columns":
            return self._label("ctr", "paper", number)
        return self._label("t" if chart.kind == "lines" else "outEnd", "ink", number)

    def _years_axis(self, chart: Chart) -> NumericAxis:
        first, last = chart.first_across, chart.last_across
        most = _MOST_YEARS // 2 if chart.key else _MOST_YEARS
        long = first is not None and last is not None and last - first > most
        return NumericAxis(
            axId=_ACROSS_ID,
            crossAx=_VALUES_ID,
            scaling=Scaling(min=first, max=last),
            delete=False,
            axPos="b",
            majorGridlines=None,
            title=self._axis_title(chart.across_title),
            numFmt="0",
            majorTickMark="out",
            tickLblPos="nextTo",
            spPr=axis_line(self._colour("rule")),
            txPr=self._font("ink"),
            crosses="min",
            crossBetween="midCat",
            majorUnit=2 if long else 1,
        )

    def _names_axis(self, chart: Chart) -> TextAxis:
        bars = _lies(chart)
        return TextAxis(
            axId=_ACROSS_ID,
            crossAx=_VALUES_ID,
            scaling=Scaling(orientation="maxMin" if bars else "minMax"),
            delete=False,
            axPos="l" if bars else "b",
            title=self._axis_title(chart.across_title),
            numFmt="General",
            tickLblPos="low",
            spPr=axis_line(self._colour("rule")),
            txPr=self._font("ink"),
            crosses="autoZero",
            auto=False,
            lblAlgn="ctr",
            tickLblSkip=1 if bars else None,
            noMultiLvlLbl=True,
        )

    def _values_axis(self, chart: Chart) -> NumericAxis:
        bars = _lies(chart)
        percent = chart.number.startswith("percent")
        is_free = chart.is_below_zero or chart.kind in ("tornado", "bubbles")
        # bars that have their values beside them need no scale
        is_bare = bars and all(series.labelled for series in chart.series)
        return NumericAxis(
            axId=_VALUES_ID,
            crossAx=_ACROSS_ID,
            scaling=Scaling(min=None if is_free else 0),
            delete=False,
            axPos="b" if bars else "l",
            majorGridlines=None if is_bare else grid_lines(self._colour("line")),
            title=self._axis_title(chart.values_title, upright=not bars),
            numFmt=self.theme.number("axis-percent" if percent else "axis"),
            tickLblPos=None if is_bare else "nextTo",
            spPr=axis_line(""),
            txPr=self._font("ink"),
            crosses="max" if bars else "min",
            crossBetween="midCat" if chart.kind in _FROM_EDGE else "between",
        )

    def _title(self, ref: Ref) -> Title:
        corner = ManualLayout(xMode="edge", yMode="edge", x=0.015, y=0.02)
        return Title(
            tx=Text(strRef=_texts(ref)),
            layout=Layout(manualLayout=corner),
            overlay=False,
            txPr=self._font("ink", _TITLE, bold=True),
        )

    def _axis_title(self, text: str | Ref, *, upright: bool = False) -> Title | None:
        if not text:
            return None
        if isinstance(text, Ref):
            look = rich_text(self.theme.font, _SMALL, False, self._colour("muted"))
            return Title(tx=Text(strRef=_texts(text)), overlay=False, txPr=look)
        body = RichTextProperties(rot=_UPRIGHT, vert="horz") if upright else RichTextProperties()
        look = (self.theme.font, _SMALL, False, self._colour("muted"))
        paragraph = Paragraph(
            pPr=ParagraphProperties(defRPr=letters(*look)),
            r=[RegularTextRun(rPr=letters(*look, LANGUAGE), t=text)],
        )
        return Title(tx=Text(rich=RichText(bodyPr=body, p=[paragraph])), overlay=False)

    def _font(self, role: str, size: int = _SMALL, *, bold: bool = False) -> RichText:
        return rich_text(self.theme.font, size, bold, self._colour(role))

    def _colour(self, role: str) -> str:
        if role.startswith("accent"):
            return f"{ACCENT}{int(role.partition('-')[2] or 0):02}"
        return self.theme.colour(role, "")


def _place(box: Box | None, target: Literal["inner", "outer"] | None = None) -> Layout | None:
    """Where something stands; ``outer`` counts the words of the axes in."""
    if box is None:
        return None
    place = ManualLayout(
        layoutTarget=target, xMode="edge", yMode="edge",
        x=box.left, y=box.top, w=box.width, h=box.height,
    )  # fmt: skip
    return Layout(manualLayout=place)


def count_bars(series: Series) -> int:
    """How many values a series has, along a row or a column."""
    across = series.across
    return max(across.bottom - across.top, across.right - across.left) + 1


def _lies(chart: Chart) -> bool:
    """Whether its bars lie, so that names have room beside them."""
    return chart.kind in ("bars", "tornado")


def _gap(chart: Chart) -> int:
    """Space between bars, in percent of one, so that few bars are not fat ones."""
    count = count_bars(chart.series[0])
    return 160 if count <= 2 else 90 if count < MOST_COUNTED else 55


def _texts(ref: Ref) -> StrRef:
    return StrRef(f=ref.absolute)


def _numbers(ref: Ref) -> NumRef:
    return NumRef(f=ref.absolute)
