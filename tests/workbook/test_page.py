"""Paper: what is printed of each sheet, and that nothing on it is too small to be read."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from marketbook.workbook.address import Ref
from marketbook.workbook.grid import Book, Sheet
from marketbook.workbook.page import SMALLEST_SCALE, find_print_area, fit_page, is_readable
from marketbook.workbook.theme import read_theme
from marketbook.workbook.writer.parts import zip_parts
from tests.workbook.built import NS, Built
from tests.workbook.test_chart_room import many

LEAST_POINTS = 7


def make_sheet(*widths: float, rows: int = 3) -> Sheet:
    sheet = Book("Title", "Subject", "0B5D7A", "2026-01-01T00:00:00Z").add_sheet("Sizes", "input")
    block = sheet.lay_out(list(range(rows)), list(range(len(widths))), top=1, left=1)
    for row in range(rows):
        for column, width in enumerate(widths):
            sheet.put_text(block.at(row, column), "one two three")
            sheet.widths[column + 1] = width
    return sheet


def fit(sheet: Sheet) -> Sheet:
    fit_page(sheet, read_theme())
    return sheet


def test_the_smallest_scale_leaves_seven_points() -> None:
    assert min(read_theme().sizes.values()) * SMALLEST_SCALE / 100 >= LEAST_POINTS


def test_a_narrow_sheet_stands_upright_as_it_is() -> None:
    sheet = fit(make_sheet(20.0, 30.0))
    assert sheet.portrait
    assert sheet.widths == {1: 20.0, 2: 30.0}


def test_the_widest_columns_give_way_first() -> None:
    sheet = fit(make_sheet(20.0, 100.0, 150.0))
    assert not sheet.portrait
    assert sheet.widths[1] == 20.0
    assert sheet.widths[2] == pytest.approx(sheet.widths[3])
    assert is_readable(sheet, find_print_area(sheet))


def test_too_many_columns_take_several_pages_rather_than_small_type() -> None:
    sheet = fit(make_sheet(*[30.0] * 40))
    assert not is_readable(sheet, find_print_area(sheet))
    assert min(sheet.widths.values()) == pytest.approx(12.0)


def test_too_many_rows_take_several_pages() -> None:
    short, long = make_sheet(20.0), make_sheet(20.0, rows=200)
    short.one_page = long.one_page = True
    assert fit(short).one_page
    assert not fit(long).one_page


def test_what_is_for_the_screen_has_an_empty_area() -> None:
    sheet = make_sheet(20.0, rows=3)
    sheet.is_printed = False
    assert find_print_area(sheet).plain == "A4"


def test_every_page_can_be_read(built: Built) -> None:
    for title, part in built.sheet_parts.items():
        setup = built.trees[part].find("m:pageSetup", NS)
        fits = built.trees[part].find("m:sheetPr/m:pageSetUpPr", NS)
        assert setup is not None and fits is not None
        sheet = next(one for one in built.desk.book.sheets if one.title == title)
        readable = is_readable(sheet, find_print_area(sheet))
        assert readable or setup.get("scale") == str(SMALLEST_SCALE), title
        assert readable == (fits.get("fitToPage") in ("1", "true")), title


def test_working_and_records_stay_off_paper(built: Built) -> None:
    printed = {sheet.title for sheet in built.desk.book.sheets if sheet.is_printed}
    assert not printed & {"Data", "Context", "Players", "Evidence", "State", "Base"}
    assert {"Cover", "Summary", "Opportunity", "Inputs", "Forecast", "Checks"} <= printed


def test_the_cover_says_why_a_sheet_is_left_out(built: Built) -> None:
    texts = {cell.value for cell in built.cells if cell.sheet == "Cover"}
    titles = {sheet.title for sheet in built.desk.book.sheets}
    for kind in built.desk.kinds:
        if kind.title not in titles:
            assert kind.missing and f"Left out: {kind.missing}." in texts, kind.title


def test_pages_of_a_wide_sheet_say_what_their_rows_are() -> None:
    made = openpyxl.load_workbook(io.BytesIO(zip_parts(many()[1])))
    assert not made["Grid"].sheet_properties.pageSetUpPr.fitToPage, "it takes pages side by side"
    assert made["Grid"].print_title_cols == "$A:$C"
    assert made["Regions"].print_title_cols is None


@pytest.mark.parametrize(("parts_at", "begins"), [(None, 20), (90, 90)])
def test_a_board_that_is_too_long_is_parted_below_its_charts(
    parts_at: int | None, begins: int
) -> None:
    sheet = make_sheet(20.0, 30.0, rows=150)
    chart = many()[0].desk.book.sheets[1].charts[0]
    sheet.charts.append(replace(chart, at=Ref(sheet.title, 20, 1, 20, 1)))
    sheet.one_page, sheet.parts_at = True, parts_at
    assert fit(sheet).break_above == begins
