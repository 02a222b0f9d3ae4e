"""Sizes that make growth uneven inside the window of a rate, as it can be."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Family
from marketbook.rules.growth_rates.bent import contradict
from marketbook.rules.rule import Contradiction, rule

_CAN_BE = "the rate states its two ends, and between them that can be"


@rule("growth_rates.growth-is-even", reads=("growth_rates", "sizes", "units"), severity="note")
def growth_is_even(family: Family) -> Iterator[Contradiction | None]:
    """Growth before and after a size inside the window of a rate is that rate."""
    bends = {bend.size: bend for bend in family.bends if not bend.is_leap}
    for _, size in family.inside:
        if size not in bends:
            yield None
    yield from (contradict(bend, _CAN_BE) for bend in bends.values())
