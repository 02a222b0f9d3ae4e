"""A table that was printed again under other years."""

from __future__ import annotations

from marketbook.figures import divide, power
from marketbook.markets import Family
from marketbook.markets.shifts import Shift
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import amount, years


@rule("sizes.same-values-other-years", "sizes", "units", "sources")
def same_values_other_years(family: Family) -> Verdicts:
    """The values of a subject are not printed again under different years."""
    for publication in family.publications:
        yield from (None for _ in publication.sizes)
    yield from map(_contradict, family.shifts)


def _contradict(shift: Shift) -> Contradiction:
    size, first = shift.other_first, shift.first
    where = "also prints" if size.source == first.source else f"of {first.source} prints"
    message = (
        f"prints {size.stated} and {shift.other_last.told} for {size.year} and "
        f"{shift.other_last.year}, and {first.cite} {where} them for {first.year} and "
        f"{shift.last.year}: the same {shift.values} values {years(abs(shift.years))} apart; their "
        f"growth over the shift is {amount(_worth(shift) * 100)} %; check which years "
        "the document prints, or waive it with the reason"
    )
    return Contradiction(size, message, size.stated, "", _worth(shift), "year")


def _worth(shift: Shift) -> float:
    """The growth between the values, over so many years."""
    part = abs(shift.years) / (shift.last.at - shift.first.at)
    return abs(power(divide(shift.last.money, shift.first.money), part) - 1)
