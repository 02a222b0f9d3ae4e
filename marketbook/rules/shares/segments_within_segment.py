"""Segments against the segment that contains them."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Publication
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.shares.within import judge_filled


@rule("shares.segments-within-segment", reads=("shares", "regions"))
def segments_within_segment(publication: Publication) -> Iterator[Contradiction | None]:
    """The members of a segment, alone or together, have no larger share than the segment."""
    held = (one for one in publication.filled if not one.sum.whole.is_regions)
    return judge_filled(held, publication)
