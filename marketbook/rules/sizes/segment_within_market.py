"""Segments beside their market, and beside the segments that contain them."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.markets.nesting import MARKETS, REGIONS
from marketbook.rules.rule import Verdicts, rule
from marketbook.rules.sizes.explain_misfit import judge_cuts


@rule("sizes.segment-within-market", reads=("sizes", "units"))
def segment_within_market(family: Family) -> Verdicts:
    """A segment is not larger than its market, nor than the segment that it is part of."""
    return judge_cuts(family, lambda cut: cut not in (REGIONS, MARKETS))
