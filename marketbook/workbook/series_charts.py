"""Charts of lines by year, and of parts by size and growth; where they stand on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart, Dash, Series
from marketbook.workbook.frame import LEFT
from marketbook.workbook.grid import Block, PlacedChart, Sheet

_WIDTH, _HEIGHT, _ROWS = 520, 250, 14
FILLS = ("accent", "grey-3", "accent-70", "accent-25", "grey-1", "accent-45", "grey-2", "line")
"""Fills of parts: dark beside light, so that a greyscale print tells neighbours apart."""
MOST_PARTS = len(FILLS)
"""A chart of parts shows so many: its bars have room for their names, and no fill comes twice."""
Look = tuple[str, Dash, str]
LOOKS: tuple[Look, ...] = (
    ("accent", "solid", ""), ("grey-1", "dash", ""), ("accent-70", "dot", ""),
    ("grey-2", "solid", "circle"), ("accent-45", "dash", "square"), ("ink", "dot", "triangle"),
)  # fmt: skip
MOST_LINES = len(LOOKS)
SCENARIO_LOOKS: tuple[Look, ...] = (
    ("grey-2", "dot", ""), ("accent", "solid", ""), ("grey-1", "dash", ""),
)  # fmt: skip
"""Looks of the low, the base and the high scenario."""
Draw = Callable[[Ref], Chart]


def put_charts(
    sheet: Sheet,
    charts: Sequence[tuple[str, Draw]],
    columns: Sequence[int],
    width: int = _WIDTH,
    height: int = _HEIGHT,
) -> None:
    """Puts charts below all else, in rows, their titles in the cells behind them.

    Args:
        sheet: The sheet.
        charts: For each the formula of its title, and what draws it.
        columns: Columns at which the charts of a row begin.
        width: Of a chart, in pixels.
        height: The same; more than usual only where there is one row of charts.
    """
    top, sheet.one_page = sheet.last_row + 2, True
    for n, (title, draw) in enumerate(charts):
        down, across = divmod(n, len(columns))
        at = sheet.lay_out([n], ["at"], top=top + down * _ROWS, left=columns[across]).at(n, "at")
        sheet.put_formula(at, title, "behind-chart")
        sheet.charts.append(PlacedChart(draw(at), at, width, height))


def beside(block: Block) -> tuple[int, int]:
    """Columns of two charts under a block of lines by year."""
    return LEFT, block.columns["second"]


def tell_shown(title: str, shown: int, every: int, *, ranked: bool = True) -> str:
    """The formula of a title, and which are shown where others are left out."""
    which = f"the {shown} largest" if ranked else f"the first {shown}"
    return f'{title}&"; shown: {which} of {every}"' if shown < every else title


def draw_areas(
    block: Block, rows: Sequence[Hashable], years: Sequence[int], title: Ref, what: str,
    number: str, unit: str,
) -> Chart:  # fmt: skip
    """Areas of lines by year on top of each other, the first at the bottom."""
    head = block.across("header", years[0], years[-1])
    series = tuple(
        Series(block.at(row, "line"), head, block.across(row, years[0], years[-1]), fill)
        for row, fill in zip(rows, FILLS, strict=False)
    )
    return Chart(
        "areas", title, series, "", unit, number,
        f"Areas of the size by {what} from {years[0]} to {years[-1]}, on top of each other. The "
        "figures are in the table above.",
    )  # fmt: skip


def draw_bars(
    block: Block, columns: Sequence[Hashable], ends: tuple[Hashable, Hashable], title: Ref,
    unit: str | Ref, number: str, alt: str, names: Hashable = "line",
) -> Chart:  # fmt: skip
    """Bars of the rows from one to another, by one column or by two: grey beside dark."""
    across = block.down(names, *ends)
    series = tuple(
        Series(block.at("header", one), across, block.down(one, *ends), colour, labelled=True)
        for one, colour in zip(columns, ("grey-3", "accent")[-len(columns) :], strict=True)
    )
    return Chart("bars", title, series, "", unit, number, alt, legend=False)


def draw_lines(
    block: Block, rows: Sequence[Hashable], years: Sequence[int], title: Ref, what: str,
    number: str, unit: str, looks: Sequence[Look] = LOOKS,
) -> Chart:  # fmt: skip
    """A line for each row, told apart by colour, dashes and markers."""
    head = block.across("header", years[0], years[-1])
    series = tuple(
        Series(block.at(row, "line"), head, block.across(row, years[0], years[-1]), *look)
        for row, look in zip(rows, looks, strict=False)
    )
    return Chart(
        "lines", title, series, "", unit, number,
        f"Lines of {what} from {years[0]} to {years[-1]}. The figures are in the table above.",
        first_across=years[0], last_across=years[-1],
    )  # fmt: skip
