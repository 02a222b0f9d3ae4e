"""Regions: shares and sizes by year, the rest of the world, and the countries inside."""

from __future__ import annotations

from collections.abc import Hashable

from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_series, head_sheet, lay_out_series, mark_series
from marketbook.workbook.grid import Sheet
from marketbook.workbook.market import REST, MarketModel, Part
from marketbook.workbook.series_charts import beside, put_charts
from marketbook.workbook.sheets.parts import (
    INSIDE,
    OWN_RATE,
    TITLES,
    PartsWriter,
    draw_share_lines,
    draw_sizes,
    list_keys,
    note_print,
    note_year,
    share_key,
    size_key,
)

_SECTION = "Inside"


def rest_key(container: str) -> tuple[str, str]:
    """Row of what the parts inside a region leave of it."""
    return ("rest-of", container or REST)


def container_row(market: MarketModel, container: str, kind: str) -> tuple[str, str, str]:
    """Row of a container's share or size."""
    key = share_key if kind == "share" else size_key
    if any(part.key == container for part in market.regions.parts):
        return key("regions", container)
    if container:
        return key(INSIDE, container)
    return key("regions", REST)


def _keys(market: MarketModel) -> list[Hashable]:
    keys: list[Hashable] = []
    if market.regions.parts:
        keys += list_keys(market.regions)
    keys += [share_key(INSIDE, part.key) for part in market.inside]
    keys += [size_key(INSIDE, part.key) for part in market.inside]
    return keys + [rest_key(container) for container in market.group_inside()]


def plan(desk: Desk, sheet: Sheet) -> None:
    """Lays out the lines."""
    lay_out_series(desk, sheet, _keys(desk.market))


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the regions, then what lies inside them."""
    market = desk.market
    subtitle = (
        f"{market.name} by region, {market.unit}. Published shares of the chosen scenario's "
        "total; a region with growth of its own moves by it."
    )
    head_sheet(desk, sheet, "Regions", subtitle)
    block = desk.block("Regions", "lines")
    head_series(desk, sheet, block, TITLES)
    writer = PartsWriter(desk, sheet, market.region)
    if market.regions.parts:
        writer.put_group(
            market.regions,
            unnamed="1 − the named regions; negative if they exceed the whole.",
        )
    _put_inside(writer)
    mark_series(desk, sheet, block, "Regions", TITLES)
    if market.regions.parts:
        drawn = [make(desk, block, market.regions) for make in (draw_sizes, draw_share_lines)]
        put_charts(sheet, drawn, beside(block))


def _put_inside(writer: PartsWriter) -> None:
    market = writer.market
    for part in market.inside:
        _put_inside_share(writer, part)
    for part in market.inside:
        within = market.name_container(part.container)
        writer.put_size(INSIDE, part.key, part.name, f"{_SECTION}: size", within)
    for container, parts in market.group_inside().items():
        name = market.name_container(container)
        words = (
            f"{_SECTION}: size", market.name_others(container), name, market.unit,
            "The region − the parts above; negative if they exceed it.",
        )  # fmt: skip
        whole = container_row(market, container, "size")
        writer.put_difference(
            rest_key(container), whole, [size_key(INSIDE, part.key) for part in parts], words
        )


def _put_inside_share(writer: PartsWriter, part: Part) -> None:
    row = share_key(INSIDE, part.key)
    own = part.growth is not None
    how = "Keeps its proportion of the region around it."
    if own:
        how = OWN_RATE
    how = note_print(part, note_year(part, how))
    within = writer.market.name_container(part.container)
    writer.put_words(row, (f"{_SECTION}: share", part.name, within, "percent", how))
    writer.put_published(part, row)
    if own:
        writer.put_own_rate(row)
    else:
        writer.put_following(row, container_row(writer.market, part.container, "share"))


SHEET: MarketSheet = SheetKind(
    "Regions",
    "calculation",
    "Shares and sizes by region and year, the remainder, and the countries inside.",
    fill,
    plan,
    wanted=lambda desk: bool(desk.market.regions.parts or desk.market.inside),
    missing="no source publishes a share or size of a region",
)
