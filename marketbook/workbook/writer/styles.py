"""The theme's styles as openpyxl's, and the numbers that cells carry for them.

Besides ``rows``, this is the one place that relies on how openpyxl keeps styles: the first font
of a workbook is that of its empty cells, and a cell's style is its number in the list of cell
styles. ``tests/workbook/test_writer_looks.py`` reads both back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.builtins import styles as built_in_styles
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils.indexed_list import IndexedList

from marketbook.workbook.theme import Style, Theme

_PLAIN = "text-line"
_SIDES = ("left", "right", "top", "bottom")


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """Makes openpyxl's styles of the theme's, in the colours of one workbook."""

    theme: Theme
    accent: str

    def colour(self, role: str) -> str:
        """Eight hex digits of a role of the palette, opaque."""
        return f"FF{self.theme.colour(role, self.accent)}"

    def font(self, style: Style) -> Font:
        """Font of a style."""
        size = self.theme.sizes[style.size]
        marks = (style.bold, style.italic, style.underline)
        return _font(self.theme.font, size, *marks, self.colour(style.colour))

    def fill(self, style: Style) -> PatternFill:
        """Fill of a style; none where it has none."""
        return _fill(self.colour(style.fill) if style.fill else "")

    def border(self, style: Style) -> Border:
        """Borders of a style."""
        sides = ((side, getattr(style, side)) for side in _SIDES)
        return _border(
            *((line, self.colour(role)) if line else ("", "") for _, (line, role) in sides)
        )

    def number(self, style: Style, number: str = "") -> str:
        """Format code of a style, or of a number format that stands in for its own."""
        return self.theme.number(number or style.number)

    def make_named(self, style: Style) -> NamedStyle:
        """A style that Excel shows by its title; Excel's own names keep Excel's own number."""
        known = built_in_styles.get(style.title)
        return NamedStyle(
            name=style.title,
            font=self.font(style),
            fill=self.fill(style),
            border=self.border(style),
            alignment=make_alignment(style),
            number_format=self.number(style),
            builtinId=known.builtinId if known else None,
        )

    def make_difference(self, name: str) -> DifferentialStyle:
        """What a conditional format puts over a style: colour, weight, and fill if it has one."""
        style = self.theme.style(name)
        fill = self.colour(style.fill) if style.fill else ""
        return _difference(style.bold, self.colour(style.colour), fill)


@dataclass(slots=True)
class StyleNumbers:
    """Numbers the styles of one workbook in the order they are first used."""

    workbook: Workbook
    wardrobe: Wardrobe
    known: dict[tuple[str, str], int] = field(default_factory=dict)
    _listed: dict[int, tuple[object, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._dress_empty_cells()
        for style in self.wardrobe.theme.styles.values():
            if style.title:
                self.workbook.add_named_style(self.wardrobe.make_named(style))

    def number(self, name: str, number: str) -> int:
        """Number of a style with a number format, the style's own where that is empty."""
        key = (name, number)
        if key not in self.known:
            self.known[key] = self._register(name, number)
        return self.known[key]

    def dress(self, target: StyleableObject, name: str, number: str) -> None:
        """Gives a cell or column the looks of a style, without its name."""
        style = self.wardrobe.theme.style(name)
        look = StyleArray()
        look.fontId = self._list_part("_fonts", self.wardrobe.font(style))
        look.fillId = self._list_part("_fills", self.wardrobe.fill(style))
        look.borderId = self._list_part("_borders", self.wardrobe.border(style))
        look.alignmentId = self._list_part("_alignments", make_alignment(style))
        inner: Any = target
        inner._style = look
        target.number_format = self.wardrobe.number(style, number)

    def _list_part(self, kind: str, part: object) -> int:
        """Number of a font, fill, border or alignment.

        The same objects come again and again, and openpyxl takes long to see that they are equal.
        """
        if id(part) not in self._listed:
            self._listed[id(part)] = (part, vars(self.workbook)[kind].add(part))
        return self._listed[id(part)][1]

    def _register(self, name: str, number: str) -> int:
        # A cell that no sheet holds: openpyxl lists its style in the workbook all the same.
        cell = Cell(self.workbook.worksheets[0], 1, 1)
        style = self.wardrobe.theme.style(name)
        if style.title:
            cell.style = style.title
            cell.number_format = self.wardrobe.number(style, number)
        else:
            self.dress(cell, name, number)
        return cell.style_id

    def _dress_empty_cells(self) -> None:
        # Column widths are measured in the font of empty cells, which is the first of the list.
        # openpyxl sets its own there and has no other way to change it.
        font = self.wardrobe.font(self.wardrobe.theme.style(_PLAIN))
        vars(self.workbook)["_fonts"] = IndexedList([font])
        named = vars(self.workbook)["_named_styles"]
        named["Normal"].font = font


@lru_cache(maxsize=256)
def _font(name: str, size: int, bold: bool, italic: bool, underline: bool, colour: str) -> Font:
    return Font(
        name=name,
        sz=size,
        b=bold or None,
        i=italic or None,
        u="single" if underline else None,
        color=colour,
        family=2,
    )


@lru_cache(maxsize=64)
def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour) if colour else PatternFill()


@lru_cache(maxsize=256)
def _border(
    left: tuple[str, str], right: tuple[str, str], top: tuple[str, str], bottom: tuple[str, str]
) -> Border:
    # With a diagonal, so that a style without borders is equal to openpyxl's first, not a second.
    return Border(
        left=_side(*left),
        right=_side(*right),
        top=_side(*top),
        bottom=_side(*bottom),
        diagonal=Side(),
    )


def _side(line: Any, colour: str) -> Side:
    return Side(style=line, color=colour) if line else Side()


def make_alignment(style: Style) -> Alignment:
    """Alignment of a style."""
    return _alignment(style.halign, style.valign, style.wrap, style.indent)


@lru_cache(maxsize=64)
def _alignment(across: Any, down: Any, wrap: bool, indent: int) -> Alignment:
    return Alignment(
        horizontal=across or None, vertical=down or None, wrap_text=wrap or None, indent=indent
    )


@lru_cache(maxsize=64)
def _difference(bold: bool, colour: str, fill: str) -> DifferentialStyle:
    font = Font(b=bold or None, color=colour)
    # A conditional format paints with the colour behind the pattern.
    ground = PatternFill("solid", fgColor=fill, bgColor=fill) if fill else None
    return DifferentialStyle(font=font, fill=ground)
