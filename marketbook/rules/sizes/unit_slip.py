"""Sizes that make sense only a thousand or a million times larger or smaller."""

from __future__ import annotations

import math

from marketbook.figures import divide
from marketbook.markets import Family
from marketbook.markets.codes import Codes
from marketbook.markets.slips import Slip
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import amount, in_unit, percent
from marketbook.text import count


@rule("sizes.unit-slip", "sizes", "units")
def unit_slip(family: Family) -> Verdicts:
    """A size is in a unit that agrees with its siblings, its other years and other publishers."""
    for publication in family.publications:
        yield from (None for size in publication.sizes if size not in family.slips.sure)
    yield from (_contradict(slip, family.codes) for slip in family.slips.slips if slip.is_sure)


@rule("sizes.unit-is-likely", "sizes", "units", severity="note")
def unit_is_likely(family: Family) -> Verdicts:
    """A size in a different unit from its siblings would not fit in theirs."""
    unsure = [slip for slip in family.slips.slips if not slip.is_sure]
    odd = {slip.size for slip in unsure}
    for publication in family.publications:
        yield from (None for size in publication.sizes if size not in odd)
    yield from (_contradict(slip, family.codes) for slip in unsure)


def _contradict(slip: Slip, codes: Codes) -> Contradiction:
    """What a size in the wrong unit is compared with, and what would be in line with it."""
    size = slip.size
    unit, is_unit = _find_unit(slip, codes), slip.is_in_line
    right = f"{size.stated} {unit}" if is_unit and unit else in_unit(_right_money(slip), size.unit)
    side = "less" if slip.is_up else "more"
    what, field = ("unit", "unit_id") if is_unit else ("decimal point", "value")
    fits = "be in line with it"
    if slip.kind == "siblings":
        part = percent(_part_of(slip.right_money, slip), 1)
        fits = f"be {part} % of the whole and fit into it beside the others"
    message = (
        f"states {size.told} in {size.year}, {amount(slip.ratio)} times {side} than "
        f"{_tell_against(slip)}; {right} would {fits}: a likely slip of the {what}; "
        f"check the {'unit' if is_unit else 'digits and the unit'} in the document; if it prints "
        "it so, 'marketbook correct' reads it as meant"
    )
    return Contradiction(size, message, size.stated, right, slip.ratio, field)


def _right_money(slip: Slip) -> float:
    """What would be in line: in the likely unit, or else by the nearest power of ten."""
    if slip.is_in_line:
        return slip.right_money
    times = 10.0 ** round(math.log10(min(slip.ratio, 1e300)))
    return slip.size.money * (times if slip.is_up else 1 / times)


def _find_unit(slip: Slip, codes: Codes) -> str:
    """The name of the unit in which the printed digits make sense; empty where there is none."""
    times = slip.times if slip.is_up else 1 / slip.times
    factor = round(slip.size.unit.factor * times)
    units = (
        unit.name
        for unit in codes.units.values()
        if unit.measure == slip.size.measure and round(unit.factor) == factor
    )
    return next(filter(None, units), "")


def _tell_against(slip: Slip) -> str:
    cited = f"({slip.beside.cite}, {slip.beside.told} in {slip.beside.year})"
    if slip.kind == "siblings" and slip.whole:
        part = percent(_part_of(slip.size.money, slip), 3)
        whole = f"{slip.whole.told} ({slip.whole.cite})"
        return f"{_smallest(slip.others)} the same whole {cited} and {part} % of {whole}"
    if slip.kind == "years":
        sizes = count(slip.others, "other size")
        return f"the nearest of {sizes} of its own series, growth taken out {cited}"
    if slip.kind == "publishers":
        verb = "states" if slip.others == 1 else "state"
        return f"what {count(slip.others, 'source')} beside it {verb} {cited}"
    return f"{_smallest(slip.others)} the same whole, which is printed for other years only {cited}"


def _part_of(money: float, slip: Slip) -> float:
    return divide(money, slip.whole.money) * 100 if slip.whole else 0.0


def _smallest(others: int) -> str:
    if others == 1:
        return "the other one that is part of"
    return f"the smallest of {others} others that make up"
