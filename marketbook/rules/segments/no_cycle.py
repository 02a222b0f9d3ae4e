"""The tree of segments."""

from __future__ import annotations

from marketbook.markets import Markets
from marketbook.rules.chains import judge_chains
from marketbook.rules.rule import Verdicts, rule


@rule("segments.no-cycle", reads=("segments",))
def no_cycle(markets: Markets) -> Verdicts:
    """Every chain of parents in segments comes to an end."""
    yield from judge_chains("segments", markets.codes.segments)
