"""Merges everything that a workbook holds into the tables as they are now; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from marketbook.changes import Key, RecordChange, TableChanges, TableState
from marketbook.errors import PackageError
from marketbook.package import Package
from marketbook.pulls.merge.compose import ComposedTable, compose_table
from marketbook.pulls.merge.current import CurrentTable, read_current
from marketbook.pulls.merge.result import Conflict, Rename, Side
from marketbook.pulls.merge.table import MergedTable, has_edits, hold_table, merge_table
from marketbook.pulls.read.edited import EditedBook, EditedTable, Place, Remark


@dataclass(slots=True)
class MergedBook:
    """What a workbook brings to the tables.

    Attributes:
        current: The tables that were edited, as they are now.
        merged: What is to change in each.
        places: Where the workbook holds each record, by table and key.
        remarks: What is refused, and what is only told.
    """

    remarks: list[Remark]
    current: dict[str, CurrentTable] = field(default_factory=dict)
    merged: dict[str, MergedTable] = field(default_factory=dict)
    places: dict[tuple[str, Key], Mapping[str, Place]] = field(default_factory=dict)

    @property
    def refuses(self) -> bool:
        """Whether something in the workbook must be corrected first."""
        return any(remark.refuses for remark in self.remarks)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What both sides changed differently."""
        return tuple(each for table in self.merged.values() for each in table.conflicts)

    @property
    def changes(self) -> tuple[TableChanges, ...]:
        """What is to change, table by table."""
        return tuple(
            TableChanges(name, (), (), table.records)
            for name, table in self.merged.items()
            if table.records
        )

    def compose(self, package: Package) -> dict[str, ComposedTable]:
        """The tables that would be others, by name.

        Raises:
            PackageError: A change cannot be written in the manner of its file.
        """
        return {
            name: compose_table(package, self.current[name], table.records)
            for name, table in self.merged.items()
            if table.records
        }


def merge_book(book: EditedBook, package: Package, prefer: Side | None = None) -> MergedBook:
    """Merge the edits of a workbook into the tables of a package.

    Args:
        book: The workbook.
        package: The package.
        prefer: The side that counts where both changed the same; none leaves it a conflict.

    Raises:
        PackageError: A table that was edited cannot be read line by line.
    """
    merging = MergedBook(list(book.remarks))
    merging.remarks += _tell_new_tables(book, package)
    refused = merging.refuses
    for name, table in book.tables.items():
        try:
            _merge_table(merging, package, table, book.base[name], prefer)
        except PackageError:
            if not refused:  # otherwise nothing is written, and the refusals say enough
                raise
    return merging


def _merge_table(
    merging: MergedBook,
    package: Package,
    table: EditedTable,
    base: TableState,
    prefer: Side | None,
) -> None:
    resource = package.resources[table.name]
    held = hold_table(table, base, resource.schema)
    merging.places.update({(table.name, key): cells for key, cells in held.places.items()})
    if not has_edits(held, base, resource.schema):
        return
    current = read_current(package, resource)
    merged = merge_table(base, held, current.state, resource.schema, prefer)
    merging.current[table.name], merging.merged[table.name] = current, merged
    merging.remarks += merged.remarks


def _tell_new_tables(book: EditedBook, package: Package) -> Iterator[Remark]:
    for name in package.resources if book.kind == "tables" else ():
        if name not in book.base:
            found = (
                f"the table {name} was added to the package after the workbook was built; it is "
                "not in the workbook, and stays unchanged"
            )
            yield Remark(Place("State"), found, refuses=False)


def find_renames(
    changes: Iterable[TableChanges], current: Mapping[str, CurrentTable]
) -> list[Rename]:
    """Records that look renamed: one removed and one added, alike in all but their key.

    Only where there is exactly one such pair in a table, and something beside the key is alike.
    """
    found = (_find_rename(each.records, current[each.table]) for each in changes)
    return [rename for rename in found if rename is not None]


def _find_rename(records: Iterable[RecordChange], current: CurrentTable) -> Rename | None:
    key = set(current.resource.schema.primary_key)
    removed: dict[tuple[tuple[str, str], ...], list[Key]] = {}
    added: dict[tuple[tuple[str, str], ...], list[Key]] = {}
    for change in records:
        if change.kind == "removed":
            removed.setdefault(_list_rest(change, key, new=False), []).append(change.key)
        elif change.kind == "added":
            added.setdefault(_list_rest(change, key, new=True), []).append(change.key)
    pairs = [
        (old, new) for rest in removed.keys() & added.keys() if rest
        for old in removed[rest] for new in added[rest]
    ]  # fmt: skip
    return Rename(current.resource.name, *pairs[0]) if len(pairs) == 1 else None


def _list_rest(change: RecordChange, key: set[str], *, new: bool) -> tuple[tuple[str, str], ...]:
    """The filled cells of a record without its key."""
    rest = {each.field: each.new if new else each.old for each in change.fields}
    return tuple(sorted((name, text) for name, text in rest.items() if name not in key and text))
