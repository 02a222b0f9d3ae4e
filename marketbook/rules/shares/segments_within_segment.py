"""Segments against the segment that contains them."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.rules.rule import Verdicts, rule
from marketbook.rules.shares.within import judge_filled


@rule("shares.segments-within-segment", reads=("shares", "regions"))
def segments_within_segment(publication: Publication) -> Verdicts:
    """The members of a segment have no larger share than the segment, alone or together."""
    held = (one for one in publication.filled if not one.sum.whole.is_regions)
    return judge_filled(held, publication)
