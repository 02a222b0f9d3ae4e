"""Companies in one list with others that belong to them."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.rules.rule import Contradiction, Verdicts, rule


@rule("player_listings.owner-beside-owned", "player_listings", "players", severity="note")
def owner_beside_owned(publication: Publication) -> Verdicts:
    """A list of players does not name a company beside its owner."""
    tree = publication.codes.players.tree
    for rows in publication.lists_of("player_listings"):
        names = {row.member: row.name for row in reversed(rows)}
        for row in rows:
            owner = names.get(tree.nearest(row.member, names))
            message = (
                f"lists '{row.name}' beside its owner '{owner}', so a count of the list takes one "
                "company for two; keep both if the document prints both"
            )
            worth = 1 / len(names)
            fault = Contradiction(row, message, row.name, owner or "", worth, "player_id")
            yield fault if owner else None
