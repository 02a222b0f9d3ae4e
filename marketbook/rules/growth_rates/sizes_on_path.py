"""Sizes that bend growth inside the window of a rate."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.markets.bends import Bend, find_path
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import ends, gap_of, percent, span


@rule("growth_rates.sizes-on-path", "growth_rates", "sizes", "units")
def sizes_on_path(family: Family) -> Verdicts:
    """No size inside the period of a rate makes growth jump further than is plausible."""
    leaps = {bend.size: bend for bend in family.bends if bend.is_leap}
    for _, size in family.inside:
        if size not in leaps:
            yield None
    yield from (_contradict(bend, _settle(bend)) for bend in leaps.values())


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


_CAN_BE = "a rate fixes only its two ends, so this is possible"


@rule("growth_rates.growth-is-even", "growth_rates", "sizes", "units", severity="note")
def growth_is_even(family: Family) -> Verdicts:
    """Between the two ends of a rate, sizes grow evenly."""
    bends = {bend.size: bend for bend in family.bends if not bend.is_leap}
    for _, size in family.inside:
        if size not in bends:
            yield None
    yield from (_contradict(bend, _CAN_BE) for bend in bends.values())


def _contradict(bend: Bend, settle: str) -> Contradiction:
    """What a size is beside the path of its rate, and the growth around it."""
    size, pair = bend.size, bend.span
    unit = size.unit
    path = find_path(pair, size.at, "from_begin")
    begin = f"{pair.begin.printed} in {pair.begin.year}"
    if size.interval.meets(path) or path.high < path.low:
        path = find_path(pair, size.at, "between")
        given = f"even growth from {begin} to {pair.end.printed} in {pair.end.year}"
    else:
        given = f"{pair.rate.stated} % a year from {begin}"
    limits = ends(path.low / unit.factor, path.high / unit.factor)
    message = (
        f"{size.printed} {unit.name} in {size.year} is {gap_of(size.money, path.middle, unit)} "
        f"than {given} gives, {limits}: growth would be {span(bend.steps.before)} a year up to it "
        f"and {span(bend.steps.after)} after it; {settle}"
    )
    return contradict(size, message, limits, abs(size.money / path.middle - 1))
