"""Players: every printed name leads to one, known by its words without the legal form."""

from __future__ import annotations

import re

from marketbook.old_rules.names import split_name
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.model import Cells, Entry
from marketbook.reading.records.words import make_slug

_OTHERS = re.compile(
    r"(?:and\s+)?(?:many\s+)?(?:others?|more|other (?:key )?players)\.?", re.IGNORECASE
)


def is_player(name: str) -> bool:
    """Whether a name of a list is one, and not the words that close it."""
    return bool(name) and _OTHERS.fullmatch(name) is None


def enter_player(ledger: Ledger, name: str, entry: Entry, document: int) -> str:
    """The id of the player that a printed name stands for, entered where it is new."""
    if (known := ledger.get("player_names", name)) is not None:
        return known["player_id"]
    player_id = find_player(ledger, name)
    if not player_id:
        player_id = ledger.find_free_id("players", make_slug(" ".join(split_name(name)) or name))
        cells = {"player_id": player_id, "name": name, "kind": "company"}
        ledger.put("players", cells, entry, document)
    cells = {"name": name, "player_id": player_id, "kind": "printed"}
    ledger.put("player_names", cells, entry, document)
    return player_id


def find_player(ledger: Ledger, name: str) -> str:
    """The player one of whose names has the same words, legal forms apart; empty for none."""
    words = split_name(name)
    for table in ("player_names", "players"):
        known = ledger.find(table, _list_words, words)
        if known is not None:
            return known["player_id"]
    return ""


def _list_words(row: Cells) -> tuple[tuple[str, ...]]:
    return (split_name(row["name"]),)
