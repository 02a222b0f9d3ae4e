"""What lies inside what: trees of records, and groups that cut across them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

DEEPEST = 20
"""Steps from a record to the widest of its wholes that anyone follows.

Market taxonomies have a handful of levels. All wholes of all records of a chain of ten thousand
would be fifty million; a rule reports a chain that is longer than this.
"""


class Tree:
    """Records and the wholes they lie in, at any distance; a record may lie in several.

    Args:
        parents: The wholes that each record directly lies in; an empty text is none. A chain that
            comes back to its own start does no harm here, nor one that is too deep; another rule
            finds them.
    """

    def __init__(self, parents: Mapping[str, Iterable[str]]) -> None:
        self._parents = {
            record: tuple(sorted({*wholes} - {""})) for record, wholes in parents.items()
        }
        self._known: dict[str, frozenset[str]] = {}

    def parents(self, record: str) -> tuple[str, ...]:
        """The wholes that a record directly lies in."""
        return self._parents.get(record, ())

    def wholes(self, record: str) -> frozenset[str]:
        """Every whole that ``record`` lies in, itself left out, :data:`DEEPEST` steps at most."""
        if record not in self._known:
            self._known[record] = frozenset(self._climb(record))
        return self._known[record]

    def _climb(self, record: str) -> set[str]:
        found: set[str] = set()
        level = set(self.parents(record))
        for _ in range(DEEPEST):
            level = level - found - {record}
            if not level:
                break
            found |= level
            level = {whole for one in level for whole in self.parents(one)}
        return found

    def steps(self, record: str, whole: str) -> int:
        """How many of a record's other wholes lie inside one of them; none of the nearest."""
        return sum(whole in self.wholes(one) for one in self.wholes(record))

    def nearest(self, record: str, among: Collection[str]) -> str:
        """The smallest whole among the given ones that ``record`` lies in; empty if none."""
        around = [whole for whole in self.wholes(record) if whole in among]
        smallest = [
            whole for whole in around if not any(whole in self.wholes(other) for other in around)
        ]
        return min(smallest, default="")


def find_heads(parents: Mapping[str, str]) -> dict[str, str]:
    """The same record for all that are joined by what lies in what.

    Args:
        parents: The whole that each record lies in; empty where it lies in none.
    """
    heads: dict[str, str] = {}
    for record in parents:
        chain, last = {record: None}, record
        while (parent := parents[last]) in parents:
            if parent in heads or parent in chain:
                break
            chain[parent], last = None, parent
        last = heads.get(parent, min(chain) if parent in chain else last)
        heads |= dict.fromkeys(chain, last)
    return heads
