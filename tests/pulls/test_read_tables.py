"""Tables that were sorted, moved, renamed, copied, broken: found again, or refused by name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table

from marketbook.errors import WorkbookError
from marketbook.package import read_package
from marketbook.pulls.read import limits
from tests.pulls.small_book import (
    TOP,
    base_rows,
    build_book,
    building_once,
    edit,
    is_untouched,
    list_rows,
    read,
    refusals,
    small_book,
    small_package,
)

Change = Callable[[Workbook], object]


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Generator[None]:
    with building_once():
        yield


def swap_columns(book: Workbook) -> None:
    """Stated first, then the id, as somebody would drag them."""
    sheet = book["figures"]
    for row in range(TOP, 8):
        one, other = sheet.cell(row, 1), sheet.cell(row, 2)
        one.value, other.value = other.value, one.value
    sheet.tables["figures"].tableColumns[0].name = "stated"
    sheet.tables["figures"].tableColumns[1].name = "figure_id"


def insert_above(book: Workbook) -> None:
    sheet = book["figures"]
    sheet.insert_rows(1, 6)
    table = sheet.tables.pop("figures")
    table.ref = table.autoFilter.ref = "A10:K13"
    sheet.tables.add(table)


def insert_blank_column(book: Workbook) -> None:
    book["places"].insert_cols(2)
    del book["places"].tables["places"]


def sort_rows(book: Workbook) -> None:
    sheet = book["figures"]
    rows = [[cell.value for cell in sheet[row]] for row in (7, 5, 6)]
    for row, values in zip((5, 6, 7), rows, strict=True):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value


def hide(book: Workbook) -> None:
    sheet = book["figures"]
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.auto_filter.ref = "A4:K7"
    sheet.sheet_state = "hidden"


def rename_sheets(book: Workbook) -> None:
    book["figures"].title, book["places"].title = "Zahlen", "figures"


def rename_and_unmark(book: Workbook) -> None:
    sheet = book["figures"]
    sheet.title = "My figures"
    del sheet.tables["figures"]


def move_sheets(book: Workbook) -> None:
    book.move_sheet("figures", 4)
    book.move_sheet("State", -4)


def put_blank_rows(book: Workbook) -> None:
    sheet = book["figures"]
    sheet.insert_rows(6, 3)
    sheet["B7"] = "   "


UNTOUCHED: list[Change] = [
    hide, rename_sheets, rename_and_unmark, move_sheets, put_blank_rows, insert_above,
    insert_blank_column,
]  # fmt: skip


def test_the_untouched_book(tmp_path: Path) -> None:
    book = read(small_book(), tmp_path)
    assert (book.kind, book.market, book.package, book.version) == ("tables", "", "small", "1.0.0")
    assert is_untouched(book), book.remarks


@pytest.mark.parametrize("change", UNTOUCHED)
def test_changes_that_are_none(change: Change, tmp_path: Path) -> None:
    book = read(edit(change), tmp_path)
    assert is_untouched(book), book.remarks


def test_sorted_rows_come_in_their_new_order(tmp_path: Path) -> None:
    book = read(edit(sort_rows), tmp_path)
    assert not book.remarks
    rows = list_rows(book.tables["figures"])
    assert [row[0] for row in rows] == ["figure_id", "a-3", "a-1", "a-2"]
    assert sorted(rows[1:]) == base_rows(book.base["figures"])[1:]


def test_a_moved_column_takes_its_cells_along(tmp_path: Path) -> None:
    book = read(edit(swap_columns), tmp_path)
    assert not book.remarks
    table = book.tables["figures"]
    assert table.columns[:2] == ("stated", "figure_id")
    wanted = base_rows(book.base["figures"])
    assert [(b, a, *rest) for a, b, *rest in list_rows(table)] == wanted


def test_rows_below_the_table_are_records(tmp_path: Path) -> None:
    def add(book: Workbook) -> None:
        book["figures"]["A8"], book["figures"]["B8"], book["figures"]["C8"] = "a-4", "7.0", 7
        book["figures"]["A12"] = "a-5"

    table = read(edit(add), tmp_path).tables["figures"]
    added = table.records[3:]
    assert [(r.cells["figure_id"], r.cells["stated"], r.cells["value"]) for r in added] == [
        ("a-4", "7.0", "7"),
        ("a-5", "", ""),
    ]
    assert str(added[1].places["figure_id"]) == "figures!A12"
    assert str(added[1].places["note"]) == "figures!K12"


def test_a_deleted_row_is_a_removed_record(tmp_path: Path) -> None:
    book = read(edit(lambda book: book["figures"].delete_rows(6)), tmp_path)
    assert not refusals(book)
    assert [r.cells["figure_id"] for r in book.tables["figures"].records] == ["a-1", "a-3"]


def delete_sheet(book: Workbook) -> None:
    del book["places"]


def copy_sheet(book: Workbook) -> None:
    book.copy_worksheet(book["places"])


def rename_column(book: Workbook) -> None:
    book["places"]["B4"] = "m49"


def delete_column(book: Workbook) -> None:
    book["places"].delete_cols(2)


def add_column(book: Workbook) -> None:
    book["places"]["C4"] = "comment"


def double_column(book: Workbook) -> None:
    book["places"]["C4"] = "code"


def write_beside(book: Workbook) -> None:
    book["places"]["D6"] = "to be checked"


def write_above(book: Workbook) -> None:
    book["places"]["B2"] = "a note"


def merge(book: Workbook) -> None:
    book["places"].merge_cells("A5:A6")


def put_formula(book: Workbook) -> None:
    book["places"]["B6"] = '="00"&1'


def empty_sheet(book: Workbook) -> None:
    book["places"].delete_rows(1, 20)


# change, place, words of what is found, words of what is expected
BROKEN = [
    (delete_sheet, "places", "is not in the workbook", "the sheet places"),
    (copy_sheet, "places Copy", "a second sheet with the table places, beside places", "one sheet"),
    (rename_column, "places!B4", "the column 'm49'", "'code', which is missing"),
    (delete_column, "places!B4", "no column code", "place_id, code"),
    (add_column, "places!C4", "the column 'comment'", "the columns of the schema"),
    (double_column, "places!C4", "a second column 'code'", "each column once"),
    (write_beside, "places!D6", "'to be checked' is outside", "an empty cell"),
    (write_above, "places!B2", "'a note' is above", "an empty cell"),
    (merge, "places!A5", "merged cells", "a value in each cell"),
    (put_formula, "places!B6", 'code: the formula ="00"&1', "a value"),
    (empty_sheet, "places", "no header of the table places", "place_id, code"),
]


@pytest.mark.parametrize(("change", "place", "found", "expected"), BROKEN)
def test_broken_tables_are_refused_by_name(
    change: Change, place: str, found: str, expected: str, tmp_path: Path
) -> None:
    book = read(edit(change), tmp_path)
    told = refusals(book)
    assert len(told) == 1, told
    assert str(told[0].place) == place
    assert found in told[0].found
    assert expected in told[0].expected
    assert told[0].remedy
    assert list_rows(book.tables["figures"]) == base_rows(book.base["figures"])


def test_all_that_is_wrong_comes_at_once(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["figures"]["C5"], book["figures"]["C6"] = "=1+1", "1,239"
        book["figures"]["M9"] = "?"
        book["places"]["B4"] = "m49"

    places = {str(remark.place) for remark in refusals(read(edit(change), tmp_path))}
    assert places == {"figures!C5", "figures!C6", "figures!M9", "places!B4"}


def test_a_table_that_claims_a_million_rows_is_read_like_any(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["figures"].tables["figures"].ref = "A4:K1048576"

    assert is_untouched(read(edit(change), tmp_path))


def test_a_sheet_of_ones_own_is_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Scratch")["A1"] = "=1+1"

    book = read(edit(change), tmp_path)
    assert [(str(r.place), r.refuses) for r in book.remarks] == [("Scratch", False)]


def test_notes_on_cells_are_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["places"]["A5"].comment = Comment("who says so?", "me")

    book = read(edit(change), tmp_path)
    assert [(str(r.place), r.refuses) for r in book.remarks] == [("places", False)]
    assert "notes" in book.remarks[0].found


def test_many_remarks_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_REMARKS", 3)

    def change(book: Workbook) -> None:
        for row in range(5, 15):
            book["places"].cell(row, 2).value = "=1"

    told = refusals(read(edit(change), tmp_path))
    assert len(told) == 4
    assert str(told[-1]) == "places: 7 more cells like these"


def test_a_table_with_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_RECORDS", 2)
    with pytest.raises(WorkbookError, match="more than 2 rows"):
        read(small_book(), tmp_path)


def test_changed_output_is_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Cover"]["B2"] = "Mine"
        book["figures"]["A1"] = "Another title"
        for row in range(5, 40):
            book["Dictionary"].cell(row, 15).value = row

    told = read(edit(change), tmp_path).remarks
    assert not any(remark.refuses for remark in told)
    places = [str(remark.place) for remark in told]
    assert "Cover!B2" in places
    assert "figures!A1" in places
    assert sum(place.startswith("Dictionary!") for place in places) == 20
    assert [r.found for r in told if str(r.place) == "Dictionary"] == ["15 more cells differ"]


def test_output_is_not_compared_once_the_tables_moved_on(tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(small_package().root, root)
    file = root / "tables" / "places.csv"
    file.write_bytes(file.read_bytes() + b"zambia,894\n")
    book = read(edit(lambda book: book["Cover"].delete_rows(2)), tmp_path, read_package(root))
    assert [remark.refuses for remark in book.remarks] == [False]
    assert "have changed since" in book.remarks[0].found
    assert list_rows(book.tables["places"]) == base_rows(book.base["places"])


def test_a_table_that_the_package_lost_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(small_package().root, root)
    descriptor = json.loads((root / "datapackage.json").read_text("utf-8"))
    del descriptor["resources"][1]
    (root / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    told = refusals(read(small_book(), tmp_path, read_package(root)))
    assert [r.found for r in told] == ["the table places, which the package no longer has"]


def drop_state(book: Workbook) -> None:
    del book["State"]


def drop_base(book: Workbook) -> None:
    del book["Base"]


def other_layout(book: Workbook) -> None:
    book["State"]["C5"] = "2"


def portfolio(book: Workbook) -> None:
    book["State"]["B5"] = "portfolio workbook of marketbook"


def other_package(book: Workbook) -> None:
    book["State"]["B6"] = "another"


def damage_base(book: Workbook) -> None:
    book["Base"]["D6"] = "a-1,2,3"


def damage_line(book: Workbook) -> None:
    book["Base"]["B6"] = "twelve"


def lose_line(book: Workbook) -> None:
    book["Base"].delete_rows(7)


def damage_header(book: Workbook) -> None:
    book["State"]["C4"] = "Checksum"


MEMORY = [
    (drop_state, "it has no sheet State"),
    (drop_base, "it has no sheet Base"),
    (portfolio, "it is the portfolio"),
    (other_layout, "says layout 2"),
    (other_package, "built from the package 'another'"),
    (damage_base, "remember of the table 'figures' does not fit"),
    (damage_line, "remember of the table 'figures' does not fit"),
    (lose_line, "remember of the table 'figures' does not fit"),
    (damage_header, "State has lost its header"),
]


@pytest.mark.parametrize(("change", "found"), MEMORY)
def test_a_book_without_its_memory_is_refused(change: Change, found: str, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError) as caught:
        read(edit(change), tmp_path)
    assert found in caught.value.found
    assert caught.value.expected
    assert caught.value.remedy


def test_base_may_be_sorted(tmp_path: Path) -> None:
    def turn(book: Workbook) -> None:
        sheet = book["Base"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(TOP + 1)]
        for row, values in enumerate(reversed(rows), TOP + 1):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column).value = value

    assert is_untouched(read(edit(turn), tmp_path))


def test_tables_that_look_alike_are_never_mixed_up(
    tmp_path: Path, write_package: Callable[..., Path]
) -> None:
    schema = {"fields": [{"name": "id", "type": "string"}, {"name": "name", "type": "string"}]}
    texts = {"ones": "id,name\na,A\n", "twos": "id,name\nb,B\n"}
    package = read_package(write_package(dict.fromkeys(texts, schema), texts))

    def change(book: Workbook) -> None:
        for name in texts:
            del book[name].tables[name]
            book[name].title = f"{name} of mine"

    book = read(edit(change, build_book(package)), tmp_path, package)
    assert [str(remark.place) for remark in refusals(book)] == ["ones", "twos"]
    assert not book.tables


def test_a_book_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    other = Workbook()
    other.active["A1"] = "hello"
    other.active["A2"] = "there"
    other.active.add_table(Table(displayName="t", ref="A1:A2"))
    other.save(tmp_path / "other.xlsx")
    with pytest.raises(WorkbookError, match="no sheet State"):
        read((tmp_path / "other.xlsx").read_bytes(), tmp_path)
