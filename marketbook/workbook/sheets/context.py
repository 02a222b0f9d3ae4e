"""Context: developments, claims of rank, statistics and insights around the market."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import Column, Value, write_list
from marketbook.workbook.records import Record
from marketbook.workbook.tell import name_source, tell_reading

_COLUMNS = (
    Column("kind", "Kind", 16),
    Column("when", "When", 12),
    Column("topic", "Topic", 34),
    Column("summary", "In our words", 74, "row-note"),
    Column("region", "Region", 18),
    Column("segment", "Segment", 26),
    Column("stated", "As printed", 12, "printed"),
    Column("unit", "Unit", 14),
    Column("source", "Source", 25),
    Column("place", "Place in the document", 40, "row-note"),
)


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = (
        f"{desk.market.brief}. Everything in the sources beyond sizes, growth and shares, in our "
        "words; numbers as published."
    )
    head_sheet(desk, sheet, "Context", subtitle)
    write_list(sheet, "Context", _COLUMNS, _list_rows(desk))


def _list_rows(desk: Desk) -> list[Mapping[str, Value]]:
    return [*_developments(desk), *_claims(desk), *_insights(desk), *_statistics(desk)]


def _developments(desk: Desk) -> Iterator[Mapping[str, Value]]:
    rows = desk.records.of("developments", desk.market.market_id)
    for row in sorted(rows, key=lambda r: (r["month"], r["development_id"]), reverse=True):
        yield _record(desk, row, f"{row['kind']}".capitalize()) | {
            "when": row["month"],
            "topic": _name_players(desk, row["development_id"]),
            "summary": _join(row["summary"], row["note"]),
        }


def _claims(desk: Desk) -> Iterator[Mapping[str, Value]]:
    units = desk.records.by_key("units", "unit_id")
    for row in desk.records.of("claims", desk.market.market_id):
        kind = str(row["kind"]).replace("-", " ")
        kind += f" by {units[row['unit_id']]['name']}" if row["unit_id"] else ""
        yield _record(desk, row, "Rank claimed") | {
            "when": str(row["year"] or ""),
            "topic": kind.capitalize(),
            "summary": row["note"] or f"Claimed to be the {kind}, without a number.",
        }


def _insights(desk: Desk) -> Iterator[Mapping[str, Value]]:
    rows = desk.records.of("insights", desk.market.market_id)
    for row in sorted(rows, key=lambda r: (r["kind"], r["insight_id"])):
        kind = str(row["kind"]).replace("-", " ").capitalize().replace("Ai ", "AI ")
        yield _record(desk, row, kind) | {"topic": row["topic"], "summary": row["summary"]}


def _statistics(desk: Desk) -> Iterator[Mapping[str, Value]]:
    for row in desk.records.of("statistics", desk.market.market_id):
        reading = tell_reading(desk.records, f"statistics:{row['statistic_id']}")
        yield _record(desk, row, "Statistic") | {
            "when": (row["period"] or "").replace("/", " to "),
            "topic": row["organisation"],
            "summary": _join(_join(row["subject"], reading), row["note"]),
        }


def _record(desk: Desk, row: Record, kind: str) -> dict[str, Value]:
    unit = desk.records.by_key("units", "unit_id").get(row.get("unit_id") or "")
    stated, qualifier = row.get("stated"), row.get("qualifier")
    return {
        "kind": kind,
        "region": _name(desk, "regions", "region_id", row.get("region_id")),
        "segment": _name(desk, "segments", "segment_id", row.get("segment_id")),
        "stated": f"{qualifier} {stated}" if stated and qualifier else stated,
        "unit": unit["name"] if unit else None,
        "source": name_source(desk.records, row["source_id"]),
        "place": row["locator"],
    }


def _name_players(desk: Desk, development_id: str) -> str:
    players = desk.records.by_key("players", "player_id")
    return ", ".join(
        players[row["player_id"]]["name"]
        for row in desk.records.all("development_players")
        if row["development_id"] == development_id
    )


def _name(desk: Desk, table: str, key: str, value: str | None) -> str | None:
    found = desk.records.by_key(table, key).get(value or "")
    return found["name"] if found else value


def _join(text: str, note: str | None) -> str:
    """Two sentences; the first may lack its full stop."""
    return f"{text.rstrip('.')}. {note}" if note else text


SHEET: MarketSheet = SheetKind(
    "Context",
    "record",
    "Developments, claims of rank, drivers and restraints, and every other statistic.",
    fill,
    wanted=lambda desk: bool(_list_rows(desk)),
    missing="the sources contain nothing beyond sizes, growth and shares",
    on_paper=False,
)
