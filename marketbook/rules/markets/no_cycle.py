"""The tree of markets."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Markets
from marketbook.rules.chains import judge_chains
from marketbook.rules.rule import Contradiction, rule


@rule("markets.no-cycle", reads=("markets",))
def no_cycle(markets: Markets) -> Iterator[Contradiction | None]:
    """Every chain of parents in markets comes to an end."""
    yield from judge_chains("markets", markets.codes.markets)
