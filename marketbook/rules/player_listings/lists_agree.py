"""Lists of players in one document."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.trees import Tree
from marketbook.rules.lists import Document, compare_lists
from marketbook.rules.rule import Verdicts, rule

_SAMPLE = 4
"""A list this many times shorter than the longest names some players, and claims no more."""

_REMEDY = "take the fullest for the field, unless the document says what the shorter one is for"


@rule("player_listings.lists-agree", reads=("player_listings",), severity="note")
def lists_agree(publication: Publication) -> Verdicts:
    """Lists of players in one document name the same players."""
    lists = publication.lists_of("player_listings")
    longest = max(map(len, lists), default=0)
    whole = [rows for rows in lists if len(rows) * _SAMPLE > longest]
    yield from compare_lists(Document(whole, Tree({})), _REMEDY)
