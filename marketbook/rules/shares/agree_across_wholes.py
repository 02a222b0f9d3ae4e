"""A region's share of a whole against its share of what lies between them."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Publication
from marketbook.markets.share_chains import Chain, find_chains
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.words import difference, number, span


@rule("shares.agree-across-wholes", reads=("shares", "regions"))
def agree_across_wholes(publication: Publication) -> Iterator[Contradiction | None]:
    """A share of a region, times the region's share of a wider whole, is a share of that whole."""
    for chain in find_chains(publication.parts):
        if chain.is_regions:
            yield None if chain.fits else _contradict(chain, publication)


def _contradict(chain: Chain, publication: Publication) -> Contradiction:
    names, part, implied = publication.codes.name, chain.part, chain.implied
    of, middle = names(part.whole.region), implied.middle
    message = (
        f"states {number(part.value)} % of {of}, but {number(chain.narrow.value)} % of "
        f"{names(chain.wide.id)}'s {number(chain.wide.value)} % is {span(implied)}: "
        f"{difference(part.value, middle, 'points')}; check the digits, the year and the whole of "
        "each, or waive it with the reason"
    )
    worth = abs(part.value / middle - 1) if middle else 1.0
    return Contradiction(part.at, message, part.at.stated, span(implied), worth, "share_percent")
