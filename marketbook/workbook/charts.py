"""What a chart shows, as values; how it is written in the file is another module's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from marketbook.workbook.address import Ref

ChartKind = Literal["lines", "bars", "tornado", "columns", "stacked-columns", "areas", "bubbles"]
Dash = Literal["solid", "dash", "dot", "none"]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a chart: its left top corner and its size, each as a part of the whole."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one set of bars.

    Attributes:
        name: Cell that holds its name.
        across: Cells along the category axis: years, or names.
        colour: Role of the theme's palette.
        dash: How the line is drawn; ``none`` leaves the markers only.
        marker: Whether each value has a marker.
        labelled: Whether each value is written beside it.
        width: Of the line, in points.
        sizes: Cells that give the size of bubbles.
        mark: Sign that is written beside a bubble and begins its name in the legend.
        spread: Cells that say how far each value may be off, for whiskers on both sides.
    """

    name: Ref
    across: Ref
    values: Ref
    colour: str
    dash: Dash = "solid"
    marker: str = ""
    labelled: bool = False
    width: float = 2.0
    sizes: Ref | None = None
    mark: str = ""
    spread: Ref | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its finding as title, its axes with units, what it shows in words.

    Attributes:
        title: Cell with the sentence that is the title; it may be a formula.
        across_title, values_title: Axis titles, with units; empty for none, or a cell that
            holds it.
        number: Number format of the values, by its name in the theme.
        first_across, last_across: Ends of a numeric axis across, for lines.
        alt: What the chart shows, in a sentence or two.
        plot, key: Room of the plot, and of a legend beside it where it does not stand below;
            found when the names are known.
        is_below_zero: Whether a value is, so that its axis cannot begin at zero; found when the
            chart is written.
    """

    kind: ChartKind
    title: Ref
    series: tuple[Series, ...]
    across_title: str | Ref
    values_title: str | Ref
    number: str
    alt: str
    first_across: int | None = None
    last_across: int | None = None
    legend: bool = True
    plot: Box | None = None
    key: Box | None = None
    is_below_zero: bool = False
