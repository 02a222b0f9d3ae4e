"""Other programs read what was written: openpyxl, pandas, Polars, LibreOffice."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.workbook.built import Built
from tests.workbook.libreoffice import SOFFICE
from tests.workbook.test_values import close
from tests.workbook.xlsx_values import read_values


def base_size(built: Built) -> tuple[str, int, int, float]:
    ref = built.desk.book.names["base_size"]
    value = built.value(ref)
    assert isinstance(value, float)
    return ref.sheet, ref.top, ref.left, value


def test_openpyxl_reads_values_and_formulas(built: Built, tmp_path: Path) -> None:
    file = built.save(tmp_path / "book.xlsx")
    values = openpyxl.load_workbook(file, data_only=True)
    formulas = openpyxl.load_workbook(file)
    for sheet in built.desk.book.sheets:
        for (row, column), cell in sheet.cells.items():
            found = values[sheet.title].cell(row, column).value
            if cell.kind == "formula":
                wanted = built.results[sheet.title, row, column]
                assert formulas[sheet.title].cell(row, column).value == f"={cell.content}"
                assert found == (pytest.approx(wanted) if isinstance(wanted, float) else wanted)
            else:
                assert found == (None if cell.content == "" else cell.content)
        assert set(formulas[sheet.title].tables) == {table.name for table in sheet.tables}


def test_pandas_reads_numbers(built: Built, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    sheet, row, column, value = base_size(built)
    frame = pandas.read_excel(built.save(tmp_path / "book.xlsx"), sheet_name=sheet, header=None)
    assert frame.iat[row - 1, column - 1] == pytest.approx(value)


def test_polars_reads_numbers(built: Built, tmp_path: Path) -> None:
    pytest.importorskip("fastexcel", reason="fastexcel is not installed")
    import polars as pl

    sheet, _, _, value = base_size(built)
    frame = pl.read_excel(built.save(tmp_path / "book.xlsx"), sheet_name=sheet, has_header=False)
    assert any(
        str(value).startswith(str(cell)[:6]) for cell in frame.to_series(5).to_list() if cell
    )


needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@needs_libreoffice
def test_libreoffice_agrees_on_every_formula(built: Built, saved: Path) -> None:
    """Not only on forecasts: every cell with a formula has the value that IronCalc gave it."""
    values = read_values(saved / "xlsx" / f"{built.name}.xlsx")
    wrong = []
    for place, value in built.results.items():
        found = values.get(place)
        same = close(found, value) if isinstance(value, float) else found == value
        if not same:
            wrong.append((*place, value, found))
    assert wrong == []


@needs_libreoffice
def test_saved_again_by_libreoffice_nothing_is_lost(built: Built, saved: Path) -> None:
    again = openpyxl.load_workbook(saved / "xlsx" / f"{built.name}.xlsx")
    for sheet in built.desk.book.sheets:
        found = again[sheet.title]
        assert set(found.tables) == {table.name for table in sheet.tables}
        assert len(found._charts) == len(sheet.charts)
        offered = {str(offer.area.plain) for offer in sheet.offers}
        kept = {str(rule.sqref) for rule in found.data_validations.dataValidation}
        assert offered <= kept, sheet.title
    assert built.desk.book.names.keys() <= again.defined_names.keys()
