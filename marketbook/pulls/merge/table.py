"""Merges the records of a table three ways: as they were, as the workbook and the tables have them.

What only one side changed is taken, what both changed alike is taken once. What they changed
differently is a conflict, and nothing is guessed: it stands until a person says which side counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from marketbook.changes import (
    Cells,
    FieldChange,
    Key,
    RecordChange,
    TableState,
    compare_states,
    is_same,
    make_state,
)
from marketbook.pulls.merge.columns import compare_columns
from marketbook.pulls.merge.result import Conflict, ConflictKind, FieldConflict, Side
from marketbook.pulls.read.edited import EditedTable, Place, Remark
from marketbook.schema import Field, TableSchema

ChangeKind = Literal["added", "changed", "removed"]
Places = Mapping[Key, Mapping[str, Place]]
_NONE: Cells = {}


@dataclass(frozen=True, slots=True)
class HeldTable:
    """A table as the workbook holds it: its records by key, and the cells of each."""

    state: TableState
    places: Places
    whole: bool


@dataclass(frozen=True, slots=True)
class MergedTable:
    """What a workbook brings to one table.

    Attributes:
        records: What is to change in the table as it is now.
        conflicts: What both sides changed differently.
        remarks: What to know about columns that came or went.
    """

    records: tuple[RecordChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Merge:
    """A table three times, the columns that workbook and table both have, and who is right."""

    base: TableState
    held: HeldTable
    now: TableState
    fields: Mapping[str, Field]
    columns: tuple[str, ...]
    prefer: Side | None


@dataclass(frozen=True, slots=True)
class _Record:
    """One record as it was, as the workbook and as the table has it; none where it is not there."""

    merge: _Merge
    key: Key
    base: Cells | None
    held: Cells | None
    now: Cells | None

    def differ(self, one: Cells | None, other: Cells | None) -> tuple[str, ...]:
        """The columns in which two of the three differ."""
        left, right, fields = one or _NONE, other or _NONE, self.merge.fields
        return tuple(
            name
            for name in self.merge.columns
            if not is_same(fields.get(name), left.get(name, ""), right.get(name, ""))
        )

    def add(self) -> RecordChange:
        return self._take("added", self.merge.now.columns, _NONE, self.held or _NONE)

    def remove(self) -> RecordChange:
        return self._take("removed", self.merge.now.columns, self.now or _NONE, _NONE)

    def change(self, columns: Iterable[str]) -> RecordChange:
        return self._take("changed", columns, self.now or _NONE, self.held or _NONE)

    def _take(
        self, kind: ChangeKind, columns: Iterable[str], old: Cells, new: Cells
    ) -> RecordChange:
        fields = (FieldChange(name, old.get(name, ""), new.get(name, "")) for name in columns)
        taken = tuple(each for each in fields if kind == "changed" or each.old or each.new)
        return RecordChange(self.merge.now.name, self.key, kind, taken)

    def settle(
        self, kind: ConflictKind, columns: Iterable[str], change: RecordChange
    ) -> RecordChange | Conflict | None:
        """The conflict, or what the side that counts makes of it: the change, or nothing."""
        if self.merge.prefer is not None:
            return change if self.merge.prefer == "workbook" else None
        base, held, now = self.base or _NONE, self.held or _NONE, self.now or _NONE
        places = self.merge.held.places.get(self.key, {})
        fields = (
            FieldConflict(
                name, base.get(name, ""), held.get(name, ""), now.get(name, ""), places.get(name)
            )
            for name in columns
        )
        return Conflict(self.merge.now.name, self.key, kind, tuple(fields))


def hold_table(table: EditedTable, base: TableState, schema: TableSchema) -> HeldTable:
    """The records of an edited table by key; a column that was moved is where it was."""
    columns = dict.fromkeys([*(c for c in base.columns if c in table.columns), *table.columns])
    state = make_state(schema, tuple(columns), [record.cells for record in table.records])
    places = [record.places for record in table.records]
    return HeldTable(state, dict(zip(state.records, places, strict=True)), table.whole)


def has_edits(held: HeldTable, base: TableState, schema: TableSchema) -> bool:
    """Whether a table was edited since the workbook was built; order is no edit."""
    changes = compare_states(base, held.state, schema)
    if changes.columns_added or changes.columns_removed:
        return True
    return any(held.whole or change.kind != "removed" for change in changes.records)


def merge_table(
    base: TableState,
    held: HeldTable,
    now: TableState,
    schema: TableSchema,
    prefer: Side | None = None,
) -> MergedTable:
    """Merge the edits of one table into the table as it is now.

    Args:
        base: The table when the workbook was built.
        held: The table in the workbook.
        now: The table now.
        schema: Its schema now.
        prefer: The side that counts where both changed the same; none leaves it a conflict.
    """
    remarks = compare_columns(base, held.state, held.places, now, schema)
    if any(remark.refuses for remark in remarks):
        return MergedTable(remarks=remarks)
    common = tuple(column for column in now.columns if column in held.state.columns)
    fields = {field.name: field for field in schema.fields}
    merge = _Merge(base, held, now, fields, common, prefer)
    merged = [_merge_record(record) for record in _list_records(merge)]
    changes = [each for each in merged if isinstance(each, RecordChange)]
    conflicts = [each for each in merged if isinstance(each, Conflict)]
    return MergedTable(tuple(changes), tuple(conflicts), remarks)


def _list_records(merge: _Merge) -> Iterator[_Record]:
    """Records of the workbook in its order, then those that it held once."""
    base, held, now = merge.base.records, merge.held.state.records, merge.now.records
    for key in dict.fromkeys([*held, *base]):
        yield _Record(merge, key, base.get(key), held.get(key), now.get(key))


def _merge_record(record: _Record) -> RecordChange | Conflict | None:
    if record.held is None:
        return _merge_removed(record)
    if record.now is None:
        return _merge_gone(record)
    if record.base is None:
        differing = record.differ(record.held, record.now)
        change = record.change(differing)
        return record.settle("added-both", differing, change) if differing else None
    return _merge_fields(record)


def _merge_removed(record: _Record) -> RecordChange | Conflict | None:
    """Removed in the workbook, or never held by it."""
    if record.now is None or not record.merge.held.whole:
        return None
    edits = record.differ(record.now, record.base)
    removed = record.remove()
    return record.settle("removed-in-workbook", edits, removed) if edits else removed


def _merge_gone(record: _Record) -> RecordChange | Conflict | None:
    """New in the workbook, or removed in the tables."""
    if record.base is None:
        return record.add()
    edits = record.differ(record.held, record.base)
    return record.settle("removed-in-tables", edits, record.add()) if edits else None


def _merge_fields(record: _Record) -> RecordChange | Conflict | None:
    edits = record.differ(record.held, record.base)
    theirs = record.differ(record.now, record.base)
    apart = record.differ(record.held, record.now)
    taken = [name for name in edits if name not in theirs]
    clashing = [name for name in edits if name in theirs and name in apart]
    if clashing and record.merge.prefer != "tables":
        return record.settle("changed-both", clashing, record.change([*taken, *clashing]))
    return record.change(taken) if taken else None
