"""The tables while facts are entered: what was there, what is new, and from which fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count

from marketbook.changes import Key
from marketbook.pulls.read.edited import Place, Remark
from marketbook.reading.records.model import Cells, Entry
from marketbook.schema import TableSchema

_COLUMNS = {
    "region_id": "region",
    "segment_id": "segment",
    "axis_id": "axis",
    "of_region_id": "of",
    "year": "years",
    "start_year": "years",
    "end_year": "years",
    "period": "years",
    "month": "years",
    "locator": "where",
    "kind": "what",
}
"""The column of the sheet that a column of a table comes from; the printed figure for the rest."""

Names = Callable[[Cells], Iterable[Hashable]]
"""What a record goes by; one function for each way of looking, as it names the index too."""


def name_by(*columns: str) -> Names:
    """Names a record by what it says in some columns."""

    def names(row: Cells) -> tuple[tuple[str, ...]]:
        return (tuple(row.get(column, "") for column in columns),)

    return names


Origin = tuple[int, int]
"""Numbers of a document and of a fact in it."""


@dataclass(slots=True)
class Ledger:
    """Tables as text, growing.

    What is recorded stays as it is: a record that is known already is not touched but for cells
    that are empty in it.

    Attributes:
        schemas: The tables there are, by name.
        records: Their records by key.
        touched: Keys of the records that are new or have new cells, by table.
        places: Where a sheet states a record, by table and key.
        origins: The facts that a record came from, or that stated it again.
        remarks: What is to be said of the facts.
    """

    schemas: Mapping[str, TableSchema]
    records: dict[str, dict[Key, dict[str, str]]]
    touched: dict[str, dict[Key, None]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[tuple[str, Key], Mapping[str, Place]] = field(default_factory=dict)
    origins: dict[tuple[str, Key], dict[Origin, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    remarks: list[Remark] = field(default_factory=list[Remark])
    _indexes: dict[tuple[str, Names], dict[Hashable, dict[Key, None]]] = field(default_factory=dict)

    def list_rows(self, table: str) -> Iterator[Cells]:
        """The records of a table; none where the package has no such table."""
        yield from self.records.get(table, {}).values()

    def get(self, table: str, *key: str) -> Cells | None:
        """A record by its key."""
        return self.records.get(table, {}).get(key)

    def find(self, table: str, names: Names, wanted: Hashable) -> Cells | None:
        """The first record that goes by a name; None where there is none.

        Args:
            table: Its table.
            names: Says what a record goes by.
            wanted: What is looked for.
        """
        found = self._find_keys(table, names, wanted)
        return self.records[table][next(iter(found))] if found else None

    def find_all(self, table: str, names: Names, wanted: Hashable) -> list[Cells]:
        """Every record that goes by a name, in the order in which they came."""
        return [self.records[table][key] for key in self._find_keys(table, names, wanted)]

    def _find_keys(self, table: str, names: Names, wanted: Hashable) -> Mapping[Key, None]:
        if (table, names) not in self._indexes:
            self._indexes[table, names] = {}
            for key, row in self.records.get(table, {}).items():
                _add(self._indexes[table, names], names(row), key)
        return self._indexes[table, names].get(wanted, {})

    def put(self, table: str, cells: Cells, entry: Entry | None, document: int = 0) -> Key:
        """Enters a record, or fills in what is empty in the one that is known by its key.

        Args:
            table: Its table; where the package has no such table, nothing is entered.
            cells: Its cells; columns that the table does not have are left out.
            entry: The fact it comes from; None for what no single fact states.
            document: Number of the document of that fact.
        """
        schema = self.schemas.get(table)
        if schema is None:
            return ()
        names = schema.names
        key = tuple(cells.get(name, "") for name in schema.primary_key)
        row = self.records[table].setdefault(key, dict.fromkeys(names, ""))
        filled = {name: cells[name] for name in names if cells.get(name) and not row.get(name)}
        if filled:
            row.update(filled)
            self.touched[table][key] = None
            self._index(table, key, row)
        if entry is not None:
            self.note_origin(table, key, entry, document)
        return key

    def restate(self, table: str, key: Key, cells: Cells) -> None:
        """Writes cells over those of a record; empty ones say nothing."""
        row = self.records[table][key]
        other = {name: text for name, text in cells.items() if text and text != row.get(name, text)}
        if other:
            row.update(other)
            self.touched[table][key] = None
            self._indexes.clear()

    def remove(self, table: str, row: Cells) -> Key:
        """Takes out a record."""
        key = tuple(row[name] for name in self.schemas[table].primary_key)
        del self.records[table][key]
        self.touched[table].pop(key, None)
        self._indexes.clear()
        return key

    def note_origin(self, table: str, key: Key, entry: Entry, document: int) -> None:
        """Takes note of the fact that states a record."""
        self.origins[table, key][document, entry.number] = None
        if entry.cells and (table, key) not in self.places and key:
            first = entry.cells.get("printed") or next(iter(entry.cells.values()))
            cells = {name: entry.cells.get(_COLUMNS.get(name, "printed"), first)
                     for name in self.schemas[table].names}  # fmt: skip
            self.places[table, key] = {"": first, **cells}

    def _index(self, table: str, key: Key, row: Cells) -> None:
        for (name, names), index in self._indexes.items():
            if name == table:
                _add(index, names(row), key)

    def find_free_id(self, table: str, wanted: str, tail: str = "") -> str:
        """An id that no record has yet: as wanted, with the tail behind it, or with a number."""
        taken = self.records.get(table, {})
        longer = f"{wanted}-{tail}" if tail else wanted
        tries = chain((wanted, longer), (f"{longer}-{number}" for number in count(2)))
        return next(each for each in tries if (each,) not in taken)

    def remark(
        self, entry: Entry, column: str, found: str, expected: str = "", remedy: str = "",
        *, refuses: bool = True,
    ) -> None:  # fmt: skip
        """Takes note of something that a person must know about a cell of the sheet."""
        place = entry.cells.get(column) or Place(f"fact {entry.number + 1}")
        self.remarks.append(Remark(place, found, expected, remedy, refuses))


def _add(index: dict[Hashable, dict[Key, None]], names: Iterable[Hashable], key: Key) -> None:
    for name in names:
        index.setdefault(name, {})[key] = None
