"""What a leading country leaves its region for the countries that its source names beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from marketbook.figures import reach
from marketbook.markets import Publication
from marketbook.markets.beside import ORDER
from marketbook.markets.places import harmonic
from marketbook.markets.share_parts import Filled
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.shares.leaves_room import name_some
from marketbook.rules.words import number, points, rough, the_others


@rule("shares.leaves-plausible-rest", "shares", "regions", "region_listings")
def leaves_plausible_rest(publication: Publication) -> Verdicts:
    """A leading country leaves room in its region for the others that its source names beside it.

    By the rank-size rule (Zipf) the r-th largest is about 1/r of the largest. The rest is compared
    with a third of that (the root of ten), every rounding in favour of the source.
    """
    beside = _read_prose(publication)
    for held in publication.filled:
        if held.sum.whole.is_regions and not held.sum.whole.within:
            named = _find_named(held, beside, publication)
            if named:
                # the sum of 1/r over the ranks that come after those of the known parts
                known = len(held.sum.parts)
                ranks = harmonic(known, known + len(named))
                rest, expected = held.high - held.least, held.sum.largest.low * ranks
                # more than the region holds is for another rule; a single neighbour may well be
                # small (Canada beside the United States)
                fine = len(named) < 2 or reach(expected / ORDER, rest) or not reach(0.0, rest)
                yield None if fine else _contradict(held, named, ranks, publication)


def _read_prose(publication: Publication) -> Mapping[str, set[str]]:
    """Each region of running text with all countries that the same passage names."""
    lists: dict[str, set[str]] = defaultdict(set)
    for row in publication.listings:
        if row.table == "region_listings" and row.is_prose:
            lists[row.list].add(row.member)
    beside: dict[str, set[str]] = defaultdict(set)
    for members in lists.values():
        countries = {one for one in members if publication.places.kind(one) == "country"}
        for member in members:
            beside[member] |= countries
    return beside


def _find_named(
    held: Filled, beside: Mapping[str, set[str]], publication: Publication
) -> list[str]:
    """Countries of a region named beside its largest part, without a share, able to follow it.

    They count from the largest economy on, up to one too small for its rank: nearer to a tenth of
    its rank's part of the leader than to that part.
    """
    places, parts = publication.places, held.sum
    covered = publication.covered[parts.whole, parts.holder]
    named = [
        places.get(one)
        for one in sorted(beside.get(parts.largest.id, set()) - covered)
        if places.contains(parts.holder, one)
    ]
    leader, found = places.get(parts.largest.id), list[str]()
    lead = leader.economy if leader.is_largest else 0.0
    for country in sorted(named, key=lambda region: -region.economy):
        rank = len(parts.parts) + len(found) + 1
        if country.economy < lead / rank / ORDER:
            break
        found.append(country.id)
    return found


def _contradict(
    held: Filled, named: list[str], ranks: float, publication: Publication
) -> Contradiction:
    names, parts, largest = publication.codes.name, held.sum, held.sum.largest
    count = len(parts.parts)
    rest, expected, least = held.high - held.least, largest.value * ranks, largest.low * ranks
    has = "has" if count == 2 else "have"
    known = f", with {the_others(count - 1)} that {has} a share," if count > 1 else ""
    sum_of = " + ".join(f"1/{rank}" for rank in range(count + 1, count + len(named) + 1))
    times = f", {rough(least / rest)} times as much" if rest > 0 else ""
    message = (
        f"leaves{known} {rough(held.value - parts.value)} of {names(parts.holder)}'s "
        f"{number(held.value)} points (at most {rough(rest)}) to "
        f"{name_some(named, publication)}, which the source names beside {names(largest.id)}; by "
        f"the rank-size rule they would have about {rough(expected)} ({number(largest.value)} × "
        f"({sum_of})), at least {rough(least)}{times}; check the year and the whole of both "
        "shares, or waive it with the reason"
    )
    implied = f"at most {points(rest)}"
    return contradict(largest.at, message, implied, 1 - rest / expected)
