"""What a publisher prints for a year in one edition, and in the next."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.figures import divide, reach
from marketbook.markets import Family
from marketbook.markets.beside import Beside
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import gap_of


@rule("sizes.editions-agree", "sizes", "units", "sources", severity="note")
def editions_agree(family: Family) -> Verdicts:
    """Two editions of a publisher print the same size for the same subject and year."""
    shifted = {(shift.series, shift.other) for shift in family.shifts}
    for found in family.sound_beside:
        first = found[0]
        is_apart = (first.series, first.other_series) not in shifted
        if is_apart and not first.is_moved and family.is_one_publisher(first):
            yield from _judge(found, family)


def _judge(found: Sequence[Beside], family: Family) -> Verdicts:
    editions = [family.of(one).source.edition for one in (found[0].series, found[0].other_series)]
    if not all(editions) or editions[0] == editions[1]:
        return
    furthest = max(found, key=lambda one: (one.apart, -one.size.line))
    restated = sum(not reach(one.apart, 1.0) for one in found)
    years = f"{restated} of {len(found)} shared years differ"
    yield _contradict(furthest, editions, years) if restated else None


def _contradict(beside: Beside, editions: Sequence[str], years: str) -> Contradiction:
    size, other = beside.size, beside.other
    if editions[0] < editions[1]:
        size, other = other, size
    gap = gap_of(size.money, other.money, size.unit)
    message = (
        f"restates {size.year}: {size.told}, where edition {min(editions)} ({other.cite}) prints "
        f"{other.told}: {gap}; {years}; a difference between editions is not growth of the market"
    )
    worth = abs(divide(size.money, other.money) - 1)
    return contradict(size, message, other.told, worth)
