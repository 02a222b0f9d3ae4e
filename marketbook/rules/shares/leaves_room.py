"""Shares that use up their whole before all of its parts have one."""

from __future__ import annotations

from marketbook.figures import reach
from marketbook.markets import Publication
from marketbook.rules.rule import Verdicts, rule
from marketbook.rules.shares.gaps import find_gaps, tell_full


@rule("shares.leaves-room", reads=("shares", "regions"))
def leaves_room(publication: Publication) -> Verdicts:
    """Shares leave something for listed parts without a share, allowing for rounding."""
    for one, missing in find_gaps(publication):
        # above the whole is for the rules on sums
        is_full = reach(100.0, one.low) and reach(one.low, 100.0)
        yield tell_full(one, missing, publication) if is_full else None
