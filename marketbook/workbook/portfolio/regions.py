"""Regions: markets × regions as a heat map of published shares, each source's cut kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from marketbook.workbook.address import Ref
from marketbook.workbook.desk import SheetKind
from marketbook.workbook.editing.names import name_headers
from marketbook.workbook.frame import LEFT, TOP, head_sheet
from marketbook.workbook.grid import Block, Scale, Sheet
from marketbook.workbook.lists import MISSING
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.records import Records

_LABELS = {"market": ("Market", 30.0), "cut": ("How its source cuts {}", 58.0),
           "year": ("Shares of", 23.0)}  # fmt: skip
_REST = "Not published"
_WIDTH = 14.0
_GROUPS = {
    "shared": "Regions of several publishers",
    "single": "Regions of one publisher only",
    "rest": "Not published",
    "inside": "Inside the regions",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the map: a region, and the group of columns it belongs to."""

    name: str
    group: str


def list_places(desk: PortfolioDesk) -> list[Place]:
    """Regions, those of most publishers first, then what is left, then what lies inside them."""
    markets = desk.portfolio.markets
    regions = Counter(part.name for m in markets for part in m.regions.parts)
    inside = Counter(part.name for m in markets for part in m.regions.nested)
    ordered = sorted(regions, key=lambda name: -regions[name])
    places = [Place(n, "shared" if regions[n] > 1 else "single") for n in ordered]
    if places:
        places.append(Place(_REST, "rest"))
    return places + [Place(n, "inside") for n in inside if n not in regions]


def region_key(place: Place) -> Hashable:
    """Column of a place."""
    return (place.group, place.name)


def plan(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Lays out the map."""
    columns: list[Hashable] = [*_LABELS, *(region_key(place) for place in list_places(desk))]
    rows = ["header", *(market.market_id for market in desk.portfolio.markets)]
    desk.keep(sheet, "map", sheet.lay_out(rows, columns, top=TOP, left=LEFT))


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the map."""
    subtitle = (
        f"Published shares of each market. Publishers cut {desk.portfolio.whole_name} differently: "
        "regions of the same name may cover different countries, and groups are not comparable."
    )
    head_sheet(desk, sheet, "Regions: shares as published", subtitle)
    block, places = desk.block("Regions", "map"), list_places(desk)
    titles = _put_header(desk, sheet, block, places)
    for market in desk.portfolio.markets:
        _put_market(desk, sheet, block, market, places)
    sheet.mark_table("Regions", block, titles, headed=True)
    _shade(desk, sheet, block, places)
    sheet.frozen_at = Ref(sheet.title, TOP + 1, LEFT + 1, TOP + 1, LEFT + 1)
    sheet.repeated_rows = (TOP, TOP)


def _put_header(desk: PortfolioDesk, sheet: Sheet, block: Block, places: list[Place]) -> list[str]:
    """The header, with the name of each group of columns above its first; returns the texts."""
    labels = [title.format(desk.portfolio.whole_name) for title, _ in _LABELS.values()]
    names = name_headers([*labels, *(place.name for place in places)])
    keys: list[Hashable] = [*_LABELS, *(region_key(place) for place in places)]
    for key, name in zip(keys, names, strict=True):
        style = "column-heading" if key in _LABELS else "column-heading-right"
        sheet.put_text(block.at("header", key), name, style)
    sheet.widen(block, {key: width for key, (_, width) in _LABELS.items()})
    sheet.widen(block, {region_key(place): _WIDTH for place in places})
    seen = ""
    above = sheet.lay_out(["group"], keys, top=TOP - 1, left=LEFT)
    for place in places:
        if place.group != seen and place.group != "rest":
            sheet.put_text(above.at("group", region_key(place)), _GROUPS[place.group], "muted-line")
        seen = place.group
    return list(names)


def _put_market(
    desk: PortfolioDesk, sheet: Sheet, block: Block, market: MarketModel, places: list[Place]
) -> None:
    row = market.market_id
    sheet.put_text(block.at(row, "market"), market.name, "row-heading")
    sheet.put_text(block.at(row, "cut"), _tell_cut(desk.records, market), "row-note")
    sheet.put_text(block.at(row, "year"), _tell_years(market), "row-note")
    name = block.at(row, "market").column_locked
    regions = [place for place in places if place.group in ("shared", "single")]
    for place in places:
        at = block.at(row, region_key(place))
        if place.group == "rest":
            shares = block.across(row, region_key(regions[0]), region_key(regions[-1]))
            left = f"1-SUM({shares})"
            formula = f"=IF(ABS({left})>tolerance,{left},0)"
            sheet.put_formula(at, formula, "calculation", "percent")
            continue
        title = block.at("header", region_key(place)).row_locked
        formula = f"=SUMIFS(part_shares,part_markets,{name},part_regions,{title})"
        sheet.put_formula(at, formula, "calculation", "percent")


def _shade(desk: PortfolioDesk, sheet: Sheet, block: Block, places: list[Place]) -> None:
    """Shades regions and places inside them, each against their own kind."""
    top, bottom = (desk.portfolio.markets[n].market_id for n in (0, -1))
    for groups in (("shared", "single"), ("inside",)):
        columns = [region_key(place) for place in places if place.group in groups]
        if columns:
            sheet.flags.append(Scale(block.at(top, columns[0]).to(block.at(bottom, columns[-1]))))


def _tell_cut(records: Records, market: MarketModel) -> str:
    """The widest regions of the list of the market's source that fits its figures best."""
    places = records.typed.codes.places.within(market.region_id)
    source = market.points[0].source
    lists: dict[str, list[str]] = {}
    for row in records.of("region_listings", market.market_id):
        if row["source_id"] == source and places.is_wide(row["region_id"]):
            lists.setdefault(row["list"], []).append(row["region_id"])
    widest = {name: places.widest(keys) for name, keys in lists.items()}
    cuts = [[key for key in keys if key in widest[name]] for name, keys in lists.items()]
    own = {part.key for part in market.regions.parts}
    best = max(cuts, key=lambda cut: (len(own & set(cut)), len(cut)), default=[])
    return " · ".join(places.get(key).name for key in best) or MISSING


def _tell_years(market: MarketModel) -> str:
    years = sorted({part.figure.year or 0 for part in market.places})
    assumed = any(part.figure.assumed for part in market.places)
    text = ", ".join(map(str, years)) or MISSING
    return f"{text} [assumed year]" if assumed else text


SHEET: PortfolioSheet = SheetKind(
    "Regions",
    "output",
    "Published regional shares of all markets as a heat map; each publisher's cut kept apart.",
    fill,
    plan,
    wanted=lambda desk: any(m.places for m in desk.portfolio.markets),
    missing="no source prints a share of a region",
)
