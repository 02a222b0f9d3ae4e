"""Lists of segments in one document."""

from __future__ import annotations

from collections import defaultdict

from marketbook.markets import Publication
from marketbook.markets.printed import Listing
from marketbook.rules.lists import Document, compare_lists
from marketbook.rules.rule import Verdicts, rule


@rule("segment_listings.lists-agree", reads=("segment_listings", "segments"))
def lists_agree(publication: Publication) -> Verdicts:
    """Lists in one document that divide a market along one axis name the same segments."""
    codes = publication.codes
    # a list that names a remainder covers no more than one that does not
    rests = {segment.id for segment in codes.segments.values() if segment.catches_all}
    axes: dict[str, dict[str, list[Listing]]] = defaultdict(dict)
    for rows in publication.lists_of("segment_listings"):
        for row in rows:
            axes[codes.axis_of(row.member)].setdefault(row.list, []).append(row)
    for lists in axes.values():
        yield from compare_lists(Document(lists.values(), codes.segment_tree, rests))
