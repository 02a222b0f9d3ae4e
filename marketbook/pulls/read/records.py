"""The records of a table that was found in a workbook, each cell as the CSV writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from marketbook.changes import Cells, TableState
from marketbook.errors import WorkbookError
from marketbook.pulls.read import limits
from marketbook.pulls.read.cells import Reading, read_cell
from marketbook.pulls.read.edited import EditedRecord, EditedTable, Place, Remark
from marketbook.pulls.read.grid import Cell
from marketbook.pulls.read.numbers import (
    read_decimal,
    read_field_number,
    read_printed,
    write_decimal,
    write_plain,
)
from marketbook.pulls.read.tables import FoundTable, list_title_cells
from marketbook.pulls.read.totals import Totals
from marketbook.schema import Field, TableSchema

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """A table's records, and what is to be said of its cells."""

    table: EditedTable
    remarks: tuple[Remark, ...]


def read_records(found: FoundTable, schema: TableSchema, base: TableState) -> RecordsRead:
    """Reads every row below a table's header; blank ones are no records.

    Args:
        found: The table in its sheet.
        schema: Its schema as it is now; a column that it lacks is taken for text.
        base: The table as it was.
    """
    known = {field.name: field for field in schema.fields}
    fields = {name: known.get(name) or Field(name=name) for name in found.columns}
    reader = _Reader(found, fields, _index_base(schema, fields, base))
    remarks = Remarks(found.sheet.title)
    for remark in (*_refuse_merged(found), *_refuse_strays(found)):
        remarks.add(remark)
    records = tuple(reader.read_all(remarks))
    table = EditedTable(found.name, tuple(found.columns), records)
    return RecordsRead(table, tuple(remarks.list_all()))


