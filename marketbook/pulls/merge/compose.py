"""Writes changes of records into the files of a table, and leaves every other record alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from marketbook.changes import Key, RecordChange, is_same
from marketbook.errors import PackageError
from marketbook.package import Package
from marketbook.package.rewrite import Entry, Rewritten, open_rewritable
from marketbook.pulls.merge.current import CurrentTable
from marketbook.schema import TableSchema

_NUMERIC = ("integer", "number", "year")
Rank = tuple[tuple[int, Decimal, str], ...]


@dataclass(frozen=True, slots=True)
class ComposedTable:
    """A table as it would be.

    Attributes:
        rewritten: Its files, or its rows where they stand in the descriptor.
        keys: The key of each record, in their order.
    """

    rewritten: Rewritten
    keys: tuple[Key, ...]

    @property
    def places(self) -> dict[Key, tuple[str, int]]:
        """File and line of each record."""
        return dict(zip(self.keys, self.rewritten.places, strict=True))


def compose_table(
    package: Package, current: CurrentTable, changes: Iterable[RecordChange]
) -> ComposedTable:
    """The table with the changes in it.

    A record that did not change keeps its bytes. New records go where the key puts them, in a file
    that is sorted by its key; else to the end.

    Raises:
        PackageError: A change cannot be written in the manner of the file.
    """
    entries = {key: Entry(number, {}) for number, key in enumerate(current.state.records)}
    new: dict[Key, Entry] = {}
    for change in changes:
        cells = {each.field: each.new for each in change.fields}
        if change.kind == "removed":
            del entries[change.key]
        elif change.kind == "changed":
            entries[change.key] = Entry(entries[change.key].at, cells)
        else:
            new[change.key] = Entry(None, cells)
    ordered = _place(current, entries, new)
    rewritten = current.written.write([*ordered.values()])
    _refuse_lost(package, current, [*ordered.values()], rewritten)
    return ComposedTable(rewritten, tuple(ordered))


def _refuse_lost(
    package: Package, current: CurrentTable, entries: list[Entry], rewritten: Rewritten
) -> None:
    """Reads back what would be written: every record must be there, and say what it should."""
    again = open_rewritable(package, current.resource, rewritten)
    columns, old = current.written.columns, current.written.rows
    fields = {field.name: field for field in current.resource.schema.fields}
    rows = again.rows
    if again.columns != columns or len(rows) != len(entries):
        raise _tell_lost(current, "")
    for entry, row in zip(entries, rows, strict=True):
        before = old[entry.at] if entry.at is not None else ("",) * len(columns)
        for name, was, found in zip(columns, before, row, strict=True):
            if not is_same(fields.get(name), entry.cells.get(name, was), found):
                raise _tell_lost(current, entry.cells.get(name, was))


def _tell_lost(current: CurrentTable, text: str) -> PackageError:
    said = f"'{text[:80]}'" if text else "a record"
    return PackageError(
        f"{said} would not be read again from {current.resource.path or 'the descriptor'}, so it "
        "was not written",
        "a text that the dialect of the file can hold",
        "type another one, or convert the table to plain CSV first",
    )


def _place(
    current: CurrentTable, entries: Mapping[Key, Entry], new: Mapping[Key, Entry]
) -> dict[Key, Entry]:
    schema = current.resource.schema
    rank = make_rank(schema, schema.primary_key or current.state.columns)
    old = list(current.state.records)
    ranks = [rank(key) for key in old]
    if not schema.primary_key:
        return _take_places(current, entries, new)
    if not ranks or any(one > other for one, other in pairwise(ranks)):
        added = new if old else dict(sorted(new.items(), key=lambda pair: rank(pair[0])))
        return {**entries, **added}
    kept = [key for key in old if key in entries]
    kept_ranks = [rank(key) for key in kept]
    ordered: list[tuple[int, Rank, Key, Entry]] = [
        (n, kept_ranks[n], key, entries[key]) for n, key in enumerate(kept)
    ]
    ordered += [
        (bisect_right(kept_ranks, rank(key)), rank(key), key, entry) for key, entry in new.items()
    ]
    # a new record goes before the old one that stands at its place
    ordered.sort(key=lambda each: (each[0], each[2] in entries, each[1]))
    return {key: entry for _, _, key, entry in ordered}


def _take_places(
    current: CurrentTable, entries: Mapping[Key, Entry], new: Mapping[Key, Entry]
) -> dict[Key, Entry]:
    """Without a key an edit is one record gone and one new, which takes its place."""
    records, fields = current.state.records, current.resource.schema.fields
    gone = [key for key in records if key not in entries]
    after = dict(zip(gone, new, strict=False))
    ordered: dict[Key, Entry] = {}
    for number, (key, old) in enumerate(records.items()):
        if key in entries:
            ordered[key] = entries[key]
        elif key in after:
            cells = new[after[key]].cells
            texts = {field.name: cells.get(field.name, "") for field in fields}
            same = {f.name for f in fields if is_same(f, old.get(f.name, ""), texts[f.name])}
            differing = {name: text for name, text in texts.items() if name not in same}
            ordered[after[key]] = Entry(number, differing)
    return ordered | {key: entry for key, entry in new.items() if key not in ordered}


def make_rank(schema: TableSchema, columns: Iterable[str]) -> Callable[[Key], Rank]:
    """What the records of a table are sorted by: numbers as numbers, texts letter by letter."""
    types = {field.name: field.type for field in schema.fields}
    numeric = [types.get(column) in _NUMERIC for column in columns]

    def rank(key: Key) -> Rank:
        return tuple(_rank_cell(*pair) for pair in zip(key, numeric, strict=True))

    return rank


def _rank_cell(text: str, numeric: bool) -> tuple[int, Decimal, str]:
    """Numbers come before what is none."""
    if numeric:
        try:
            number = Decimal(text)
        except InvalidOperation:
            return (1, Decimal(0), text)
        return (0, number, "") if number.is_finite() else (1, Decimal(0), text)
    return (1, Decimal(0), text)
