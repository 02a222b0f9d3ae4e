"""Records of all tables, before and after, as text; also where a table breaks its schema."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from marketbook.changes import Key, RecordChange, TableState, compare_states, make_state
from marketbook.errors import PackageError
from marketbook.findings import Finding
from marketbook.package import Package, Resource, Structure
from marketbook.package.rewrite import open_rewritable
from marketbook.schema import ForeignKey, TableSchema

# findings after which the text of a file cannot be told apart into records
_SHAPELESS = ("structure.file", "structure.encoding", "structure.empty", "structure.row")


@dataclass(slots=True)
class States:
    """The tables of one side, and those that could not be read as records, with the reason."""

    tables: dict[str, TableState] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Records:
    """What differs in the records, what could not be compared, and what others referred to.

    Attributes:
        changes: Changes by table, for tables with any.
        uncompared: Reasons by table.
        referenced: Removed records, as ``table:id``, that records of other tables referred to.
    """

    changes: Mapping[str, tuple[RecordChange, ...]]
    uncompared: Mapping[str, str]
    referenced: frozenset[str]


def compare_records(old: tuple[Package, Structure], new: tuple[Package, Structure]) -> Records:
    """Compare all tables of two packages; one that only one side has is all new, or all gone."""
    same = frozenset(_list_same(old[0], new[0]))
    before, after = _read_states(*old, same, new[0]), _read_states(*new, same, new[0])
    unread = {**before.unread, **after.unread}
    changes: dict[str, tuple[RecordChange, ...]] = {}
    for name in dict.fromkeys([*new[0].resources, *old[0].resources]):
        if name not in unread and name not in same:
            schema = (new[0].resources.get(name) or old[0].resources[name]).schema
            empty = make_state(schema, schema.names, ())
            states = before.tables.get(name, empty), after.tables.get(name, empty)
            found = compare_states(*states, schema).records
            changes.update({name: found} if found else {})
    return Records(changes, unread, frozenset(_list_referenced(changes, old[0])))


def _list_same(old: Package, new: Package) -> Iterator[str]:
    for name, resource in new.resources.items():
        other = old.resources.get(name)
        if other is not None and other.schema.primary_key == resource.schema.primary_key:
            files = [old.locate_all(other), new.locate_all(resource)]
            there = files[0] and all(file.is_file() for side in files for file in side)
            if there and _read_all(files[0]) == _read_all(files[1]):
                yield name


def _read_all(files: Sequence[Path]) -> list[bytes]:
    return [file.read_bytes() for file in files]


def _read_states(
    package: Package, structure: Structure, same: Collection[str], newest: Package
) -> States:
    states = States()
    for name, resource in package.resources.items():
        if name in same:
            continue
        faults = [finding for finding in structure.findings if finding.table == name]
        schema = newest.resources.get(name, resource).schema
        reason = _find_reason(faults)
        state = None if reason else _read_table(package, resource, schema)
        if state is None:
            states.unread[name] = f"{resource.path} {reason or 'is no table of records'}"
        else:
            states.tables[name] = state
    return states


def _find_reason(faults: list[Finding]) -> str:
    for finding in faults:
        if finding.rule in _SHAPELESS:
            place = f"in line {finding.line} " if finding.line else ""
            return f"{place}breaks {finding.rule}: {finding.message}"
    return ""


def _read_table(package: Package, resource: Resource, schema: TableSchema) -> TableState | None:
    """The records by the key of ``schema``, where the table has it; None where there are none."""
    # how a file is written, its labels and its marks are findings of their own, not other records
    known = set(schema.primary_key) <= set(resource.schema.names)
    try:
        table = open_rewritable(package, resource)
    except PackageError:
        return None  # a line is no record
    rows = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    return make_state(schema if known else resource.schema, table.columns, rows)


def _list_referenced(
    changes: Mapping[str, tuple[RecordChange, ...]], old: Package
) -> Iterator[str]:
    for name, found in changes.items():
        removed = [change for change in found if change.kind == "removed"]
        if not removed or name not in old.resources:
            continue
        for table, key in _list_keys_to(name, old):
            used = _list_used(old, table, key)
            for change in removed:
                cells = {one.field: one.old for one in change.fields}
                if tuple(cells.get(column, "") for column in key.reference_fields) in used:
                    yield change.record


def _list_keys_to(name: str, package: Package) -> Iterator[tuple[str, ForeignKey]]:
    for table, resource in package.resources.items():
        for key in resource.schema.foreign_keys:
            if key.resource == name and table != name:
                yield table, key


def _list_used(package: Package, table: str, key: ForeignKey) -> set[Key]:
    resource = package.resources[table]
    state = _read_table(package, resource, resource.schema)
    records = state.records.values() if state is not None else ()
    return {tuple(cells.get(column, "") for column in key.fields) for cells in records}
