"""Stand-ins for tables that a package does without: an id is its own name.

A small package may leave out the tables that only give names to ids. Its workbooks then show the
ids; what else such a table would say is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _StandIn:
    """How the rows of an absent table are made: its key, who refers to it, its other columns."""

    key: str
    columns: tuple[str, ...]
    others: Mapping[str, str | None]


_STAND_INS = {
    "markets": _StandIn(
        "market_id",
        ("market_id",),
        {"abbreviation": None, "parent_id": None, "definition": "", "note": None},
    ),
    "players": _StandIn(
        "player_id",
        ("player_id",),
        {"kind": None, "country_id": None, "parent_id": None, "note": None},
    ),
    "regions": _StandIn(
        "region_id",
        ("region_id", "of_region_id", "part_id", "country_id"),
        {"kind": "region", "parent_id": None, "iso_alpha3": None, "m49": None, "note": None},
    ),
}


def fill_in(tables: Mapping[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
    """The tables, and a stand-in for each that is absent and referred to."""
    filled = dict(tables)
    for name, stand_in in _STAND_INS.items():
        if name not in tables:
            ids = sorted(_list_ids(tables.values(), stand_in.columns))
            rows = ({stand_in.key: one, "name": one, **stand_in.others} for one in ids)
            filled[name] = tuple(rows)
    return filled


def _list_ids(tables: Iterable[tuple[Row, ...]], columns: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for rows in tables:
        present = [column for column in columns if rows and column in rows[0]]
        # a column of that name in a table of one's own may hold anything
        cells = (row[column] for row in rows for column in present)
        found.update(cell for cell in cells if isinstance(cell, str))
    return found
