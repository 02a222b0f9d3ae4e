"""The tree of regions."""

from __future__ import annotations

from marketbook.markets import Markets
from marketbook.rules.chains import judge_chains
from marketbook.rules.rule import Verdicts, rule


@rule("regions.no-cycle", reads=("regions",))
def no_cycle(markets: Markets) -> Verdicts:
    """Every chain of parents in regions comes to an end."""
    yield from judge_chains("regions", markets.codes.places.regions)
