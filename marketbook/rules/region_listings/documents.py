"""The lists of regions of one document."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.rules.documents import Document


def lay_out_regions(publication: Publication) -> Document:
    """The lists of regions of a publication; the world is the whole, and none of the parts."""
    places = publication.places
    lists = (
        [row for row in rows if places.kind(row.member) != "world"]
        for rows in publication.region_lists
    )
    rests = {region.id for region in places.regions.values() if region.kind == "remainder"}
    return Document(filter(None, lists), places.tree, rests, places.pieces)
