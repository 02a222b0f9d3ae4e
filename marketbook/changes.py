"""What differs between two states of a table, by record and field; their order is no difference.

Records are compared as text, as they stand in the CSV, so that a printed ``18.50`` is not ``18.5``;
in a column of numbers two spellings of one number are the same, and so are two words for true in
one of booleans and two ways to say that a cell is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from marketbook.package import split_records, split_row
from marketbook.schema import Field, TableSchema

Key = tuple[str, ...]
Cells = Mapping[str, str]
"""The cells of one record by column, as text; an empty text is an empty cell."""

_NUMERIC = ("integer", "number", "year")


@dataclass(frozen=True, slots=True)
class TableState:
    """One table at one time.

    Attributes:
        name: Name of the table.
        columns: Its columns, in the order of the file.
        records: Its records by key, in the order of the file. Where a key stands more than once,
            the second has ``#2`` behind it, and so on.
    """

    name: str
    columns: tuple[str, ...]
    records: Mapping[Key, Cells]


@dataclass(frozen=True, slots=True, order=True)
class FieldChange:
    """One cell that differs; ``old`` of a new record and ``new`` of a removed one are empty."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that was added, changed or removed, with the cells that differ."""

    table: str
    key: Key
    kind: Literal["added", "changed", "removed"]
    fields: tuple[FieldChange, ...]

    @property
    def record(self) -> str:
        """``table:id``, as findings and waivers name it."""
        return f"{self.table}:{'/'.join(self.key)}"


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What differs between two states of one table."""

    table: str
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    records: tuple[RecordChange, ...]

    def __bool__(self) -> bool:
        return bool(self.columns_added or self.columns_removed or self.records)


def read_state(text: str, schema: TableSchema) -> TableState:
    """The records of well formed CSV, whose cells may have line breaks.

    Args:
        text: All of it, its header first.
        schema: The table's schema, for its name and key. Without a primary key a record is known
            by all its cells.
    """
    lines = split_records(text)
    columns = tuple(split_row(lines[0])) if lines else schema.names
    rows = [dict(zip(columns, split_row(line), strict=True)) for line in lines[1:]]
    return make_state(schema, columns, rows)


def make_state(schema: TableSchema, columns: Sequence[str], rows: Iterable[Cells]) -> TableState:
    """A table from its rows, whatever they were read from."""
    key = schema.primary_key or tuple(columns)
    # all cells of a record: then two spellings of one number are no two records
    spelled = {} if schema.primary_key else {field.name: field for field in schema.fields}
    records: dict[Key, Cells] = {}
    seen: dict[Key, int] = {}
    for row in rows:
        plain = tuple(_settle(spelled.get(column), row.get(column, "")) for column in key)
        seen[plain] = seen.get(plain, 0) + 1
        unique = plain if seen[plain] == 1 else (*plain[:-1], f"{plain[-1]}#{seen[plain]}")
        records[unique] = row
    return TableState(schema.name, tuple(columns), records)


def _settle(field: Field | None, text: str) -> str:
    """One text for all that say the same in a column, as `is_same` has it."""
    if field is None or text in ("", *field.missing_values):
        return "" if field else text
    if field.type == "boolean":
        words = (field.true_values, field.false_values)
        return next((each[0] for each in words if text in each), text)
    if field.type not in _NUMERIC:
        return text
    try:
        number = _read_number(field, text)
    except InvalidOperation:
        return text
    return f"{number.normalize():f}" if number.is_finite() and abs(number.adjusted()) < 99 else text


def compare_states(old: TableState, new: TableState, schema: TableSchema) -> TableChanges:
    """Everything that differs: columns, then records in the order of the new state.

    Args:
        old: The table before.
        new: The table after.
        schema: Says which columns hold numbers.
    """
    added = tuple(column for column in new.columns if column not in old.columns)
    removed = tuple(column for column in old.columns if column not in new.columns)
    return TableChanges(new.name, added, removed, tuple(_compare_records(old, new, schema)))


def _compare_records(
    old: TableState, new: TableState, schema: TableSchema
) -> Iterator[RecordChange]:
    both = tuple(dict.fromkeys([*new.columns, *old.columns]))
    fields = {field.name: field for field in schema.fields}
    for key, cells in new.records.items():
        before = old.records.get(key)
        differing = tuple(_compare_cells(before or {}, cells, both, fields))
        if before is None:
            yield RecordChange(new.name, key, "added", differing)
        elif differing:
            yield RecordChange(new.name, key, "changed", differing)
    for key, cells in old.records.items():
        if key not in new.records:
            yield RecordChange(
                new.name, key, "removed", tuple(_compare_cells(cells, {}, both, fields))
            )


def _compare_cells(
    old: Cells, new: Cells, columns: Iterable[str], fields: Mapping[str, Field]
) -> Iterator[FieldChange]:
    for column in columns:
        before, after = old.get(column, ""), new.get(column, "")
        if not is_same(fields.get(column), before, after):
            yield FieldChange(column, before, after)


def is_same(field: Field | None, one: str, other: str) -> bool:
    """Whether two texts of a column say the same; ``18.50`` and ``18.5`` do in one of numbers."""
    if one == other:
        return True
    if field is None:
        return False
    empty = (one in ("", *field.missing_values), other in ("", *field.missing_values))
    if any(empty):
        return all(empty)
    if field.type == "boolean":
        return any({one, other} <= set(words) for words in (field.true_values, field.false_values))
    if field.type not in _NUMERIC:
        return False
    try:
        return _read_number(field, one) == _read_number(field, other)
    except InvalidOperation:
        return False


def _read_number(field: Field, text: str) -> Decimal:
    plain = text.replace(field.group_char, "") if field.group_char else text
    return Decimal(plain.replace(field.decimal_char, "."))
