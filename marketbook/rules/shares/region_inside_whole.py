"""The region of a share beside the one that it is a share of."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.rules.inside import judge_place
from marketbook.rules.rule import Verdicts, rule

_ALL = 100


@rule("shares.region-inside-whole", reads=("shares", "regions"))
def region_inside_whole(publication: Publication) -> Verdicts:
    """The region of a share lies in the region it is a share of."""
    for share in publication.shares:
        if share.of_region:
            # all of a region may be 100 percent of it, and a segment is a part of it
            is_all = bool(share.segment) or share.value >= _ALL
            yield judge_place(share, share.of_region, publication.places, is_all=is_all)
