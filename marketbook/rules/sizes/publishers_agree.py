"""Sizes of one subject from several publishers."""

from __future__ import annotations

from marketbook.figures import Interval
from marketbook.markets import Family
from marketbook.markets.beside import ORDER, SLIP, Beside
from marketbook.markets.printed import Size
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
    apart = amount(beside.apart)
    times = f"{apart} times as much at least" if beside.is_smaller else f"at most 1/{apart} of it"
    message = (
        f"states {_tell(size, beside.own, other)}, where {other.cite} of "
        f"{source.publisher or source.title} states {_tell(other, beside.others, size)}: {times}; "
        "check the digits and the unit of both; if both are printed so, the two define the market "
        "differently: say in its definition which of them it follows"
    )
    return contradict(size, message, other.told, beside.apart - 1)


def _tell(size: Size, compared: Interval, other: Size) -> str:
    """A size in its year and, where it was moved to that of the other, what it is there."""
    told = f"{size.told} in {size.year}"
    if compared == size.interval:
        return told
    ends = compared.times(1 / size.unit.factor)
    return f"{told} ({amount(ends.low)} to {amount(ends.high)} in {other.year}, by its growth)"
