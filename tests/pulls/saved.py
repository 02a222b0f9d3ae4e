"""Workbooks saved again by LibreOffice, which takes its time: once for all tests of a run."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl

from tests.pulls.small_book import edit, small_book
from tests.workbook.libreoffice import convert

BOOKS = Path(__file__).parents[2] / "workbooks"
"""The workbooks that ship; ``tests/workbook/test_build.py`` says whether they are what is built."""
MARKETS = ("smart-healthcare",)
"""The markets whose workbooks are saved as ods too: of the four, the one that takes least time."""


def save_again(folder: Path) -> None:
    """All workbooks that ship and some with edits, as ``xlsx/NAME.xlsx``; some as ``ods`` too."""
    source = Path(shutil.copytree(BOOKS, folder / "source"))
    (source / "small.xlsx").write_bytes(small_book())
    (source / "edited.xlsx").write_bytes(edit(change_cells))
    market = (source / f"{MARKETS[0]}.xlsx").read_bytes()
    (source / "scenario.xlsx").write_bytes(edit(change_scenario, market))
    convert(sorted(source.glob("*.xlsx")), "xlsx", folder)
    names = ("tables", *MARKETS, "small", "edited", "scenario")
    convert([source / f"{name}.xlsx" for name in names], "ods", folder)


def change_cells(book: openpyxl.Workbook) -> None:
    """Edits whose cells an editor could spell in its own way."""
    sheet = book["figures"]
    sheet["B5"], sheet["B8"] = "1,240.10", "0.50"
    sheet["C6"] = 0.1
    sheet["A8"], sheet["C8"], sheet["D8"], sheet["G8"] = "a-4", 1e-7, 0.185, True
    sheet["D8"].number_format = "0.0%"
    sheet["H8"] = "2026-01"
    sheet["K8"] = "two  spaces, 'quotes' & <signs>; ünïcode 市場"
    sheet["K9"], sheet["A9"] = "=SUM(C5:C6)", "a-5"


def change_scenario(book: openpyxl.Workbook) -> None:
    """A scenario as an analyst would change it on Inputs."""
    values = {
        "Growth factor, low": 0.7,
        "Long-run growth, low": 0.035,
        "Method, low": "Fading growth",
    }
    for row in book["Inputs"].iter_rows():
        for cell in row:
            if cell.value in values:
                cell.offset(column=1).value = values[cell.value]
