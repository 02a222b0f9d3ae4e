"""Shares of wholes inside wholes: of a region, and of what the region is a part of."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.share_figures import Chain, find_chains
from marketbook.rules.rule import Contradiction, Verdicts, contradict, rule
from marketbook.rules.words import difference, number, percent, points, span


@rule("shares.agree-across-wholes", "shares", "regions")
def agree_across_wholes(publication: Publication) -> Verdicts:
    """A share of a region, times the region's share of a wider whole, is a share of that whole."""
    for chain in find_chains(publication.parts):
        if chain.is_regions:
            yield None if chain.fits else _say_regions(chain, publication)


def _say_regions(chain: Chain, publication: Publication) -> Contradiction:
    names, part, implied = publication.codes.name, chain.part, chain.implied
    of, middle = names(part.whole.region), implied.middle
    message = (
        f"states {number(part.value)} % of {of}, but {number(chain.narrow.value)} % of "
        f"{names(chain.wide.id)}'s {number(chain.wide.value)} % is {span(implied)}: "
        f"{difference(part.value, middle, 'points')}; check the digits, the year and the whole of "
        "each, or waive it with the reason"
    )
    worth = abs(part.value / middle - 1) if middle else 1.0
    return contradict(part.at, message, span(implied), worth)


@rule("shares.agree-across-cuts", "shares", "regions")
def agree_across_cuts(publication: Publication) -> Verdicts:
    """A segment's share of a whole fits its share in each region of that whole."""
    for chain in find_chains(publication.parts):
        if not chain.is_regions:
            yield None if chain.fits else _say_segments(chain, publication)


def _say_segments(chain: Chain, publication: Publication) -> Contradiction:
    names, part, implied = publication.codes.name, chain.part, chain.implied
    of = names(part.whole.region)
    if part.high < implied.low:
        gap = f"is at least {percent(implied.low)} % there alone"
        short, side = implied.low - part.high, "little"
    else:
        gap = f"leaves at most {percent(implied.high)} %, even if it had all other regions"
        short, side = part.low - implied.high, "much"
    message = (
        f"states {number(part.value)} % of {of}, but {number(chain.narrow.value)} % of "
        f"{names(chain.wide.id)}'s {number(chain.wide.value)} % {gap}: at least {points(short)} "
        f"too {side}; check the digits, the year and the whole of each, or waive it with the reason"
    )
    worth = short / part.value if part.value else 1.0
    return contradict(part.at, message, span(implied), worth)
