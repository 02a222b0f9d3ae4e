"""Printed shares that add up to their whole before all of its parts have one."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.figures import reach
from marketbook.markets import Publication
from marketbook.rules.rule import Contradiction, rule
from marketbook.rules.shares.gaps import find_gaps, tell_full


@rule("shares.leaves-more-than-rounding", reads=("shares", "regions"), severity="note")
def leaves_more_than_rounding(publication: Publication) -> Iterator[Contradiction | None]:
    """Shares leave more than a rounding error for listed parts without a share."""
    for one, missing in find_gaps(publication):
        is_spent = reach(100.0, one.value) and one.low < 100
        yield tell_full(one, missing, publication) if is_spent else None
