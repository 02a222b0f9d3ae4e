"""Players: every company and body the sources name in this market."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from marketbook.markets.grouping import group_by
from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import Column, Value, write_list
from marketbook.workbook.records import Record
from marketbook.workbook.tell import name_source

_COLUMNS = (
    Column("name", "Player", 34),
    Column("kind", "Kind", 13),
    Column("country", "Country", 18),
    Column("parent", "Part of", 26),
    Column("printed", "Printed as", 50),
    Column("sources", "Sources", 26),
    Column("lists", "Named in", 60, "row-note"),
    Column("count", "Lists", 8, "number", "count"),
    Column("events", "Developments", 14, "number", "count-or-dash"),
    Column("note", "Note", 56, "row-note"),
)


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = (
        f"{desk.market.brief}. One line for each player, whatever spellings the sources print; "
        "the most often listed first."
    )
    head_sheet(desk, sheet, "Players", subtitle)
    rows = sorted(list_players(desk), key=lambda row: (-int(str(row["count"])), str(row["name"])))
    write_list(sheet, "Players", _COLUMNS, rows)


def list_players(desk: Desk) -> Iterator[Mapping[str, Value]]:
    """One record for each player of the market's lists and developments."""
    records = desk.records
    players = records.by_key("players", "player_id")
    regions = records.by_key("regions", "region_id")
    listings = _group_listings(desk)
    events = _count_events(desk)
    for key in dict.fromkeys([*listings, *events]):
        row = players[key]
        found = listings.get(key, [])
        yield {
            **describe_player(row, players, regions),
            "printed": "; ".join(dict.fromkeys(row["stated_as"] for row in found)),
            "lists": ", ".join(dict.fromkeys(row["list"].replace("-", " ") for row in found)),
            "count": len({(row["source_id"], row["list"]) for row in found}),
            "sources": "; ".join(
                dict.fromkeys(name_source(records, row["source_id"]) for row in found)
            ),
            "events": events.get(key, 0),
            "note": row["note"],
        }


def describe_player(
    row: Record, players: Mapping[str, Record], regions: Mapping[str, Record]
) -> dict[str, Value]:
    """What a player is called, what it is, and where and to whom it belongs."""
    country, parent = regions.get(row["country_id"] or ""), players.get(row["parent_id"] or "")
    return {
        "name": row["name"],
        "kind": row["kind"],
        "country": country["name"] if country else None,
        "parent": parent["name"] if parent else None,
    }


def _group_listings(desk: Desk) -> dict[str, list[Record]]:
    """Every time a player is listed."""
    rows = desk.records.of("player_listings", desk.market.market_id)
    return group_by(rows, lambda row: row["player_id"])


def _count_events(desk: Desk) -> Counter[str]:
    own = desk.records.of("developments", desk.market.market_id)
    developments = {row["development_id"] for row in own}
    return Counter(
        row["player_id"]
        for row in desk.records.all("development_players")
        if row["development_id"] in developments
    )


SHEET: MarketSheet = SheetKind(
    "Players",
    "record",
    "Every company and body named by the sources, one line each, with its spellings.",
    fill,
    wanted=lambda desk: any(list_players(desk)),
    missing="no source names a player",
    on_paper=False,
)
