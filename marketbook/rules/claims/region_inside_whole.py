"""The region of a claim beside the one that it is compared in."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.rules.inside import judge_place
from marketbook.rules.rule import Verdicts, rule


@rule("claims.region-inside-whole", reads=("claims", "regions"))
def region_inside_whole(publication: Publication) -> Verdicts:
    """The region of a claim lies in the region it is ranked in."""
    for claim in publication.claims:
        if claim.of_region:
            # what is ranked in a region may be a segment in all of it
            is_all = bool(claim.segment)
            yield judge_place(claim, claim.of_region, publication.places, is_all=is_all)
