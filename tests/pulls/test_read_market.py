"""Scenarios edited on Inputs of a market's workbook; everything else there is output."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import cache
from pathlib import Path

import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from marketbook.package import Package, read_package, read_structure
from marketbook.pulls.read.edited import EditedBook
from marketbook.workbook.books import make_market_book
from marketbook.workbook.build import write_book, zip_parts
from marketbook.workbook.records import gather_records
from tests.pulls.small_book import building_once, edit, read, refusals
from tests.workbook.conftest import ROOT

MARKET = "iomt"
VALUE, PLACE = 4, 9
Change = Callable[[Workbook], object]


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Generator[None]:
    with building_once():
        yield


@cache
def shipped() -> Package:
    return read_package(ROOT)


@cache
def market_book() -> bytes:
    records = gather_records(read_structure(shipped()).tables, shipped().descriptor, shipped())
    return zip_parts(write_book(make_market_book(records, MARKET)))


@cache
def light_book() -> bytes:
    """The sheets that are read, alone: quicker to change, and the others are told to be gone."""

    def drop(book: Workbook) -> None:
        for title in set(book.sheetnames) - {"Inputs", "State", "Base"}:
            del book[title]

    return edit(drop, market_book())


def find_line(sheet: Worksheet, name: str, title: str = "Value", key: str = "Input") -> Cell:
    """The cell of a line under a heading of Inputs, or of another sheet with names of its own."""
    header = next(row for row in sheet.iter_rows() if any(c.value == key for c in row))
    columns = {cell.value: cell.column for cell in header}
    for row in sheet.iter_rows(min_row=header[0].row):
        if row[columns[key] - 1].value == name:
            return row[columns[title] - 1]
    raise LookupError(name)


def pull(change: Change, folder: Path, *, light: bool = False) -> EditedBook:
    content = light_book() if light else market_book()
    return read(edit(change, content), folder, shipped())


def read_scenario(book: EditedBook, key: str) -> dict[str, str]:
    records = book.tables["scenarios"].records
    return dict(next(r.cells for r in records if r.cells["scenario_id"] == key))


def test_the_untouched_book(tmp_path: Path) -> None:
    book = read(market_book(), tmp_path, shipped())
    assert (book.kind, book.market, book.remarks) == ("market", MARKET, ())
    assert not book.tables["scenarios"].whole
    assert read_scenario(book, "low")["growth_factor"] == "0.8"
    base = book.base["scenarios"]
    assert base.columns[:2] == ("market_id", "scenario_id")
    assert sorted(base.records) == [(MARKET, key) for key in ("base", "high", "low")]


def test_every_term_of_a_scenario(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Inputs"]
        find_line(sheet, "Scenario name, low").value = "Slow"
        find_line(
            sheet, "Scenario name, low", "Place in the document, and notes"
        ).value = "We think so."
        find_line(sheet, "Method, low").value = "Fading growth"
        find_line(sheet, "Growth factor, low").value = 0.75
        find_line(sheet, "Long-run growth, low").value = 0.035
        find_line(sheet, "Years until growth has faded, low").value = 12
        find_line(sheet, "Ceiling, low").value = 1.75

    book = pull(change, tmp_path)
    assert book.remarks == ()
    assert read_scenario(book, "low") == {
        "market_id": MARKET,
        "scenario_id": "low",
        "name": "Slow",
        "method": "fading-growth",
        "growth_factor": "0.75",
        "long_run_rate_percent": "3.5",
        "fade_years": "12",
        "ceiling_multiple": "1.75",
        "rationale": "We think so.",
    }
    assert read_scenario(book, "base")["growth_factor"] == "1"
    place = book.tables["scenarios"].records[0].places["growth_factor"]
    assert place.sheet == "Inputs"


def put(name: str, value: object, number_format: str = "") -> Change:
    def change(book: Workbook) -> None:
        cell = find_line(book["Inputs"], name)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


@pytest.mark.parametrize(
    ("change", "column", "text"),
    [
        (put("Long-run growth, low", "4 %"), "long_run_rate_percent", "4"),
        (put("Long-run growth, low", 0.05, "General"), "long_run_rate_percent", "5"),
        (put("Method, low", "Published points"), "method", "published-points"),
        (put("Method, low", "logistic"), "method", "logistic"),
        (put("Growth factor, low", "0.80"), "growth_factor", "0.8"),
        (put("Growth factor, low", 0.8, "0%"), "growth_factor", "0.8"),
    ],
)
def test_other_spellings(change: Change, column: str, text: str, tmp_path: Path) -> None:
    book = pull(change, tmp_path, light=True)
    assert not refusals(book)
    assert read_scenario(book, "low")[column] == text


def drop_line(book: Workbook) -> None:
    sheet = book["Inputs"]
    find_line(sheet, "Ceiling, low", "Input").value = None


def double_line(book: Workbook) -> None:
    find_line(book["Inputs"], "Ceiling, low", "Input").value = "Ceiling, base"


def drop_sheet(book: Workbook) -> None:
    # a workbook has at least one sheet that is not hidden
    book["State"].sheet_state = "visible"
    del book["Inputs"]


def drop_header(book: Workbook) -> None:
    sheet = book["Inputs"]
    find_line(sheet, "Input").value = "Wert"


def copy_sheet(book: Workbook) -> None:
    book.copy_worksheet(book["Inputs"])


def rename_sheet(book: Workbook) -> None:
    book["Inputs"].title = "Annahmen"


@pytest.mark.parametrize(
    ("change", "found", "count"),
    [
        (put("Growth factor, low", "=0.8*2"), "growth_factor: the formula =0.8*2", 1),
        (put("Growth factor, low", 0.7, "0%"), "growth_factor: the percentage 70 %", 1),
        (put("Growth factor, low", "#N/A"), "growth_factor: the error #N/A", 1),
        (put("Long-run growth, low", 4, "General"), "'4' may be a fraction or percent", 1),
        (put("Long-run growth, low", "4"), "'4' may be a fraction or percent", 1),
        (put("Method, low", "Magic"), "the method 'Magic'", 1),
        (drop_line, "no line 'Ceiling, low'", 1),
        (double_line, "line 'Ceiling,", 2),
        (drop_sheet, "the sheet is gone", 1),
        (copy_sheet, "on Inputs and Inputs Copy", 1),
        (drop_header, "the header of the inputs", 1),
    ],
)
def test_what_is_refused(change: Change, found: str, count: int, tmp_path: Path) -> None:
    told = refusals(pull(change, tmp_path, light=True))
    assert len(told) == count, told
    assert all(found in remark.found and remark.remedy for remark in told)
    assert {remark.place.sheet for remark in told} <= {"Inputs", "Inputs Copy"}


def test_inputs_under_another_name(tmp_path: Path) -> None:
    book = pull(rename_sheet, tmp_path, light=True)
    assert not refusals(book)
    assert read_scenario(book, "low")["growth_factor"] == "0.8"


def test_sheets_that_were_not_built_are_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Mine")["A1"] = "a thought"

    book = pull(change, tmp_path)
    assert [(str(r.place), r.refuses) for r in book.remarks] == [("Mine", False)]


def test_rows_put_in_and_sorted_lines(tmp_path: Path) -> None:
    """Where a line stands does not matter; what was put in is told, and nothing else."""

    def change(book: Workbook) -> None:
        sheet = book["Inputs"]
        row = find_line(sheet, "Growth factor, low").row
        sheet.insert_rows(row)
        sheet.cell(row, 3).value = "A line of mine"
        find_line(sheet, "Growth factor, low").value = 0.7

    book = pull(change, tmp_path)
    assert read_scenario(book, "low")["growth_factor"] == "0.7"
    assert not refusals(book)
    told = [r for r in book.remarks if r.place.sheet == "Inputs"]
    assert any("'A line of mine' is not in the tables" in remark.found for remark in told)


def test_published_figures_belong_to_the_tables(tmp_path: Path) -> None:
    book = pull(put("Growth of the whole market", 0.2), tmp_path)
    assert [(r.place.sheet, r.refuses) for r in book.remarks] == [("Inputs", False)]
    told = book.remarks[0]
    assert "'0.2' is here" in told.found
    assert "'0.183', as it is built now" in told.expected
    assert "change it in tables.xlsx" in told.remedy


def test_changed_output_is_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Forecast"]
        cells = [c for row in sheet.iter_rows() for c in row if c.data_type == "f"][:25]
        for cell in cells:
            cell.value = 1
        book["Cover"]["H40"] = "a note"
        del book["Sources"]

    book = pull(change, tmp_path)
    assert not refusals(book)
    told = [str(remark.place) for remark in book.remarks]
    assert "Cover!H40" in told
    assert "Sources" in told
    assert sum(place.startswith("Forecast!") for place in told) == 20
    more = next(remark for remark in book.remarks if str(remark.place) == "Forecast")
    assert more.found == "5 more cells differ"


def test_a_formula_that_was_changed_is_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Forecast"]
        cell = next(c for row in sheet.iter_rows() for c in row if c.data_type == "f")
        cell.value = f"{cell.value}+0"

    book = pull(change, tmp_path)
    assert [(r.place.sheet, r.refuses) for r in book.remarks] == [("Forecast", False)]


def test_a_workbook_of_another_version_is_not_compared(tmp_path: Path) -> None:
    """What another version shows in other words and formulas is nobody's change."""

    def change(book: Workbook) -> None:
        find_line(book["State"], "as built", "State", "Name").value = "sha256:another"
        book["Cover"]["C7"] = "Other words"
        find_line(book["Inputs"], "Growth factor, low").value = 0.7

    book = pull(change, tmp_path)
    assert read_scenario(book, "low")["growth_factor"] == "0.7"
    [remark] = book.remarks
    assert (str(remark.place), remark.refuses) == ("State", False)
    assert "another version of Marketbook built this workbook" in remark.found


