"""What other programs write otherwise: types without a part, flat files, numbers as texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

import marketbook as mb
from marketbook.errors import WorkbookError
from marketbook.pulls.read.book import read_grid
from marketbook.pulls.read.formulas import is_same_formula
from marketbook.pulls.read.grid import GridBook
from tests.pulls.hostile import TYPES
from tests.pulls.open_document import write_fods, write_ods
from tests.pulls.setting import edit_book
from tests.pulls.small_book import is_untouched, read, rewrite, small_book

SHEETJS = "".join(
    f'<Default Extension="{ending}" ContentType="application/vnd.{kind}"/>'
    for ending, kind in (
        ("bin", "ms-excel.sheet.binary.macroEnabled.main"),
        ("vml", "openxmlformats-officedocument.vmlDrawing"),
        ("data", "openxmlformats-officedocument.model+data"),
    )
)


def test_a_type_that_no_part_has_is_no_macro(tmp_path: Path) -> None:
    """SheetJS lists the types of all that it could have written."""

    def change(parts: dict[str, str]) -> None:
        parts[TYPES] = parts[TYPES].replace("<Override", f"{SHEETJS}<Override", 1)

    assert is_untouched(read(rewrite(change), tmp_path))

    def bring(parts: dict[str, str]) -> None:
        change(parts)
        parts["xl/other.BIN"] = "x"

    with pytest.raises(WorkbookError, match=r"binary format \(\.xlsb\) \(xl/other\.BIN\)"):
        read(rewrite(bring), tmp_path)


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> GridBook:
    file = tmp_path_factory.mktemp("grid") / "small.xlsx"
    file.write_bytes(small_book())
    return read_grid(file)


CHART = (
    "<table:shapes><draw:frame><draw:object><office:document><office:body><office:chart>"
    "<table:table table:name='local'><table:table-row><table:table-cell><text:p>x</text:p>"
    "</table:table-cell></table:table-row></table:table></office:chart></office:body>"
    "</office:document></draw:object><draw:image><office:binary-data>"
    f"{'iVBORw0KGgo' * 20_000}</office:binary-data></draw:image></draw:frame></table:shapes>"
)


def test_open_document_zipped_or_flat(tmp_path: Path, grid: GridBook) -> None:
    for content in (write_ods(grid), write_fods(grid), write_fods(grid, CHART)):
        book = read(content, tmp_path)
        assert is_untouched(book), book.remarks


@pytest.mark.parametrize(
    "scripts",
    [
        "<office:scripts><office:script script:language='ooo:Basic'><ooo:module "
        "xmlns:ooo='http://openoffice.org/2004/office'/></office:script></office:scripts>",
        "<office:scripts><office:script script:language='JavaScript'/></office:scripts>",
        "<office:scripts><office:script/></office:scripts>",
        "<script:event-listener/>",
    ],
)
def test_a_flat_file_with_a_macro(tmp_path: Path, grid: GridBook, scripts: str) -> None:
    with pytest.raises(WorkbookError, match="it holds a macro"):
        read(write_fods(grid, scripts=scripts), tmp_path)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
         "it is not a workbook; expected an .xlsx, .ods or .fods file"),
        (b"<office:document ", "cannot be read"),
        (b"<office:document xmlns:office='o'/>", "it has no sheet State"),
        (b"<!DOCTYPE x [<!ENTITY a 'ha'>]><office:document >&a;</office:document>",
         "it is not a workbook"),
        (b"<?xml version='1.0'?><office:document xmlns:office='o'>" + b"<a>" * 100,
         "elements 65 deep"),
    ],
)  # fmt: skip
def test_what_is_no_flat_file_is_refused(tmp_path: Path, content: bytes, found: str) -> None:
    with pytest.raises(WorkbookError, match=found):
        read(content, tmp_path)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("=1-J7", "=1-(J7)", True),
        ("=1-(J7-2)", "=1-J7-2", False),
        ("=(A1*B1)+C1", "=A1*B1+C1", True),
        ("=A1*(B1+C1)", "=A1*B1+C1", False),
        ("=-A1^2", "=(-A1)^2", True),
        ("=-(A1^2)", "=-A1^2", False),
        ("=IF((A1>0),1,2.0)", "=IF(A1>0,1,2)", True),
        ("=SUM(A1,B1)", "=SUM(A1:B1)", False),
        ('="a (b)"&A1', '="a(b)"&A1', False),
        ("=2%*A1", "=2*A1", False),
        ("=2^3^2", "=2^(3^2)", False),
        ("=SUM((A1))", "=SUM(A1)", True),
        ("=f(g(a),b)", "=f(g(a,b))", False),
        ("=SUM(A1", "=SUM(A1)", False),
    ],
)
def test_formulas_that_compute_the_same(one: str, other: str, same: bool) -> None:
    assert is_same_formula(one, other) is same
    assert is_same_formula(other, one) is same


def test_a_number_written_as_a_text_is_no_edit_of_output(root: Path, file: Path) -> None:
    """And one that is an edit is told with what it is, not as itself against itself."""

    def change(book: Workbook) -> None:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if sheet.title not in ("kinds", "things") and isinstance(cell.value, int):
                        cell.value = str(cell.value)

    edit_book(file, change)
    result = mb.pull(file, root)
    assert (result.outcome, result.remarks) == ("unchanged", ())
