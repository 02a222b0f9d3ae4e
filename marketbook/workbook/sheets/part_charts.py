"""Charts of the parts of a whole by year; Regions and Segments use them."""

from __future__ import annotations

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart
from marketbook.workbook.desk import Desk
from marketbook.workbook.grid import Block
from marketbook.workbook.market import Group
from marketbook.workbook.series_charts import MOST_LINES, Draw, draw_areas, draw_lines, tell_shown
from marketbook.workbook.sheets.parts import list_areas, share_key, size_key


def draw_sizes(desk: Desk, block: Block, group: Group) -> tuple[str, Draw]:
    """Areas of the parts of a group, the largest at the bottom; title and chart."""
    keys = [size_key(group.key, key) for key in list_areas(desk.market, group)]

    def draw(title: Ref) -> Chart:
        number, unit = desk.market.size_number, desk.market.unit
        return draw_areas(block, keys, desk.years, title, group.cut, number, unit)

    return f'="Size by {group.cut}, "&base_year&" to "&last_year', draw


def draw_share_lines(desk: Desk, block: Block, group: Group) -> tuple[str, Draw]:
    """Lines of the shares of a group; title and chart."""
    order = sorted(group.parts, key=lambda part: -desk.market.share_of(part).share)
    keys = [share_key(group.key, part.key) for part in order[:MOST_LINES]]

    def draw(title: Ref) -> Chart:
        what = f"the share by {group.cut}"
        unit = "Share of the market, percent"
        return draw_lines(block, keys, desk.years, title, what, "percent", unit)

    title = f'="Share by {group.cut}, "&base_year&" to "&last_year'
    return tell_shown(title, MOST_LINES, len(group.parts)), draw
