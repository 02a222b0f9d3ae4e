"""The one door to the grid: places, keys, and what it refuses."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketbook.errors import WorkbookError
from marketbook.workbook import address
from marketbook.workbook.address import Ref, settle, write_r1c1
from marketbook.workbook.grid import Book, Sheet
from marketbook.workbook.theme import count_lines, read_theme


@pytest.fixture
def sheet() -> Sheet:
    return Book("Title", "Subject", "0B5D7A", "2026-01-01T00:00:00Z").add_sheet("Sizes", "input")


@given(st.integers(1, address.MAX_COLUMNS))
def test_columns_and_letters(column: int) -> None:
    assert address.number_column(address.name_column(column)) == column


def test_formulas_name_other_sheets_but_not_their_own(sheet: Sheet) -> None:
    block = sheet.lay_out(["a", "b"], ["x", "y"], top=5, left=2)
    other = Ref("My data", 1, 1, 1, 1)
    sheet.put_formula(block.at("a", "x"), f"={block.at('b', 'y')}+{other.locked}")
    assert sheet.cells[5, 2].content == "C6+'My data'!$A$1"


def test_blocks_know_their_cells(sheet: Sheet) -> None:
    block = sheet.lay_out(["a", "b"], [2024, 2025, 2026], top=5, left=10)
    assert block.at("b", 2026).plain == "L6"
    assert block.across("a", 2024, 2026).plain == "J5:L5"
    assert block.down(2025, "a", "b").locked.absolute == "Sizes!$K$5:$K$6"
    assert block.area.plain == "J5:L6"


def test_r1c1_compares_formulas_along_a_row() -> None:
    one = write_r1c1('IF(J$5>0,"A1",Inputs!$D$7*I9)', 9, 10)
    other = write_r1c1('IF(K$5>0,"A1",Inputs!$D$7*J9)', 9, 11)
    assert one == other == 'IF(R5C[0]>0,"A1",Inputs!R7C4*R[0]C[-1])'


def test_keys_that_are_unknown_or_twice_are_refused(sheet: Sheet) -> None:
    block = sheet.lay_out(["a"], ["x"], top=1, left=1)
    with pytest.raises(WorkbookError, match="no row of sheet Sizes is called 'b'"):
        block.at("b", "x")
    with pytest.raises(WorkbookError, match="has a row or column twice"):
        sheet.lay_out(["a", "a"], ["x"], top=1, left=1)


def test_a_cell_is_taken_once(sheet: Sheet) -> None:
    at = sheet.lay_out(["a"], ["x"], top=1, left=1).at("a", "x")
    sheet.put_number(at, 1)
    with pytest.raises(WorkbookError, match="A1 is already taken"):
        sheet.put_text(at, "two")
    with pytest.raises(WorkbookError, match="is no cell of it"):
        sheet.put_number(Ref("Other", 1, 1, 1, 1), 1)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none_are_refused(sheet: Sheet, value: float) -> None:
    at = sheet.lay_out(["a"], ["x"], top=1, left=1).at("a", "x")
    with pytest.raises(WorkbookError, match="is no number"):
        sheet.put_number(at, value)


def test_texts_stay_texts_and_have_an_end(sheet: Sheet) -> None:
    block = sheet.lay_out(["a", "b", "c"], ["x"], top=1, left=1)
    sheet.put_text(block.at("a", "x"), "=1+1")
    assert sheet.cells[1, 1].kind == "text"
    with pytest.raises(WorkbookError, match=r"32,768 characters"):
        sheet.put_text(block.at("b", "x"), "x" * 32_768)
    with pytest.raises(WorkbookError, match="does not begin with ="):
        sheet.put_formula(block.at("c", "x"), "1+1")


def test_dates_are_days(sheet: Sheet) -> None:
    at = sheet.lay_out(["a"], ["x"], top=1, left=1).at("a", "x")
    sheet.put_date(at, date(2024, 1, 1))
    assert sheet.cells[1, 1].content == 45292


@pytest.mark.parametrize("title", ["", "a" * 32, "a/b", "a:b", "[a]", "it's", "SIZES"])
def test_titles_that_excel_refuses(title: str) -> None:
    book = Book("Title", "Subject", "0B5D7A", "2026-01-01T00:00:00Z")
    book.add_sheet("Sizes", "input")
    with pytest.raises(WorkbookError, match="cannot be a sheet's title"):
        book.add_sheet(title, "input")


@pytest.mark.parametrize("name", ["A1", "RC", "r1c1", "two words", "Scenario"])
def test_names_that_excel_refuses(sheet: Sheet, name: str) -> None:
    book = Book("Title", "Subject", "0B5D7A", "2026-01-01T00:00:00Z")
    ref = Ref("Sizes", 1, 1, 1, 1)
    book.define_name("scenario", ref)
    with pytest.raises(WorkbookError, match="cannot name cells"):
        book.define_name(name, ref)


def test_unknown_styles_are_refused() -> None:
    theme = read_theme()
    with pytest.raises(WorkbookError, match="no style 'bold'"):
        theme.style("bold")
    with pytest.raises(WorkbookError, match="no number format 'euro'"):
        theme.number("euro")
    assert theme.style("calculation+first").top == ("thin", "rule")


def test_any_market_has_an_accent_that_stays() -> None:
    theme = read_theme()
    assert theme.accent("some-market") == theme.accent("some-market")
    assert theme.accent("some-market") in theme.other_accents


def test_lines_of_a_wrapped_text() -> None:
    assert count_lines("one", 10) == 1
    assert count_lines("one two three four five", 10) >= 3
    # the last word has no space after it that could stand outside
    assert count_lines("Data Bridge Market Research", 15.62, indent=1) == 3


def test_a_range_of_one_cell_is_a_range_in_a_formula() -> None:
    cell = Ref("Sizes", 2, 3, 2, 3)
    alone = cell.to(cell)
    assert settle(f"=COUNTIFS({alone.locked},1)+{cell}", "Sizes") == "=COUNTIFS($C$2:$C$2,1)+C2"
    assert (alone, alone.absolute, alone.plain) == (cell, "Sizes!$C$2", "C2")
