"""Printed names of segments."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.rules.meanings import judge_meanings
from marketbook.rules.rule import Verdicts, rule


@rule("segment_listings.one-meaning", reads=("segment_listings", "segments"))
def one_meaning(family: Family) -> Verdicts:
    """A printed name leads to one segment within an axis."""
    codes = family.codes
    yield from judge_meanings(
        family, "segment_listings", "segment_id", lambda row: codes.axis_of(row.member)
    )
