"""Sources: the documents behind the figures, with every period they state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketbook.workbook.desk import Desk, MarketSheet, SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import Column, Value, write_list

_COLUMNS = (
    Column("title", "Title", 34),
    Column("publisher", "Publisher", 24),
    Column("edition", "Edition", 10),
    Column("code", "Report code", 11),
    Column("pages", "Pages", 8, "number", "count"),
    Column("base", "Base year", 9),
    Column("history", "History", 12),
    Column("forecast", "Forecast periods", 22),
    Column("figures", "Figures taken", 9, "number", "count"),
    Column("document", "Document", 28, "row-note"),
    Column("note", "Note", 54, "row-note"),
    Column("source", "Id in the tables", 26, "row-note"),
)
_TABLES = (
    "sizes", "growth_rates", "shares", "claims", "developments", "statistics", "insights",
    "segment_listings", "region_listings", "player_listings",
)  # fmt: skip


def fill(desk: Desk, sheet: Sheet) -> None:
    """Puts the list."""
    subtitle = f"{desk.market.brief}. The documents that the figures of this workbook come from."
    head_sheet(desk, sheet, "Sources", subtitle)
    write_list(sheet, "Sources", _COLUMNS, list_sources(desk))


def list_sources(desk: Desk) -> Iterator[Mapping[str, Value]]:
    """One record for each source that states anything about the market."""
    counts = _count(desk)
    for row in desk.records.all("sources"):
        source = row["source_id"]
        if source in counts:
            yield {
                "source": source,
                "title": row["title"],
                "publisher": row["publisher"],
                "edition": row["edition"],
                "code": row["report_code"],
                "pages": row["pages"],
                "base": _periods(desk, source, "base"),
                "history": _periods(desk, source, "history"),
                "forecast": _periods(desk, source, "forecast"),
                "figures": counts[source],
                "document": row["document"],
                "note": row["note"],
            }


def _count(desk: Desk) -> dict[str, int]:
    """Rows of the tables by source, for this market."""
    counts: dict[str, int] = {}
    for table in _TABLES:
        for row in desk.records.of(table, desk.market.market_id):
            counts[row["source_id"]] = counts.get(row["source_id"], 0) + 1
    return counts


def _periods(desk: Desk, source: str, kind: str) -> str:
    """Every period of a kind that the source states, two that differ included."""
    found = [
        (row["start_year"], row["end_year"])
        for row in desk.records.all("source_periods")
        if row["source_id"] == source and row["kind"] == kind
    ]
    return ", ".join(
        str(start) if start == end else f"{start} to {end}" for start, end in sorted(found)
    )


SHEET: MarketSheet = SheetKind(
    "Sources",
    "record",
    "The documents behind the figures, with every period they state.",
    fill,
    on_paper=False,
)
