"""The tree of markets."""

from __future__ import annotations

from marketbook.markets import Markets
from marketbook.rules.chains import judge_chains
from marketbook.rules.rule import Verdicts, rule


@rule("markets.no-cycle", reads=("markets",))
def no_cycle(markets: Markets) -> Verdicts:
    """Every chain of parents in markets comes to an end."""
    yield from judge_chains("markets", markets.codes.markets)
