"""The tree of markets."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Markets
from marketbook.rules.chains import judge_chains
from marketbook.rules.rule import Contradiction, rule


@rule("markets.no-cycle", reads=("markets",))
def no_cycle(markets: Markets) -> Iterator[Contradiction | None]:
    """No record of markets is its own parent, at any distance."""
    yield from judge_chains("markets", markets.codes.markets)
