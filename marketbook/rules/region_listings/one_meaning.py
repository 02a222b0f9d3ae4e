"""Printed names of regions."""

from __future__ import annotations

from collections.abc import Iterator

from marketbook.markets import Family
from marketbook.rules.meanings import judge_meanings
from marketbook.rules.rule import Contradiction, rule


@rule("region_listings.one-meaning", reads=("region_listings",))
def one_meaning(family: Family) -> Iterator[Contradiction | None]:
    """A printed name leads to one region within a market."""
    yield from judge_meanings(family, "region_listings", "region_id", lambda _row: "")
