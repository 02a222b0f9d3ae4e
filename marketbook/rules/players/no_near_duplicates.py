"""Records of players that are one company, or may be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from marketbook.markets import Markets
from marketbook.markets.grouping import group_by
from marketbook.markets.players import Pair, Players
from marketbook.rules.rule import Contradiction, Record, Verdicts, rule
from marketbook.rules.words import listed
from marketbook.text import count

_MOST_TOLD = 10
"""A finding tells of so many others at most."""


@rule("players.no-near-duplicates", "players")
def no_near_duplicates(markets: Markets) -> Verdicts:
    """No two players have names that differ only in case, punctuation, legal form or a typo."""
    players = markets.codes.players
    yield from _judge_pairs(players, players.same, _say_same)


def _say_same(pairs: Sequence[Pair]) -> str:
    told = [
        f"{pair} differ by {count(pair.edits, 'edit')} in {pair.letters} letters"
        if pair.edits
        else f"{pair} are the same name but for case, punctuation and legal form"
        for pair in pairs[:_MOST_TOLD]
    ]
    told += [f"{len(pairs) - _MOST_TOLD:,} more"] if len(pairs) > _MOST_TOLD else []
    return f"{'; '.join(told)}; merge the records, or waive it if they are two companies"


@rule("players.may-be-one", "players", severity="note")
def may_be_one(markets: Markets) -> Verdicts:
    """No name of a player is a short form, or another legal form, of another's."""
    players = markets.codes.players
    yield from _judge_pairs(players, players.doubtful, _say_doubtful)


def _say_doubtful(pairs: Sequence[Pair]) -> str:
    told = listed([str(pair) for pair in pairs])
    return f"{told} may be one company; check both, and merge the records if they are"


def _judge_pairs(
    players: Players, pairs: Iterable[Pair], say: Callable[[Sequence[Pair]], str]
) -> Verdicts:
    """One item per player: with all that it may be one with, of those entered before it."""
    found = group_by(sorted(pairs, key=lambda pair: pair.other), lambda pair: pair.player)
    for player in players.records.values():
        same = found.get(player.id)
        if same is None:
            yield None
            continue
        others = listed([pair.other for pair in same])
        at = Record("players", player.id, player.line)
        yield Contradiction(at, say(same), implied=others, worth=1.0, field="name")
