"""The printed names of lists of players beside the table of names."""

from __future__ import annotations

from collections.abc import Mapping

from marketbook.markets import Markets
from marketbook.markets.printed import Listing
from marketbook.rules.rule import Contradiction, Verdicts, rule

_LIKELY = 0.6
"""From which similarity on, in 0 to 1, a known name may be the one that was meant."""


_MOST_HINTS = 100
"""For so many unknown names the nearest known one is looked for."""


@rule("player_listings.name-leads-to-player", "player_listings", "player_names")
def name_leads_to_player(markets: Markets) -> Verdicts:
    """Every printed name of a player is in player_names and leads to the same player there."""
    names, unknown = markets.codes.players.names, 0
    for row in (row for one in markets.publications for row in one.listings_of("player_listings")):
        named = names.get(row.name)
        if named is None:
            unknown += 1
            near = _find_nearest(row.name, names) if unknown <= _MOST_HINTS else ""
            yield _tell_unknown(row, near, names)
        else:
            message = (
                f"'{row.name}' leads to {named} in player_names, but to {row.member} here; correct "
                "one of them"
            )
            fault = Contradiction(row, message, row.member, named, 1.0, "player_id")
            yield None if named == row.member else fault


def _find_nearest(name: str, names: Mapping[str, str]) -> str:
    # loaded here, as nearly all packages know the names of their players
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extractOne

    likeness = Indel.normalized_similarity
    nearest = extractOne(name, names.keys(), scorer=likeness, score_cutoff=_LIKELY)
    return nearest[0] if nearest else ""


def _tell_unknown(row: Listing, near: str, names: Mapping[str, str]) -> Contradiction:
    hint = f" (nearest: '{near}', which leads to {names[near]})" if near else ""
    message = (
        f"'{row.name}' is not in player_names{hint}; enter it there for {row.member}, or correct "
        "the row"
    )
    return Contradiction(row, message, row.name, near, 1.0, "stated_as")
