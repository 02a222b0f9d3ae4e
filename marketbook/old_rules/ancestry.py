"""What lies inside what: trees of records, and groups of regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from marketbook.old_rules.rule import Frame, Tables


class Ancestry:
    """Records and the wholes they lie in, at any distance; a record may lie in several.

    Args:
        parents: The wholes that each record directly lies in. A chain that comes back to its
            own start does no harm here; another rule finds it.
    """

    def __init__(self, parents: Mapping[str, Iterable[str]]) -> None:
        self._parents = {record: tuple(sorted(set(wholes))) for record, wholes in parents.items()}
        self._known: dict[str, frozenset[str]] = {}

    def wholes(self, record: str) -> frozenset[str]:
        """Every whole that ``record`` lies in, itself left out."""
        if record not in self._known:
            self._known[record] = self._climb(record)
        return self._known[record]

    def _climb(self, record: str) -> frozenset[str]:
        found: set[str] = set()
        ahead = list(self._parents.get(record, ()))
        while ahead:
            whole = ahead.pop()
            if whole not in found and whole != record:
                found.add(whole)
                ahead += self._parents.get(whole, ())
        return frozenset(found)

    def nearest(self, record: str, among: Iterable[str]) -> str:
        """The smallest whole among the given ones that ``record`` lies in; empty if none."""
        around = self.wholes(record) & set(among)
        smallest = [
            whole for whole in around if not any(whole in self.wholes(other) for other in around)
        ]
        return min(smallest, default="")

    def pairs(self) -> list[tuple[str, str]]:
        """Every record with every whole it lies in, and with itself."""
        return [
            (record, whole)
            for record in self._parents
            for whole in sorted({record, *self.wholes(record)})
        ]


def read_tree(frame: Frame, record: str, parent: str = "parent_id") -> Ancestry:
    """The tree that a table's parent column makes.

    Args:
        frame: The table.
        record: Its key column.
        parent: The column that refers to the key of the whole.
    """
    rows = frame.select(record, parent).collect().rows()
    return Ancestry({child: [whole] if whole else [] for child, whole in rows})


def read_regions(tables: Tables) -> Ancestry:
    """The tree of the regions, where the parts of a group also lie in the group."""
    rows = tables["regions"].select("region_id", "parent_id").collect().rows()
    parents: dict[str, list[str]] = defaultdict(list)
    for region, parent in rows:
        parents[region] += [parent] if parent else []
    for group, part in tables["region_parts"].select("region_id", "part_id").collect().rows():
        parents[part].append(group)
    return Ancestry(parents)
