"""Companies and other players, and the printed names that lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from marketbook.markets.trees import Tree


@dataclass(frozen=True, slots=True)
class Player:
    """A player; ``parent`` is the one that it belongs to, or empty."""

    id: str
    name: str
    parent: str = ""
    line: int = 0


@dataclass(frozen=True)
class Players:
    """All players of a package.

    Attributes:
        records: The players by id.
        names: The player that each printed name leads to.
    """

    records: Mapping[str, Player] = field(default_factory=dict[str, Player])
    names: Mapping[str, str] = field(default_factory=dict[str, str])

    @cached_property
    def tree(self) -> Tree:
        """Which player belongs to which."""
        players = self.records.values()
        return Tree({one.id: [one.parent] if one.parent else [] for one in players})

    @cached_property
    def known_names(self) -> list[tuple[str, str]]:
        """Every name that a player has in either table, with its player, in order."""
        own = {(player.name, player.id) for player in self.records.values()}
        printed = {(name, player) for name, player in self.names.items() if player in self.records}
        return sorted(own | printed)
