"""The scenarios of a market's workbook: lines of its sheet Inputs, the only ones that are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marketbook.changes import Cells
from marketbook.package import Package
from marketbook.pulls.read.cells import Reading, read_cell
from marketbook.pulls.read.edited import EditedRecord, EditedTable, Place, Remark
from marketbook.pulls.read.grid import Cell, GridBook
from marketbook.pulls.read.input_lines import InputLines, find_input_lines, name_line
from marketbook.pulls.read.numbers import (
    is_same_number,
    read_decimal,
    write_percentage,
    write_plain,
)
from marketbook.pulls.read.origin import Origin
from marketbook.schema import Field, TableSchema
from marketbook.workbook.read_market import EARLIER_WORDS, assume_scenario
from marketbook.workbook.sheets.input_lines import METHOD_NAMES, SCENARIO_TERMS

TABLE = "scenarios"
_KEYS = ("low", "base", "high")
_COLUMNS = {
    "name": "name", "method": "method", "factor": "growth_factor",
    "long_run": "long_run_rate_percent", "fade": "fade_years", "ceiling": "ceiling_multiple",
}  # fmt: skip
_RATIONALE = "rationale"
_BLANK = "–"
_LABELS = {label.casefold(): method for method, label in METHOD_NAMES.items()}


def read_scenarios(
    grid: GridBook, origin: Origin, package: Package
) -> tuple[dict[str, EditedTable], list[Remark]]:
    """The scenarios as they stand on Inputs; none where the sheet is not as it was."""
    if TABLE not in package.resources or TABLE not in origin.base:
        found = "a market's workbook of a package without scenarios"
        return {}, [Remark(Place("State"), found, f"the table {TABLE}", "edit tables.xlsx")]
    lines, remarks = find_input_lines(grid)
    if lines is None:
        return {}, remarks
    schema = package.resources[TABLE].schema
    state = origin.base[TABLE]
    base = {cells.get("scenario_id", ""): cells for cells in state.records.values()}
    records: list[EditedRecord] = []
    for key in _KEYS:
        lost = _list_lost(lines, key)
        reader = _ScenarioReader(lines, schema, origin.market, key, state.columns)
        remarks += lost
        record = None if lost else reader.read(base.get(key), remarks)
        if record is not None:
            records.append(record)
    return {TABLE: EditedTable(TABLE, state.columns, tuple(records), whole=False)}, remarks


def _list_lost(lines: InputLines, key: str) -> list[Remark]:
    wanted = [name_line(name, key) for _, name, _, _ in SCENARIO_TERMS]
    return [
        Remark(
            Place(lines.sheet.title),
            f"{'no' if name not in lines.rows else 'more than one'} line '{name}'",
            "one line for it",
            "put it back; build the workbook again to see it",
        )
        for name in wanted
        if len(lines.rows.get(name, ())) != 1
    ]


@dataclass(frozen=True, slots=True)
class _ScenarioReader:
    """Reads one scenario of one market."""

    lines: InputLines
    schema: TableSchema
    market: str
    key: str
    columns: tuple[str, ...]

    def read(self, base: Cells | None, remarks: list[Remark]) -> EditedRecord | None:
        """The scenario; none where the table has none and the workbook only assumes it."""
        texts = dict.fromkeys(self.columns, "") | dict(base or {})
        texts |= {"market_id": self.market, "scenario_id": self.key}
        places: dict[str, Place] = {}
        for term, name, _, _ in SCENARIO_TERMS:
            self._read_one(_COLUMNS[term], name, "value", base, texts, places, remarks)
        self._read_one(_RATIONALE, SCENARIO_TERMS[0][1], "place", base, texts, places, remarks)
        places |= {name: places["name"] for name in self.columns if name not in places}
        if base is None and self._is_assumed(texts):
            return None
        kept = {name: texts[name] for name in self.columns}
        return EditedRecord(kept, {name: places[name] for name in self.columns})

    def _read_one(
        self, column: str, name: str, where: str, base: Cells | None,
        texts: dict[str, str], places: dict[str, Place], remarks: list[Remark],
    ) -> None:  # fmt: skip
        row = self.lines.rows[name_line(name, self.key)][0]
        place = places[column] = self.lines.sheet.place(row, self.lines.columns[where])
        cell = self.lines.sheet.cell(row, self.lines.columns[where])
        old = base.get(column) if base is not None else None
        reading = _read_term(self._find_field(column), cell, old)
        texts[column] = reading.text
        if reading.found:
            told = f"{column}: {reading.found}"
            remark = Remark(place, told, reading.expected, reading.remedy, reading.refused)
            remarks.append(remark)

    def _find_field(self, column: str) -> Field:
        known = {field.name: field for field in self.schema.fields}
        return known.get(column) or Field(name=column)

    def _is_assumed(self, texts: Mapping[str, str]) -> bool:
        """Whether it is what the workbook shows where the table says nothing."""
        return any(self._agrees(texts, points) for points in (1, 2))

    def _agrees(self, texts: Mapping[str, str], points: int) -> bool:
        assumed = assume_scenario(self.key, points)
        terms = assumed.terms
        numbers = {
            "growth_factor": str(terms.growth_factor),
            "long_run_rate_percent": write_percentage(str(terms.long_run_rate)),
            "fade_years": str(terms.fade_years),
            "ceiling_multiple": str(terms.ceiling_multiple),
        }
        why = EARLIER_WORDS.get(texts[_RATIONALE], texts[_RATIONALE])
        found = texts.get("name"), texts.get("method"), why
        return found == (assumed.name, terms.method, assumed.rationale) and all(
            is_same_number(read_decimal(texts.get(name, "")), read_decimal(number))
            for name, number in numbers.items()
        )


def _read_term(field: Field, cell: Cell | None, base: str | None) -> Reading:
    if field.name == "method":
        return _read_method(field, cell, base)
    if field.name == "long_run_rate_percent":
        return _read_rate(field, cell, base)
    if field.name == _RATIONALE and cell is not None and cell.text == _BLANK and not base:
        return Reading("")
    return read_cell(field, cell, base)


def _read_method(field: Field, cell: Cell | None, base: str | None) -> Reading:
    """Methods go by their name in the workbook."""
    reading = read_cell(field, cell, METHOD_NAMES.get(base or "", base))
    if reading.refused or not reading.text:
        return reading
    method = _LABELS.get(reading.text.casefold(), reading.text)
    if method in METHOD_NAMES:
        return Reading(method)
    found = f"the method '{reading.text[:80]}'"
    expected = ", ".join(METHOD_NAMES.values())
    return Reading("", found, f"one of {expected}", "choose one of the list", refused=True)


def _read_rate(field: Field, cell: Cell | None, base: str | None) -> Reading:
    """A rate is shown as a percentage and kept as a fraction; the table has the percentage."""
    if cell is None or cell.kind not in ("percent", "number", "text"):
        return read_cell(field, cell, base)
    if cell.kind == "text":
        return read_cell(field, cell, base) if "%" in cell.text else _refuse_bare(cell)
    reading = read_cell(field, Cell("number", write_percentage(cell.text)), base)
    if cell.kind == "number" and (base is None or reading.text != base):
        return _refuse_bare(cell)
    return reading


def _refuse_bare(cell: Cell) -> Reading:
    digits = cell.text if cell.kind == "text" else write_plain(cell.text)[0]
    found = f"'{digits[:80]}' may be a fraction or percent"
    remedy = "type it with a percent sign, such as 5%"
    return Reading("", found, "a percentage", remedy, refused=True)
