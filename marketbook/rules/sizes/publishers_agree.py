"""Sizes of one subject from several publishers."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.markets.beside import ORDER, SLIP, Beside
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import amount


@rule("sizes.publishers-agree", "sizes", "units", "sources", severity="note")
def publishers_agree(family: Family) -> Verdicts:
    """Publishers' sizes of one subject differ by a factor of less than 3.2 (√10)."""
    for nearest in family.publishers_beside:
        agree = nearest.apart <= ORDER or nearest.apart > SLIP
        yield None if agree else _contradict(nearest, family)


def _contradict(beside: Beside, family: Family) -> Contradiction:
    size, other = beside.size, beside.other
    source = family.of(beside.other_series).source
    moved = ""
    if beside.is_moved:
        ends = beside.others.times(1 / size.unit.factor)
        low, high = amount(ends.low), amount(ends.high)
        moved = f" in {other.year}, {low} to {high} moved by its growth"
    apart = amount(beside.apart)
    times = f"{apart} times as much at least" if beside.is_smaller else f"at most 1/{apart} of it"
    message = (
        f"states {size.told} in {size.year}, where {other.cite} of "
        f"{source.publisher or source.title} states {other.told}{moved}: {times}; the two define "
        "the market differently: choose one of them, and say which"
    )
    return contradict(size, message, other.told, beside.apart - 1)
