"""Markets that are parts of one market, added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from marketbook.figures import divide, reach
from marketbook.markets import Family
from marketbook.markets.printed import Size
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import gap_of, in_unit, listed


@rule("sizes.markets-fit-together", "sizes", "units", severity="note")
def markets_fit_together(family: Family) -> Verdicts:
    """The markets that are parts of one market are together not larger than it."""
    wrong: dict[tuple[str, str], Size] = {}
    sums = {whole: parts for whole, parts in _find_parts(family).items() if len(parts) > 1}
    for whole, parts in sums.items():
        # a market that is too large alone has its own finding
        if all(reach(part, whole.high) for part in parts.values()):
            if reach(sum(parts.values()), whole.high):
                yield None
            else:
                # of several years the first that is too small
                key = whole.source, whole.market
                first = wrong.get(key, whole)
                wrong[key] = min(first, whole, key=lambda size: (size.at, size.order))
    for whole in wrong.values():
        yield _contradict(whole, sums[whole], family)


def _find_parts(family: Family) -> Mapping[Size, Mapping[str, float]]:
    """Each size of a market with the least that each of its parts is in that year, by market.

    Of several sources of one part the smallest, in favour of the publisher.
    """
    near = [one for one in family.nestings if one.of_market and one.is_near]
    same = ((whole, part, part.low) for one in near for part, whole in one.pairs())
    moved = (
        (one.whole, one.part, one.low)
        for one in family.moved_parts
        if one.nesting.of_market and one.nesting.is_near
    )
    parts: dict[Size, dict[str, float]] = defaultdict(dict)
    for whole, part, low in (*same, *moved):
        if family.slips.doubtful.isdisjoint((whole, part)):
            known = parts[whole]
            known[part.market] = min(low, known.get(part.market, low))
    return parts


def _contradict(whole: Size, parts: Mapping[str, float], family: Family) -> Contradiction:
    names = [family.codes.markets[market].name for market in sorted(parts)]
    between = [f"{len(names) - 2} more"] if len(names) > 2 else []
    named = listed([names[0], *between, names[-1]])
    total = sum(parts.values())
    least, gap = in_unit(total, whole.unit), gap_of(total, whole.money, whole.unit)
    message = (
        f"states {whole.told} in {whole.year}, but {named}, entered as parts of it, make up "
        f"at least {least} by their own growth, {gap}: they overlap, or one of them covers more "
        "than this market; say in markets.note which"
    )
    return contradict(whole, message, least, divide(total, whole.money) - 1)
