"""The shares of one whole against all of it."""

from __future__ import annotations

from marketbook.figures import reach
from marketbook.markets import Publication
from marketbook.markets.grouping import group_by
from marketbook.markets.share_parts import ShareSum, Whole
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import in_year, percent


@rule("shares.sum-to-whole", "shares", "regions")
def sum_to_whole(publication: Publication) -> Verdicts:
    """The shares of a whole never exceed 100 %, and reach it where every part has one."""
    full = _add_full_sets(publication)
    for added in publication.share_sums:
        if added.is_whole or not added.whole.region:
            enough = reach(100.0, full.get((added.whole, added.time), 100.0))
            fine = enough and reach(added.low, 100.0)
            yield None if fine else _contradict(added, publication)


def _add_full_sets(publication: Publication) -> dict[tuple[Whole, int], float]:
    """The most that all parts of a complete axis or list can be, where each has a share."""
    found: dict[tuple[Whole, int], float] = {}
    groups = group_by(publication.parts, lambda part: (part.whole, part.time))
    for (whole, time), parts in groups.items():
        highs = {part.id: part.high for part in parts}
        full = [one for one in publication.full_sets(whole) if one and highs.keys() >= one]
        if full:
            found[whole, time] = max(sum(highs[member] for member in one) for one in full)
    return found


def _contradict(added: ShareSum, publication: Publication) -> Contradiction:
    names, whole, largest = publication.codes.name, added.whole, added.largest
    too_much, gap = added.low > 100, abs(added.value - 100)
    of = names(whole.region) if whole.region else f"{names(added.holder)}, or of a whole left open,"
    if whole.within:
        of = f"{names(whole.within)} in {of}"
    # a sum may be open at the other end
    total = (
        f"at {'least' if too_much else 'most'} {percent(added.low if too_much else added.high)} %"
    )
    message = (
        f"is the largest of {len(added.parts)} shares of {of} by "
        f"{'region' if whole.is_regions else names(whole.cut)} {in_year(added.time)}, which add up "
        f"to {percent(added.value, 1)} % ({total}, allowing for rounding)"
        f"{'' if too_much else ', though no part is missing'}: {percent(gap, 1)} points too "
        f"{'much' if too_much else 'little'}; check the digits, the year and the whole of each, or "
        "waive it with the reason"
    )
    return contradict(largest.at, message, total, gap / 100)
