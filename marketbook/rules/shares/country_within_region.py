"""Countries against the region that contains them."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.rules.rule import Verdicts, rule
from marketbook.rules.shares.within import judge_filled


@rule("shares.country-within-region", reads=("shares", "regions"))
def country_within_region(publication: Publication) -> Verdicts:
    """The countries of a region have no larger share than the region, alone or together."""
    held = (one for one in publication.filled if one.sum.whole.is_regions)
    return judge_filled(held, publication)
