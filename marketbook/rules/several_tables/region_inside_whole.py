"""Regions that are said to be part of others."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.places import Places
from marketbook.markets.printed import Claim, Share
from marketbook.rules.rule import Contradiction, Verdicts, rule

_ALL = 100


@rule("claims.region-inside-whole", "claims", "regions")
def ranked_inside(publication: Publication) -> Verdicts:
    """The region of a claim lies in the region it is ranked in."""
    for claim in publication.claims:
        if claim.of_region:
            # what is ranked in a region may be a segment in all of it
            yield _judge(claim, publication.places, is_all=bool(claim.segment))


@rule("shares.region-inside-whole", "shares", "regions")
def share_inside(publication: Publication) -> Verdicts:
    """The region of a share lies in the region it is a share of."""
    for share in publication.shares:
        if share.of_region:
            # all of a region may be 100 percent of it, and a segment is a part of it
            is_all = bool(share.segment) or share.value >= _ALL
            yield _judge(share, publication.places, is_all=is_all)


def _judge(figure: Share | Claim, places: Places, *, is_all: bool) -> Contradiction | None:
    """Whether a figure is of a part of its whole, or of all of it where it may be."""
    whole = figure.of_region
    region = figure.region
    if region == whole:
        message = f"is about {region} as part of itself; correct region_id or of_region_id"
        return None if is_all else _contradict(figure, whole, message)
    if places.contains(whole, region) or places.may_be_either(region):
        return None
    message = (
        f"is about {region} as part of {whole}, but by regions it does not lie there; correct "
        f"of_region_id, or the parent of {region}"
    )
    return _contradict(figure, whole, message)


def _contradict(figure: Share | Claim, whole: str, message: str) -> Contradiction:
    return Contradiction(figure, message, whole, worth=1.0, field="of_region_id")
