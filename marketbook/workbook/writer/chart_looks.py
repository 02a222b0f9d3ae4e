"""Looks that the charts share: letters, lines and fills as openpyxl's.

openpyxl only reads them, so each is made once: making one takes longer than the rest of a chart.
"""

from __future__ import annotations

from functools import lru_cache

from openpyxl.chart.axis import ChartLines
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RichTextProperties,
)

LANGUAGE = "en-GB"
AXIS_LINE, _GRID_LINE = 9525, 6350


@lru_cache(maxsize=64)
def rich_text(font: str, size: int, bold: bool, colour: str) -> RichText:
    """A body of text without words: how those of a title, an axis or a label look."""
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=letters(font, size, bold, colour)),
        r=[],
        endParaRPr=CharacterProperties(lang=LANGUAGE),
    )
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


@lru_cache(maxsize=64)
def letters(
    font: str, size: int, bold: bool, colour: str, language: str | None = None
) -> CharacterProperties:
    """Letters of a font and a size, in points × 100."""
    return CharacterProperties(
        lang=language, sz=size, b=bold, solidFill=colour, latin=Font(typeface=font)
    )


@lru_cache(maxsize=16)
def axis_line(colour: str) -> GraphicalProperties:
    """The line of an axis; none without a colour."""
    line = LineProperties(w=AXIS_LINE, solidFill=colour) if colour else no_line(AXIS_LINE)
    return GraphicalProperties(ln=line)


@lru_cache(maxsize=16)
def grid_lines(colour: str) -> ChartLines:
    """Thin lines behind the plot."""
    line = LineProperties(w=_GRID_LINE, solidFill=colour)
    return ChartLines(spPr=GraphicalProperties(ln=line))


@lru_cache(maxsize=64)
def plain_fill(colour: str) -> GraphicalProperties:
    """A fill without a border."""
    return GraphicalProperties(solidFill=colour, ln=no_line())


@lru_cache(maxsize=4)
def no_line(width: int | None = None) -> LineProperties:
    """No line, which a program would draw otherwise."""
    return LineProperties(w=width, noFill=True)
