"""Countries against the region that contains them."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Publication
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.shares.within import judge_filled


@rule("shares.country-within-region", reads=("shares", "regions"))
def country_within_region(publication: Publication) -> Iterator[Contradiction | None]:
    """The countries of a region, alone or together, have no larger share than the region."""
    held = (one for one in publication.filled if one.sum.whole.is_regions)
    return judge_filled(held, publication)
