"""Reads an edited workbook that openpyxl saved: a plain stand-in for the careful reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from marketbook.errors import WorkbookError
from marketbook.package import Package, split_row
from marketbook.pulls.model import BaseTable, EditedBook, EditedRecord, EditedTable, Place, Remark
from marketbook.workbook.memory import BASE, BASE_COLUMNS, STATE, STATE_COLUMNS
from marketbook.workbook.sheets.inputs import COLUMNS, METHOD_NAMES, TITLES

Found = dict[str, tuple[object, Place]]
_TERMS = {
    "Scenario name": "name",
    "Method": "method",
    "Growth factor": "growth_factor",
    "Long-run growth": "long_run_rate_percent",
    "Years until growth has faded": "fade_years",
    "Ceiling": "ceiling_multiple",
}


def read_book(path: Path, package: Package) -> EditedBook:
    """Read an edited workbook of a package.

    Raises:
        WorkbookError: It is no workbook of this package.
    """
    try:
        book = load_workbook(path)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise WorkbookError(f"{path} cannot be read ({error})", "a workbook") from error
    if STATE not in book.sheetnames or BASE not in book.sheetnames:
        raise WorkbookError(f"{path} is no workbook of marketbook: no sheet State or Base")
    state = list(_read_rows(book[STATE], STATE_COLUMNS))
    kinds = {str(row["Kind"][0]): row for row in state}
    base = _read_base(book[BASE], state)
    name, version = str(kinds["package"]["Name"][0] or ""), str(kinds["package"]["State"][0] or "")
    market = str(kinds["market"]["Name"][0]) if "market" in kinds else ""
    if name != str(package.descriptor.get("name", "")):
        raise WorkbookError(f"{path} was built from the package '{name}'")
    tables, remarks = _read_tables(book, state, base, market)
    kind = "market" if market else "tables"
    return EditedBook(path, kind, market, name, version, base, tables, tuple(remarks))


def _read_tables(
    book: Workbook, state: Sequence[Found], base: dict[str, BaseTable], market: str
) -> tuple[dict[str, EditedTable], list[Remark]]:
    if market:
        return {"scenarios": _read_scenarios(book["Inputs"], base["scenarios"], market)}, []
    tables: dict[str, EditedTable] = {}
    remarks: list[Remark] = []
    for row in state:
        if row["Kind"][0] == "table":
            name = str(row["Name"][0])
            columns = split_row(base[name].text.split("\n")[0])
            found = list(_read_rows(book[str(row["Sheet"][0])], columns))
            remarks += [
                Remark(place, f"holds the formula {value}", "a value", "type the value")
                for record in found
                for value, place in record.values()
                if isinstance(value, str) and value.startswith("=")
            ]
            tables[name] = EditedTable(
                name, tuple(columns), tuple(_make_record(record) for record in found)
            )
    return tables, remarks


def _make_record(found: Found) -> EditedRecord:
    cells = {name: _tell(value) for name, (value, _) in found.items()}
    return EditedRecord(cells, {name: place for name, (_, place) in found.items()})


def _read_rows(sheet: Worksheet, columns: Sequence[str]) -> Iterator[Found]:
    """Every row that holds something, below the row that holds all the headers."""
    rows = list(sheet.iter_rows())
    top = next(n for n, row in enumerate(rows) if set(columns) <= {str(c.value) for c in row})
    places = {str(cell.value): n for n, cell in enumerate(rows[top])}
    for row in rows[top + 1 :]:
        cells = {name: row[places[name]] for name in columns}
        if any(cell.value is not None for cell in cells.values()):
            yield {
                name: (cell.value, Place(sheet.title, cell.coordinate))
                for name, cell in cells.items()
            }


def _read_base(sheet: Worksheet, state: Sequence[Found]) -> dict[str, BaseTable]:
    sums = {str(r["Name"][0]): str(r["State"][0]) for r in state if r["Kind"][0] == "table"}
    lines: dict[str, dict[int, str]] = {name: {} for name in sums}
    for row in _read_rows(sheet, BASE_COLUMNS):
        held, number = lines[str(row["Table"][0])], int(str(row["Line"][0]))
        held[number] = held.get(number, "") + str(row["Text"][0] or "")
    return {
        name: BaseTable(sums[name], "\n".join(text for _, text in sorted(held.items())))
        for name, held in lines.items()
    }


def _read_scenarios(sheet: Worksheet, base: BaseTable, market: str) -> EditedTable:
    header, *lines = (split_row(line) for line in base.text.removesuffix("\n").split("\n"))
    found: dict[str, Found] = {}
    for line in _read_rows(sheet, [TITLES[key] for key in COLUMNS]):
        label, _, scenario = str(line["Input"][0]).rpartition(", ")
        if line["Section"][0] == "Scenarios" and label in _TERMS:
            cells = found.setdefault(scenario, {})
            cells[_TERMS[label]] = line["Value"]
            if label == "Scenario name":
                cells["rationale"] = line[TITLES["place"]]
    known = {dict(zip(header, line, strict=True))["scenario_id"] for line in lines}
    records = [_make_scenario(cells, market, key) for key, cells in found.items() if key in known]
    return EditedTable("scenarios", tuple(header), tuple(records), whole=False)


def _make_scenario(found: Found, market: str, scenario: str) -> EditedRecord:
    record = _make_record(found)
    cells = {"market_id": market, "scenario_id": scenario, **record.cells}
    methods = {name: key for key, name in METHOD_NAMES.items()}
    cells["method"] = methods.get(cells["method"], cells["method"])
    rate = Decimal(cells["long_run_rate_percent"]) * 100
    cells["long_run_rate_percent"] = _tell(float(rate))
    return EditedRecord(cells, record.places)


def _tell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | float):
        text = f"{Decimal(f'{value:.15g}'):f}"
        return re.sub(r"\.?0+$", "", text) if "." in text else text
    return str(value)
