"""Players that may be one company, as findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from marketbook.markets.players import Pair, Players
from marketbook.rules.rule import Contradiction, Record, Verdicts
from marketbook.rules.words import listed


def judge_pairs(
    players: Players, pairs: Iterable[Pair], say: Callable[[Sequence[Pair]], str]
) -> Verdicts:
    """One item per player: with all that it may be one with, of those entered before it."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: pair.other):
        found[pair.player].append(pair)
    for player in players.records.values():
        same = found.get(player.id)
        if same is None:
            yield None
            continue
        others = listed([pair.other for pair in same])
        at = Record("players", player.id, player.line)
        yield Contradiction(at, say(same), implied=others, worth=1.0, field="name")
