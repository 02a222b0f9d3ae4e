"""What lies inside what: trees of records, and groups that cut across them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


class Tree:
    """Records and the wholes they lie in, at any distance; a record may lie in several.

    Args:
        parents: The wholes that each record directly lies in. A chain that comes back to its
            own start does no harm here; another rule finds it.
    """

    def __init__(self, parents: Mapping[str, Iterable[str]]) -> None:
        self._parents = {record: tuple(sorted(set(wholes))) for record, wholes in parents.items()}
        self._known: dict[str, frozenset[str]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._parents)

    def parents(self, record: str) -> tuple[str, ...]:
        """The wholes that a record directly lies in."""
        return self._parents.get(record, ())

    def wholes(self, record: str) -> frozenset[str]:
        """Every whole that ``record`` lies in, itself left out."""
        if record not in self._known:
            self._known[record] = frozenset(self._climb(record))
        return self._known[record]

    def _climb(self, record: str) -> set[str]:
        found: set[str] = set()
        ahead = list(self._parents.get(record, ()))
        while ahead:
            whole = ahead.pop()
            if whole not in found and whole != record:
                found.add(whole)
                ahead += self._parents.get(whole, ())
        return found

    def steps(self, record: str, whole: str) -> int:
        """How many of a record's other wholes lie inside one of them; none of the nearest."""
        return sum(whole in self.wholes(one) for one in self.wholes(record))

    def nearest(self, record: str, among: Iterable[str]) -> str:
        """The smallest whole among the given ones that ``record`` lies in; empty if none."""
        around = self.wholes(record) & set(among)
        smallest = [
            whole for whole in around if not any(whole in self.wholes(other) for other in around)
        ]
        return min(smallest, default="")
