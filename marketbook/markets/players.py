"""Companies and other players, the printed names that lead to them, and which may be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from marketbook.markets.grouping import group_by
from marketbook.markets.names import Twins, differ_in_form, find_short_names, find_twins, split_name
from marketbook.markets.trees import Tree


@dataclass(frozen=True, slots=True)
class Player:
    """A player; ``parent`` is the one that it belongs to, or empty."""

    id: str
    name: str
    parent: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two players with the names by which they may be one.

    Attributes:
        player, name: The one entered later.
        other, other_name: The one entered first.
        edits, letters: How many edits their names are apart, and in how many letters.
    """

    player: str
    name: str
    other: str
    other_name: str
    edits: int
    letters: int

    def __str__(self) -> str:
        """``'Medtronic plc' and 'Medtronic' (players:medtronic)``."""
        return f"'{self.name}' and '{self.other_name}' (players:{self.other})"


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
        return Tree({one.id: [one.parent] for one in self.records.values()})

    @cached_property
    def known_names(self) -> list[tuple[str, str]]:
        """Every name that a player has in either table, with its player, in order."""
        own = {(player.name, player.id) for player in self.records.values()}
        printed = {(name, player) for name, player in self.names.items() if player in self.records}
        return sorted(own | printed)

    @cached_property
    def _twins(self) -> list[Pair]:
        """Pairs with one name but for case, punctuation, legal form or a slip of the pen."""
        return self._find_closest(find_twins(name for name, _ in self.known_names))

    @cached_property
    def same(self) -> list[Pair]:
        """Pairs that are one company, as far as their names tell."""
        return [pair for pair in self._twins if pair not in self._other_forms]

    @cached_property
    def doubtful(self) -> list[Pair]:
        """Pairs of which one has a name short for the other's, or its name in another form."""
        names = [name for name, _ in self.known_names]
        known = {(pair.player, pair.other) for pair in self._twins}
        short = self._find_closest(Twins(*pair, 0, 0) for pair in find_short_names(names))
        others = [pair for pair in short if (pair.player, pair.other) not in known]
        return [*self._other_forms, *others]

    @cached_property
    def _other_forms(self) -> frozenset[Pair]:
        """The twins with one name, but legal forms of different kinds."""
        own = group_by(self.known_names, lambda known: known[1])
        return frozenset(
            pair
            for pair in self._twins
            for one, _ in own[pair.player]
            for other, _ in own[pair.other]
            if differ_in_form(one, other) and split_name(one) == split_name(other)
        )

    def _find_closest(self, every: Iterable[Twins]) -> list[Pair]:
        """Of all twin names of two players the closest; none for a company and its own parent."""
        closest: dict[tuple[str, str], Pair] = {}
        for twins in every:
            pair = self._pair(twins)
            key, wholes = (pair.player, pair.other), self.tree.wholes
            is_one = pair.player == pair.other or pair.player in wholes(pair.other)
            if not is_one and pair.other not in wholes(pair.player):
                closest[key] = min(closest.get(key, pair), pair, key=lambda one: one.edits)
        return list(closest.values())

    def _pair(self, twins: Twins) -> Pair:
        both = (self.known_names[twins.one], self.known_names[twins.other])
        (name, first), (later, player) = sorted(both, key=lambda one: self.records[one[1]].line)
        return Pair(player, later, first, name, twins.edits, twins.letters)