@dataclass(frozen=True, slots=True)
class RowPlaces(Mapping[str, Place]):
    """The places of one record, made when they are asked for: few ever are."""

    found: FoundTable
    row: int

    def __getitem__(self, name: str) -> Place:
        return self.found.sheet.place(self.row, self.found.columns[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.found.columns)

    def __len__(self) -> int:
        return len(self.found.columns)


@dataclass(frozen=True, slots=True)
class _Base:
    """The records as they were, by a key that does not depend on how its numbers are written."""

    key: tuple[str, ...]
    records: dict[Key, list[Cells]]

    def take(self, key: Key) -> Cells | None:
        """The record of a key; where several have it, each in turn, then the last again."""
        found = self.records.get(key)
        if not found:
            return None
        return found.pop(0) if len(found) > 1 else found[0]


def _index_base(schema: TableSchema, fields: Mapping[str, Field], base: TableState) -> _Base:
    key = tuple(name for name in schema.primary_key or base.columns if name in fields)
    records: dict[Key, list[Cells]] = {}
    for cells in base.records.values():
        loose = tuple(_loosen(fields[name], cells.get(name, "")) for name in key)
        records.setdefault(loose, []).append(cells)
    return _Base(key, records)


@dataclass(frozen=True, slots=True)
class _Reader:
    found: FoundTable
    fields: Mapping[str, Field]
    base: _Base

    def read_all(self, remarks: Remarks) -> Iterator[EditedRecord]:
        """The records; what is to be said of their cells goes to the remarks."""
        columns, count = self.found.columns, 0
        totals = Totals(self.found.sheet.totals, self.base.key)
        for row, cells in self.found.sheet.list_rows():
            if row <= self.found.top:
                continue
            there = {name: cells[at] for name, at in columns.items() if at in cells}
            held = {name: cell for name, cell in there.items() if _is_filled(cell)}
            if not held:
                continue
            count += 1
            if count > limits.MOST_RECORDS:
                raise _tell_many(self.found)
            key = self._make_key(held)
            if key not in self.base.records:
                place = self.found.sheet.place(row, min(columns[name] for name in held))
                remark = totals.judge(row, held, place)
                if remark is not None:
                    remarks.add(remark)
                    continue
            totals.add(held)
            yield self._read_record(row, held, self.base.take(key), remarks)

    def _read_record(
        self, row: int, held: Mapping[str, Cell], base: Cells | None, remarks: Remarks
    ) -> EditedRecord:
        texts: dict[str, str] = {}
        places = RowPlaces(self.found, row)
        for name in self.found.columns:
            old = base.get(name) if base is not None else None
            reading = read_cell(self.fields[name], held.get(name), old)
            # with a cell that is refused nothing is written: the rest is checked with it as it was
            texts[name] = old or "" if reading.refused else reading.text
            if reading.found:
                remarks.add_reading(places[name], name, reading)
        return EditedRecord(texts, places)

    def _make_key(self, held: Mapping[str, Cell]) -> Key:
        return tuple(_loosen_cell(self.fields[name], held.get(name)) for name in self.base.key)


def _tell_many(found: FoundTable) -> WorkbookError:
    told = f"the table {found.name} has more than {limits.MOST_RECORDS:,} rows"
    return WorkbookError(told, "fewer", "edit the CSV file instead")


def _loosen_cell(field: Field, cell: Cell | None) -> str:
    """What a cell of a key says, however it is written."""
    if cell is None:
        return ""
    if cell.kind in ("number", "percent"):
        return _loosen(Field(name=field.name), write_plain(cell.text)[0])
    if cell.kind == "date" and field.type == "yearmonth":
        return cell.text[:7]
    return _loosen(field, cell.text)


def _loosen(field: Field, text: str) -> str:
    plain = text.strip()
    if plain in ("", *field.missing_values):
        return ""
    if field.type == "boolean":
        return "true" if plain in (*field.true_values, "true") else "false"
    own = read_field_number(field, plain) if field.type in ("integer", "number") else None
    number = own or read_decimal(plain) or read_printed(plain)
    return write_decimal(number) if number is not None and number.is_finite() else plain


def _refuse_merged(found: FoundTable) -> Iterator[Remark]:
    """Merged cells from the header down, or across a column of the table above it."""
    for area in found.sheet.merged:
        if area.bottom >= found.top and area.left <= max(found.columns.values()):
            place = found.sheet.place(area.top, area.left)
            remedy = "take them apart, and fill each cell"
            yield Remark(place, "merged cells in the table", "a value in each cell", remedy)


def _refuse_strays(found: FoundTable) -> Iterator[Remark]:
    """Cells with something in them that belong to no column and are no title."""
    titles, columns = list_title_cells(found), set(found.columns.values())
    for row, cells in found.sheet.list_rows():
        for column in sorted(cells):
            inside = column in columns and row >= found.top
            if not inside and (row, column) not in titles and _is_filled(cells[column]):
                yield _tell_stray(found, row, column, cells[column], columns)


def _is_filled(cell: Cell) -> bool:
    return cell.kind != "text" or bool(cell.text.strip())


def _tell_stray(
    found: FoundTable, row: int, column: int, cell: Cell, columns: Sequence[int] | set[int]
) -> Remark:
    where = "above" if row < found.top and column in columns else "outside"
    told = f"'{cell.text[:80]}' is {where} the columns of the table {found.name}"
    remedy = "clear the cell, or move its content into the table"
    return Remark(found.sheet.place(row, column), told, "an empty cell", remedy)


@dataclass(slots=True)
class Remarks:
    """Collects what is to be said of one sheet.

    Attributes:
        sheet: Title of the sheet.
    """

    sheet: str
    _first: list[Remark] = field(default_factory=list[Remark])
    _more: int = 0
    _refuses: bool = False

    def add(self, remark: Remark) -> None:
        """Keeps a remark, or counts it."""
        if len(self._first) < limits.MOST_REMARKS:
            self._first.append(remark)
        else:
            self._more += 1
            self._refuses = self._refuses or remark.refuses

    def add_reading(self, place: Place, column: str, reading: Reading) -> None:
        """Keeps what is to be said of a cell, if anything is."""
        if reading.found:
            told = f"{column}: {reading.found}"
            self.add(Remark(place, told, reading.expected, reading.remedy, reading.refused))

    def list_all(self) -> list[Remark]:
        """The remarks, and how many more there are."""
        if not self._more:
            return self._first
        told = f"{self._more:,} more cells like these"
        return [*self._first, Remark(Place(self.sheet), told, refuses=self._refuses)]
