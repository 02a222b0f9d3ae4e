"""Spellings of players within one document."""

from __future__ import annotations

from marketbook.markets import Markets
from marketbook.rules.rule import Verdicts, rule
from marketbook.rules.spellings import judge_spellings


@rule("player_listings.one-spelling", reads=("player_listings",), severity="note")
def one_spelling(markets: Markets) -> Verdicts:
    """A document spells each name in one way."""
    yield from judge_spellings(markets, "player_listings")
