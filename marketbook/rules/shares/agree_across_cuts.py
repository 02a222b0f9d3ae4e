"""A segment's share of a whole against its share of one region of that whole."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Publication
from marketbook.markets.share_chains import Chain, find_chains
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.words import number, percent, span


@rule("shares.agree-across-cuts", reads=("shares", "regions"))
def agree_across_cuts(publication: Publication) -> Iterator[Contradiction | None]:
    """A segment's share of a whole lies between what one region of it holds of it and leaves it."""
    for chain in find_chains(publication.parts):
        if not chain.is_regions:
            yield None if chain.fits else _contradict(chain, publication)


def _contradict(chain: Chain, publication: Publication) -> Contradiction:
    names, part, implied = publication.codes.name, chain.part, chain.implied
    of = names(part.whole.region)
    if part.high < implied.low:
        gap = f"{percent(implied.low)} % at least there alone"
        short, side = implied.low - part.high, "less"
    else:
        gap = f"{percent(implied.high)} % at most, even if all else were of it"
        short, side = part.low - implied.high, "more"
    message = (
        f"states {number(part.value)} % of {of}, but {number(chain.narrow.value)} % of "
        f"{names(chain.wide.id)}, itself {number(chain.wide.value)} % of {of}, is {gap}: "
        f"{percent(short)} points {side} at least; check the digits, the year and the whole of "
        "each, or waive it with the reason"
    )
    worth = short / part.value if part.value else 1.0
    return Contradiction(part.at, message, part.at.stated, span(implied), worth, "share_percent")
