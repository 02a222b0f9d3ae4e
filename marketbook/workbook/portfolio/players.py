"""Players: who is named in which market, as a matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Scale, Sheet
from marketbook.workbook.lists import Column, Value, fill_list, lay_out_list
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.sheets.players import describe_player

_LISTS = "lists:"


def _columns(desk: PortfolioDesk) -> tuple[Column, ...]:
    markets = (
        Column(f"{_LISTS}{market.market_id}", market.name, 17, "number", "count-or-dash")
        for market in desk.portfolio.markets
    )
    return (
        Column("name", "Player", 36),
        Column("kind", "Kind", 15),
        Column("country", "Country", 20),
        Column("parent", "Part of", 28),
        Column("markets", "Markets", 10, "number", "count"),
        Column("count", "Lists in all", 10, "number", "count"),
        *markets,
    )


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the matrix; the darker a cell, the more lists of that market name the player."""
    subtitle = (
        "In how many lists of each market's sources a player is named; those in most markets "
        "first. A dash: named in none."
    )
    head_sheet(desk, sheet, "Players × markets", subtitle)
    columns = _columns(desk)
    rows = sorted(
        list_players(desk),
        key=lambda r: (-int(str(r["markets"])), -int(str(r["count"])), str(r["name"])),
    )
    numbered = dict(enumerate(rows)) or {0: {}}
    block = lay_out_list(sheet, columns, list(numbered))
    fill_list(sheet, block, "Players", columns, numbered)
    first, last = (f"{_LISTS}{desk.portfolio.markets[n].market_id}" for n in (0, -1))
    area = block.at(0, first).to(block.at(len(numbered) - 1, last))
    sheet.flags.append(Scale(area))


def list_players(desk: PortfolioDesk) -> Iterator[Mapping[str, Value]]:
    """One record for each player that a list of any of the markets names."""
    records = desk.records
    players = records.by_key("players", "player_id")
    regions = records.by_key("regions", "region_id")
    for key, counts in _count_lists(desk).items():
        yield {
            **describe_player(players[key], players, regions),
            "markets": len(counts),
            "count": sum(counts.values()),
            **{
                f"{_LISTS}{market.market_id}": counts.get(market.market_id, 0)
                for market in desk.portfolio.markets
            },
        }


def _count_lists(desk: PortfolioDesk) -> dict[str, dict[str, int]]:
    """Lists that name a player, by player and market."""
    found: dict[str, dict[str, set[tuple[str, str]]]] = {}
    for market in desk.portfolio.markets:
        for row in desk.records.of("player_listings", market.market_id):
            lists = found.setdefault(row["player_id"], {}).setdefault(market.market_id, set())
            lists.add((row["source_id"], row["list"]))
    return {
        player: {market: len(lists) for market, lists in by_market.items()}
        for player, by_market in found.items()
    }


SHEET: PortfolioSheet = SheetKind(
    "Players",
    "record",
    "Who is named in which market: players × markets, by the number of lists.",
    fill,
    wanted=lambda desk: bool(_count_lists(desk)),
    missing="no source names a player",
    on_paper=False,
)
