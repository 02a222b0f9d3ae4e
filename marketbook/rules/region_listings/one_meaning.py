"""Printed names of regions."""

from __future__ import annotations

from marketbook.markets import Family
from marketbook.rules.meanings import judge_meanings
from marketbook.rules.rule import Verdicts, rule


@rule("region_listings.one-meaning", reads=("region_listings",))
def one_meaning(family: Family) -> Verdicts:
    """A printed name leads to one region within a market."""
    yield from judge_meanings(family, "region_listings", "region_id", lambda _row: "")
