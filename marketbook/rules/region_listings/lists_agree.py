"""Lists of regions in one document."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.rules.lists import (
    Document,
    compare_lists,
    count_names,
    describe_cut,
    find_deviations,
)
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import listed


@rule("region_listings.lists-agree", reads=("region_listings", "regions"))
def lists_agree(publication: Publication) -> Verdicts:
    """Lists in one document that divide the same region name the same parts."""
    yield from compare_lists(_lay_out(publication))


@rule("region_listings.lists-cut-alike", reads=("region_listings", "regions"), severity="note")
def lists_cut_alike(publication: Publication) -> Verdicts:
    """Lists in one document divide the same area into the same regions."""
    document = _lay_out(publication)
    for name in document.lists:
        yield _judge_cuts(document, name)


def _judge_cuts(document: Document, name: str) -> Contradiction | None:
    cuts = [one for one in find_deviations(document, name) if one.cut]
    if not cuts:
        return None
    rows = document.lists[name]
    stated, implied = count_names(rows), count_names(document.lists[cuts[0].against])
    told = listed([describe_cut(document, name, one) for one in cuts])
    message = f"list {name} ({stated}) has {told}; both cover the same area, so neither is wrong"
    return Contradiction(rows[0], message, stated, implied, 0.0, "list")


def _lay_out(publication: Publication) -> Document:
    """The lists of regions of a publication; the world is the whole, and none of the parts."""
    places = publication.places
    lists = (
        [row for row in rows if places.kind(row.member) != "world"]
        for rows in publication.region_lists
    )
    rests = {region.id for region in places.regions.values() if region.kind == "remainder"}
    return Document(filter(None, lists), places.tree, rests, places.pieces)
