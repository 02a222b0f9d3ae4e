"""A slip of the unit, in words."""

from __future__ import annotations

from marketbook.figures import divide
from marketbook.markets.codes import Codes
from marketbook.markets.slip import Slip
from marketbook.rules.rule import Contradiction
from marketbook.rules.telling import in_unit
from marketbook.rules.words import amount, percent


def contradict(slip: Slip, codes: Codes) -> Contradiction:
    """What a size in the wrong unit is compared with, and the unit in which it makes sense."""
    size, right = slip.size, _tell_right(slip, codes)
    side = "less" if slip.is_up else "more"
    message = (
        f"states {size.told} in {size.year}, {amount(slip.ratio)} times {side} than "
        f"{_tell_against(slip)}; {right} would {_tell_fit(slip)}: a likely slip of the unit; check "
        "the unit in the document, or waive it with the reason"
    )
    return Contradiction(size, message, size.stated, right, slip.ratio, "unit_id")


def _tell_right(slip: Slip, codes: Codes) -> str:
    """The printed digits in the unit in which they make sense, or else the amount in their own."""
    size, times = slip.size, slip.times if slip.is_up else 1 / slip.times
    factor = round(size.unit.factor * times)
    for unit in codes.units.values():
        if unit.name and unit.measure == size.measure and round(unit.factor) == factor:
            return f"{size.stated} {unit.name}"
    return in_unit(slip.right_money, size.unit)


def _tell_against(slip: Slip) -> str:
    cited = f"({slip.beside.cite}, {slip.beside.told} in {slip.beside.year})"
    if slip.kind == "siblings" and slip.whole:
        part = percent(_part_of(slip.size.money, slip), 3)
        whole = f"{slip.whole.told} ({slip.whole.cite})"
        return f"{_smallest(slip.others)} the same whole {cited} and {part} % of {whole}"
    if slip.kind == "years":
        sizes = _count(slip.others, "other size")
        return f"the nearest of {sizes} of its own series, growth taken out {cited}"
    if slip.kind == "publishers":
        verb = "states" if slip.others == 1 else "state"
        return f"what {_count(slip.others, 'source')} beside it {verb} {cited}"
    return f"{_smallest(slip.others)} the same whole, which is printed for other years only {cited}"


def _tell_fit(slip: Slip) -> str:
    if slip.kind == "siblings":
        part = percent(_part_of(slip.right_money, slip), 1)
        return f"be {part} % of the whole and fit into it beside the others"
    return "be in line with it"


def _part_of(money: float, slip: Slip) -> float:
    return divide(money, slip.whole.money) * 100 if slip.whole else 0.0


def _smallest(others: int) -> str:
    if others == 1:
        return "the other one that is part of"
    return f"the smallest of {others} others that make up"


def _count(others: int, noun: str) -> str:
    return f"1 {noun}" if others == 1 else f"{others} {noun}s"
