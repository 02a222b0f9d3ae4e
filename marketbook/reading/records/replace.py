"""Takes out what was entered from a document, so that its corrected sheet counts alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marketbook.reading.facts import Reading
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.model import Cells
from marketbook.reading.records.sources import restate_source

_NAMED = {"segments": "segment_id", "axes": "axis_id", "players": "player_id",
          "markets": "market_id"}  # fmt: skip
"""What facts name, each before what it names itself, with its id."""

_ABOUT = {"development_players": "developments", "player_names": "players", "scenarios": "markets"}
"""Tables whose records are only about one of another table, and that table."""

Gone = list[tuple[str, Cells]]
"""Records that were taken out, each with its table."""


def take_out(ledger: Ledger, reading: Reading) -> Gone:
    """Takes out all that a document states; its source, and what it names, stays for now."""
    source = restate_source(ledger, reading)
    gone: Gone = []
    for table, schema in ledger.schemas.items():
        if source and table != "sources" and "source_id" in schema.names:
            rows = [row for row in ledger.list_rows(table) if row["source_id"] == source]
            gone += _remove(ledger, table, rows)
    return gone


def prune(ledger: Ledger, gone: Gone) -> Gone:
    """Takes out what only those records named: segments, axes, players, markets."""
    pruned: Gone = []
    for table, column in _NAMED.items():
        named = {row.get(column, "") for _, row in (*gone, *pruned)} - {""}
        rows = [row for row in ledger.list_rows(table) if row[column] in named]
        unused = [row for row in rows if not _is_used(ledger, table, row[column])]
        pruned += _remove(ledger, table, unused)
    return pruned


def _remove(ledger: Ledger, table: str, rows: Iterable[Cells]) -> Gone:
    """Takes out records, and those that are only about them: names of a player, scenarios."""
    gone: Gone = []
    for row in rows:
        key = ledger.remove(table, row)
        gone.append((table, row))
        for other, column in _list_references(ledger, table):
            if _ABOUT.get(other) == table:
                own = [one for one in ledger.list_rows(other) if one[column] == key[0]]
                gone += _remove(ledger, other, own)
    return gone


def _is_used(ledger: Ledger, table: str, key: str) -> bool:
    return any(
        row.get(column) == key
        for other, column in _list_references(ledger, table)
        if _ABOUT.get(other) != table
        for row in ledger.list_rows(other)
    )


def _list_references(ledger: Ledger, table: str) -> Iterator[tuple[str, str]]:
    """Tables and columns that name the records of a table by their one key."""
    for other, schema in ledger.schemas.items():
        for key in schema.foreign_keys:
            if key.resource == table and len(key.fields) == 1:
                yield other, key.fields[0]
