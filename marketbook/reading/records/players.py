"""Players: every printed name leads to one, known by its words without the legal form."""

from __future__ import annotations

import re
from collections.abc import Iterable

from marketbook.markets.names import split_name
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.model import Cells, Entry
from marketbook.reading.records.words import is_name, make_slug

_OTHERS = re.compile(
    r"(?:and\s+)?(?:many\s+)?(?:others?|more|other (?:key )?players)\.?", re.IGNORECASE
)


def is_player(name: str) -> bool:
    """Whether a name of a list is one, and neither the words that close it nor a sentence."""
    return is_name(name) and _OTHERS.fullmatch(name) is None


def find_players(names: Iterable[str], text: str) -> list[str]:
    """Those of some names that stand in a text, in its order; none that is part of another."""
    found: dict[int, str] = {}
    for name in sorted(filter(is_player, names), key=len, reverse=True):
        at = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        if at and not any(start <= at.start() < start + len(other)
                          for start, other in found.items()):  # fmt: skip
            found[at.start()] = name
    return [found[start] for start in sorted(found)]


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
