"""Companies in one list with others that belong to them."""

from __future__ import annotations

from marketbook.markets import Publication
from marketbook.markets.printed import Listing
from marketbook.rules.rule import Contradiction, Verdicts, rule


@rule("player_listings.owner-beside-owned", "player_listings", "players", severity="note")
def owner_beside_owned(publication: Publication) -> Verdicts:
    """A list of players does not name a company beside its owner."""
    tree = publication.codes.players.tree
    for rows in publication.lists_of("player_listings"):
        names = {row.member: row.name for row in reversed(rows)}
        for row in rows:
            owner = tree.nearest(row.member, names)
            yield _contradict(row, names[owner], len(names)) if owner else None


def _contradict(row: Listing, owner: str, count: int) -> Contradiction:
    message = (
        f"lists '{row.name}' beside its owner '{owner}', so a count of the list takes one company "
        "for two; keep both if the document prints both"
    )
    return Contradiction(row, message, row.name, owner, 1 / count, "player_id")
