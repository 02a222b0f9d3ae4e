"""Writes changes of records into the text of a table's file, and leaves every other line alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from marketbook.changes import Key, RecordChange
from marketbook.package import split_raw, write_cell
from marketbook.pulls.merge.current import CurrentTable
from marketbook.pulls.read.cells import write_missing
from marketbook.schema import TableSchema

_NUMERIC = ("integer", "number", "year")
Rank = tuple[tuple[int, Decimal, str], ...]


@dataclass(frozen=True, slots=True)
class ComposedTable:
    """The text of a table's file as it would be.

    Attributes:
        text: The whole file.
        keys: The key of each record, in the order of its lines; the first stands in line 2.
    """

    text: str
    keys: tuple[Key, ...]

    @property
    def lines(self) -> dict[Key, int]:
        """Line of each record."""
        return {key: number for number, key in enumerate(self.keys, 2)}


def compose_table(current: CurrentTable, changes: Iterable[RecordChange]) -> ComposedTable:
    """The file with the changes in it.

    A record that did not change keeps its line to the byte. New records go where the key puts
    them, in a file that is sorted by its key; else to the end.
    """
    lines = dict(current.lines)
    new: dict[Key, str] = {}
    columns = current.state.columns
    missing = {field.name: write_missing(field) for field in current.resource.schema.fields}
    for change in changes:
        cells = {each.field: each.new for each in change.fields}
        if change.kind == "removed":
            del lines[change.key]
        elif change.kind == "changed":
            lines[change.key] = _change_line(lines[change.key], columns, cells)
        else:
            filled = (cells.get(column) or missing.get(column, "") for column in columns)
            new[change.key] = _join([write_cell(text) for text in filled])
    ordered = _place(current, lines, new)
    body = "".join(f"{line}\n" for line in (current.header, *ordered.values()))
    return ComposedTable(body, tuple(ordered))


def _change_line(line: str, columns: Iterable[str], cells: Mapping[str, str]) -> str:
    """The line with some cells changed; the others keep their spelling."""
    old = zip(columns, split_raw(line), strict=True)
    return _join([write_cell(cells[name]) if name in cells else raw for name, raw in old])


def _join(cells: list[str]) -> str:
    # a blank line is no record, so the one cell of a table may not be nothing at all
    return ",".join(cells) or '""'


def _place(
    current: CurrentTable, lines: Mapping[Key, str], new: Mapping[Key, str]
) -> dict[Key, str]:
    schema = current.resource.schema
    rank = make_rank(schema, _list_key_cells(current))
    old = list(current.state.records)
    ranks = [rank(key) for key in old] if schema.primary_key else []
    if not ranks or any(one > other for one, other in pairwise(ranks)):
        return {**lines, **new} if old else dict(sorted(new.items(), key=lambda e: rank(e[0])))
    kept = [key for key in old if key in lines]
    kept_ranks = [rank(key) for key in kept]
    ordered: list[tuple[int, Rank, Key, str]] = [
        (n, kept_ranks[n], key, lines[key]) for n, key in enumerate(kept)
    ]
    ordered += [
        (bisect_right(kept_ranks, rank(key)), rank(key), key, line) for key, line in new.items()
    ]
    # a new record goes before the old one that stands at its place
    ordered.sort(key=lambda entry: (entry[0], entry[2] in lines, entry[1]))
    return {key: line for _, _, key, line in ordered}


def _list_key_cells(current: CurrentTable) -> tuple[str, ...]:
    return current.resource.schema.primary_key or current.state.columns


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
