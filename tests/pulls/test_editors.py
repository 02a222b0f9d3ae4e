"""Workbooks that LibreOffice and openpyxl saved again: what was not changed reads as it was."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import openpyxl
import pytest

from marketbook.package import Package, read_package
from marketbook.pulls import guard
from marketbook.pulls.read.book import read_book
from marketbook.pulls.read.edited import EditedBook
from marketbook.workbook.compare import is_as_built
from tests.pulls.saved import BOOKS, MARKETS
from tests.pulls.small_book import base_rows, list_rows, small_package
from tests.workbook.conftest import ROOT
from tests.workbook.libreoffice import SOFFICE, convert
from tests.workbook.test_tables_book import close, join_base, read_back

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@cache
def shipped() -> Package:
    return read_package(ROOT)


def assert_untouched(book: EditedBook) -> None:
    """No difference to the tables, and nothing to say of any cell."""
    assert book.remarks == ()
    assert book.tables.keys() == book.base.keys()
    for name, table in book.tables.items():
        wanted = base_rows(book.base[name])
        found = list_rows(table)
        if book.kind == "market":
            found, wanted = [found[0], *sorted(found[1:])], [wanted[0], *sorted(wanted[1:])]
        assert found == wanted, name


@pytest.mark.parametrize("name", ["tables", *MARKETS])
def test_as_built(name: str) -> None:
    assert_untouched(read_book(BOOKS / f"{name}.xlsx", shipped()))


@pytest.mark.parametrize("name", ["tables", *MARKETS])
def test_saved_by_openpyxl(tmp_path: Path, name: str) -> None:
    openpyxl.load_workbook(BOOKS / f"{name}.xlsx").save(tmp_path / f"{name}.xlsx")
    assert_untouched(read_book(tmp_path / f"{name}.xlsx", shipped()))


@needs_libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("name", ["tables", *MARKETS])
def test_saved_by_libreoffice(saved: Path, name: str, kind: str) -> None:
    assert_untouched(read_book(saved / kind / f"{name}.{kind}", shipped()))


@needs_libreoffice
@pytest.mark.parametrize("name", MARKETS)
def test_saved_by_libreoffice_it_is_another_file_that_holds_nothing(saved: Path, name: str) -> None:
    file = saved / "xlsx" / f"{name}.xlsx"
    assert not is_as_built(file)
    assert guard.list_unpulled(shipped(), file) == ()


@needs_libreoffice
def test_saved_again_by_libreoffice_nothing_of_the_tables_is_lost(
    saved: Path, tmp_path: Path
) -> None:
    """As xlsx, and by way of ods: values, formats, tables, drop-downs, what it remembers."""
    (again,) = convert([saved / "ods" / "tables.ods"], "xlsx", tmp_path)
    original = openpyxl.load_workbook(BOOKS / "tables.xlsx")
    for copy in (saved / "xlsx" / "tables.xlsx", again):
        book = openpyxl.load_workbook(copy)
        assert book.sheetnames == original.sheetnames
        assert list(read_back(book, ROOT, close)) == []
        assert join_base(book) == join_base(original)
        for sheet in original:
            assert list(book[sheet.title].tables) == list(sheet.tables)
            kept = {str(rule.sqref) for rule in book[sheet.title].data_validations.dataValidation}
            assert {str(r.sqref) for r in sheet.data_validations.dataValidation} <= kept


@needs_libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_every_type_survives_libreoffice(saved: Path, kind: str) -> None:
    assert_untouched(read_book(saved / kind / f"small.{kind}", small_package()))


@needs_libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_edits_survive_libreoffice(saved: Path, kind: str) -> None:
    book = read_book(saved / kind / f"edited.{kind}", small_package())
    records = [record.cells for record in book.tables["figures"].records]
    assert records[0]["stated"] == "1,240.10"
    assert records[1]["value"] == "0.1"
    new = dict(records[3])
    assert (new["figure_id"], new["stated"], new["value"]) == ("a-4", "0.50", "0.0000001")
    assert (new["rate_percent"], new["complete"], new["month"]) == ("18.5", "true", "2026-01")
    assert new["note"] == "two  spaces, 'quotes' & <signs>; ünïcode 市場"
    told = {str(remark.place): remark.refuses for remark in book.remarks}
    assert told == {"figures!D8": False, "figures!K9": True}
    formula = next(remark for remark in book.remarks if remark.refuses)
    assert "=SUM(C5:C6)" in formula.found
    assert list_rows(book.tables["figures"])[1][:3] == ("a-1", "1,240.10", "1239.3")


@needs_libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_changed_scenario_survives_libreoffice(saved: Path, kind: str) -> None:
    book = read_book(saved / kind / f"scenario.{kind}", shipped())
    assert book.remarks == ()
    low = next(r.cells for r in book.tables["scenarios"].records if r.cells["scenario_id"] == "low")
    assert (low["growth_factor"], low["long_run_rate_percent"]) == ("0.7", "3.5")
    assert low["method"] == "fading-growth"
