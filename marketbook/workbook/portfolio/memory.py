"""State of the portfolio: the package it was built from, and a checksum of its inputs."""

from __future__ import annotations

from marketbook.workbook.desk import SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.memory import STATE, STATE_COLUMNS, describe_package
from marketbook.workbook.portfolio.desk import PortfolioDesk, PortfolioSheet
from marketbook.workbook.portfolio.inputs import list_lines
from marketbook.workbook.sheets.memory import describe_inputs, put_texts


def fill(desk: PortfolioDesk, sheet: Sheet) -> None:
    """Puts the package and the checksum."""
    subtitle = "Identifies the version of the package this workbook was built from. Do not edit."
    head_sheet(desk, sheet, STATE, subtitle)
    package = desk.records.package
    rows = [] if package is None else [*describe_package(package, "portfolio")]
    rows.append(describe_inputs("all inputs", list_lines(desk.portfolio, desk.records)))
    put_texts(sheet, STATE, STATE_COLUMNS, rows)


SHEET: PortfolioSheet = SheetKind(
    STATE,
    "check",
    "Which state of the package this workbook was built from.",
    fill,
    is_hidden=True,
)
