"""A size that bends the path of a rate, in words."""

from __future__ import annotations

from marketbook.markets.bends import Bend, find_path
from marketbook.rules.rule import Contradiction
from marketbook.rules.words import difference, ends, span


def contradict(bend: Bend, settle: str) -> Contradiction:
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
    value, middle = size.money / unit.factor, path.middle / unit.factor
    message = (
        f"{size.printed} {unit.name} in {size.year} is {difference(value, middle, unit.name)} than "
        f"{given} gives, {limits}: growth would be {span(bend.steps.before)} a year up to it and "
        f"{span(bend.steps.after)} after it; {settle}"
    )
    return Contradiction(size, message, size.printed, limits, abs(value / middle - 1), "value")
