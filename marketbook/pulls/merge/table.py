"""Merges the records of a table three ways: as they were, as the workbook and the tables have them.

What only one side changed is taken, what both changed alike is taken once. What they changed
differently is a conflict, and nothing is guessed: it stands until a person says which side counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

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
class _Sides:
    """A table three times, and the columns that the workbook and the table now both have."""

    base: TableState
    held: HeldTable
    now: TableState
    fields: Mapping[str, Field]
    columns: tuple[str, ...]
    prefer: Side | None = None


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
    sides = _Sides(base, held, now, fields, common, prefer)
    changes: list[RecordChange] = []
    conflicts: list[Conflict] = []
    for key in _list_keys(sides):
        merged = _merge_record(sides, key)
        if isinstance(merged, Conflict):
            conflicts.append(merged)
        elif merged is not None:
            changes.append(merged)
    return MergedTable(tuple(changes), tuple(conflicts), remarks)


def _list_keys(sides: _Sides) -> Iterable[Key]:
    """Keys of the workbook in its order, then those that it held once."""
    return dict.fromkeys([*sides.held.state.records, *sides.base.records])


def _merge_record(sides: _Sides, key: Key) -> RecordChange | Conflict | None:
    base, held = sides.base.records.get(key), sides.held.state.records.get(key)
    now = sides.now.records.get(key)
    if held is None:
        return _merge_removed(sides, key, base or _NONE, now)
    if now is None and base is None:
        return _add(sides, key, held)
    if now is None:
        edits = list(_list_fields(sides, key, base or _NONE, held, _NONE, base or _NONE))
        conflict = _conflict(sides, key, "removed-in-tables", edits)
        return _settle(sides, conflict, _add(sides, key, held)) if edits else None
    if base is None:
        differing = list(_list_fields(sides, key, _NONE, held, now, now))
        conflict = _conflict(sides, key, "added-both", differing)
        return _settle(sides, conflict, _change(sides, key, differing)) if differing else None
    return _merge_fields(sides, key, base, held, now)


def _merge_removed(
    sides: _Sides, key: Key, base: Cells, now: Cells | None
) -> RecordChange | Conflict | None:
    if now is None or not sides.held.whole:
        return None
    gone = tuple(FieldChange(c, now[c], "") for c in sides.now.columns if now.get(c))
    removed = RecordChange(sides.now.name, key, "removed", gone)
    edits = list(_list_fields(sides, key, base, _NONE, now, base, mine=now))
    if not edits:
        return removed
    return _settle(sides, _conflict(sides, key, "removed-in-workbook", edits), removed)


def _list_fields(
    sides: _Sides,
    key: Key,
    base: Cells,
    held: Cells,
    now: Cells,
    other: Cells,
    mine: Cells | None = None,
) -> Iterator[FieldConflict]:
    """The fields in which one side's cells (the workbook's, or ``mine``) differ from ``other``."""
    places = sides.held.places.get(key, {})
    for column in sides.columns:
        one = (held if mine is None else mine).get(column, "")
        if not is_same(sides.fields.get(column), one, other.get(column, "")):
            yield FieldConflict(
                column, base.get(column, ""), held.get(column, ""), now.get(column, ""),
                places.get(column),
            )  # fmt: skip


def _conflict(
    sides: _Sides, key: Key, kind: ConflictKind, fields: Iterable[FieldConflict]
) -> Conflict:
    return Conflict(sides.now.name, key, kind, tuple(fields))


def _settle(
    sides: _Sides, conflict: Conflict, change: RecordChange
) -> RecordChange | Conflict | None:
    """The conflict, or what the side that counts makes of it: the workbook's change, or nothing."""
    if sides.prefer is None:
        return conflict
    return change if sides.prefer == "workbook" else None


def _change(sides: _Sides, key: Key, fields: Iterable[FieldConflict]) -> RecordChange:
    taken = tuple(FieldChange(each.field, each.tables, each.workbook) for each in fields)
    return RecordChange(sides.now.name, key, "changed", taken)


def _add(sides: _Sides, key: Key, held: Cells) -> RecordChange:
    filled = tuple(FieldChange(c, "", held[c]) for c in sides.now.columns if held.get(c))
    return RecordChange(sides.now.name, key, "added", filled)


def _merge_fields(
    sides: _Sides, key: Key, base: Cells, held: Cells, now: Cells
) -> RecordChange | Conflict | None:
    taken: list[FieldConflict] = []
    clashing: list[FieldConflict] = []
    for edit in _list_fields(sides, key, base, held, now, base):
        field = sides.fields.get(edit.field)
        if is_same(field, edit.base, edit.tables):
            taken.append(edit)
        elif not is_same(field, edit.workbook, edit.tables):
            clashing.append(edit)
    if clashing and sides.prefer is None:
        return _conflict(sides, key, "changed-both", clashing)
    if sides.prefer == "workbook":
        taken += clashing
    return _change(sides, key, taken) if taken else None
