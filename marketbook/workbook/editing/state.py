"""The sheets on which the workbook of tables remembers what it was built from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marketbook.package import Package
from marketbook.workbook.editing.plan import TablePlan
from marketbook.workbook.editing.table_sheet import put_heading, put_list
from marketbook.workbook.grid import Sheet
from marketbook.workbook.memory import (
    BASE,
    BASE_COLUMNS,
    LAYOUT,
    STATE,
    STATE_COLUMNS,
    FileState,
    describe_package,
    list_lines,
)

__all__ = [
    "BASE_COLUMNS",
    "LAYOUT",
    "STATE_COLUMNS",
    "FileState",
    "put_base",
    "put_state",
]

_WIDEST = 120.0


def put_state(
    sheet: Sheet, package: Package, plans: Iterable[TablePlan], states: Iterable[FileState]
) -> None:
    """Puts the package and the tables, a row each."""
    subtitle = "Identifies the version of the tables this workbook was built from. Do not edit."
    put_heading(sheet, STATE, subtitle)
    rows = [*describe_package(package, "tables")]
    rows += [
        (
            "table", plan.resource.name, state.checksum, plan.resource.path, plan.sheet,
            plan.table, str(len(plan.rows)),
        )
        for plan, state in zip(plans, states, strict=True)
    ]  # fmt: skip
    put_list(sheet, STATE, STATE_COLUMNS, rows, widest=_WIDEST)


def put_base(sheet: Sheet, plans: Iterable[TablePlan], states: Iterable[FileState]) -> None:
    """Puts every line of every table's file, numbered as in the file."""
    subtitle = "The tables as they were when this workbook was built. Do not edit."
    put_heading(sheet, BASE, subtitle)
    rows: list[Sequence[str]] = []
    for plan, state in zip(plans, states, strict=True):
        rows += list_lines(plan.resource.name, state.text)
    put_list(sheet, BASE, BASE_COLUMNS, rows, widest=_WIDEST)
