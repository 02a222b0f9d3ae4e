"""Players that no printed name leads to."""

from __future__ import annotations

import polars as pl

from marketbook.rules.rule import Row, Saying, table_rule
from marketbook.schema.check import Tables


def _find_named(tables: Tables) -> pl.LazyFrame:
    named = tables["player_names"].select("player_id").unique().with_columns(is_named=True)
    players = tables["players"].select("_line", "player_id")
    return players.join(named, on="player_id", how="left")


@table_rule(
    "players.has-a-name",
    "players",
    "player_names",
    rows=_find_named,
    holds=pl.col("is_named").fill_null(value=False),
)
def has_a_name(row: Row) -> Saying:
    """Every player has at least one name in player_names."""
    message = (
        f"no name in player_names leads to {row['player_id']}; enter its printed names, or "
        "delete the player"
    )
    return Saying(message, implied="at least one name", worth=1.0, field="player_id")
