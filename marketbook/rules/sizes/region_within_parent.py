"""Countries and regions beside the regions that contain them."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.markets.nesting import REGIONS
from marketbook.rules.rule import Verdicts, rule
from marketbook.rules.sizes.explain_misfit import judge_cuts


@rule("sizes.region-within-parent", reads=("sizes", "units"))
def region_within_parent(family: Family) -> Verdicts:
    """A country or region is not larger than a region or group that contains it."""
    return judge_cuts(family, lambda cut: cut == REGIONS)
