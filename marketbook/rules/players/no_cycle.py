"""The tree of players."""

from __future__ import annotations

from marketbook.markets import Markets
from marketbook.rules.chains import judge_chains
from marketbook.rules.rule import Verdicts, rule


@rule("players.no-cycle", reads=("players",))
def no_cycle(markets: Markets) -> Verdicts:
    """Every chain of parents in players comes to an end."""
    yield from judge_chains("players", markets.codes.players.records)
