"""Sizes that make growth uneven inside the window of a rate, as it can be."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.rules.growth_rates.bent import contradict
from marketbook.rules.rule import Verdicts, rule

_CAN_BE = "a rate fixes only its two ends, so this is possible"


@rule("growth_rates.growth-is-even", reads=("growth_rates", "sizes", "units"), severity="note")
def growth_is_even(family: Family) -> Verdicts:
    """Between the two ends of a rate, sizes grow evenly."""
    bends = {bend.size: bend for bend in family.bends if not bend.is_leap}
    for _, size in family.inside:
        if size not in bends:
            yield None
    yield from (contradict(bend, _CAN_BE) for bend in bends.values())