@pytest.mark.parametrize("words", [("lower", "higher"), ("slower", "faster")])
def test_a_market_without_scenarios_of_its_own(words: tuple[str, str], tmp_path: Path) -> None:
    """What a workbook of any version only assumes is no record until somebody changes it."""

    def forget(book: Workbook) -> None:
        base = book["Base"]
        for row in range(base.max_row, 0, -1):
            if str(base.cell(row, 5).value).startswith(f"{MARKET},"):
                base.delete_rows(row)
        sheet = book["Inputs"]
        for key, factor in (("low", 0.8), ("high", 1.2)):
            word = words[key == "high"]
            find_line(sheet, f"Method, {key}").value = "Published points"
            find_line(sheet, f"Ceiling, {key}").value = 2
            find_line(sheet, f"Growth factor, {key}").value = factor
            note = find_line(sheet, f"Scenario name, {key}", "Place in the document, and notes")
            note.value = f"Growth a fifth {word} than published. Our assumption."
        note = find_line(sheet, "Scenario name, base", "Place in the document, and notes")
        note.value = "As published. Nothing of our own."
        find_line(sheet, "Growth factor, high").value = 1.3

    book = pull(forget, tmp_path, light=True)
    assert not refusals(book)
    records = book.tables["scenarios"].records
    found = [(r.cells["scenario_id"], r.cells["growth_factor"]) for r in records]
    assert found == [("high", "1.3")]
