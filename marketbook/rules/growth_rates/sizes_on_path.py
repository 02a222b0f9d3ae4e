"""Sizes that make growth leap inside the window of a rate."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Family
from marketbook.markets.bends import Bend
from marketbook.rules.growth_rates.bent import contradict
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.words import percent


@rule("growth_rates.sizes-on-path", reads=("growth_rates", "sizes", "units"))
def sizes_on_path(family: Family) -> Iterator[Contradiction | None]:
    """No size inside the period of a rate makes growth jump further than is plausible."""
    leaps = {bend.size: bend for bend in family.bends if bend.is_leap}
    for _, size in family.inside:
        if size not in leaps:
            yield None
    yield from (contradict(bend, _settle(bend)) for bend in leaps.values())


def _settle(bend: Bend) -> str:
    gap = percent(bend.steps.bend)
    known = f"{gap} points apart, more than the rate itself"
    if bend.others > 1 and bend.steps.rises:
        least, most = percent(bend.known.low), percent(bend.known.high)
        known = (
            f"{gap} points apart, more than if it doubled over the years and than all else that "
            f"the source states of the market, {least} to {most} %"
        )
    return f"{known}; check the digits and the year, or waive it with the reason"
