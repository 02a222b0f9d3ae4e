"""A table as it stands in its files, and what is to become of its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from marketbook.errors import PackageError
from marketbook.package.model import Resource
from marketbook.package.rows import write_cell
from marketbook.schema import Field

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of a table as it is to be written.

    Attributes:
        at: Its number among those that are there; None for a new one.
        cells: By column, the cells that differ; of a new one all that are filled.
    """

    at: int | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A table as it would be.

    Attributes:
        files: Content by path inside the package.
        data: Rows that stand in the descriptor; None where they are in files.
        places: File and line of each record, in the order of the entries.
    """

    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    data: object = None
    places: Sequence[tuple[str, int]] = ()


class WrittenTable(Protocol):
    """A table that was read record by record."""

    @property
    def columns(self) -> Row:
        """The columns of the schema in the order of the file, then those that it lacks."""
        ...

    @property
    def rows(self) -> Sequence[Row]:
        """The cells of each record in that order; a missing one is the field's `missing_text`."""
        ...

    @property
    def places(self) -> Sequence[tuple[str, int]]:
        """File and line of each record."""
        ...

    def write(self, entries: Sequence[Entry]) -> Rewritten:
        """The table with other records.

        Raises:
            PackageError: A cell cannot be written in the manner of the file.
        """
        ...


def render_rows(columns: Row, rows: Sequence[Row]) -> str:
    """Rows as plain CSV, labels first, whatever file they came from."""
    return "".join(f"{_join(row)}\n" for row in (columns, *rows))


def _join(row: Row) -> str:
    # a blank line is no record, so the one cell of a table may not be nothing at all
    return ",".join(map(write_cell, row)) or '""'


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file against those of its schema.

    Attributes:
        resource: The table.
        places: The column that stands at each place of the file; None for one that is not in the
            schema.
    """

    resource: Resource
    places: Sequence[str | None]

    @property
    def names(self) -> Row:
        """Those of the file that the schema knows, then those that the file lacks."""
        known = [name for name in self.places if name]
        lacking = [name for name in self.resource.schema.names if name not in set(known)]
        return (*known, *lacking)

    def pick_all(self, rows: Iterable[Sequence[str | None]]) -> list[Row]:
        """The cells of records in the order of `names`, with one text for no value at all."""
        at = {name: place for place, name in enumerate(self.places) if name}
        fields = {field.name: field for field in self.resource.schema.fields}
        wanted = [(at.get(name, -1), fields[name].missing_text) for name in self.names]
        null = self.resource.dialect.null_sequence
        return [
            tuple(_settle(row[n] if n >= 0 else None, null, missing) for n, missing in wanted)
            for row in rows
        ]

    def spread(self, cells: Mapping[str, str], old: Sequence[str | None] | None) -> list[str]:
        """The cells of a record by place in the file.

        ``cells`` are those that differ from ``old``, by column; a new record has no old ones.

        Raises:
            PackageError: A filled cell has no place in the file.
        """
        fields = {field.name: field for field in self.resource.schema.fields}
        lost = [
            name
            for name, text in cells.items()
            if name not in self.places and text not in ("", fields[name].missing_text)
        ]
        if lost:
            raise PackageError(
                f"{self.resource.path} has no column '{lost[0]}', so that "
                f"'{cells[lost[0]][:80]}' cannot be written",
                "a column of the file",
                "add the column to the file first",
            )
        new = [
            "" if name is None else cells.get(name) or self._write_nothing(fields[name])
            for name in self.places
        ]
        if old is None:
            return new
        return [
            text if name in cells else was or ""
            for name, text, was in zip(self.places, new, old, strict=True)
        ]

    def _write_nothing(self, field: Field) -> str:
        null = self.resource.dialect.null_sequence
        return field.missing_text if null is None else null


def _settle(cell: str | None, null: str | None, missing: str) -> str:
    if cell is None or cell == null:
        return missing
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
