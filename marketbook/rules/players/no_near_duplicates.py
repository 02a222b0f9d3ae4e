"""Records of players that are one company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marketbook.markets import Markets
from marketbook.markets.players import Pair
from marketbook.rules.players.pairs import judge_pairs
from marketbook.rules.rule import Contradiction, rule

_MOST_TOLD = 10
"""A finding tells of so many others at most."""


@rule("players.no-near-duplicates", reads=("players",))
def no_near_duplicates(markets: Markets) -> Iterator[Contradiction | None]:
    """No two players have names that differ only in case, punctuation, legal form or a typo."""
    players = markets.codes.players
    yield from judge_pairs(players, players.same, _say)


def _say(pairs: Sequence[Pair]) -> str:
    told = [f"{pair} {_describe(pair)}" for pair in pairs[:_MOST_TOLD]]
    told += [f"{len(pairs) - _MOST_TOLD:,} more"] if len(pairs) > _MOST_TOLD else []
    return f"{'; '.join(told)}; merge the records, or waive it if they are two companies"


def _describe(pair: Pair) -> str:
    if not pair.edits:
        return "are the same name but for case, punctuation and legal form"
    return f"differ by {pair.edits} edit{'s' if pair.edits > 1 else ''} in {pair.letters} letters"
