"""Markets beside the markets that contain them."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.markets.nesting import MARKETS
from marketbook.rules.rule import Verdicts, rule
from marketbook.rules.sizes.explain_misfit import judge_cuts


@rule("sizes.market-within-parent", reads=("sizes", "units"))
def market_within_parent(family: Family) -> Verdicts:
    """A market is not larger than the market that it is part of, whichever source states it."""
    return judge_cuts(family, lambda cut: cut == MARKETS)
