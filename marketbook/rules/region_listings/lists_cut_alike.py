"""Lists of regions in one document that cut the same ground in two ways."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.rules.documents import Document, find_deviations
from marketbook.rules.lists import count_names, describe_cut
from marketbook.rules.region_listings.documents import lay_out_regions
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import listed


@rule("region_listings.lists-cut-alike", reads=("region_listings", "regions"), severity="note")
def lists_cut_alike(publication: Publication) -> Verdicts:
    """Lists in one document divide the same area into the same regions."""
    document = lay_out_regions(publication)
    for name in document.lists:
        yield _judge(document, name)


def _judge(document: Document, name: str) -> Contradiction | None:
    cuts = [one for one in find_deviations(document, name) if one.cut]
    if not cuts:
        return None
    rows = document.lists[name]
    stated, implied = count_names(rows), count_names(document.lists[cuts[0].against])
    told = listed([describe_cut(document, name, one) for one in cuts])
    message = f"list {name} ({stated}) has {told}; both cover the same area, so neither is wrong"
    return Contradiction(rows[0], message, stated, implied, 0.0, "list")
