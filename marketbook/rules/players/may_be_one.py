"""Records of players that may be one company."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.markets import Markets
from marketbook.markets.players import Pair
from marketbook.rules.players.pairs import judge_pairs
from marketbook.rules.rule import Verdicts, rule
from marketbook.rules.words import listed


@rule("players.may-be-one", reads=("players",), severity="note")
def may_be_one(markets: Markets) -> Verdicts:
    """No name of a player is a short form, or another legal form, of another's."""
    players = markets.codes.players
    yield from judge_pairs(players, players.doubtful, _say)


def _say(pairs: Sequence[Pair]) -> str:
    told = listed([str(pair) for pair in pairs])
    return f"{told} may be one company; check both, and merge the records if they are"
