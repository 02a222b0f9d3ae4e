"""Lists of regions in one document."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Publication
from marketbook.rules.lists import compare_lists
from marketbook.rules.region_listings.documents import lay_out_regions
from marketbook.rules.rule import Contradiction, rule


@rule("region_listings.lists-agree", reads=("region_listings", "regions"))
def lists_agree(publication: Publication) -> Iterator[Contradiction | None]:
    """Lists in one document that divide the same region name the same parts."""
    yield from compare_lists(lay_out_regions(publication))
