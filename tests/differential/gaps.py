"""Where frictionless and we differ for a known reason; any other difference is a fault of ours.

Each gap is a small predicate over one fault that one judge finds and the other does not.
`test_gaps.py` shows by an example that each of them really exists in frictionless.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from marketbook.schema.lexical import get_lexical_pattern
from marketbook.schema.read_field import read_field
from tests.differential.cases import Case, Table
from tests.differential.judges import Fault, Judgement


@dataclass(frozen=True)
class Difference:
    """A fault that one judge finds and the other does not."""

    case: Case
    fault: Fault
    ours: Judgement
    theirs: Judgement

    @property
    def by_us(self) -> bool:
        return self.fault in self.ours.faults

    @property
    def table(self) -> Table:
        return self.case.get_table(self.fault.place.file)

    @property
    def row(self) -> dict[str, str]:
        number = self.fault.place.line - self.table.first_line
        in_reach = 0 <= number < len(self.table.rows)
        cells = self.table.rows[number] if in_reach else []
        return dict(zip(self.table.names, cells, strict=False))

    def kinds_on_line(self, judgement: Judgement) -> set[str]:
        place = self.fault.place
        return {f.kind for f in judgement.faults if f.place[:2] == place[:2]}


Predicate = Callable[[Difference], bool]
GAPS: dict[str, Predicate] = {}


def gap(predicate: Predicate) -> Predicate:
    GAPS[predicate.__name__] = predicate
    return predicate


def explain(difference: Difference) -> str:
    """Name of the first gap that explains the difference; empty where none does."""
    return next((name for name, covers in GAPS.items() if covers(difference)), "")


@gap
def unique_keys_are_ignored(d: Difference) -> bool:
    """frictionless does not read `uniqueKeys`."""
    return d.by_us and d.fault.kind == "structure.unique-key"


@gap
def null_sequences_are_values(d: Difference) -> bool:
    """frictionless does not read the `nullSequence` of a dialect.

    What is no value to us may be of a wrong type to it, lead nowhere, or lead somewhere.
    """
    rows = [r for t in d.case.tables if "nullSequence" in t.dialect for r in t.rows]
    own = d.table.dialect.get("nullSequence") in d.row.values()
    return own or (d.fault.kind in _KEYS and any("NA" in row for row in rows))


@gap
def python_casts_are_lenient(d: Difference) -> bool:
    """frictionless takes what Python's int, Decimal and strptime take: ` 1`, `1_0`, `2024-1-5`.

    Such a cell then also counts in its keys; to us it has no value.
    """
    field = d.fault.place.field
    if d.by_us:
        return d.fault.kind == "structure.type" and is_lenient(d.table, field, d.row[field])
    return any(_has_lenient(d.table, row, _key_columns(d)) for row in _rows_of_key(d))


@gap
def empty_key_parts_are_allowed(d: Difference) -> bool:
    """frictionless objects to a primary key only where all of its parts are empty.

    The standard makes every part required. We name the part that is empty, frictionless counts
    the rest of the key among the keys; a part that is written wrongly is empty to frictionless.
    """
    place = d.fault.place
    if d.by_us:
        return d.fault.kind == "structure.required" and place.field in d.table.primary_key
    ours = {f.place.field for f in d.ours.faults if f.place[:2] == place[:2]}
    return d.fault.kind == "primary-key" and bool(ours & set(d.table.primary_key))


@gap
def misshapen_rows_are_judged(d: Difference) -> bool:
    """frictionless judges the cells of a row that is too short, too long or blank.

    Each of its cells may stand in the wrong column, so to us the row is one fault, and its cells
    count in no key.
    """
    if d.by_us:
        return False
    ragged = any(len(row) != len(d.table.labels) for row in _rows_of_key(d))
    return "structure.row" in d.kinds_on_line(d.ours) or ragged


@gap
def wrong_headers_are_read_by_position(d: Difference) -> bool:
    """Below a wrong header frictionless reads cells by position, we read them by name.

    So does each with the columns that a foreign key refers to.
    """
    if "foreign-key" in d.fault.kind and any(t.labels != t.names for t in d.case.tables):
        return True
    return d.table.labels != d.table.names and d.fault.place.line > 1


@gap
def unreadable_references_are_compared(d: Difference) -> bool:
    """frictionless compares a foreign key with a table that could be read only in part.

    What is missing there may be what is looked for: we say in a note that we did not compare.
    """
    place = d.fault.place
    return d.fault.kind == "foreign-key" and (place.file, place.field) in d.ours.notes


@gap
def patterns_are_anchored_by_text(d: Difference) -> bool:
    """frictionless writes `^` before and `$` behind a pattern, so that `a|b` means `^a|b$`."""
    field = d.table.get_field(d.fault.place.field) if d.fault.place.field else {}
    return "|" in str(field.get("constraints", {}).get("pattern", ""))


@gap
def nan_differs_from_itself(d: Difference) -> bool:
    """To frictionless two cells with NaN are different values, to us they are the same."""
    if d.fault.kind not in _KEYS:
        return False
    return any(
        d.row.get(name, "").lower() == "nan" and d.table.get_field(name)["type"] == "number"
        for name in _key_columns(d)
    )


_KEYS = {
    "foreign-key",
    "primary-key",
    "unique-error",
    "structure.foreign-key",
    "structure.primary-key",
    "structure.unique",
}


def _key_columns(d: Difference) -> set[str]:
    if d.fault.place.field:
        return {d.fault.place.field}
    keys = [key["fields"] for key in d.table.schema.get("foreignKeys", [])]
    return {name for key in [d.table.primary_key, *keys] for name in key}


def _rows_of_key(d: Difference) -> list[list[str]]:
    """The row of a fault in a key, and the rows above it that share the key."""
    number = d.fault.place.line - d.table.first_line
    if d.fault.kind not in _KEYS or not 0 <= number < len(d.table.rows):
        return []
    rows = d.table.rows[: number + 1]
    if "foreign-key" in d.fault.kind:
        return rows[-1:]
    keys = [[_value(d.table, name, row) for name in sorted(_key_columns(d))] for row in rows]
    return [row for row, key in zip(rows, keys, strict=True) if key == keys[-1]]


def _has_lenient(table: Table, row: list[str], names: set[str]) -> bool:
    return any(
        is_lenient(table, name, text)
        for name, text in zip(table.names, row, strict=False)
        if name in names
    )


def _value(table: Table, name: str, row: list[str]) -> object:
    """The value of a cell as frictionless reads it, near enough to compare two of them."""
    index = table.names.index(name)
    text = row[index] if index < len(row) else ""
    field = table.get_field(name)
    stated = field.get("missingValues", table.schema.get("missingValues", [""]))
    if text in [each["value"] if isinstance(each, dict) else each for each in stated]:
        return None
    try:
        return _cast(field, text)
    except (ValueError, InvalidOperation):
        return None


def is_lenient(table: Table, name: str, text: str) -> bool:
    """Whether Python takes a cell that the standard does not."""
    field = table.get_field(name)
    try:
        _cast(field, text)
    except (ValueError, InvalidOperation):
        return False
    pattern = get_lexical_pattern(read_field(field, table.name, ("",)))
    return re.fullmatch(pattern, text) is None if pattern else False


def _cast(field: dict[str, object], text: str) -> object:
    """What Python's own casts, on which frictionless relies, make of a cell."""
    match field["type"]:
        case "integer":
            return int(text)
        case "number":
            return Decimal(_plain_number(field, text.strip()))
        case "year":
            return int(text if len(text) == len("2024") else "not a year")
        case "yearmonth":
            year, month = text.split("-")
            return int(year), datetime(1, int(month), 1).month
        case "date":
            return datetime.strptime(text, "%Y-%m-%d")
        case "boolean":
            return text in field.get("trueValues", ["true", "True", "TRUE", "1"])
        case "list":
            item = {"type": field["itemType"]}
            return [_cast(item, part) for part in text.split(str(field["delimiter"]))]
        case _:
            return text


def _plain_number(field: dict[str, object], text: str) -> str:
    plain = text.replace(str(field.get("groupChar", "")), "")
    if field.get("decimalChar", ".") != "." and "." in plain:
        raise ValueError(text)
    return plain.replace(str(field.get("decimalChar", ".")), ".")


def list_differences(case: Case, ours: Judgement, theirs: Judgement) -> Iterator[Difference]:
    """Every fault at a place where the other judge finds nothing."""
    for judgement, other in ((ours, theirs), (theirs, ours)):
        places = {fault.place for fault in other.faults}
        for fault in judgement.faults:
            if fault.place not in places:
                yield Difference(case, fault, ours, theirs)
